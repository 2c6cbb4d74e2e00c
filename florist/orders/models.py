"""An order, what is in it, what it holds, and every move it made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, Float, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from florist.db import Base, Moment

# Numbers that people say to each other start where they look like numbers.
FIRST_NUMBER = 1001


class Order(Base):
    """The customer sees ``number``; a customer has at most one order waiting for payment."""

    __tablename__ = "orders"
    __table_args__ = (
        Index(
            "uq_orders_waiting",
            "user_id",
            unique=True,
            sqlite_where=text("status = 'awaiting_payment'"),
            postgresql_where=text("status = 'awaiting_payment'"),
        ),
        Index("ix_orders_hold", "status", "hold_until"),
        CheckConstraint("total = goods_total + delivery_fee", name="total"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    status: Mapped[str] = mapped_column(String(16))
    fingerprint: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2))
    currency: Mapped[str] = mapped_column(String(3))
    goods_total: Mapped[int]
    delivery_fee: Mapped[int]
    total: Mapped[int]

    kind: Mapped[str] = mapped_column(String(8))
    zone: Mapped[str | None] = mapped_column(String(16))
    address: Mapped[str | None] = mapped_column(Text)
    address_note: Mapped[str | None] = mapped_column(Text)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    day: Mapped[date] = mapped_column(Date)
    window_start: Mapped[str] = mapped_column(String(5))
    window_end: Mapped[str] = mapped_column(String(5))
    recipient: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(String(20))
    card_text: Mapped[str | None] = mapped_column(Text)
    anonymous: Mapped[bool]
    surprise: Mapped[bool]
    substitution: Mapped[str] = mapped_column(String(8))

    created_at: Mapped[datetime] = mapped_column(Moment)
    hold_until: Mapped[datetime | None] = mapped_column(Moment)
    paid_at: Mapped[datetime | None] = mapped_column(Moment)

    lines: Mapped[list["OrderLine"]] = relationship(
        cascade="all, delete-orphan", order_by="OrderLine.id", lazy="selectin"
    )
    moves: Mapped[list["OrderMove"]] = relationship(
        cascade="all, delete-orphan", order_by="OrderMove.id", lazy="selectin"
    )

    @property
    def number(self) -> int:
        """What people say: 1001, 1002, …"""
        return number_of(self.id)


def number_of(order_id: int) -> int:
    """The number of the order with this id."""
    return order_id + FIRST_NUMBER - 1


def id_of(number: int) -> int:
    """The id of the order with this number."""
    return number - FIRST_NUMBER + 1


class OrderLine(Base):
    """A copy of a cart line with its price as it was; names and details are letter values."""

    __tablename__ = "order_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    cart_line_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(8))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id", ondelete="SET NULL"))
    size: Mapped[str | None] = mapped_column(String(1))
    recipe: Mapped[dict[str, Any]] = mapped_column(JSON)
    addons: Mapped[str] = mapped_column(String(80), server_default="", default="")
    name: Mapped[dict[str, Any]] = mapped_column(JSON)
    details: Mapped[list[Any]] = mapped_column(JSON)
    picture: Mapped[str | None] = mapped_column(String(128))
    count: Mapped[int]
    unit_price: Mapped[int]


class OrderMove(Base):
    """One step of the order's life: to which state, when, and who moved it (``customer:17``, ``system``)."""

    __tablename__ = "order_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(64))


class Hold(Base):
    """What an order has taken from the shelves; giving back deletes the row, so it happens once."""

    __tablename__ = "order_holds"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))  # product, stem, extra or window
    item_id: Mapped[int]
    count: Mapped[int]
