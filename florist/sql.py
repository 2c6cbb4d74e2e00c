"""The few statements that SQLite and PostgreSQL spell differently."""

import hashlib
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


def insert(session: AsyncSession, table: type[Any]) -> Any:
    """An INSERT that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    if _is_postgresql(session):
        return postgresql.insert(table)
    return sqlite.insert(table)


async def lock(session: AsyncSession, *name: object) -> None:
    """Waits until nobody else's transaction holds ``name``, then holds it to the end of this one.

    SQLite has one writer at a time anyway.
    """
    if _is_postgresql(session):
        digest = hashlib.sha256(repr(name).encode()).digest()
        await session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(digest[:8], signed=True))))


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
