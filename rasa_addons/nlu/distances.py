"""Days by their distance: "послезавтра", "через 2 дня", "in two hours", "a week from tomorrow"."""

from __future__ import annotations

from datetime import date, timedelta

from rasa_addons.nlu.daywords import DAY_UNITS, HOUR_UNITS, MONTH_UNITS, RELATIVE, RELATIVE_FROM, WEEKDAYS
from rasa_addons.nlu.page import Day, Page


class Distances(Page):
    """Reads the days that are so far from today."""

    def _relative(self, at: int) -> Day | None:
        for length in range(RELATIVE_FROM.get(self.normals[at], 0), 0, -1):
            phrase = tuple(self.normals[at : at + length])
            if len(phrase) == length and phrase in RELATIVE:
                return Day(at, at + length - 1, self.today + timedelta(days=RELATIVE[phrase]))
        return None

    def _after(self, at: int) -> Day | None:
        """ "через 2 дня", "через неделю", "in two hours", "a week from now"."""
        opener = self._normal(at)
        if opener not in ("через", "in", "спустя", "чрз"):
            return self._from_now(at)
        step = at + 1
        while self._normal(step) in ("где-то", "примерно", "about", "around"):
            step += 1
        number = self.numbers.get(step)
        if number is not None:
            count, last = number.value, number.last + 1
        elif self._normal(step) in ("a", "an", "one"):
            count, last = 1, step + 1
        elif self._normal(step) == "half" and self._normal(step + 1) in ("an", "a"):
            count, last = 0.5, step + 2
        else:
            count, last = 1, step
        if self._normal(step) in ("полчаса", "полчасика", "полчасa"):
            return self._in_minutes(at, step, 30)
        if self._normal(last) in ("of", "the"):
            last += 1
        return self._shifted(
            at, last, count, opener == "in" and number is None and count == 1 and last == step
        )

    def _from_now(self, at: int) -> Day | None:
        number = self.numbers.get(at)
        last = number.last + 1 if number else at + 1 if self._normal(at) in ("a", "one") else 0
        later = self._days_until(last + 2) if last and self._normal(last + 1) == "from" else None
        day = self._shifted(at, last, number.value if number else 1, False) if later is not None else None
        if day is None or later is None or (later and day.time):
            return None
        return Day(day.first, last + 2, day.date + timedelta(days=later), day.named, day.time)

    def _days_until(self, at: int) -> int | None:
        """How far the day is that "from" leads to: "now", "tomorrow", "friday"."""
        name = self._normal(at)
        if name == "now":
            return 0
        if (name,) in RELATIVE:
            return RELATIVE[(name,)]
        if name in WEEKDAYS:
            return (WEEKDAYS[name] - self.today.weekday() - 1) % 7 + 1
        return None

    def _shifted(self, first: int, last: int, count: float, bare: bool) -> Day | None:
        unit = self._lemma(last)
        if bare or not unit:
            return None
        if unit in DAY_UNITS and count == int(count):
            return Day(first, last, self.today + timedelta(days=DAY_UNITS[unit] * int(count)))
        if unit in MONTH_UNITS and count == int(count) and count <= 24:
            return Day(first, last, _months_later(self.today, MONTH_UNITS[unit] * int(count)))
        if unit in HOUR_UNITS and (count != 1 or unit not in ("мин", "min")):
            return self._in_minutes(first, last, HOUR_UNITS[unit] * count)
        return None

    def _in_minutes(self, first: int, last: int, minutes: float) -> Day:
        then = self.now + timedelta(minutes=minutes)
        return Day(first, last, then.date(), time=then.strftime("%H:%M"))


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
