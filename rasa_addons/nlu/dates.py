"""Days: "послезавтра", "в следующую пятницу", "8-го марта", "25.12", "через неделю", "the day after tomorrow".

Everything is resolved against the moment the message came,
in the shop's zone. A day and month that have passed
mean the next year. What leaves a choice ("на выходных") gives `date_unclear`,
so that the form can ask which day;
what cannot be read gives nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from rasa_addons.nlu.clock import Clock, Moment
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.slips import one_slip
from rasa_addons.nlu.vocabulary import is_ordinary
from rasa_addons.nlu.words import Word

RELATIVE: dict[tuple[str, ...], int] = {
    tuple(phrase.split()): days
    for days, phrases in {
        -2: ("позавчера", "day before yesterday", "the day before yesterday"),
        -1: ("вчера", "yesterday", "вчерашний день"),
        0: ("сегодня", "today", "сёдня", "седня", "сегодняшний день", "2day", "tonight", "this evening", "this afternoon",
            "this morning", "tonite", "сегодня же", "сегодняшнее число"),
        1: ("завтра", "tomorrow", "tmrw", "tmr", "tomorow", "tommorow", "tommorrow", "завтрашний день", "завтро",
        "2morrow", "tomoz",
            "завтрашнее число"),
        2: ("послезавтра", "после завтра", "day after tomorrow", "the day after tomorrow", "после завтрашний"),
        3: ("послепослезавтра",),
    }.items()
    for phrase in phrases
}  # fmt: skip
UNCLEAR: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): value
    for value, phrases in {
        "weekend": ("на выходных", "в выходные", "на выходные", "на этих выходных", "в эти выходные",
        "на следующих выходных", "выходные",
                    "this weekend", "next weekend", "at the weekend", "on the weekend", "over the weekend",
                    "weekend", "за выходные",
                    "в следующие выходные", "к выходным", "for the weekend", "на ближайших выходных",
                    "выходных"),
        "next_week": ("на следующей неделе", "next week", "на той неделе", "на будущей неделе", "following week"),
    }.items()
    for phrase in phrases
}  # fmt: skip
# The longest phrase that begins with a word.
RELATIVE_FROM = {p[0]: max(len(q) for q in RELATIVE if q[0] == p[0]) for p in RELATIVE}
UNCLEAR_FROM = {p[0]: max(len(q) for q in UNCLEAR if q[0] == p[0]) for p in UNCLEAR}
WEEKDAYS = {
    "понедельник": 0, "пн": 0, "вторник": 1, "вт": 1, "среда": 2, "среду": 2, "ср": 2, "четверг": 3, "чт": 3,
    "пятница": 4, "пт": 4,
    "суббота": 5, "сб": 5, "воскресенье": 6, "воскресение": 6, "вс": 6, "вск": 6, "воскресный": 6, "понед": 0,
    "пятн": 4, "субботний": 5,
    "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2, "thursday": 3,
    "thu": 3, "thurs": 3, "thur": 3,
    "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6, "sun": 6, "пятничный": 4,
}  # fmt: skip
SHORT_WEEKDAYS = frozenset("пн вт ср чт пт сб вс вск mon tue wed thu fri sat sun".split())
MONTHS = {
    "январь": 1, "янв": 1, "февраль": 2, "фев": 2, "февр": 2, "март": 3, "мар": 3, "апрель": 4, "апр": 4,
    "май": 5, "июнь": 6, "июн": 6,
    "июль": 7, "июл": 7, "август": 8, "авг": 8, "сентябрь": 9, "сен": 9, "сент": 9, "октябрь": 10, "окт": 10,
    "ноябрь": 11, "ноя": 11,
    "нояб": 11, "декабрь": 12, "дек": 12, "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3,
    "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9,
    "sept": 9, "october": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12, "марта": 3, "марту": 3, "мая": 5,
    "маю": 5, "febuary": 2,
}  # fmt: skip
HOLIDAYS = {(2, 14): "valentines_day", (3, 8): "womens_day", (9, 1): "teachers_day"}
DAY_ORDINALS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7,
    "восьмой": 8, "девятый": 9,
    "десятый": 10, "одиннадцатый": 11, "двенадцатый": 12, "тринадцатый": 13, "четырнадцатый": 14,
    "пятнадцатый": 15,
    "шестнадцатый": 16, "семнадцатый": 17, "восемнадцатый": 18, "девятнадцатый": 19, "двадцатый": 20,
    "тридцатый": 30,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "twenty-first": 21,
    "twenty-second": 22, "twenty-third": 23,
    "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28,
    "twenty-ninth": 29,
    "thirty-first": 31,
}  # fmt: skip
SUFFIXES = frozenset("го е му ое ого st nd rd th ому".split())
THIS = frozenset(
    "этот эта это этой этого этом эту этому this ближайший ближайшую ближайшая ближайшее ближайшей coming"
    " nearest".split()
)
NEXT = frozenset(
    "следующий следующую следующая следующее следующей следующем следующему будущий будущую будущее"
    " next".split()
)
LAST = frozenset("прошлый прошлую прошлая прошлое прошлой прошлом last".split())
EVERY = frozenset("каждый каждую каждая каждое каждой every each".split())
DAY_UNITS = {
    "день": 1,
    "сутки": 1,
    "неделя": 7,
    "day": 1,
    "week": 7,
    "недельку": 7,
    "неделька": 7,
    "денек": 1,
    "дня": 1,
}
MONTH_UNITS = {"месяц": 1, "month": 1, "год": 12, "year": 12, "полгода": 6, "месяцок": 1}
HOUR_UNITS = {
    "час": 60,
    "hour": 60,
    "минута": 1,
    "minute": 1,
    "мин": 1,
    "min": 1,
    "часик": 60,
    "минутка": 1,
    "hr": 60,
    "ч": 60,
}
BEFORE_DAY = frozenset("на к до с по к ко после the on by for until from в".split())


@dataclass(frozen=True)
class Day:
    """words[first..last] mean this date; `named` when said with its month in words."""

    first: int
    last: int
    date: date
    named: bool = False
    time: str = ""


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
    calendar = _Calendar(words, numbers, now, taken)
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


@lru_cache(maxsize=20_000)
def correct(word: str) -> str:
    """A day's or month's name with one slip of the finger, put right; any other word as it is."""
    if len(word) < 5 or word in NAMES_OF_DAYS or is_ordinary(word):
        return word
    near = {name for name in NAMES_OF_DAYS if abs(len(name) - len(word)) < 2 and one_slip(word, name)}
    return near.pop() if len(near) == 1 else word


NAMES_OF_DAYS = frozenset(
    "понедельник вторник среда среду четверг пятница пятницу субботу суббота воскресенье сегодня завтра"
    " послезавтра января февраля"
    " марта апреля июня июля августа сентября октября ноября декабря monday tuesday wednesday thursday"
    " friday saturday sunday"
    " tomorrow january february march april august september october november december today".split()
)


class _Calendar:
    def __init__(
        self, words: Sequence[Word], numbers: Sequence[Number], now: datetime, taken: set[int]
    ) -> None:
        self.words = words
        self.now = now
        self.today = now.date()
        self.normals = [correct(word.normal) if word.kind == "word" else word.normal for word in words]
        self.lemmas = [
            word.lemma if word.normal == normal else _base(normal)
            for word, normal in zip(words, self.normals, strict=False)
        ]
        self.numbers = {n.first: n for n in numbers}
        self.taken = taken

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

    def _normal(self, at: int) -> str:
        return self.normals[at] if 0 <= at < len(self.normals) else ""

    def _lemma(self, at: int) -> str:
        return self.lemmas[at] if 0 <= at < len(self.lemmas) else ""

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
        if not last or self._normal(last + 1) != "from" or self._normal(last + 2) not in ("now", "today"):
            return None
        day = self._shifted(at, last, number.value if number else 1, False)
        return Day(day.first, last + 2, day.date, day.named, day.time) if day else None

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

    def _exact(self, first: int, last: int, year: int, month: int, day: int) -> Day | None:
        try:
            return Day(first, last, date(year, month, day))
        except ValueError:
            return None

    def _next(self, day: int, month: int) -> date | None:
        """The nearest such day from today on; None when there is no such day."""
        for year in range(self.today.year, self.today.year + 5):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if found >= self.today:
                return found
        return None

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
                or following in ("в", "к", "at", "утром", "вечером", "днем")
            )
        if self._normal(at) in ("first", "second", "third") or self._normal(at) in DAY_ORDINALS:
            return before == "the" and self._normal(at - 2) in ("on", "by", "for")
        return before in ("на", "к") and self._normal(last).endswith(("ое", "ому", "тье", "тьему", "е"))


def _base(normal: str) -> str:
    from rasa_addons.nlu.vocabulary import lemma

    return lemma(normal)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
