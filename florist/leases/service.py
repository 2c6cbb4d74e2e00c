"""Taking, keeping and giving back a lease: conditional updates that hold on SQLite and PostgreSQL alike."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from florist.leases.models import LeaseRow


async def take(session: AsyncSession, name: str, *, owner: str, now: datetime, until: datetime) -> bool:
    """True when ``owner`` now holds ``name`` until ``until`` (it was free, expired, or theirs already)."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    made = await session.execute(
        insert(LeaseRow).values(name=name, owner=owner, until=until).on_conflict_do_nothing()
    )
    if made.rowcount:  # type: ignore[attr-defined]  # an INSERT's result counts its rows
        return True
    won = await session.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name, or_(LeaseRow.until <= now, LeaseRow.owner == owner))
        .values(owner=owner, until=until)
        .execution_options(synchronize_session=False)
    )
    return bool(won.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result counts its rows


async def give_back(session: AsyncSession, name: str, *, owner: str) -> None:
    await session.execute(
        delete(LeaseRow)
        .where(LeaseRow.name == name, LeaseRow.owner == owner)
        .execution_options(synchronize_session=False)
    )


async def give_back_all(session: AsyncSession, *, owner: str) -> None:
    """At the end of a process."""
    await session.execute(
        delete(LeaseRow).where(LeaseRow.owner == owner).execution_options(synchronize_session=False)
    )


async def held(session: AsyncSession, family: str, now: datetime) -> int:
    """How many leases whose name begins with ``family`` are held."""
    counted = await session.scalar(
        select(func.count())
        .select_from(LeaseRow)
        .where(LeaseRow.name.startswith(family), LeaseRow.until > now)
    )
    return int(counted or 0)


async def renew_all(session: AsyncSession, *, owner: str, until: datetime) -> None:
    """The holder lives: everything it holds stays with it until ``until``."""
    await session.execute(
        update(LeaseRow)
        .where(LeaseRow.owner == owner)
        .values(until=until)
        .execution_options(synchronize_session=False)
    )
