"""What is done by the clock. Each is safe to run twice and in any number of processes: the database decides."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from florist.bootstrap import Shop
from florist.errands import service as errands
from florist.inbox import service as inbox
from florist.kit.words import say
from florist.orders.service import Order
from florist.outbox import service as outbox
from florist.payments import service as payments
from florist.people import service as people
from florist.storage import service as storage

log = structlog.get_logger(__name__)
HANDOFF_LIFE = timedelta(hours=24)
# Telegram repeats an update for a day at most; a week leaves room to look into what went wrong.
KEEP_INBOX, KEEP_OUTBOX, KEEP_ERRANDS = timedelta(days=7), timedelta(days=30), timedelta(days=7)


@dataclass(frozen=True)
class Schedule:
    """``run`` every so often, by whichever process comes first."""

    name: str
    every: timedelta
    run: Callable[[Shop], Awaitable[None]]


async def expire_holds(shop: Shop) -> None:
    """Flowers and windows of unpaid orders go back to the shelf; the customer hears it and may pay anew."""
    async with shop.transaction() as session:
        for order in await payments.expire_holds(session, shop.clock.now()):
            await outbox.post(
                session,
                chat_id=order.user_id,
                letters=[await _hold_is_over(order)],
                key=f"hold-expired:{order.number}:{shop.clock.now():%Y%m%d%H%M}",
            )


async def end_old_handoffs(shop: Shop) -> None:
    """A conversation that nobody ended in a day: the bot answers again."""
    async with shop.transaction() as session:
        for over in await people.handoff_close_older(session, shop.clock.now() - HANDOFF_LIFE):
            await inbox.raise_event(
                session, chat_id=over.telegram_id, intent="handoff_ended", key=f"handoff-ended:{over.id}"
            )


async def tidy(shop: Shop) -> None:
    """What is settled long ago is forgotten."""
    now = shop.clock.now()
    files = await storage.forget_temporary(shop.storage)
    async with shop.transaction() as session:
        gone = {
            "inbox": await inbox.forget_old(session, now, keep=KEEP_INBOX),
            "outbox": await outbox.forget_old(session, now, keep=KEEP_OUTBOX),
            "errands": await errands.forget_old(session, now, keep=KEEP_ERRANDS),
        }
    log.info("tidied", files=files, **gone)


async def _hold_is_over(order: Order) -> dict[str, object]:
    language = order.language
    retry = say(language, "gateway-button-retry-payment", plain=True)
    return {
        "kind": "text",
        "text": say(language, "gateway-hold-expired", number=str(order.number)),
        "buttons": [
            [{"title": retry, "intent": "retry_payment", "entities": {"order_number": order.number}}]
        ],
    }


SCHEDULES = (
    Schedule("expire_holds", timedelta(seconds=20), expire_holds),
    Schedule("end_old_handoffs", timedelta(minutes=10), end_old_handoffs),
    Schedule("tidy", timedelta(hours=1), tidy),
)
