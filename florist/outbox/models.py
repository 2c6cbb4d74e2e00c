"""The table of letters on their way to people."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base, Moment


class OutboxRow(Base):
    """One message of one chat. States: new → sending → sent, or failed (Telegram refuses it), or dropped
    (the person cannot be reached)."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    letter: Mapped[dict[str, Any]] = mapped_column(JSON)
    menu: Mapped[str | None] = mapped_column(String(64), default=None)
    # What is said in answer to something the person wrote stands below it, and is not an edit above it.
    fresh: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(8), default="new")
    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    message_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    about: Mapped[int | None] = mapped_column(BigInteger, default=None)
    correlation_id: Mapped[str | None] = mapped_column(String(64), default=None)
    error: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Index("ix_outbox_waiting", "state", "chat_id", "id"),
        Index("ix_outbox_message", "chat_id", "message_id"),
    )
