"""Who writes: their language, and their roles, remembered for ten minutes. A change anywhere raises the
person's ``roles_version``, which every message reads anyway, so a stale memory is never used, in however
many processes."""

import time
from collections import OrderedDict
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncSession

from florist.people import service as people
from florist.people.service import Person
from gateway.updates import Incoming

LIFE = 600
_PEOPLE_REMEMBERED = 10_000


class RoleCache:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[int, tuple[int, tuple[str, ...], float]] = OrderedDict()

    def known(self, telegram_id: int, version: int) -> tuple[str, ...] | None:
        """The roles of just this version, when they are remembered."""
        held = self._held.get(telegram_id)
        if held is None or held[0] != version or held[2] < self._clock():
            return None
        return held[1]

    def keep(self, person: Person) -> None:
        if self.known(person.telegram_id, person.roles_version) is not None:
            return
        self._held[person.telegram_id] = (person.roles_version, person.roles, self._clock() + LIFE)
        self._held.move_to_end(person.telegram_id)
        if len(self._held) > _PEOPLE_REMEMBERED:
            self._held.popitem(last=False)


async def language_of(session: AsyncSession, incoming: Incoming) -> str:
    """The sender's language: their choice when they are known, else what their Telegram suggests."""
    if incoming.sender is None:
        return "ru"
    try:
        return (await people.person(session, incoming.sender.id)).language
    except people.PersonNotFound:
        return people.language_of(None, incoming.sender.language_code)
