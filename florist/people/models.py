"""The tables of people. A person is named by the Telegram id everywhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base, Moment

RowId = BigInteger().with_variant(Integer(), "sqlite")


class PersonRow(Base):
    """One human who has written to the bot, or who was given a role before the first word."""

    __tablename__ = "people"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    first_name: Mapped[str] = mapped_column(String(128), default="")
    last_name: Mapped[str] = mapped_column(String(128), default="")
    username: Mapped[str] = mapped_column(String(64), default="")
    language_code: Mapped[str] = mapped_column(String(35), default="")
    language: Mapped[str | None] = mapped_column(String(2), default=None)
    reachable: Mapped[bool] = mapped_column(default=True)
    # Grows with every change of roles, so that a cache anywhere sees that it is stale.
    roles_version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class RoleRow(Base):
    """A role that a person holds beyond being a customer."""

    __tablename__ = "people_roles"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    granted_by: Mapped[int | None] = mapped_column(BigInteger)
    granted_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index("ix_people_roles_role", "role"),)


class HandoffRow(Base):
    """A conversation that a person of the shop leads instead of the bot."""

    __tablename__ = "people_handoffs"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, index=True)
    # The customer's id while it is open and NULL afterwards: the database allows one open conversation a
    # customer.
    open_for: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    reason: Mapped[str] = mapped_column(String(64), default="")
    opened_at: Mapped[datetime] = mapped_column(Moment)
    taken_by: Mapped[int | None] = mapped_column(BigInteger, default=None)
    closed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    closed_by: Mapped[int | None] = mapped_column(BigInteger, default=None)


class AuditRow(Base):
    """A privileged act: who did what, about whom."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    by: Mapped[int | None] = mapped_column(BigInteger)
    act: Mapped[str] = mapped_column(String(64))
    about: Mapped[int | None] = mapped_column(BigInteger)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
