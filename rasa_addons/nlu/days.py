"""Days of the calendar: "в следующую пятницу", "8-го марта", "25.12", "the 25th".

A day and month that have passed mean the next year.
"""

from __future__ import annotations

from datetime import timedelta

from rasa_addons.nlu.clock import Moment
from rasa_addons.nlu.daywords import (
    BEFORE_DAY,
    DAY_ORDINALS,
    EVERY,
    LAST,
    MONTHS,
    NEXT,
    SHORT_WEEKDAYS,
    SUFFIXES,
    THIS,
    UNCLEAR,
    UNCLEAR_FROM,
    WEEKDAYS,
)
from rasa_addons.nlu.distances import Distances
from rasa_addons.nlu.page import Day


class Calendar(Distances):
    """Finds the days of one message, which came at `now`; `taken` are words that mean something else."""

    def read(self) -> list[Day]:
        found: list[Day] = []
        at = 0
        while at < len(self.words):
            day = None if at in self.taken else self._day(at)
            if day and not set(range(day.first, day.last + 1)) & self.taken:
                found.append(day)
                found += self._first_of_days(day)
                at = day.last + 1
            else:
                at += 1
        return found

    def _first_of_days(self, day: Day) -> list[Day]:
        """The 5th of "с 5 по 12 июля"."""
        number = self._day_number(day.first - 2) if day.first >= 2 and day.named else None
        if (
            number is None
            or self._normal(day.first - 1) not in ("по", "до", "to", "-", "till")
            or self._normal(day.first - 3) not in ("с", "from", "со")
        ):
            return []
        exact = self._exact(day.first - 2, number[1], day.date.year, day.date.month, number[0])
        return [exact] if exact and exact.date <= day.date else []

    def unclear(self, dated: set[int]) -> list[Moment]:
        found: list[Moment] = []
        at = 0
        while at < len(self.words):
            size = 1
            for length in range(min(UNCLEAR_FROM.get(self.normals[at], 0), len(self.words) - at), 0, -1):
                value = UNCLEAR.get(tuple(self.normals[at : at + length]))
                if value and not set(range(at, at + length)) & (dated | self.taken):
                    if not dated:
                        found.append(Moment(at, at + length - 1, value))
                    size = length
                    break
            at += size
        return found

    def _day(self, at: int) -> Day | None:
        return (
            self._relative(at)
            or self._after(at)
            or self._numeric(at)
            or self._day_and_month(at)
            or self._month_and_day(at)
            or self._weekday(at)
            or self._day_alone(at)
        )

    def _numeric(self, at: int) -> Day | None:
        """25.12, 25.12.2026, 25/12, 2026-12-25; not 5.5 and not 14.30."""
        places = [at, at + 2, at + 4]
        if not self._touch(at, at + 2) or self.normals[at + 1] not in "./-":
            return None
        mark = self.normals[at + 1]
        a, b = self.normals[at], self.normals[at + 2]
        full = self._touch(at + 2, at + 4) and self.normals[at + 3] == mark
        if full and len(a) == 4:
            return self._exact(at, places[2], int(a), int(b), int(self.normals[at + 4]))
        if len(a) > 2 or len(b) > 2:
            return None
        day, month = int(a), int(b)
        if month > 12 >= day and mark == "/":
            day, month = month, day
        if full:
            year = int(self.normals[at + 4])
            return self._exact(at, at + 4, year + 2000 if year < 100 else year, month, day)
        if mark == "-" or (len(b) < 2 and mark == ".") or (mark == "/" and self._is_share(at)):
            return None
        if mark == "." and self._is_hour(at, day, int(b)):
            return None
        found = self._next(day, month)
        return Day(at, at + 2, found) if found else None

    def _is_hour(self, at: int, day: int, minute: int) -> bool:
        """ "в 10.30" is a time, "до 10.10" a date."""
        cued = self._normal(at - 1) in ("в", "к", "at", "by", "до", "с")
        until = self._normal(at - 1) == "до" and minute == 10
        return cued and day < 24 and minute in (0, 10, 15, 20, 30, 45) and not until

    def _is_share(self, at: int) -> bool:
        return (
            self.normals[at + 2] in ("5", "7", "10")
            and int(self.normals[at]) <= 24
            and len(self.normals[at]) <= 2
        )

    def _touch(self, at: int, to: int) -> bool:
        if to >= len(self.words) or self.words[at].kind != "number" or self.words[to].kind != "number":
            return False
        return (
            self.words[at].end == self.words[at + 1].start and self.words[at + 1].end == self.words[to].start
        )

    def _day_number(self, at: int) -> tuple[int, int, bool] | None:
        """A day of the month at this word: its number, its last word, whether it is surely ordinal."""
        word = self.words[at] if at < len(self.words) else None
        if word is None or at in self.taken:
            return None
        if word.kind == "number" and len(word.normal) <= 2 and 1 <= int(word.normal) <= 31:
            last = at
            if self._normal(at + 1) == "-" and self._normal(at + 2) in SUFFIXES:
                return int(word.normal), at + 2, True
            if self._normal(at + 1) in SUFFIXES:
                return int(word.normal), at + 1, True
            return int(word.normal), last, False
        lemma = self._lemma(at)
        if lemma in DAY_ORDINALS or self._normal(at) in DAY_ORDINALS:
            return DAY_ORDINALS.get(lemma) or DAY_ORDINALS[self._normal(at)], at, True
        number = self.numbers.get(at)
        if (
            number is not None
            and number.spoken
            and number.is_whole
            and not number.heap
            and not number.thousands
        ):
            units = DAY_ORDINALS.get(self._lemma(number.last + 1)) or DAY_ORDINALS.get(
                self._normal(number.last + 1)
            )
            if number.value in (20, 30) and units and units < 10:
                return int(number.value) + units, number.last + 1, True
            if 1 <= number.value <= 31:
                return int(number.value), number.last, False
        return None

    def _month(self, at: int) -> int | None:
        return MONTHS.get(self._normal(at)) or MONTHS.get(self._lemma(at))

    def _day_and_month(self, at: int) -> Day | None:
        day = self._day_number(at)
        if day is None:
            return None
        place = day[1] + 1
        while self._normal(place) in ("of", "числа"):
            place += 1
        month = self._month(place)
        if month is None:
            return None
        if self._normal(place) in ("мар", "сен", "июн", "июл") and self._normal(place + 1) != ".":
            pass
        return self._with_year(at, place, day[0], month)

    def _month_and_day(self, at: int) -> Day | None:
        """ "Feb 14", "March the 8th"; in Russian the month comes second."""
        month = self._month(at)
        if month is None or not self._normal(at).isascii():
            return None
        place = at + 1
        while self._normal(place) in ("the", "."):
            place += 1
        day = self._day_number(place)
        if day is None or (place + 2 < len(self.words) and self._normal(place + 1) in (":", "pm", "am")):
            return None
        return self._with_year(at, day[1], day[0], month)

    def _with_year(self, first: int, last: int, day: int, month: int) -> Day | None:
        place = last + 1
        if self._normal(place) == ",":
            place += 1
        year = self._normal(place)
        exact = None
        if len(year) == 4 and year.startswith("20") and year.isdecimal():
            exact = self._exact(first, place, int(year), month, day)
        if exact is not None:
            after = place + 1 if self._lemma(place + 1) == "год" else place
            return Day(first, after, exact.date, named=True)
        found = self._next(day, month)
        return Day(first, last, found, named=True) if found else None

    def _weekday(self, at: int) -> Day | None:
        normal, lemma = self._normal(at), self._lemma(at)
        weekday = WEEKDAYS.get(
            normal, None if normal.isascii() and normal + "s" != lemma else WEEKDAYS.get(lemma)
        )
        if weekday is None or normal.endswith(("ницам", "никам", "ргам", "редам", "отам", "еньям")):
            return None
        if normal.endswith("days") or self._normal(at - 1) in EVERY:
            return None
        before = at - 1
        if (
            normal in SHORT_WEEKDAYS
            and self._normal(before) not in BEFORE_DAY | THIS | NEXT
            and len(self.words) > 2
        ):
            beside = self._normal(before) in SHORT_WEEKDAYS or self._normal(at + 1) in SHORT_WEEKDAYS
            if normal in ("sat", "sun", "wed", "mon", "ср", "вс", "вт") and not beside:
                return None
        ahead = (weekday - self.today.weekday()) % 7
        first, last = at, at
        tail = tuple(self.normals[at + 1 : at + 4])
        if (
            self._normal(before) in NEXT
            or self._on_next_week(before)
            or tail in (("на", "следующей", "неделе"),)
            or tail[:2] == ("next", "week")
        ):
            ahead = weekday - self.today.weekday() + 7
            if self._normal(before) in NEXT:
                first = before
            elif tail[:2] == ("next", "week"):
                last = at + 2
            elif tail == ("на", "следующей", "неделе"):
                last = at + 3
        elif self._normal(before) in LAST:
            first, ahead = before, ((weekday - self.today.weekday() - 1) % 7) - 6 - 1 or -7
        elif self._normal(before) in THIS:
            first = before
        elif ahead == 0:
            ahead = 7
        return Day(first, last, self.today + timedelta(days=ahead))

    def _on_next_week(self, at: int) -> bool:
        """ "на следующей неделе в пятницу", "next week on friday"."""
        while self._normal(at) in ("в", "во", "on", ",", "the"):
            at -= 1
        return self._lemma(at) in ("неделя", "week") and self._normal(at - 1) in NEXT

    def _day_alone(self, at: int) -> Day | None:
        """ "25-го", "25 числа", "на пятое", "the 25th"."""
        day = self._day_number(at)
        if day is None:
            return None
        number, last, ordinal = day
        following = self._normal(last + 1)
        if following in ("числа", "число", "числу"):
            last += 1
        elif not ordinal or not self._stands_for_a_day(at, last, following):
            return None
        told = self._month(at - 1) if self._normal(at - 2) in ("в", "in", "на") else None
        if told is not None:  # "в декабре 25 числа"
            upcoming = self._next(number, told)
            return Day(at - 1, last, upcoming, named=True) if upcoming else None
        for months in range(13):
            year, month = divmod(self.today.month - 1 + months, 12)
            found = self._exact(at, last, self.today.year + year, month + 1, number)
            if found and found.date >= self.today:
                return found
        return None

    def _stands_for_a_day(self, at: int, last: int, following: str) -> bool:
        before = self._normal(at - 1)
        if (
            following
            and self.words[last + 1].kind == "word"
            and following
            not in BEFORE_DAY
            | {"утром", "вечером", "днем", "at", "please", "и", "or", "или", "and", "around", "between"}
        ):
            return False
        if self.words[at].kind == "number":
            return (
                before in BEFORE_DAY
                or last == len(self.words) - 1
                or (at == 0 and self.words[last + 1].kind == "mark")
                or following in ("в", "к", "at", "утром", "вечером", "днем")
            )
        if self._normal(at) in ("first", "second", "third") or self._normal(at) in DAY_ORDINALS:
            return before == "the" and self._normal(at - 2) in ("on", "by", "for")
        return before in ("на", "к") and self._normal(last).endswith(("ое", "ому", "тье", "тьему", "е"))
