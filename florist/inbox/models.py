"""The table of what came in."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base, Moment


class InboxRow(Base):
    """One thing that came in. States: new → done, or dead (five tries failed), or limited (too many at once).

    What shares a ``lane`` goes one after another; lanes go side by side."""

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    lane: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(24))
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    # What it was found to mean when that must not be decided twice: a used button, a recorded payment.
    resolved: Mapped[dict[str, Any] | None] = mapped_column(JSON, default=None)
    state: Mapped[str] = mapped_column(String(8), default="new")
    tries: Mapped[int] = mapped_column(default=0)
    waits: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    correlation_id: Mapped[str] = mapped_column(String(64))
    error: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        Index("ix_inbox_waiting", "state", "lane", "id"),
        Index("ix_inbox_recent", "user_id", "received_at"),
    )
