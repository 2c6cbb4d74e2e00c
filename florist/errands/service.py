"""Writing errands down, and claiming them one by one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from florist.errands.models import ErrandRow
from florist.kit.clock import AT_ONCE


@dataclass(frozen=True)
class Errand:
    """A claimed piece of work."""

    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    tries: int
    correlation_id: str | None


async def enqueue(
    session: AsyncSession,
    kind: str,
    *,
    key: str,
    payload: dict[str, Any] | None = None,
    run_at: datetime | None = None,
    correlation_id: str | None = None,
) -> bool:
    """Have ``kind`` done (at ``run_at``, else soon); false when ``key`` was asked for before."""
    now = datetime.now(UTC)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    made = await session.execute(
        insert(ErrandRow)
        .values(
            kind=kind,
            key=key,
            payload=payload or {},
            state="new",
            tries=0,
            run_at=run_at or AT_ONCE,
            created_at=now,
            correlation_id=correlation_id,
            error="",
        )
        .on_conflict_do_nothing(index_elements=["key"])
    )
    return bool(made.rowcount)  # type: ignore[attr-defined]  # an INSERT's result counts its rows


async def is_due(session: AsyncSession, now: datetime) -> bool:
    """Whether a claim might find something: a look that takes no lock."""
    found = await session.scalar(
        select(ErrandRow.id).where(ErrandRow.state.in_(("new", "running")), ErrandRow.run_at <= now).limit(1)
    )
    return found is not None


async def claim(session: AsyncSession, *, owner: str, now: datetime, lease: timedelta) -> Errand | None:
    """The oldest errand that is due and not in anybody's hands; ours for ``lease`` from now, a conditional
    update decides between two claimants. One whose owner died comes back when the lease is over."""
    while True:
        row = await session.scalar(
            select(ErrandRow)
            .where(ErrandRow.state.in_(("new", "running")), ErrandRow.run_at <= now)
            .order_by(ErrandRow.run_at, ErrandRow.id)
            .limit(1)
            .execution_options(populate_existing=True)
        )
        if row is None:
            return None
        won = await session.execute(
            update(ErrandRow)
            .where(ErrandRow.id == row.id, ErrandRow.state == row.state, ErrandRow.run_at == row.run_at)
            .values(state="running", owner=owner, run_at=now + lease, tries=ErrandRow.tries + 1)
            .execution_options(synchronize_session=False)
        )
        if won.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result counts its rows
            return Errand(row.id, row.kind, row.key, row.payload, row.tries + 1, row.correlation_id)


async def finish(session: AsyncSession, errand_id: int) -> None:
    await _set(session, errand_id, state="done")


async def try_again(session: AsyncSession, errand_id: int, *, at: datetime, error: str) -> None:
    await _set(session, errand_id, state="new", owner=None, run_at=at, error=error[:1000])


async def give_up(session: AsyncSession, errand_id: int, *, error: str) -> None:
    await _set(session, errand_id, state="failed", error=error[:1000])


async def forget_old(session: AsyncSession, now: datetime, *, keep: timedelta) -> int:
    """Delete what was settled longer than ``keep`` ago."""
    gone = await session.execute(
        delete(ErrandRow)
        .where(ErrandRow.state.in_(("done", "failed")), ErrandRow.created_at < now - keep)
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE's result always counts its rows


async def _set(session: AsyncSession, errand_id: int, **values: Any) -> None:
    await session.execute(
        update(ErrandRow)
        .where(ErrandRow.id == errand_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
