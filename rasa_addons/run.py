"""The Rasa server: `python -m rasa_addons.run [--port 5005] [--model models]`.

One channel on loopback and nothing else: no HTTP API, no root page, no TensorFlow. The newest model is loaded
after the port is open, so that the health route can say "not yet" meanwhile.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from rasa_addons import lean

DEFAULT_RASA_URL = "http://127.0.0.1:5005"
DEFAULT_ACTIONS_URL = "http://127.0.0.1:5055"
TURN_SECONDS = 120
# After the freeze only a conversation's own objects are young; collecting them more rarely costs nothing.
GC_THRESHOLDS = (20_000, 20, 50)

logger = logging.getLogger("rasa_addons")


def main(arguments: list[str] | None = None) -> None:
    options = parsed(arguments)
    model = newest_model(Path(options.model))
    if not os.environ.get("CHANNEL_SECRET"):
        leave("CHANNEL_SECRET is not set: without it anybody on this machine could speak for any customer.")
    workers = int(os.environ.get("SANIC_WORKERS") or 1)
    if workers > 1 and not os.environ.get("REDIS_URL"):
        leave("SANIC_WORKERS asks for several workers; they need REDIS_URL to take turns in a conversation.")
    refuse_taken_port(options.host, options.port)
    prepare_environment()
    configure_logs()
    lean.install()

    from rasa_addons import server

    server.serve(model, host=options.host, port=options.port, workers=workers)


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    port = urlsplit(os.environ.get("RASA_URL") or DEFAULT_RASA_URL).port or 5005
    parser = argparse.ArgumentParser(prog="rasa_addons.run", description="Runs Rasa for the shop.")
    parser.add_argument("--host", default=os.environ.get("RASA_HOST") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=port)
    parser.add_argument("--model", default="models", help="a model, or a folder whose newest model is taken")
    return parser.parse_args(arguments)


def newest_model(path: Path) -> Path:
    if path.is_file():
        return path
    models = sorted(path.glob("*.tar.gz"), key=lambda model: model.stat().st_mtime)
    if not models:
        leave(f"There is no trained model in {path}/. Train one first: make train")
    return models[-1]


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            leave(
                f"Rasa cannot listen on {host}:{port} ({fault.strerror}). Stop what holds it, or change RASA_URL."
            )


def prepare_environment() -> None:
    """Fills in what endpoints.yml and credentials.yml read from the environment."""
    from rasa_addons.urls import tracker_url

    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("ACTIONS_URL", DEFAULT_ACTIONS_URL)
    os.environ["ACTIONS_URL"] = os.environ["ACTIONS_URL"].rstrip("/")
    os.environ.setdefault(
        "TRACKER_URL", tracker_url(os.environ.get("DATABASE_URL", ""), os.environ.get("DATA_DIR") or "var")
    )


def configure_logs() -> None:
    """One line of JSON an event, as in the other processes."""
    import structlog

    level = os.environ.get("LOG_LEVEL", "INFO").upper()
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            *shared,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                *shared,
                structlog.stdlib.add_logger_name,
                structlog.processors.format_exc_info,
            ],
            processor=structlog.processors.JSONRenderer(ensure_ascii=False),
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)  # third parties' deprecations, by the hundred
    for name in ("sanic.access", "apscheduler", "matplotlib", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)


def freeze_garbage() -> None:
    """Puts the loaded model out of the collector's sight: it never dies, and walking it takes a third of a
    second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def leave(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
