"""An order as doors see it: values copied from the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from florist.bouquets.recipe import Recipe
from florist.delivery.rules import Window, Zone
from florist.kit.money import Money
from florist.kit.terms import Value
from florist.orders import models, rules


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
    zone: Zone | None


def as_order(row: models.Order) -> Order:
    """The row as the value that doors get."""

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
