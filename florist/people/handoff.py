"""A person of the shop speaks instead of the bot: opened by the customer's wish, closed by either side."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from florist.errors import Unavailable
from florist.kit.words import say
from florist.outbox import service as outbox
from florist.people import persons
from florist.people.models import HandoffRow
from florist.people.persons import Person


@dataclass(frozen=True)
class Handoff:
    """An open (or just closed) conversation between a customer and the people of the shop."""

    id: int
    telegram_id: int
    taken_by: int | None
    admins: tuple[int, ...] = ()


class NobodyThere(Unavailable):
    code = "nobody_there"


async def handoff_open(
    session: AsyncSession, telegram_id: int, *, reason: str = "", correlation_id: str | None = None
) -> Handoff:
    """From now on people answer this customer: every reachable admin gets a note with take and finish
    buttons.

    Opening it twice changes nothing. Raises :class:`NobodyThere` when there is no admin to be told: a bot that
    kept still then would leave the customer alone."""
    admins = await persons.with_role(session, "admin")
    if not admins:
        raise NobodyThere("no reachable admin")
    to_tell = tuple(admin.telegram_id for admin in admins)
    row = HandoffRow(
        telegram_id=telegram_id, open_for=telegram_id, reason=reason[:64], opened_at=datetime.now(UTC)
    )
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        running = await _open_row(session, telegram_id)
        if running is None:
            raise
        return Handoff(running.id, telegram_id, running.taken_by, to_tell)
    customer = await persons.person(session, telegram_id)
    for admin in admins:
        await outbox.post(
            session,
            chat_id=admin.telegram_id,
            letters=[_note(admin, customer)],
            key=f"handoff:{row.id}:{admin.telegram_id}",
            correlation_id=correlation_id,
            about=telegram_id,
        )
    return Handoff(row.id, telegram_id, None, to_tell)


async def handoff_take(session: AsyncSession, telegram_id: int, *, by: int) -> bool:
    """``by`` answers this customer; false when somebody else was first or the conversation is over."""
    taken = await session.execute(
        update(HandoffRow)
        .where(HandoffRow.open_for == telegram_id)
        .where((HandoffRow.taken_by.is_(None)) | (HandoffRow.taken_by == by))
        .values(taken_by=by)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result always counts its rows
        return False
    await persons.audit(session, by=by, act="handoff_taken", about=telegram_id)
    return True


async def handoff_close(session: AsyncSession, telegram_id: int, *, by: int | None = None) -> Handoff | None:
    """The bot answers again; ``None`` when nobody but the bot was answering."""
    row = await _open_row(session, telegram_id)
    if row is None:
        return None
    row.open_for, row.closed_at, row.closed_by = None, datetime.now(UTC), by
    await session.flush()
    if by not in (None, telegram_id):
        await persons.audit(session, by=by, act="handoff_closed", about=telegram_id)
    admins = await persons.with_role(session, "admin")
    return Handoff(row.id, telegram_id, row.taken_by, tuple(admin.telegram_id for admin in admins))


async def handoff_close_older(session: AsyncSession, before: datetime) -> list[Handoff]:
    """Close what was opened before then and forgotten; returns what was closed."""
    forgotten = await session.scalars(
        select(HandoffRow.telegram_id).where(HandoffRow.open_for.is_not(None), HandoffRow.opened_at < before)
    )
    closed = [await handoff_close(session, telegram_id) for telegram_id in forgotten.all()]
    return [over for over in closed if over is not None]


async def _open_row(session: AsyncSession, telegram_id: int) -> HandoffRow | None:
    found: HandoffRow | None = await session.scalar(
        select(HandoffRow).where(HandoffRow.open_for == telegram_id)
    )
    return found


def _note(admin: Person, customer: Person) -> dict[str, Any]:
    language = admin.language
    return {
        "kind": "text",
        "text": say(
            language,
            "gateway-handoff-note",
            name=customer.name,
            user=str(customer.telegram_id),
            tongue={"id": f"language-{customer.language}"},
        ),
        "buttons": handoff_buttons(language, customer.telegram_id),
    }


def handoff_buttons(language: str, telegram_id: int) -> list[list[dict[str, Any]]]:
    """Take and finish, for a person of the shop."""
    return [
        [
            {
                "title": say(language, "gateway-button-handoff-take", plain=True),
                "intent": "handoff_take",
                "entities": {"customer": telegram_id},
            },
            {
                "title": say(language, "gateway-button-handoff-finish", plain=True),
                "intent": "handoff_finish",
                "entities": {"customer": telegram_id},
            },
        ]
    ]
