"""Updates by asking for them: for machines without a public address."""

import asyncio
from datetime import timedelta
from typing import Any

import structlog
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from gateway.bot import ShopBot
from gateway.metrics import Metrics
from gateway.receive import Receiver
from gateway.updates import ALLOWED, NotAnUpdate

log = structlog.get_logger(__name__)
HOLD_SECONDS = 25
_PAUSE_AFTER_FAULT, _PAUSE_AFTER_CONFLICT = 1.0, 5.0


async def poll(bot: ShopBot, receiver: Receiver, metrics: Metrics) -> None:
    """Until cancelled. Telegram forgets an update when the next request asks past it: by then it is
    stored."""
    offset: int | None = None
    while True:
        try:
            batch = await bot.raw_updates(offset=offset, seconds=HOLD_SECONDS, allowed=list(ALLOWED))
            for raw in batch:
                await _receive(receiver, raw)
                offset = int(raw["update_id"]) + 1
        except RetryAfter as wait:
            seconds = wait.retry_after
            await asyncio.sleep(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds)
        except Conflict as conflict:
            metrics.failures.labels("poll_conflict").inc()
            log.error("poll_conflict", reason=conflict.message)
            await asyncio.sleep(_PAUSE_AFTER_CONFLICT)
        except (NetworkError, TelegramError) as fault:
            metrics.failures.labels("poll").inc()
            log.warning("poll_failed", fault=type(fault).__name__)
            await asyncio.sleep(_PAUSE_AFTER_FAULT)
        except Exception:
            # The database, most likely: the same updates come again, nothing was confirmed.
            metrics.failures.labels("store").inc()
            log.exception("store_failed")
            await asyncio.sleep(_PAUSE_AFTER_FAULT)


async def _receive(receiver: Receiver, raw: dict[str, Any]) -> None:
    try:
        await receiver.receive(raw, wait_for_money=False)
    except NotAnUpdate:
        log.error("not_an_update")
