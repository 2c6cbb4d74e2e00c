"""Structured logs: one JSON object a line, the same correlation id from an update to its answer.

At INFO nothing personal is written: no words, names, phones or addresses, only ids and outcomes."""

import logging
import sys

import structlog

# These write whole request addresses, and Telegram's hold the bot's token.
_CHATTY = ("httpx", "httpcore", "telegram", "urllib3", "asyncio", "uvicorn.access", "aiosqlite")


def set_up(level: str) -> None:
    """Everything this process logs, its libraries included, becomes JSON on the standard output."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
