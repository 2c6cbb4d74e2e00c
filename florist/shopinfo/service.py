"""The shop's own facts, from ``data/shop.yml``: the answers to frequent questions and the hours of work."""

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from florist.kit.money import Money
from florist.kit.terms import Value
from florist.settings import ROOT, Settings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Facts:
    """What the shop says about itself. ``hours`` are opening and closing by weekday, Monday first."""

    name: dict[str, str]
    address: Value
    way: dict[str, str]
    latitude: float
    longitude: float
    phone: str
    hours: tuple[tuple[time, time], ...]
    closed: frozenset[str]
    same_day_until: time
    delivery_lead_minutes: int
    pickup_lead_minutes: int
    book_ahead_days: int
    fresh_days: int
    return_hours: int
    corporate_from: int
    rates: dict[str, float]

    def is_closed(self, day: date) -> bool:
        """Whether nobody works on that day."""
        return bool({f"{day:%m-%d}", day.isoformat()} & self.closed)

    @property
    def hours_value(self) -> Value:
        """The hours as letter lines: days of equal hours together."""
        lines, start = [], 0
        for index in range(1, len(DAYS) + 1):
            if index == len(DAYS) or self.hours[index] != self.hours[start]:
                opens, closes = self.hours[start]
                lines.append(
                    {
                        "id": "hours-day" if index - start == 1 else "hours-days",
                        "args": {
                            "from": {"id": f"weekday-{DAYS[start]}"},
                            "to": {"id": f"weekday-{DAYS[index - 1]}"},
                            "hours": {"window": f"{opens:%H:%M}-{closes:%H:%M}"},
                        },
                    }
                )
                start = index
        return {"lines": lines}

    def in_shop_money(self, amount: float, currency: str, settings: Settings) -> Money | None:
        """A budget named in any currency, as the shop's money; None for one that it does not count in."""
        if currency == settings.shop_currency:
            return Money.major(amount, currency)
        if currency == "XTR":
            return Money(round(amount * settings.star_rate), settings.shop_currency)
        rate = self.rates.get(currency)
        return None if rate is None else Money.major(amount * rate, settings.shop_currency)


def facts(settings: Settings | None = None) -> Facts:
    """The facts of ``data/shop.yml``; ``SHOP_ADDRESS`` takes the place of the address when it is set."""
    known = read(ROOT / "data" / "shop.yml")
    if settings is None or not settings.shop_address:
        return known
    return Facts(**{**vars(known), "address": settings.shop_address, "way": {"ru": "", "en": ""}})


@cache
def read(path: Path) -> Facts:
    """The facts of a file. Raises ``ValueError`` that names the file when something is missing in it."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        by_day = data.pop("hours")
        hours = tuple(_span(by_day[day]) for day in DAYS)
        data["closed"] = frozenset(str(day) for day in data.get("closed", ()))
        data["same_day_until"] = time.fromisoformat(data["same_day_until"])
        return Facts(hours=hours, **data)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _span(text: str) -> tuple[time, time]:
    opens, _, closes = text.partition("-")
    return time.fromisoformat(opens), time.fromisoformat(closes)
