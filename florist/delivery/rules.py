"""Zones and windows as calculation: no database, no clock of its own."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from florist.kit.money import Money
from florist.settings import ROOT
from florist.shopinfo import service as shopinfo


@dataclass(frozen=True)
class Zone:
    """Where couriers go for one fee; amounts are whole units of the shop's currency."""

    code: str
    name: dict[str, str]
    fee: int
    free_from: int | None
    area: BaseGeometry = field(repr=False, compare=False)
    words: tuple[str, ...] = ()  # beginnings of words by which people name it


@dataclass(frozen=True, order=True)
class Window:
    """A span of hours on a day; ``free`` is how many more orders it takes (None: as many as come)."""

    day: date
    start: str
    end: str
    free: int | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """``18:00-20:00``"""
        return f"{self.start}-{self.end}"

    @property
    def value(self) -> dict[str, Any]:
        """The letter value: «21 ноября, сб, 18:00-20:00»."""
        return {
            "id": "day-window",
            "args": {"day": {"date": self.day.isoformat()}, "window": {"window": self.text}},
        }

    def opens(self, zone: tzinfo) -> datetime:
        """The moment it begins, on the shop's clock."""
        return datetime.combine(self.day, time.fromisoformat(self.start), tzinfo=zone)


@dataclass(frozen=True)
class Plan:
    """What the owner decided about delivery: zones from the inside out, windows by weekday, capacity."""

    zones: tuple[Zone, ...]
    windows: Mapping[str, tuple[tuple[str, str], ...]]
    pickup: Mapping[str, tuple[tuple[str, str], ...]]
    capacity: int
    peaks: Mapping[str, int]
    facts: shopinfo.Facts
    timezone: ZoneInfo

    def zone_at(self, latitude: float, longitude: float) -> Zone | None:
        """The innermost zone that holds the point, its border included."""
        point = Point(longitude, latitude)
        return next((zone for zone in self.zones if zone.area.covers(point)), None)

    def zone(self, code: str) -> Zone | None:
        return next((zone for zone in self.zones if zone.code == code), None)

    def capacity_of(self, day: date) -> int:
        """How many orders each window of that day takes."""
        return self.peaks.get(f"{day:%m-%d}", self.capacity)

    def windows_of(self, day: date, *, pickup: bool = False) -> list[Window]:
        """The windows of that day, by the owner's plan alone; none on closed days."""
        if self.facts.is_closed(day):
            return []
        table = self.pickup if pickup else self.windows
        name = shopinfo.DAYS[day.weekday()]
        spans = table.get(name, table.get("weekdays", ()))
        return [Window(day, start, end) for start, end in spans]

    def earliest(self, now: datetime, *, pickup: bool = False) -> datetime:
        """The first moment that flowers ordered ``now`` can be handed over."""
        minutes = self.facts.pickup_lead_minutes if pickup else self.facts.delivery_lead_minutes
        return now.astimezone(self.timezone) + timedelta(minutes=minutes)

    def is_too_late_today(self, now: datetime, day: date) -> bool:
        """Whether ``day`` is today and the same-day cut-off has passed. At the very minute it has not."""
        local = now.astimezone(self.timezone)
        cutoff = datetime.combine(local.date(), self.facts.same_day_until, tzinfo=self.timezone)
        return day == local.date() and local >= cutoff + timedelta(minutes=1)


def fee(zone: Zone, goods: Money) -> Money:
    """What bringing ``goods`` into ``zone`` costs."""
    if zone.free_from is not None and goods.amount >= Money.major(zone.free_from, goods.currency).amount:
        return Money(0, goods.currency)
    return Money.major(zone.fee, goods.currency)


def meant(windows: list[Window], wish: str) -> list[Window]:
    """The windows that ``18:00`` or ``10:00-13:00`` can mean: the one, those inside, those that touch."""
    start, end = span(wish)
    if end is None:
        holding = [w for w in windows if w.start <= start < w.end]
        return holding or [w for w in windows if w.end == start][-1:]
    same = [w for w in windows if (w.start, w.end) == (start, end)]
    inside = [w for w in windows if start <= w.start and w.end <= end]
    return same or inside or [w for w in windows if w.start < end and start < w.end]


def span(wish: str) -> tuple[str, str | None]:
    """Start and end of a wish for a time, ``HH:MM`` both. Raises ``ValueError``."""
    start, _, end = wish.partition("-")
    return f"{time.fromisoformat(start):%H:%M}", f"{time.fromisoformat(end):%H:%M}" if end else None


@cache
def plan(timezone: str = "Europe/Moscow") -> Plan:
    """The shop's plan, read once from ``data/``."""
    return read(ROOT / "data", timezone)


def read(folder: Path, timezone: str) -> Plan:
    """The plan of the files in ``folder``. Raises ``ValueError`` that names the file."""
    try:
        text = (folder / "delivery" / "windows.yml").read_text(encoding="utf-8")
        data = yaml.safe_load(text)
        return Plan(
            zones=tuple(_zones(folder / "delivery" / "zones.geojson")),
            windows={day: tuple(_spans(texts)) for day, texts in data["windows"].items()},
            pickup={day: tuple(_spans(texts)) for day, texts in data["pickup"].items()},
            capacity=int(data["capacity"]),
            peaks={str(day): int(count) for day, count in data.get("peaks", {}).items()},
            facts=shopinfo.read(folder / "shop.yml"),
            timezone=ZoneInfo(timezone),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"windows.yml: {error!r}") from error


def _spans(texts: list[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        start, end = span(text)
        if end is None or start >= end:
            raise ValueError(f"windows.yml: {text!r} is not a window like 10:00-12:00")
        yield start, end


def _zones(path: Path) -> Iterator[Zone]:
    for number, feature in enumerate(json.loads(path.read_text(encoding="utf-8"))["features"], start=1):
        own = feature["properties"]
        area = shape(feature["geometry"])
        if not area.is_valid:
            raise ValueError(f"{path.name}: zone {number} ({own.get('code')}): the border crosses itself")
        try:
            yield Zone(
                str(own["code"]),
                dict(own["name"]),
                int(own["fee"]),
                own.get("free_from"),
                area,
                tuple(own.get("words", ())),
            )
        except KeyError as error:
            raise ValueError(f"{path.name}: zone {number}: {error} is missing") from error
