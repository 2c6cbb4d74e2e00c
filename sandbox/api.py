"""The Bot API's door: paths, tokens, envelopes, errors."""

import json
import logging
import mimetypes
import re
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sandbox.core import Sandbox
from sandbox.errors import ApiError
from sandbox.methods import METHODS
from sandbox.methods.answer import Described
from sandbox.parameters import Parameters, read_parameters

logger = logging.getLogger("sandbox")

TOKEN = re.compile(r"[1-9]\d{0,18}:[A-Za-z0-9_-]{3,80}")
# A webhook's answer may ask for a method, but not for these.
NOT_FROM_WEBHOOK = ("get", "setwebhook", "deletewebhook", "close", "logout")


def envelope(status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, headers, media_type="application/json")


def refused(error: ApiError) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = error.parameters
        if "retry_after" in error.parameters:
            headers["Retry-After"] = str(error.parameters["retry_after"])
    return envelope(error.code, body, headers)


def answered(result: Any) -> Response:
    if isinstance(result, Described):
        return envelope(200, {"ok": True, "result": result.result, "description": result.description})
    return envelope(200, {"ok": True, "result": result})


class BotApi:
    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def __call__(self, request: Request) -> Response:
        try:
            self._check_token(request.path_params["token"])
            name = request.path_params["method"].casefold()
            method = METHODS.get(name)
            if method is None:
                raise ApiError(404, "Not Found: method not found")
            parameters = await read_parameters(request)
            return answered(await self.perform(name, method, parameters))
        except ApiError as error:
            return refused(error)

    def _check_token(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise ApiError(401, "Unauthorized: invalid token specified")
        if not compare_digest(token.encode(), self.sandbox.settings.token.encode()):
            raise ApiError(401, "Unauthorized")

    async def perform(
        self, name: str, method: Callable[[Sandbox, Parameters], Awaitable[Any]], parameters: Parameters
    ) -> Any:
        fault = self.sandbox.faults.take(name)
        if fault is None:
            return await method(self.sandbox, parameters)
        if fault.performed:
            await method(self.sandbox, parameters)
        raise fault.error()

    async def from_webhook(self, name: str, values: dict[str, Any]) -> None:
        """Carry out the method a webhook answered with; its failure is seen by nobody but the log."""
        name = name.casefold()
        method = METHODS.get(name)
        if method is None or name.startswith(NOT_FROM_WEBHOOK):
            return
        try:
            await self.perform(name, method, Parameters(values))
        except ApiError as error:
            logger.warning("the webhook asked for %s: %s", name, error.description)

    async def file(self, request: Request) -> Response:
        try:
            self._check_token(request.path_params["token"])
            file = self.sandbox.media.at_path(request.path_params["path"])
            if file is None or not self.sandbox.media.location(file).exists():
                raise ApiError(404, "Not Found")
        except ApiError as error:
            return refused(error)
        kind = mimetypes.guess_type(file.path)[0] or "application/octet-stream"
        return FileResponse(self.sandbox.media.location(file), media_type=kind)


async def not_found(request: Request) -> Response:
    """What Telegram says to any address it does not know."""
    return refused(ApiError(404, "Not Found"))
