"""Storing what comes in exactly once, and giving it out in order."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from florist.inbox.models import InboxRow
from florist.kit.clock import AT_ONCE

# Where our own events come from; Telegram's bots have positive ids.
OURSELVES = 0


@dataclass(frozen=True)
class Item:
    """One thing to be worked on. ``tries`` counts failures, ``waits`` the times that somebody else was
    away."""

    id: int
    update_id: int
    lane: str
    kind: str
    chat_id: int | None
    user_id: int | None
    body: dict[str, Any]
    resolved: dict[str, Any] | None
    state: str
    tries: int
    waits: int
    next_at: datetime
    received_at: datetime
    correlation_id: str


async def store(
    session: AsyncSession,
    *,
    bot_id: int,
    update_id: int,
    lane: str,
    kind: str,
    body: dict[str, Any],
    chat_id: int | None = None,
    user_id: int | None = None,
    resolved: dict[str, Any] | None = None,
    correlation_id: str | None = None,
    now: datetime | None = None,
    due: datetime = AT_ONCE,
) -> Item | None:
    """Keep it, to be worked on from ``due``; ``None`` when this bot's ``update_id`` is kept already.

    Unique in the database, not by a look before."""
    now = now or datetime.now(UTC)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row_id = await session.scalar(
        insert(InboxRow)
        .values(
            bot_id=bot_id,
            update_id=update_id,
            lane=lane,
            kind=kind,
            chat_id=chat_id,
            user_id=user_id,
            body=body,
            resolved=resolved,
            state="new",
            tries=0,
            waits=0,
            next_at=due,
            received_at=now,
            correlation_id=correlation_id or uuid.uuid4().hex[:20],
            error="",
        )
        .on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
        .returning(InboxRow.id)
    )
    if row_id is None:
        return None
    return _item(await session.get_one(InboxRow, row_id))


async def raise_event(
    session: AsyncSession,
    *,
    chat_id: int,
    intent: str,
    entities: dict[str, Any] | None = None,
    key: str,
    correlation_id: str | None = None,
) -> bool:
    """Something happened for this person (a job is done, a conversation ended): tell the dialogue, after
    what they wrote before. The same ``key`` again does nothing."""
    digest = hashlib.sha256(key.encode()).digest()
    event = {
        "intent": intent,
        "entities": [{"entity": name, "value": value} for name, value in (entities or {}).items()],
        "title": "",
    }
    stored = await store(
        session,
        bot_id=OURSELVES,
        update_id=int.from_bytes(digest[:8]) >> 1,
        lane=chat_lane(chat_id),
        kind="event",
        body={},
        chat_id=chat_id,
        user_id=chat_id,
        resolved={"kind": "event", **event},
        correlation_id=correlation_id,
    )
    return stored is not None


def chat_lane(chat_id: int) -> str:
    """Everything of one chat goes one after another."""
    return f"chat:{chat_id}"


async def waiting_lanes(session: AsyncSession, now: datetime) -> list[str]:
    """Lanes whose first undone thing may be worked on now."""
    first = (
        select(InboxRow.lane, func.min(InboxRow.id).label("id"))
        .where(InboxRow.state == "new")
        .group_by(InboxRow.lane)
        .subquery()
    )
    found = await session.scalars(
        select(InboxRow.lane).join(first, first.c.id == InboxRow.id).where(InboxRow.next_at <= now)
    )
    return list(found)


async def next_in(session: AsyncSession, lane: str) -> Item | None:
    """The oldest undone thing of the lane (look at ``next_at``), or ``None``."""
    row = await session.scalar(
        select(InboxRow).where(InboxRow.lane == lane, InboxRow.state == "new").order_by(InboxRow.id).limit(1)
    )
    return None if row is None else _item(row)


async def resolution(session: AsyncSession, item_id: int) -> dict[str, Any] | None:
    """What it was found to mean, if anything; until the transaction ends, nobody else finds something else."""
    row = await session.get(InboxRow, item_id, with_for_update=True, populate_existing=True)
    return None if row is None else row.resolved


async def resolve(session: AsyncSession, item_id: int, resolved: dict[str, Any]) -> None:
    """Keep what it was found to mean."""
    await _set(session, item_id, resolved=resolved)


async def mark_done(session: AsyncSession, item_id: int, *, state: str = "done", error: str = "") -> None:
    await _set(session, item_id, state=state, done_at=datetime.now(UTC), error=error[:1000])


async def failed(session: AsyncSession, item_id: int, *, until: datetime, error: str) -> None:
    """It went wrong: try again at ``until``."""
    await _set(session, item_id, tries=InboxRow.tries + 1, next_at=until, error=error[:1000])


async def wait(session: AsyncSession, item_id: int, *, until: datetime) -> None:
    """Not its fault: whoever is needed is away. Come back at ``until``."""
    await _set(session, item_id, waits=InboxRow.waits + 1, next_at=until)


async def recent(session: AsyncSession, user_id: int, since: datetime) -> tuple[int, int]:
    """How many things this person sent since then: (worked on, refused as too many)."""
    counted = await session.execute(
        select(
            func.count().filter(InboxRow.state != "limited"), func.count().filter(InboxRow.state == "limited")
        ).where(InboxRow.user_id == user_id, InboxRow.received_at > since, InboxRow.bot_id != OURSELVES)
    )
    worked_on, refused = counted.one()
    return int(worked_on), int(refused)


async def size(session: AsyncSession) -> dict[str, int]:
    """How many things wait, and how many were given up."""
    counted = await session.execute(
        select(InboxRow.state, func.count())
        .where(InboxRow.state.in_(("new", "dead")))
        .group_by(InboxRow.state)
    )
    return {"new": 0, "dead": 0, **{str(state): int(count) for state, count in counted}}


async def forget_old(session: AsyncSession, now: datetime, *, keep: timedelta) -> int:
    """Delete what was settled longer than ``keep`` ago (Telegram repeats updates for 24 hours: keep more)."""
    gone = await session.execute(
        delete(InboxRow)
        .where(InboxRow.state != "new", InboxRow.received_at < now - keep)
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE's result always counts its rows


def _item(row: InboxRow) -> Item:
    return Item(
        id=row.id,
        update_id=row.update_id,
        lane=row.lane,
        kind=row.kind,
        chat_id=row.chat_id,
        user_id=row.user_id,
        body=row.body,
        resolved=row.resolved,
        state=row.state,
        tries=row.tries,
        waits=row.waits,
        next_at=row.next_at,
        received_at=row.received_at,
        correlation_id=row.correlation_id,
    )


async def _set(session: AsyncSession, item_id: int, **values: Any) -> None:
    await session.execute(
        update(InboxRow)
        .where(InboxRow.id == item_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
