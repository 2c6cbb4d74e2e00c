"""One open invoice per order, each charge once, and the refunds that are due."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base, Moment


class Invoice(Base):
    """What Telegram was asked to collect: ``amount`` in minor units of ``currency`` (whole Stars for XTR)."""

    __tablename__ = "invoices"
    __table_args__ = (
        Index(
            "uq_invoices_open",
            "order_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    payload: Mapped[str] = mapped_column(String(128), unique=True)
    currency: Mapped[str] = mapped_column(String(3))
    amount: Mapped[int]
    status: Mapped[str] = mapped_column(String(8))  # open, paid, closed
    created_at: Mapped[datetime] = mapped_column(Moment)


class Payment(Base):
    """A charge that Telegram reported; ``status`` is received, refund_due or refunded."""

    __tablename__ = "payments"
    __table_args__ = (UniqueConstraint("provider", "charge_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    provider: Mapped[str] = mapped_column(String(16))  # stars, or provider for a currency
    charge_id: Mapped[str] = mapped_column(String(255))
    provider_charge_id: Mapped[str] = mapped_column(String(255))
    currency: Mapped[str] = mapped_column(String(3))
    amount: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)


class Refund(Base):
    """Money that has to go back, once a payment: Stars by the Bot API, other money by hand."""

    __tablename__ = "refunds"

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), unique=True)
    reason: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(16), index=True)  # queued or flagged → done
    tries: Mapped[int]
    last_error: Mapped[str | None] = mapped_column(Text)
    requested_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
