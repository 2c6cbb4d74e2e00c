"""Persons, their languages and their roles."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from florist.errors import Invalid, NotFound
from florist.people.models import AuditRow, HandoffRow, PersonRow, RoleRow

ROLES = frozenset({"customer", "specialist", "admin", "trainer"})
LANGUAGES = ("ru", "en")
# Languages whose speakers usually read Russian better than English.
_READS_RUSSIAN = frozenset({"ru", "uk", "be", "kk", "ky", "uz", "tg", "tt", "hy", "az", "ka"})
# What a cache offers: (telegram id, version of the roles) → the roles, when it holds just that version.
RolesKnown = Callable[[int, int], "tuple[str, ...] | None"]
_SEEN_EVERY = timedelta(minutes=15)


@dataclass(frozen=True)
class Person:
    """A human as the shop knows them; ``language`` is ``ru`` or ``en``, ``roles`` always hold
    ``customer``."""

    telegram_id: int
    name: str
    language: str
    roles: tuple[str, ...] = ("customer",)
    reachable: bool = True
    in_handoff: bool = False
    username: str = ""
    roles_version: int = 0


class UnknownRole(Invalid):
    code = "unknown_role"

    def __init__(self, role: str) -> None:
        super().__init__(f"no role is called {role!r}")
        self.role = role


class UnknownLanguage(Invalid):
    code = "unknown_language"


class PersonNotFound(NotFound):
    code = "person_not_found"


def language_of(choice: str | None, language_code: str | None) -> str:
    """The language to speak: the own choice, else what the Telegram client's language suggests."""
    if choice in LANGUAGES:
        return str(choice)
    base = (language_code or "").replace("_", "-").split("-")[0].lower()
    return "ru" if base in _READS_RUSSIAN or not base else "en"


async def meet(
    session: AsyncSession,
    *,
    telegram_id: int,
    first_name: str = "",
    last_name: str = "",
    username: str = "",
    language_code: str = "",
    now: datetime | None = None,
    roles_known: RolesKnown | None = None,
) -> Person:
    """The person who is writing, made on first sight; names follow Telegram, the own language choice
    stays."""
    now = now or datetime.now(UTC)
    row = await session.get(PersonRow, telegram_id)
    if row is None:
        await _insert_missing(session, telegram_id, now)
        row = await session.get_one(PersonRow, telegram_id)
    seen: dict[str, Any] = {
        "first_name": first_name[:128],
        "last_name": last_name[:128],
        "username": username[:64],
        "language_code": language_code[:35],
        "reachable": True,  # who writes to us can be written to
    }
    for name, value in seen.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    if now - row.seen_at > _SEEN_EVERY:
        row.seen_at = now
    known = roles_known(telegram_id, row.roles_version) if roles_known else None
    return await _person(session, row, roles_known=known)


async def person(session: AsyncSession, telegram_id: int) -> Person:
    """One known person; raises :class:`PersonNotFound`."""
    row = await session.get(PersonRow, telegram_id)
    if row is None:
        raise PersonNotFound(str(telegram_id))
    return await _person(session, row)


async def roles(session: AsyncSession, telegram_id: int) -> tuple[str, ...]:
    """The roles of anybody, sorted; strangers are customers."""
    held = await session.scalars(select(RoleRow.role).where(RoleRow.telegram_id == telegram_id))
    return tuple(sorted({"customer", *held}))


async def with_role(session: AsyncSession, role: str) -> list[Person]:
    """Everybody who holds ``role``, reachable ones only, in a stable order."""
    rows = await session.scalars(
        select(PersonRow)
        .join(RoleRow, RoleRow.telegram_id == PersonRow.telegram_id)
        .where(RoleRow.role == role, PersonRow.reachable)
        .order_by(PersonRow.telegram_id)
    )
    return [await _person(session, row) for row in rows.all()]


async def grant(session: AsyncSession, *, telegram_id: int, role: str, by: int | None) -> bool:
    """Give a role (``by`` ``None`` is the operator); false when it was held already. Raises
    :class:`UnknownRole`."""
    _check_role(role)
    now = datetime.now(UTC)
    await _insert_missing(session, telegram_id, now)
    if await session.get(RoleRow, (telegram_id, role)) is not None:
        return False
    session.add(RoleRow(telegram_id=telegram_id, role=role, granted_by=by, granted_at=now))
    await _roles_changed(session, telegram_id)
    await audit(session, by=by, act="role_granted", about=telegram_id, role=role)
    return True


async def revoke(session: AsyncSession, *, telegram_id: int, role: str, by: int | None) -> bool:
    """Take a role away; false when it was not held. Raises :class:`UnknownRole`."""
    _check_role(role)
    row = await session.get(RoleRow, (telegram_id, role))
    if row is None:
        return False
    await session.execute(delete(RoleRow).where(RoleRow.telegram_id == telegram_id, RoleRow.role == role))
    await _roles_changed(session, telegram_id)
    await audit(session, by=by, act="role_revoked", about=telegram_id, role=role)
    return True


async def grant_at_start(session: AsyncSession, *, admins: Iterable[int], trainers: Iterable[int]) -> None:
    """The roles that the operator's settings name."""
    for telegram_id in admins:
        await grant(session, telegram_id=telegram_id, role="admin", by=None)
    for telegram_id in trainers:
        await grant(session, telegram_id=telegram_id, role="trainer", by=None)


async def set_language(session: AsyncSession, telegram_id: int, language: str) -> None:
    """Keep the person's own choice; raises :class:`UnknownLanguage`."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    await _insert_missing(session, telegram_id, datetime.now(UTC))
    row = await session.get_one(PersonRow, telegram_id)
    row.language = language


async def mark_unreachable(session: AsyncSession, telegram_id: int) -> None:
    """They blocked the bot or left Telegram: nothing is sent until they write again."""
    await _set_reachable(session, telegram_id, reachable=False)


async def mark_reachable(session: AsyncSession, telegram_id: int) -> None:
    await _set_reachable(session, telegram_id, reachable=True)


async def audit(
    session: AsyncSession, *, by: int | None, act: str, about: int | None = None, **details: Any
) -> None:
    """Write a privileged act down; ``by`` ``None`` is the operator of the machine."""
    session.add(AuditRow(at=datetime.now(UTC), by=by, act=act, about=about, details=details))


async def _person(
    session: AsyncSession, row: PersonRow, *, roles_known: tuple[str, ...] | None = None
) -> Person:
    talking = await session.scalar(select(HandoffRow.id).where(HandoffRow.open_for == row.telegram_id))
    name = " ".join(part for part in (row.first_name, row.last_name) if part)
    return Person(
        telegram_id=row.telegram_id,
        name=name or row.username or str(row.telegram_id),
        language=language_of(row.language, row.language_code),
        roles=roles_known if roles_known is not None else await roles(session, row.telegram_id),
        reachable=row.reachable,
        in_handoff=talking is not None,
        username=row.username,
        roles_version=row.roles_version,
    )


async def _insert_missing(session: AsyncSession, telegram_id: int, now: datetime) -> None:
    """Two processes may see a newcomer in the same moment: the second insert does nothing."""
    values = {
        "telegram_id": telegram_id,
        "first_name": "",
        "last_name": "",
        "username": "",
        "language_code": "",
        "reachable": True,
        "roles_version": 0,
        "created_at": now,
        "seen_at": now,
    }
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(postgresql.insert(PersonRow).values(values).on_conflict_do_nothing())
    else:
        await session.execute(sqlite.insert(PersonRow).values(values).on_conflict_do_nothing())


async def _roles_changed(session: AsyncSession, telegram_id: int) -> None:
    await session.execute(
        update(PersonRow)
        .where(PersonRow.telegram_id == telegram_id)
        .values(roles_version=PersonRow.roles_version + 1)
    )


async def _set_reachable(session: AsyncSession, telegram_id: int, *, reachable: bool) -> None:
    await session.execute(
        update(PersonRow).where(PersonRow.telegram_id == telegram_id).values(reachable=reachable)
    )


def _check_role(role: str) -> None:
    if role not in ROLES or role == "customer":
        raise UnknownRole(role)
