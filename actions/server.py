"""The action server: the SDK's own, closed to everybody but Rasa.

rasa-sdk knows no authentication, answers errors with the whole request (a tracker with personal data) and listens on all
interfaces: here a request must carry ``X-Channel-Secret``, errors say nothing, and the address is loopback unless told otherwise.
"""

import hmac
import logging
import os
import socket
import sys
import warnings
from urllib.parse import urlsplit

import structlog
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, json

from actions.shop_action import shop, use_shop
from florist.settings import Settings

MAX_BODY = 4 * 2**20
log = structlog.get_logger("actions")


def make_app(secret: str) -> Sanic:
    """The SDK's app with our doorkeeper; ``/health`` stays open. Raises ``ValueError`` without a secret."""
    if not secret:
        raise ValueError("CHANNEL_SECRET is not set: the action server would not know Rasa from a stranger")
    # Rasa 3.6 and this SDK work together (tests/conversations prove it); the SDK warns at every call that their numbers differ.
    warnings.filterwarnings("ignore", message=".*may not be compatible.*", category=UserWarning)
    executor = ActionExecutor()
    executor.register_package("actions")
    app = create_app(executor, cors_origins="")
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.ACCESS_LOG = False

    async def only_rasa(request: Request) -> HTTPResponse | None:
        if request.path == "/health":
            return None
        given = request.headers.get("x-channel-secret", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return json({"error": "forbidden"}, status=403)
        if request.headers.get("content-encoding"):
            # Inflating a stranger's body has no bound in the SDK, and Rasa does not compress on loopback.
            return json({"error": "compressed bodies are not read"}, status=415)
        return None

    async def say_nothing(_request: Request, answered: BaseHTTPResponse) -> HTTPResponse | None:
        # The SDK's error page echoes the request.
        return json({"error": "internal error"}, status=500) if answered.status >= 500 else None

    async def close(_app: Sanic) -> None:
        await shop().close()
        use_shop(None)

    app.register_middleware(only_rasa, "request")
    app.register_middleware(say_nothing, "response")
    app.register_listener(close, "after_server_stop")
    return app


def set_up_logs(level: str) -> None:
    """A line of JSON for each event. Tracebacks come without the values of variables: those are customers' words and numbers."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )


def main() -> int:
    """Serves on the address of ``ACTIONS_URL`` (``ACTIONS_HOST`` overrides where to listen)."""
    settings = Settings()
    set_up_logs(settings.log_level)
    url = urlsplit(settings.actions_url)
    host, port = os.environ.get("ACTIONS_HOST", "127.0.0.1"), url.port or 5055
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            print(f"Port {port} is taken: stop what listens there or set ACTIONS_URL.", file=sys.stderr)
            return 2
    app = make_app(settings.channel_secret.get_secret_value())
    app.run(host=host, port=port, single_process=True, motd=False, access_log=False)
    return 0
