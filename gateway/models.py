"""The gateway's own tables: what its buttons mean, and which files Telegram has already."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base, Moment


class ButtonRow(Base):
    """An opaque token and what it stands for. It opens nothing outside its chat and for nobody but its
    user."""

    __tablename__ = "button_tokens"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(BigInteger)
    outbox_id: Mapped[int] = mapped_column(BigInteger, index=True)
    intent: Mapped[str] = mapped_column(String(64))
    entities: Mapped[dict[str, Any]] = mapped_column(JSON)
    title: Mapped[str] = mapped_column(String(256))
    once: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    # Another message has taken this menu's place: its buttons say so instead of acting.
    retired: Mapped[bool] = mapped_column(default=False)


class SentFileRow(Base):
    """Telegram's id of a stored picture, so that it is uploaded once per bot."""

    __tablename__ = "sent_files"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(512), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(256))
