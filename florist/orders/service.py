"""Placing, following, repeating and ending orders."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets.recipe import Recipe
from florist.cart import service as cart
from florist.cart.lines import read
from florist.delivery.rules import Plan
from florist.errors import FloristError
from florist.kit.terms import Value
from florist.orders import holds, models, rules
from florist.orders.drafts import CARD_LENGTH, SUBSTITUTIONS, draw_up, fingerprint, held_window, new_row, note
from florist.orders.errors import MoveNotAllowed, OrderNotFound, TooLateToCancel
from florist.orders.models import id_of
from florist.orders.views import Checkout, Estimate, Line, Move, Order, as_order
from florist.payments import refunds

__all__ = [
    "CARD_LENGTH", "SUBSTITUTIONS", "Checkout", "Estimate", "Line", "Move", "Order", "as_order", "cancel",
    "estimate", "expire", "find_row", "get", "list_orders", "move", "move_row", "place", "prolong", "repeat",
    "revive", "settle", "track",
]  # fmt: skip

HOLD = timedelta(minutes=30)


async def estimate(
    session: AsyncSession,
    user_id: int,
    checkout: Checkout,
    *,
    now: datetime | None = None,
    plan: Plan | None = None,
) -> Estimate:
    """Prices and window of an order that is about to be placed. Raises what ``place`` raises, but holds."""
    return (await draw_up(session, user_id, checkout, now or datetime.now(UTC), plan))[0]


async def place(
    session: AsyncSession,
    user_id: int,
    checkout: Checkout,
    *,
    now: datetime | None = None,
    hold: timedelta = HOLD,
    plan: Plan | None = None,
) -> Order:
    """Make the cart an order that awaits payment, its stock and window held for ``hold``.

    The same cart and checkout again give the same order with its hold renewed; another order of this customer
    that still awaits payment makes room for this one. The cart stays until it is paid.
    Raises ``CartEmpty``, ``CheckoutInvalid``, ``OutsideZone``, ``OutOfStock``, ``NotEnoughStems``, and what
    ``delivery.check`` raises.
    """
    now = now or datetime.now(UTC)
    await holds.at_the_shelves(session)
    waiting = await session.scalar(
        select(models.Order).where(models.Order.user_id == user_id, models.Order.status == "awaiting_payment")
    )
    if waiting is not None:
        bought = await cart.view(session, user_id)
        same = waiting.fingerprint == fingerprint(checkout, bought)
        if same and waiting.hold_until is not None and waiting.hold_until > now:
            waiting.hold_until = now + hold
            await session.flush()
            return as_order(waiting)
        # Its own flowers and window must be free again before this one is measured against the shelves.
        await _end(session, waiting, "cancelled", by="system", now=now)
    figures, bought = await draw_up(session, user_id, checkout, now, plan)
    row = new_row(user_id, checkout, figures, bought, now)
    session.add(row)
    await session.flush()
    await holds.take(session, row.id, row.lines, held_window(row), plan)
    row.hold_until = now + hold
    note(row, "awaiting_payment", f"customer:{user_id}", now)
    await session.flush()
    return as_order(row)


async def track(session: AsyncSession, user_id: int, number: int) -> Order:
    """The customer's own order. Raises ``OrderNotFound``."""
    return as_order(await _own(session, user_id, number))


async def get(session: AsyncSession, number: int) -> Order:
    """Any order, for the shop's own people. Raises ``OrderNotFound``."""
    return as_order(await _find(session, number))


async def list_orders(
    session: AsyncSession, user_id: int, *, limit: int = 10, only_open: bool = False
) -> list[Order]:
    """The customer's orders, the newest first, without drafts."""
    query = select(models.Order).where(models.Order.user_id == user_id, models.Order.status != "draft")
    if only_open:
        query = query.where(models.Order.status.in_(rules.OPEN))
    rows = await session.scalars(query.order_by(models.Order.id.desc()).limit(limit))
    return [as_order(row) for row in rows]


async def repeat(
    session: AsyncSession, user_id: int, number: int, *, now: datetime | None = None
) -> tuple[cart.Cart, list[Value]]:
    """Put an earlier order's lines into the cart at today's prices; also the names of what cannot be had now.

    Raises ``OrderNotFound``.
    """
    row = await _own(session, user_id, number)
    missing: list[Value] = []
    for line in row.lines:
        try:
            if line.kind == "custom":
                await cart.add_recipe(session, user_id, Recipe.from_json(line.recipe), line.count, now=now)
            elif line.product_id is not None:
                await cart.add_product(
                    session,
                    user_id,
                    line.product_id,
                    line.size,
                    line.count,
                    addons=read(line.addons),
                    now=now,
                )
            else:
                missing.append(line.name)
        except FloristError:
            missing.append(line.name)
    return await cart.view(session, user_id), missing


async def cancel(session: AsyncSession, user_id: int, number: int, *, now: datetime | None = None) -> Order:
    """Call the customer's own order off while nobody has begun it; what was paid goes back.

    Raises ``OrderNotFound``, ``TooLateToCancel``.
    """
    now = now or datetime.now(UTC)
    await holds.at_the_shelves(session)
    row = await _own(session, user_id, number)
    if row.status not in rules.CANCELLABLE:
        raise TooLateToCancel(number, row.status)
    try:
        await _end(session, row, "cancelled", by=f"customer:{user_id}", now=now)
    except MoveNotAllowed:
        raise TooLateToCancel(number, row.status) from None
    return as_order(row)


async def move(session: AsyncSession, number: int, to: str, by: str, *, now: datetime | None = None) -> Order:
    """Bring an order one allowed step on. Raises ``OrderNotFound``, ``MoveNotAllowed``."""
    now = now or datetime.now(UTC)
    await holds.at_the_shelves(session)
    row = await _find(session, number)
    if to in ("cancelled", "refunded", "expired"):
        await _end(session, row, to, by=by, now=now)
    elif row.status == "expired":
        await revive(session, row, to, by=by, now=now)
    else:
        await _move(session, row, to, by=by, now=now)
    return as_order(row)


async def expire(session: AsyncSession, now: datetime) -> list[Order]:
    """End every order whose hold has run out, and give back what it held."""
    await holds.at_the_shelves(session)
    rows = await session.scalars(
        select(models.Order)
        .where(models.Order.status == "awaiting_payment", models.Order.hold_until < now)
        .order_by(models.Order.id)
    )
    ended = []
    for row in rows.all():
        try:
            await _end(session, row, "expired", by="system", now=now)
        except MoveNotAllowed:
            continue  # paid in this very moment
        ended.append(as_order(row))
    return ended


async def revive(
    session: AsyncSession,
    row: models.Order,
    to: str,
    *,
    by: str,
    now: datetime,
    plan: Plan | None = None,
) -> None:
    """Hold again what an expired order needs and move it on. Raises ``MoveNotAllowed``, ``OutOfStock``, …"""
    await _move(session, row, to, by=by, now=now)
    await holds.take(session, row.id, row.lines, held_window(row), plan)


async def prolong(session: AsyncSession, row: models.Order, until: datetime) -> None:
    """Keep what the order holds at least until then."""
    if row.hold_until is None or row.hold_until < until:
        row.hold_until = until
        await session.flush()


async def settle(session: AsyncSession, row: models.Order) -> None:
    """Take what was paid out of the customer's cart."""
    bought = [(line.cart_line_id, line.count) for line in row.lines if line.cart_line_id is not None]
    await cart.settle(session, row.user_id, bought)


async def find_row(session: AsyncSession, number: int) -> models.Order | None:
    """The row behind a number, fresh from the database: for ``payments``, which decide on it."""
    return await session.get(models.Order, id_of(number), populate_existing=True)


async def move_row(session: AsyncSession, row: models.Order, to: str, *, by: str, now: datetime) -> None:
    """One allowed move of a row in hand. Raises ``MoveNotAllowed``."""
    await _move(session, row, to, by=by, now=now)


async def _end(session: AsyncSession, row: models.Order, to: str, *, by: str, now: datetime) -> None:
    """Cancel, expire or refund: what was held goes back (unless it has left the shop), and so does money."""
    before = row.status
    await _move(session, row, to, by=by, now=now)
    if before in ("awaiting_payment", "paid"):
        await holds.give_back(session, row.id)
    if to in ("cancelled", "refunded"):
        await refunds.ask_for_order(session, row.id, reason=to, now=now)


async def _move(session: AsyncSession, row: models.Order, to: str, *, by: str, now: datetime) -> None:
    before = row.status
    if not rules.may_move(before, to):
        raise MoveNotAllowed(row.number, before, to)
    # The old state stands in the condition: of two who move the same order at once, one finds it moved.
    changed = await session.scalar(
        update(models.Order)
        .where(models.Order.id == row.id, models.Order.status == before)
        .values(status=to)
        .returning(models.Order.id)
        .execution_options(synchronize_session=False)
    )
    if changed is None:
        await session.refresh(row)
        raise MoveNotAllowed(row.number, row.status, to)
    await session.refresh(row, ["status"])
    row.moves.append(models.OrderMove(status=to, at=now, by=by))
    if to == "paid":
        row.paid_at, row.hold_until = now, None
    await session.flush()


async def _find(session: AsyncSession, number: int) -> models.Order:
    row = await find_row(session, number)
    if row is None:
        raise OrderNotFound(str(number))
    return row


async def _own(session: AsyncSession, user_id: int, number: int) -> models.Order:
    row = await _find(session, number)
    if row.user_id != user_id:
        raise OrderNotFound(str(number))
    return row
