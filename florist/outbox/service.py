"""Posting letters and following them until they are sent. A letter is written in the transaction that
decided it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.kit.clock import AT_ONCE
from florist.outbox import rules
from florist.outbox.models import OutboxRow

WAITING = ("new", "sending")
# How many of the bot's newer messages may stand below a menu that is still edited in place.
MENU_NEIGHBOURHOOD = 5


@dataclass(frozen=True)
class Outgoing:
    """One message of the outbox. ``resumed``: an earlier attempt may or may not have reached Telegram."""

    id: int
    chat_id: int
    letter: dict[str, Any]
    menu: str | None
    fresh: bool
    tries: int
    next_at: datetime
    created_at: datetime
    correlation_id: str | None
    resumed: bool


@dataclass(frozen=True)
class Sent:
    """A message that Telegram has: its outbox id, Telegram id and letter."""

    id: int
    message_id: int
    letter: dict[str, Any]


async def post(
    session: AsyncSession,
    *,
    chat_id: int,
    letters: Sequence[dict[str, Any]],
    key: str,
    correlation_id: str | None = None,
    about: int | None = None,
    fresh: bool = False,
    after: datetime | None = None,
) -> int:
    """Put letters into the chat's queue, in order; the same ``key`` again does nothing. Returns how many
    messages they became. ``about`` names the person a note to the shop's people speaks of; ``fresh``:
    never an edit."""
    known = await session.scalar(select(OutboxRow.id).where(OutboxRow.key == _part_key(key, 0)))
    if known is not None:
        return 0
    now = datetime.now(UTC)
    pieces = [part for letter in letters for part in rules.parts(letter)]
    for number, piece in enumerate(pieces):
        session.add(
            OutboxRow(
                chat_id=chat_id,
                key=_part_key(key, number),
                letter=piece,
                menu=piece.get("menu"),
                fresh=fresh,
                next_at=after or AT_ONCE,
                created_at=now,
                correlation_id=correlation_id,
                about=about,
            )
        )
    await session.flush()
    return len(pieces)


async def waiting_chats(session: AsyncSession, now: datetime) -> list[int]:
    """Chats with something to say now."""
    found = await session.scalars(
        select(OutboxRow.chat_id).where(OutboxRow.state.in_(WAITING), OutboxRow.next_at <= now).distinct()
    )
    return list(found)


async def next_letter(session: AsyncSession, chat_id: int) -> Outgoing | None:
    """The oldest unsent message of the chat (look at ``next_at`` before sending), or ``None``."""
    row = await session.scalar(
        select(OutboxRow)
        .where(OutboxRow.chat_id == chat_id, OutboxRow.state.in_(WAITING))
        .order_by(OutboxRow.id)
        .limit(1)
    )
    if row is None:
        return None
    return Outgoing(
        id=row.id,
        chat_id=row.chat_id,
        letter=row.letter,
        menu=row.menu,
        fresh=row.fresh,
        tries=row.tries,
        next_at=row.next_at,
        created_at=row.created_at,
        correlation_id=row.correlation_id,
        resumed=row.state == "sending",
    )


async def mark_sending(session: AsyncSession, outbox_id: int) -> None:
    await _set(session, outbox_id, state="sending", tries=OutboxRow.tries + 1)


async def mark_sent(session: AsyncSession, outbox_id: int, message_id: int | None, now: datetime) -> None:
    await _set(session, outbox_id, state="sent", message_id=message_id, sent_at=now, error="")


async def mark_failed(session: AsyncSession, outbox_id: int, error: str) -> None:
    """Telegram will never take it; the chat goes on."""
    await _set(session, outbox_id, state="failed", error=error[:1000])


async def put_off(
    session: AsyncSession, outbox_id: int, until: datetime, error: str, *, surely_unsent: bool = False
) -> None:
    """Try again at ``until``; ``surely_unsent`` when Telegram is known not to have taken it."""
    values: dict[str, Any] = {"next_at": until, "error": error[:1000]}
    if surely_unsent:
        values["state"] = "new"
    await _set(session, outbox_id, **values)


async def drop_chat(session: AsyncSession, chat_id: int, reason: str) -> int:
    """Forget what was to be said to somebody who cannot be reached; returns how many messages."""
    dropped = await session.execute(
        update(OutboxRow)
        .where(OutboxRow.chat_id == chat_id, OutboxRow.state.in_(WAITING))
        .values(state="dropped", error=reason[:1000])
        .execution_options(synchronize_session=False)
    )
    return int(dropped.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result always counts its rows


async def menu_to_edit(session: AsyncSession, chat_id: int, menu: str) -> Sent | None:
    """The chat's last message of this menu, when it is near enough to the bottom to be edited."""
    last = await _last_menu(session, chat_id, menu)
    if last is None or last.message_id is None:
        return None
    newer = await session.scalar(
        select(func.count())
        .select_from(OutboxRow)
        .where(
            OutboxRow.chat_id == chat_id,
            OutboxRow.state == "sent",
            OutboxRow.id > last.id,
            OutboxRow.message_id != last.message_id,
        )
    )
    if (newer or 0) >= MENU_NEIGHBOURHOOD:
        return None
    return Sent(last.id, last.message_id, last.letter)


async def menu_to_retire(session: AsyncSession, chat_id: int, menu: str, newer_than: int) -> Sent | None:
    """The message whose buttons must go because message ``newer_than`` has taken the menu's place."""
    last = await _last_menu(session, chat_id, menu, before=newer_than)
    if last is None or last.message_id is None or not last.letter.get("buttons"):
        return None
    return Sent(last.id, last.message_id, last.letter)


async def forget_menu(session: AsyncSession, outbox_id: int) -> None:
    """This message is a menu no longer (its buttons are gone, or another message shows the menu)."""
    await _set(session, outbox_id, menu=None)


async def whom_about(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """The person of whom the bot's message ``message_id`` in a chat of the shop's people speaks."""
    found: int | None = await session.scalar(
        select(OutboxRow.about).where(
            OutboxRow.chat_id == chat_id, OutboxRow.message_id == message_id, OutboxRow.about.is_not(None)
        )
    )
    return found


async def size(session: AsyncSession) -> int:
    """How many messages wait."""
    waiting = await session.scalar(
        select(func.count()).select_from(OutboxRow).where(OutboxRow.state.in_(WAITING))
    )
    return int(waiting or 0)


async def forget_old(session: AsyncSession, now: datetime, *, keep: timedelta) -> int:
    """Delete messages that were settled longer than ``keep`` ago; returns how many."""
    gone = await session.execute(
        delete(OutboxRow)
        .where(OutboxRow.state.not_in(WAITING), OutboxRow.created_at < now - keep)
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE's result always counts its rows


async def _last_menu(
    session: AsyncSession, chat_id: int, menu: str, before: int | None = None
) -> OutboxRow | None:
    query = select(OutboxRow).where(
        OutboxRow.chat_id == chat_id, OutboxRow.menu == menu, OutboxRow.state == "sent"
    )
    if before is not None:
        query = query.where(OutboxRow.id < before)
    row: OutboxRow | None = await session.scalar(query.order_by(OutboxRow.id.desc()).limit(1))
    return row


async def _set(session: AsyncSession, outbox_id: int, **values: Any) -> None:
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == outbox_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _part_key(key: str, number: int) -> str:
    return f"{key}#{number}"
