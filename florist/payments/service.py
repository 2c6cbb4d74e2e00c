"""Asking for money, checking before it moves, and writing down that it did."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.errors import FloristError
from florist.kit.money import Money
from florist.kit.words import say, tell
from florist.orders import models as order_models
from florist.orders import service as orders
from florist.orders.errors import MoveNotAllowed, OrderNotFound
from florist.orders.holds import at_the_shelves
from florist.orders.models import number_of
from florist.payments import refunds
from florist.payments.errors import AlreadyPaid, AmountWrong, HoldExpired, InvoiceStale, InvoiceUnknown
from florist.payments.models import Invoice, Payment
from florist.settings import Settings
from florist.sql import insert

# Telegram's own limits, in characters (and bytes of UTF-8 for the payload).
TITLE, DESCRIPTION, PAYLOAD = 32, 255, 128
# Telegram gives ten seconds for the answer, and then the bank takes its time with the customer.
GRACE = timedelta(minutes=10)


@dataclass(frozen=True)
class InvoiceArgs:
    """The arguments of ``sendInvoice`` and ``createInvoiceLink``; ``prices`` are (label, amount)."""

    title: str
    description: str
    payload: str
    provider_token: str
    currency: str
    prices: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, object]:
        """Ready to be sent to the Bot API."""
        return {
            "title": self.title,
            "description": self.description,
            "payload": self.payload,
            "provider_token": self.provider_token,
            "currency": self.currency,
            "prices": [{"label": label, "amount": amount} for label, amount in self.prices],
        }


@dataclass(frozen=True)
class PreCheckout:
    """Telegram's question before the money moves."""

    user_id: int
    payload: str
    currency: str
    total_amount: int


@dataclass(frozen=True)
class Charge:
    """Telegram's word that money moved."""

    user_id: int
    payload: str
    currency: str
    total_amount: int
    charge_id: str
    provider_charge_id: str = ""

    @property
    def provider(self) -> str:
        return "stars" if self.currency == "XTR" else "provider"


@dataclass(frozen=True)
class Recorded:
    """What became of a charge: known already (``duplicate``), or why it goes back (``refund``)."""

    order: orders.Order | None
    duplicate: bool = False
    refund: str | None = None


async def invoice(
    session: AsyncSession,
    number: int,
    *,
    settings: Settings,
    user_id: int | None = None,
    language: str | None = None,
    now: datetime | None = None,
) -> InvoiceArgs:
    """The one open invoice of an order, its hold renewed; an expired order is held again if it can be.

    Raises ``OrderNotFound``, ``AlreadyPaid``, ``InvoiceStale`` (the order is over), and ``OutOfStock``,
    ``NotEnoughStems`` or ``WindowFull`` when what had expired is gone.
    """
    now = now or datetime.now(UTC)
    await at_the_shelves(session)
    row = await orders.find_row(session, number)
    if row is None or (user_id is not None and row.user_id != user_id):
        raise OrderNotFound(str(number))
    if row.status == "expired":
        await orders.revive(session, row, "awaiting_payment", by=f"customer:{row.user_id}", now=now)
    if row.status in ("paid", "preparing", "delivering", "delivered"):
        raise AlreadyPaid(number)
    if row.status != "awaiting_payment":
        raise InvoiceStale(f"{number} is {row.status}")
    await orders.prolong(session, row, now + timedelta(minutes=settings.hold_minutes))
    due = in_currency(Money(row.total, row.currency), settings)
    open_one = await _open_invoice(session, row, due, now)
    order = orders.as_order(row)
    return _args(order, open_one, settings, language or order.language)


def in_currency(total: Money, settings: Settings) -> Money:
    """What is asked for ``total``: itself, or whole Stars, rounded up, when goods are paid in Stars."""
    if settings.goods_paid_in != "stars":
        return total
    return Money(-(-total.amount // settings.star_rate), "XTR")


async def pre_checkout(session: AsyncSession, query: PreCheckout, *, now: datetime | None = None) -> None:
    """Let the payment happen, and keep the hold long enough for it.

    Raises ``InvoiceUnknown``, ``AlreadyPaid``, ``HoldExpired``, ``InvoiceStale`` or ``AmountWrong``.
    """
    now = now or datetime.now(UTC)
    open_one = await session.scalar(select(Invoice).where(Invoice.payload == query.payload))
    row = await session.get(order_models.Order, open_one.order_id) if open_one else None
    if open_one is None or row is None or row.user_id != query.user_id:
        raise InvoiceUnknown(query.payload)
    if row.status in ("paid", "preparing", "delivering", "delivered"):
        raise AlreadyPaid(row.number)
    if row.status == "expired" or (row.hold_until is not None and row.hold_until < now):
        raise HoldExpired(row.number)
    if row.status != "awaiting_payment" or open_one.status != "open":
        raise InvoiceStale(query.payload)
    due = Money(open_one.amount, open_one.currency)
    if Money(query.total_amount, query.currency) != due:
        raise AmountWrong(due)
    if not await _extend(session, row, now + GRACE):
        raise HoldExpired(row.number)


async def record(session: AsyncSession, charge: Charge, *, now: datetime | None = None) -> Recorded:
    """Write a charge down, once by its id: the order is paid, or the money goes back when it cannot be."""
    now = now or datetime.now(UTC)
    await at_the_shelves(session)
    billed = await session.scalar(select(Invoice).where(Invoice.payload == charge.payload))
    payment_id = await session.scalar(
        insert(session, Payment)
        .values(
            order_id=billed.order_id if billed else None,
            user_id=charge.user_id,
            provider=charge.provider,
            charge_id=charge.charge_id,
            provider_charge_id=charge.provider_charge_id,
            currency=charge.currency,
            amount=charge.total_amount,
            status="received",
            at=now,
        )
        .on_conflict_do_nothing(index_elements=["provider", "charge_id"])
        .returning(Payment.id)
    )
    number = number_of(billed.order_id) if billed else 0
    if payment_id is None:
        return Recorded(await _order(session, number), duplicate=True)
    reason = await _apply(session, billed, charge, now)
    if reason is not None:
        payment = await session.get_one(Payment, payment_id)
        await refunds.ask(session, payment, reason=reason, now=now)
    return Recorded(await _order(session, number), refund=reason)


async def expire_holds(session: AsyncSession, now: datetime | None = None) -> list[orders.Order]:
    """End unpaid orders whose hold ran out and close their invoices; returns them."""
    ended = await orders.expire(session, now or datetime.now(UTC))
    for order in ended:
        await _close(session, order_models.id_of(order.number), "closed")
    return ended


async def totals(session: AsyncSession) -> dict[str, int]:
    """What came in and stayed, by currency, in minor units."""
    rows = await session.execute(
        select(Payment.currency, func.sum(Payment.amount))
        .where(Payment.status == "received")
        .group_by(Payment.currency)
    )
    return {currency: int(amount) for currency, amount in rows}


async def _apply(session: AsyncSession, billed: Invoice | None, charge: Charge, now: datetime) -> str | None:
    """Make the order paid; or say why the money has to go back."""
    if billed is None:
        return "unknown_invoice"
    row = await orders.find_row(session, number_of(billed.order_id))
    if row is None or row.user_id != charge.user_id:
        return "unknown_invoice"
    if Money(charge.total_amount, charge.currency) != Money(billed.amount, billed.currency):
        return "amount_mismatch"
    if row.paid_at is not None:
        return "second_payment"
    try:
        async with session.begin_nested():
            if row.status == "expired":
                await orders.revive(session, row, "paid", by="payment", now=now)
            else:
                await orders.move_row(session, row, to="paid", by="payment", now=now)
    except MoveNotAllowed:
        return "order_over"
    except FloristError:
        return "sold_out"  # it came after the hold, and somebody else has the flowers
    await _close(session, row.id, "paid")
    await orders.settle(session, row)
    return None


async def _open_invoice(session: AsyncSession, row: order_models.Order, due: Money, now: datetime) -> Invoice:
    """The open invoice over ``due``; one over another amount is closed first."""
    known = await session.scalar(select(Invoice).where(Invoice.order_id == row.id, Invoice.status == "open"))
    if known is not None and (known.amount, known.currency) == (due.amount, due.currency):
        return known
    await _close(session, row.id, "closed")
    made = Invoice(
        order_id=row.id,
        payload=f"order:{row.number}:{secrets.token_urlsafe(18)}",
        currency=due.currency,
        amount=due.amount,
        status="open",
        created_at=now,
    )
    session.add(made)
    await session.flush()
    return made


async def _close(session: AsyncSession, order_id: int, status: str) -> None:
    await session.execute(
        update(Invoice).where(Invoice.order_id == order_id, Invoice.status == "open").values(status=status)
    )


async def _extend(session: AsyncSession, row: order_models.Order, until: datetime) -> bool:
    """False when the order stopped waiting in this very moment."""
    later = max(row.hold_until, until) if row.hold_until else until
    changed = await session.scalar(
        update(order_models.Order)
        .where(order_models.Order.id == row.id, order_models.Order.status == "awaiting_payment")
        .values(hold_until=later)
        .returning(order_models.Order.id)
    )
    return changed is not None


async def _order(session: AsyncSession, number: int) -> orders.Order | None:
    row = await orders.find_row(session, number) if number else None
    return orders.as_order(row) if row is not None else None


def _args(order: orders.Order, open_one: Invoice, settings: Settings, language: str) -> InvoiceArgs:
    names = [
        tell(language, line.name, plain=True) + (f" × {line.count}" if line.count > 1 else "")
        for line in order.lines
    ]
    title = say(language, "invoice-title", plain=True, number=str(order.number))
    description = say(language, "invoice-description", plain=True, goods=names, when=order.window_value)
    token = "" if open_one.currency == "XTR" else settings.payment_provider_token.get_secret_value()
    return InvoiceArgs(
        title=_cut(title, TITLE),
        description=_cut(description, DESCRIPTION),
        payload=open_one.payload,
        provider_token=token,
        currency=open_one.currency,
        prices=_prices(order, open_one, names, language, title),
    )


def _prices(
    order: orders.Order, open_one: Invoice, names: list[str], language: str, title: str
) -> tuple[tuple[str, int], ...]:
    if open_one.currency == "XTR":  # exactly one price, in whole Stars
        return ((_cut(title, 32), open_one.amount),)
    prices = [(_cut(name, 32), line.total.amount) for name, line in zip(names, order.lines, strict=True)]
    if order.fee.amount:
        prices.append((say(language, "invoice-delivery", plain=True), order.fee.amount))
    return tuple(prices)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
