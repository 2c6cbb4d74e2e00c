"""Where, for how much and when; and the places in windows that orders take."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.delivery import errors, rules
from florist.delivery.models import TakenWindow
from florist.delivery.rules import Plan, Window, Zone, plan
from florist.kit.money import Money
from florist.sql import insert

__all__ = [
    "Geocoder", "Place", "Plan", "Window", "Zone", "address_zone", "check", "give_back", "nearest_free",
    "plan", "quote", "take", "windows", "zone", "zone_at", "zones",
]  # fmt: skip

_LOOK_AHEAD = 14


class Place(Protocol):
    """An address that a map service believes in. ``exact``: good enough for a courier, to the house."""

    @property
    def text(self) -> str: ...
    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...
    @property
    def exact(self) -> bool: ...


class Geocoder(Protocol):
    """A map service: None when nothing is found; raises ``Unavailable`` when it is away."""

    async def reverse(self, latitude: float, longitude: float, *, language: str = "ru") -> Place | None: ...

    async def forward(self, address: str, *, language: str = "ru") -> Place | None: ...


def zone_at(latitude: float, longitude: float, *, plan: Plan | None = None) -> Zone | None:
    """The zone of a point in degrees, or None when it is farther than we go."""
    return (plan or rules.plan()).zone_at(latitude, longitude)


def zone(code: str, *, plan: Plan | None = None) -> Zone:
    """The zone of this code. Raises ``ZoneUnknown``."""
    found = (plan or rules.plan()).zone(code)
    if found is None:
        raise errors.ZoneUnknown(code)
    return found


def zones(*, plan: Plan | None = None) -> tuple[Zone, ...]:
    """All zones, from the inside out."""
    return (plan or rules.plan()).zones


def quote(zone: Zone, *, goods: Money | None = None, currency: str = "RUB") -> Money:
    """The fee of a zone: nothing above its threshold of ``goods``."""
    return rules.fee(zone, goods or Money(0, currency))


async def address_zone(
    geocoder: Geocoder, address: str, *, language: str = "ru", plan: Plan | None = None
) -> Zone | None:
    """The zone of a typed address; None when the map does not know the house (then one asks).

    Raises ``OutsideZone`` for a known house beyond our zones, ``Unavailable`` when the map is away.
    """
    place = await geocoder.forward(address, language=language)
    if place is None or not place.exact:
        return None
    found = zone_at(place.latitude, place.longitude, plan=plan)
    if found is None:
        raise errors.OutsideZone(address)
    return found


async def windows(
    session: AsyncSession,
    day: date,
    *,
    now: datetime | None = None,
    pickup: bool = False,
    plan: Plan | None = None,
) -> list[Window]:
    """The windows of a day that can still be had, with how many more orders each takes; full ones have 0."""
    plan, now = plan or rules.plan(), now or datetime.now(UTC)
    if plan.is_too_late_today(now, day) and not pickup:
        return []
    earliest = plan.earliest(now, pickup=pickup)
    open_ones = [w for w in plan.windows_of(day, pickup=pickup) if w.opens(plan.timezone) >= earliest]
    if pickup:
        return open_ones
    rows = await session.scalars(select(TakenWindow).where(TakenWindow.day == day))
    taken = {row.start: row.taken for row in rows}
    capacity = plan.capacity_of(day)
    return [Window(w.day, w.start, w.end, max(0, capacity - taken.get(w.start, 0))) for w in open_ones]


async def nearest_free(
    session: AsyncSession,
    day: date,
    wish: str | None = None,
    *,
    now: datetime | None = None,
    pickup: bool = False,
    limit: int = 3,
    plan: Plan | None = None,
) -> list[Window]:
    """Free windows nearest to the wish: of that day by their hours, then of the days after, as far as one can book."""
    plan, now = plan or rules.plan(), now or datetime.now(UTC)
    start = rules.span(wish)[0] if wish else None
    today = now.astimezone(plan.timezone).date()
    last = today + timedelta(days=plan.facts.book_ahead_days)
    first = min(max(day, today), last)
    found: list[Window] = []
    for ahead in range(min(_LOOK_AHEAD, (last - first).days + 1)):
        free = [
            window
            for window in await windows(
                session, first + timedelta(days=ahead), now=now, pickup=pickup, plan=plan
            )
            if window.free is None or window.free > 0
        ]
        found += sorted(free, key=lambda w: abs(_minutes(w.start) - _minutes(start)) if start else 0)
        if len(found) >= limit:
            break
    return sorted(found[:limit])


async def check(
    session: AsyncSession,
    day: date,
    wish: str | None = None,
    *,
    now: datetime | None = None,
    pickup: bool = False,
    plan: Plan | None = None,
) -> Window:
    """The free window that a wish (``18:00``, ``10:00-13:00``, None for any) means on ``day``.

    Raises ``DayPast``, ``DayTooFar``, ``ClosedDay``, ``TooLateToday``, ``OutsideHours``, ``WindowPast`` or
    ``WindowFull``; all carry the nearest free windows.
    """
    plan, now = plan or rules.plan(), now or datetime.now(UTC)
    refusal = _day_refusal(plan, now, day, pickup=pickup)
    wanted = plan.windows_of(day, pickup=pickup)
    if refusal is None and wish is not None:
        wanted = rules.meant(wanted, wish)
        if not wanted:
            refusal = errors.OutsideHours
    if refusal is None:
        left = {w.start: w for w in await windows(session, day, now=now, pickup=pickup, plan=plan)}
        open_ones = [left[w.start] for w in wanted if w.start in left]
        free = [w for w in open_ones if w.free is None or w.free > 0]
        if free:
            return free[0]
        if open_ones:
            nearest = await nearest_free(session, day, wish, now=now, pickup=pickup, plan=plan)
            raise errors.WindowFull(day, open_ones[0].text, [w.value for w in nearest])
        refusal = errors.WindowPast
    nearest = await nearest_free(session, day, wish, now=now, pickup=pickup, plan=plan)
    raise refusal(day, [w.value for w in nearest])


async def take(session: AsyncSession, window: Window, *, plan: Plan | None = None) -> int:
    """Take one place in a window; returns its row. Raises ``WindowFull`` when somebody was faster."""
    plan = plan or rules.plan()
    capacity = plan.capacity_of(window.day)
    await session.execute(
        insert(session, TakenWindow)
        .values(day=window.day, start=window.start, capacity=capacity, taken=0)
        .on_conflict_do_nothing(index_elements=["day", "start"])
    )
    row_id: int | None = await session.scalar(
        update(TakenWindow)
        .where(
            TakenWindow.day == window.day,
            TakenWindow.start == window.start,
            TakenWindow.taken < TakenWindow.capacity,
        )
        .values(taken=TakenWindow.taken + 1)
        .returning(TakenWindow.id)
    )
    if row_id is None:
        raise errors.WindowFull(window.day, window.text)
    return row_id


async def give_back(session: AsyncSession, row_id: int, count: int = 1) -> None:
    """Give places in a window back."""
    await session.execute(
        update(TakenWindow).where(TakenWindow.id == row_id).values(taken=TakenWindow.taken - count)
    )


def _day_refusal(plan: Plan, now: datetime, day: date, *, pickup: bool) -> type[errors.DayUnsuitable] | None:
    today = now.astimezone(plan.timezone).date()
    if day < today:
        return errors.DayPast
    if day > today + timedelta(days=plan.facts.book_ahead_days):
        return errors.DayTooFar
    if not plan.windows_of(day, pickup=pickup):
        return errors.ClosedDay
    if plan.is_too_late_today(now, day) and not pickup:
        return errors.TooLateToday
    return None


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)
