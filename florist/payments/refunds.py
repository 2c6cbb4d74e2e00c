"""Money that has to go back: asked for in the transaction that found it due, sent afterwards."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.orders.models import number_of
from florist.payments.models import Payment, Refund
from florist.sql import insert

MAX_TRIES = 20


@dataclass(frozen=True)
class DueRefund:
    """A Stars refund to send with ``refundStarPayment``."""

    id: int
    user_id: int
    charge_id: str
    amount: int
    order_number: int | None
    tries: int


async def ask(session: AsyncSession, payment: Payment, *, reason: str, now: datetime) -> bool:
    """Ask for a refund, once a payment: Stars are queued, other money is flagged for the shop's people."""
    status = "queued" if payment.provider == "stars" else "flagged"
    row_id = await session.scalar(
        insert(session, Refund)
        .values(payment_id=payment.id, reason=reason, status=status, tries=0, requested_at=now)
        .on_conflict_do_nothing(index_elements=["payment_id"])
        .returning(Refund.id)
    )
    if row_id is None:
        return False
    payment.status = "refund_due"
    await session.flush()
    return True


async def ask_for_order(session: AsyncSession, order_id: int, *, reason: str, now: datetime) -> int:
    """Ask for everything that was paid for an order; returns how many refunds that makes."""
    paid = await session.scalars(
        select(Payment).where(Payment.order_id == order_id, Payment.status == "received")
    )
    return sum([await ask(session, payment, reason=reason, now=now) for payment in paid.all()])


async def due(session: AsyncSession, limit: int = 20) -> list[DueRefund]:
    """Stars that have to be sent back, the longest waiting first."""
    rows = await session.execute(
        select(Refund, Payment)
        .join(Payment, Payment.id == Refund.payment_id)
        .where(Refund.status == "queued", Refund.tries < MAX_TRIES)
        .order_by(Refund.tries, Refund.id)
        .limit(limit)
    )
    return [
        DueRefund(
            refund.id,
            payment.user_id,
            payment.charge_id,
            payment.amount,
            None if payment.order_id is None else number_of(payment.order_id),
            refund.tries,
        )
        for refund, payment in rows
    ]


async def sent(session: AsyncSession, refund_id: int, *, now: datetime) -> None:
    """Telegram confirmed it (``CHARGE_ALREADY_REFUNDED`` does too), or an admin made it by hand."""
    payment_id = await session.scalar(
        update(Refund)
        .where(Refund.id == refund_id, Refund.status != "done")
        .values(status="done", done_at=now)
        .returning(Refund.payment_id)
    )
    if payment_id is not None:
        await session.execute(update(Payment).where(Payment.id == payment_id).values(status="refunded"))


async def failed(session: AsyncSession, refund_id: int, error: str) -> bool:
    """Telegram refused; True when it was the last try and the shop's people have to look."""
    tries = await session.scalar(
        update(Refund)
        .where(Refund.id == refund_id)
        .values(tries=Refund.tries + 1, last_error=error[:500])
        .returning(Refund.tries)
    )
    if tries is not None and tries >= MAX_TRIES:
        await session.execute(update(Refund).where(Refund.id == refund_id).values(status="flagged"))
        return True
    return False
