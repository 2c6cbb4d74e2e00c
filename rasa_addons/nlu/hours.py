"""An hour as people say it, and what it is on the clock."""

from __future__ import annotations

from dataclasses import dataclass

from rasa_addons.nlu.hourwords import FIRST_MORNING_HOUR


@dataclass(frozen=True)
class Hour:
    """An hour as spoken: words[first..last], before it is known which half of the day is meant."""

    first: int
    last: int
    hour: int
    minute: int = 0
    part: str = ""
    is_sure: bool = False

    def clock(self, part: str = "") -> str:
        """HH:MM, with `part` from elsewhere in the message when the hour has none of its own."""
        return f"{_whole_day(self.hour, self.part or part):02d}:{self.minute:02d}"


def window(low: Hour, high: Hour | None, part: str) -> str:
    """HH:MM of one hour, or HH:MM-HH:MM of two; `part` is the half of the day that the message names elsewhere."""
    if high is None:
        return low.clock(part)
    opens, closes = low.clock(high.part or part), high.clock(low.part if low.part == "pm" else part)
    if high.part == "pm" and not low.part and opens > closes:  # "с 10 до 2 дня", "from 11 to 1 pm"
        opens = low.clock("am")
    if high.hour == 12 and high.part == "am" and low.part != "pm":  # "between 10 and 12 in the morning"
        closes = f"12:{high.minute:02d}"
    if opens >= closes and not low.part and high.part:
        opens = low.clock("am")
    if opens >= closes and not high.part and high.hour < 12:
        closes = high.clock("pm")
    return f"{opens}-{closes}"


def _whole_day(hour: int, part: str) -> int:
    if hour >= 13:
        return hour % 24
    if part == "am":
        return 0 if hour == 12 else hour
    if part == "night":
        return 0 if hour == 12 else hour + 12 if hour >= 9 else hour
    if part == "day":
        return hour if hour in (10, 11, 12) else hour + 12
    if part == "pm":
        return 12 if hour == 12 else hour + 12
    return hour + 12 if 1 <= hour < FIRST_MORNING_HOUR else hour
