"""When: days and hours of a message, resolved against the moment it came, in the shop's zone.

What leaves a choice ("на выходных") gives `date_unclear`, so that the form can ask which day; what cannot be read
gives nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rasa_addons.nlu.clock import Clock
from rasa_addons.nlu.days import Calendar
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.words import Word

HOLIDAYS = {(2, 14): "valentines_day", (3, 8): "womens_day", (9, 1): "teachers_day"}


def read_when(
    words: Sequence[Word],
    numbers: Sequence[Number],
    now: datetime,
    taken: set[int],
    goods: set[int],
    lax: bool = False,
) -> list[Found]:
    """Dates, times, unclear days and the holidays that a date is; `now` has the shop's zone, `lax` when an hour
    is expected."""
    calendar = Calendar(words, numbers, now, taken)
    days = calendar.read()
    dated = {i for day in days for i in range(day.first, day.last + 1)}
    unclear = calendar.unclear(dated)
    blocked = {
        i
        for i in dated
        if calendar.normals[i] not in ("tonight", "tonite", "this", "evening", "afternoon", "morning")
    }
    starts = {n.first: n for n in numbers}
    times = Clock(words, starts, taken | blocked, dated, goods, lax).read()
    found = [_found(words, "date", day.date.isoformat(), day.first, day.last) for day in days]
    found += [_found(words, "time", day.time, day.first, day.last) for day in days if day.time]
    found += [_found(words, "time", time.value, time.first, time.last) for time in times]
    found += [_found(words, "date_unclear", place.value, place.first, place.last) for place in unclear]
    for day in days:
        holiday = HOLIDAYS.get((day.date.month, day.date.day))
        if holiday and day.named:
            found.append(_found(words, "occasion", holiday, day.first, day.last))
    return found


def _found(words: Sequence[Word], entity: str, value: str, first: int, last: int) -> Found:
    return Found(entity, value, words[first].start, words[last].end, first, last, "dates")
