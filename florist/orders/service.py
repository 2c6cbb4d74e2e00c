"""Placing, following, repeating and ending orders."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets.recipe import Recipe
from florist.cart import service as cart
from florist.cart.errors import CartEmpty
from florist.catalogue.errors import OutOfStock
from florist.delivery import errors as delivery_errors
from florist.delivery import rules as delivery_rules
from florist.delivery import service as delivery
from florist.delivery.rules import Plan, Window
from florist.errors import FloristError
from florist.kit.money import Money
from florist.kit.phone import Phone
from florist.kit.terms import Value
from florist.orders import holds, models, rules
from florist.orders.errors import CheckoutInvalid, MoveNotAllowed, OrderNotFound, TooLateToCancel
from florist.orders.models import id_of
from florist.payments import refunds
from florist.sql import lock

SUBSTITUTIONS = ("similar", "call", "refund")
HOLD = timedelta(minutes=30)
CARD_LENGTH = 300


@dataclass(frozen=True)
class Checkout:
    """Everything asked at checkout; ``zone`` counts when there are no coordinates."""

    kind: str
    day: date
    window: str
    recipient: str
    phone: str
    zone: str | None = None
    address: str | None = None
    address_note: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    card_text: str | None = None
    anonymous: bool = False
    surprise: bool = False
    substitution: str = "call"
    language: str = "ru"


@dataclass(frozen=True)
class Line:
    """What was ordered, as it was named and priced then."""

    kind: str
    name: Value
    details: list[Value]
    picture: str | None
    count: int
    unit_price: Money
    total: Money
    recipe: Recipe
    product_id: int | None
    size: str | None


@dataclass(frozen=True)
class Move:
    """One step: to which state, when, and by whom."""

    status: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Order:
    """An order as it stands."""

    number: int
    user_id: int
    status: str
    language: str
    lines: list[Line]
    goods: Money
    fee: Money
    total: Money
    kind: str
    zone: str | None
    address: str | None
    address_note: str | None
    latitude: float | None
    longitude: float | None
    day: date
    window: str
    recipient: str
    phone: str
    card_text: str | None
    anonymous: bool
    surprise: bool
    substitution: str
    created_at: datetime
    hold_until: datetime | None
    paid_at: datetime | None
    history: list[Move]

    @property
    def is_cancellable(self) -> bool:
        """Whether the customer can still call it off alone."""
        return self.status in rules.CANCELLABLE

    @property
    def window_value(self) -> Value:
        """Day and window as a letter value."""
        start, _, end = self.window.partition("-")
        return Window(self.day, start, end).value


@dataclass(frozen=True)
class Estimate:
    """What the summary shows before anything is held."""

    goods: Money
    fee: Money
    total: Money
    window: Window
    zone: delivery_rules.Zone | None


async def estimate(
    session: AsyncSession,
    user_id: int,
    checkout: Checkout,
    *,
    now: datetime | None = None,
    plan: Plan | None = None,
) -> Estimate:
    """Prices and window of an order that is about to be placed. Raises what ``place`` raises, but holds."""
    return (await _estimate(session, user_id, checkout, now or datetime.now(UTC), plan))[0]


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
    await lock(session, "orders", user_id)
    waiting = await session.scalar(
        select(models.Order).where(models.Order.user_id == user_id, models.Order.status == "awaiting_payment")
    )
    if waiting is not None:
        bought = await cart.view(session, user_id)
        same = waiting.fingerprint == _fingerprint(checkout, bought)
        if same and waiting.hold_until is not None and waiting.hold_until > now:
            waiting.hold_until = now + hold
            await session.flush()
            return _order(waiting)
        # Its own flowers and window must be free again before this one is measured against the shelves.
        await _end(session, waiting, "cancelled", by="system", now=now)
    figures, bought = await _estimate(session, user_id, checkout, now, plan)
    row = _row(user_id, checkout, figures, bought, now)
    session.add(row)
    await session.flush()
    await holds.take(session, row.id, row.lines, _held_window(row), plan)
    row.hold_until = now + hold
    _note(row, "awaiting_payment", f"customer:{user_id}", now)
    await session.flush()
    return _order(row)


async def track(session: AsyncSession, user_id: int, number: int) -> Order:
    """The customer's own order. Raises ``OrderNotFound``."""
    return _order(await _own(session, user_id, number))


async def get(session: AsyncSession, number: int) -> Order:
    """Any order, for the shop's own people. Raises ``OrderNotFound``."""
    return _order(await _find(session, number))


async def list_orders(
    session: AsyncSession, user_id: int, *, limit: int = 10, only_open: bool = False
) -> list[Order]:
    """The customer's orders, the newest first, without drafts."""
    query = select(models.Order).where(models.Order.user_id == user_id, models.Order.status != "draft")
    if only_open:
        query = query.where(models.Order.status.in_(rules.OPEN))
    rows = await session.scalars(query.order_by(models.Order.id.desc()).limit(limit))
    return [_order(row) for row in rows]


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
                await cart.add_product(session, user_id, line.product_id, line.size, line.count, now=now)
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
    row = await _own(session, user_id, number)
    if row.status not in rules.CANCELLABLE:
        raise TooLateToCancel(number, row.status)
    try:
        await _end(session, row, "cancelled", by=f"customer:{user_id}", now=now)
    except MoveNotAllowed:
        raise TooLateToCancel(number, row.status) from None
    return _order(row)


async def move(session: AsyncSession, number: int, to: str, by: str, *, now: datetime | None = None) -> Order:
    """Bring an order one allowed step on. Raises ``OrderNotFound``, ``MoveNotAllowed``."""
    now = now or datetime.now(UTC)
    row = await _find(session, number)
    if to in ("cancelled", "refunded", "expired"):
        await _end(session, row, to, by=by, now=now)
    elif row.status == "expired":
        await revive(session, row, to, by=by, now=now)
    else:
        await _move(session, row, to, by=by, now=now)
    return _order(row)


async def expire(session: AsyncSession, now: datetime) -> list[Order]:
    """End every order whose hold has run out, and give back what it held."""
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
        ended.append(_order(row))
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
    await lock(session, "orders", row.user_id)
    await _move(session, row, to, by=by, now=now)
    await holds.take(session, row.id, row.lines, _held_window(row), plan)


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


def as_order(row: models.Order) -> Order:
    """The row as the value that doors get."""
    return _order(row)


async def _estimate(
    session: AsyncSession, user_id: int, checkout: Checkout, now: datetime, plan: Plan | None
) -> tuple[Estimate, cart.Cart]:
    bought = await cart.view(session, user_id)
    if not bought.lines:
        raise CartEmpty
    for line in bought.lines:
        if not line.available:
            raise OutOfStock(line.name, 0)
    _check(checkout)
    zone = _zone(checkout, plan)
    fee = delivery.quote(zone, goods=bought.total) if zone else Money(0, bought.total.currency)
    pickup = checkout.kind == "pickup"
    window = await delivery.check(session, checkout.day, checkout.window, now=now, pickup=pickup, plan=plan)
    return Estimate(bought.total, fee, bought.total + fee, window, zone), bought


def _check(checkout: Checkout) -> None:
    """Raises ``CheckoutInvalid`` with the first field that will not do."""
    if checkout.kind not in ("delivery", "pickup"):
        raise CheckoutInvalid("kind")
    if checkout.kind == "delivery" and not (checkout.address or "").strip():
        raise CheckoutInvalid("address")
    if not checkout.recipient.strip() or len(checkout.recipient) > 100:
        raise CheckoutInvalid("recipient")
    if Phone.parse(checkout.phone) is None:
        raise CheckoutInvalid("phone")
    if len(checkout.card_text or "") > CARD_LENGTH:
        raise CheckoutInvalid("card_text")
    if checkout.substitution not in SUBSTITUTIONS:
        raise CheckoutInvalid("substitution")


def _zone(checkout: Checkout, plan: Plan | None) -> delivery_rules.Zone | None:
    """Coordinates decide; a named zone counts only without them."""
    if checkout.kind == "pickup":
        return None
    if checkout.latitude is not None and checkout.longitude is not None:
        zone = delivery.zone_at(checkout.latitude, checkout.longitude, plan=plan)
        if zone is None:
            raise delivery_errors.OutsideZone(checkout.address or "")
        return zone
    if checkout.zone is None:
        raise CheckoutInvalid("zone")
    return delivery.zone(checkout.zone, plan=plan)


def _row(
    user_id: int, checkout: Checkout, figures: Estimate, bought: cart.Cart, now: datetime
) -> models.Order:
    at_home = checkout.kind == "delivery"
    phone = Phone.parse(checkout.phone)
    row = models.Order(
        user_id=user_id,
        status="draft",
        fingerprint=_fingerprint(checkout, bought),
        language=checkout.language,
        currency=figures.total.currency,
        goods_total=figures.goods.amount,
        delivery_fee=figures.fee.amount,
        total=figures.total.amount,
        kind=checkout.kind,
        zone=figures.zone.code if figures.zone else None,
        address=(checkout.address or "").strip() if at_home else None,
        address_note=checkout.address_note if at_home else None,
        latitude=checkout.latitude if at_home else None,
        longitude=checkout.longitude if at_home else None,
        day=figures.window.day,
        window_start=figures.window.start,
        window_end=figures.window.end,
        recipient=checkout.recipient.strip(),
        phone=phone.e164 if phone else checkout.phone,
        card_text=checkout.card_text,
        anonymous=checkout.anonymous,
        surprise=checkout.surprise,
        substitution=checkout.substitution,
        created_at=now,
        lines=[_line_row(line) for line in bought.lines],
        moves=[],
    )
    _note(row, "draft", f"customer:{user_id}", now)
    return row


def _line_row(line: cart.Line) -> models.OrderLine:
    return models.OrderLine(
        cart_line_id=line.id,
        kind=line.kind,
        product_id=line.product_id,
        size=line.size,
        recipe=line.recipe.as_json(),
        name=line.name,
        details=line.details,
        picture=line.picture,
        count=line.count,
        unit_price=line.unit_price.amount,
    )


def _fingerprint(checkout: Checkout, bought: cart.Cart) -> str:
    lines = [
        (line.id, line.recipe.key, line.size, line.count, line.unit_price.amount) for line in bought.lines
    ]
    text = json.dumps([asdict(checkout), lines], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _held_window(row: models.Order) -> Window | None:
    return Window(row.day, row.window_start, row.window_end) if row.kind == "delivery" else None


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


def _note(row: models.Order, status: str, by: str, now: datetime) -> None:
    row.status = status
    row.moves.append(models.OrderMove(status=status, at=now, by=by))


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


def _order(row: models.Order) -> Order:
    def money(amount: int) -> Money:
        return Money(amount, row.currency)

    same: dict[str, Any] = {
        name: getattr(row, name)
        for name in (
            "number", "user_id", "status", "language", "kind", "zone", "address", "address_note", "latitude",
            "longitude", "day", "recipient", "phone", "card_text", "anonymous", "surprise", "substitution",
            "created_at", "hold_until", "paid_at",
        )
    }  # fmt: skip
    return Order(
        **same,
        window=f"{row.window_start}-{row.window_end}",
        goods=money(row.goods_total),
        fee=money(row.delivery_fee),
        total=money(row.total),
        lines=_lines(row.lines, row.currency),
        history=[Move(move.status, move.at, move.by) for move in row.moves],
    )


def _lines(rows: Sequence[models.OrderLine], currency: str) -> list[Line]:
    return [
        Line(
            kind=row.kind,
            name=row.name,
            details=row.details,
            picture=row.picture,
            count=row.count,
            unit_price=Money(row.unit_price, currency),
            total=Money(row.unit_price, currency) * row.count,
            recipe=Recipe.from_json(row.recipe),
            product_id=row.product_id,
            size=row.size,
        )
        for row in rows
    ]
