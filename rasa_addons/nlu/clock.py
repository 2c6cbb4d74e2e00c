"""Hours and windows: "к шести вечера", "с 10 до 12", "в половине третьего", "утром", "tonight", "half past six".

An hour without a part of the day is the one at which flowers are brought: 1 to 7 are afternoon and evening
(13:00 to 19:00), 8 to 12 morning and noon. "до 20:00" and "после 18" are given as their hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasa_addons.nlu.hours import Hour, window
from rasa_addons.nlu.hourwords import (
    APPROXIMATE,
    ENGLISH_PARTS,
    EVENING,
    HALF_OPENERS,
    HALF_WORDS,
    HOURS,
    LIKELY,
    LUNCH,
    MINUTES,
    OF_WINDOW,
    ORDINALS,
    PARTS,
    PHRASES,
    PHRASES_FROM,
    SURE,
)
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.words import Word


@dataclass(frozen=True)
class Moment:
    """A time found: its canonical value and the words that say it."""

    first: int
    last: int
    value: str


class Clock:
    """Reads the times of one message. `taken` are words that mean something else."""

    def __init__(
        self,
        words: Sequence[Word],
        numbers: dict[int, Number],
        taken: set[int],
        dated: set[int],
        goods: set[int],
        lax: bool = False,
    ) -> None:
        self.lax = lax
        self.words = words
        self.normals = [word.normal for word in words]
        self.numbers = numbers
        self.taken = set(taken)
        self.dated = dated
        self.goods = goods

    def read(self) -> list[Moment]:
        """Every time of the message; a part of the day beside an hour only says which half is meant."""
        hours: list[tuple[Hour, Hour | None]] = []
        at = 0
        while at < len(self.words):
            pair = self._window(at)
            single = None if pair else self._single(at)
            if pair:
                hours.append(pair)
                at = pair[1].last + 1
            elif single:
                hours.append((single, None))
                at = single.last + 1
            else:
                at += 1
        covered = {i for low, high in hours for i in range(low.first, (high or low).last + 1)}
        parts = self._phrases(covered)
        part = (
            next((OF_WINDOW[m.value] for m in parts if m.value in OF_WINDOW), "") if len(hours) == 1 else ""
        )
        times = [Moment(low.first, (high or low).last, window(low, high, part)) for low, high in hours]
        return times + [m for m in parts if not (part and m.value in OF_WINDOW)]

    def _phrases(self, covered: set[int]) -> list[Moment]:
        found: list[Moment] = []
        at = 0
        while at < len(self.words):
            size = 1
            for length in range(min(PHRASES_FROM.get(self.normals[at], 0), len(self.words) - at), 0, -1):
                value = PHRASES.get(tuple(self.normals[at : at + length]))
                if length == 1 and self.normals[at] == "night" and at - 1 in self.dated:
                    value = EVENING  # "friday night"
                span = set(range(at, at + length))
                if value is not None and not span & covered and not span & self.taken:
                    size = length
                    if value and not (value == LUNCH and length == 1 and len(self.words) > 3):
                        found.append(Moment(at, at + length - 1, value))
                    break
            at += size
        return found

    def _normal(self, at: int) -> str:
        return self.normals[at] if 0 <= at < len(self.normals) else ""

    def _window(self, at: int) -> tuple[Hour, Hour] | None:
        """ "с 10 до 12", "from 5 to 7 pm", "between 10 and 12", "10:00-12:00", "с девяти утра до шести"."""
        opener = self._normal(at - 1)
        low = self._hour(at) or self._noon(at)
        if low is None:
            return None
        link = low.last + 1
        linked = self._normal(link)
        explicit = low.is_sure and linked in ("-", "–", "—", "до", "to", "till", "until", "по")
        begun = (
            opener in ("с", "c", "со", "from") and linked in ("до", "по", "to", "till", "until", "-", "–")
        ) or (opener in ("between", "между") and linked in ("and", "и"))
        # "tomorrow 12 to 3", "I work 11 to 19"
        begun = begun or ((self.lax or at - 1 in self.dated) and linked in ("до", "to", "till", "until"))
        if self._normal(at - 1) in APPROXIMATE and self._normal(at - 2) in ("с", "from"):
            begun = linked in ("до", "to")
        step = link + 1
        while self._normal(step) in APPROXIMATE:
            step += 1
        linked_on = begun or explicit or linked in ("-", "–", "—")
        high = (self._hour(step) or self._noon(step)) if linked_on else None
        if high is None or (high.last + 1) in self.goods:
            return None
        # "в 10-12", "10-12 часов" are windows, a bare "10-12" is not.
        dashed = linked in ("-", "–", "—") and (
            high.is_sure or opener in SURE or (low.first - 1) in self.dated
        )
        return (low, high) if begun or explicit or dashed else None

    def _single(self, at: int) -> Hour | None:
        hour = self._half(at) or self._hour(at)
        if hour is None or (hour.last + 1) in self.goods:
            return None
        if hour.is_sure:
            return None if self._is_duration(hour) else hour
        before = at - 1
        while self._normal(before) in APPROXIMATE and self._normal(before - 1) in SURE | {
            "на",
            "часов",
            "часам",
        }:
            before -= 1
        opener = self._normal(before)
        following = self._normal(hour.last + 1)
        if following in ("раз", "раза", "%", "лет", "шт", "штук", "из", "of", "times", "месте"):
            return None
        if (opener == "by" and hour.hour == 1) or (
            opener == "after" and self._normal(before - 1) in ("i'm", "am", "we're")
        ):
            return None  # "one by one", "I'm after 13"
        if opener in SURE or (opener in ("часов", "часам") and before >= 0):
            return hour
        if opener in ("после", "after") and 5 <= hour.hour <= 21:
            return hour
        if opener == "районе" and hour.hour <= 21:
            return hour
        near_date = (before - 1) in self.dated or before in self.dated or (hour.last + 1) in self.dated
        if self.lax and opener in LIKELY and not hour.minute:
            return hour
        return hour if near_date and (opener in LIKELY or before in self.dated) else None

    def _noon(self, at: int) -> Hour | None:
        """ "between 10 and noon", "с полудня до трёх": noon as an end of a window."""
        if self._normal(at) in ("noon", "midday", "полдень", "полудня", "полуднем") and at not in self.taken:
            return Hour(at, at, 12, part="day")
        return None

    def _is_duration(self, hour: Hour) -> bool:
        """ "за 2 часа", "2 часа" last; "в 2 часа", "к 2 часам", "15:00" are on the clock."""
        if hour.part or ":" in self.normals[hour.first : hour.last + 1]:
            return False
        if self._normal(hour.last) not in HOURS or self._normal(hour.last) in ("o'clock", "oclock"):
            return False
        before = self._normal(hour.first - 1)
        if before == "на" and self._normal(hour.first - 2).startswith(
            ("опозд", "опазд", "задерж", "просроч")
        ):
            return True
        if before in SURE or before in ("на", "до", "после", "с", "около", "после", "районе"):
            return False
        return (hour.first - 1) not in self.dated or hour.hour < 5

    def _hour(self, at: int) -> Hour | None:
        """A number that can be an hour, with minutes, "часов" and the part of the day."""
        word = self.words[at] if at < len(self.words) else None
        if word is None or at in self.taken:
            return None
        if word.normal in ("час", "часу", "часа") and self._normal(at + 1) in ("дня", "ночи"):
            return None if self._is_number(at - 1) else self._with_part(Hour(at, at, 1))
        if (
            word.normal in ("час", "часу", "часа")
            and self._normal(at - 1) in ("в", "к", "с", "до", "около")
            and not self._is_number(at + 1)
        ):
            hour, last, sure = 1, at, False
            if self._normal(at - 2) in ("за", "раз") or (
                self._normal(at - 1) == "в" and self._normal(at + 1) in ("х", "пик")
            ):
                return None
            return self._with_part(Hour(at, last, hour, 0, "", sure))
        number = self.numbers.get(at)
        if number is None or number.heap or number.thousands or number.sum:
            return None
        clock = self._digits(at) or self._spoken(number)
        return self._with_part(clock) if clock else None

    def _is_number(self, at: int) -> bool:
        return at in self.numbers

    def _digits(self, at: int) -> Hour | None:
        """ "14:30", "14.30", "18-00", "14 30" after a preposition, "18h30"."""
        word = self.words[at]
        if word.kind != "number" or len(word.normal) > 2 or int(word.normal) > 24:
            return None
        if (
            at + 2 < len(self.words)
            and self.words[at + 2].kind == "number"
            and len(self.normals[at + 2]) == 2
        ):
            minute, mark = int(self.normals[at + 2]), self.normals[at + 1]
            touching = (
                word.end == self.words[at + 1].start and self.words[at + 1].end == self.words[at + 2].start
            )
            opener = self._normal(at - 1)
            cued = opener in SURE | {"до", "после", "с", "from", "until", "till", "before", "after", "около"}
            after = self._normal(at + 3)
            if touching and minute < 60 and mark == ":":
                return Hour(at, at + 2, int(word.normal), minute, is_sure=True)
            round_minute = minute % 5 == 0
            dotted = mark == "." and (
                cued or after in PARTS or (minute > 12 and round_minute and at - 1 in self.dated)
            )
            window = 0 < minute <= 24 and opener not in SURE  # "с 10-12"
            dashed = mark == "-" and not window and (minute == 0 or (cued and round_minute) or after in PARTS)
            if touching and minute < 60 and after != "." and (dotted or dashed):
                return Hour(at, at + 2, int(word.normal), minute, is_sure=mark == "." or minute == 0)
        if (
            at + 1 < len(self.words)
            and self.words[at + 1].kind == "number"
            and len(self.normals[at + 1]) == 2
        ):
            minute = int(self.normals[at + 1])
            cued = self._normal(at - 1) in SURE | {"до", "с", "после"} or at - 1 in self.dated
            if minute < 60 and minute % 5 == 0 and (cued or self._normal(at + 2) in ("am", "pm")):
                return Hour(at, at + 1, int(word.normal), minute, is_sure=True)
        return Hour(at, at, int(word.normal))

    def _spoken(self, number: Number) -> Hour | None:
        """ "шесть", "шесть тридцать", "восемнадцать ноль ноль", "6 часов 30 минут"."""
        if not number.spoken or not number.is_whole or number.value > 24:
            return None
        hour, last = int(number.value), number.last
        after = last + 1
        if self._normal(after) in HOURS:
            minutes = self.numbers.get(after + 1)
            if minutes is not None and self._normal(minutes.last + 1) in MINUTES:
                return Hour(number.first, minutes.last + 1, hour, int(minutes.value), is_sure=True)
            return Hour(number.first, last, hour)
        minutes = self.numbers.get(after)
        if minutes is not None and minutes.spoken and minutes.is_whole and not minutes.heap:
            if minutes.value == 0:
                twice = self.numbers.get(minutes.last + 1)
                return Hour(
                    number.first,
                    twice.last if twice and twice.value == 0 else minutes.last,
                    hour,
                    0,
                    is_sure=True,
                )
            if 10 <= minutes.value < 60 and minutes.value % 5 == 0:
                return Hour(number.first, minutes.last, hour, int(minutes.value), is_sure=True)
        return Hour(number.first, last, hour)

    def _with_part(self, hour: Hour) -> Hour:
        """Takes along "часов", "утра", "pm", "p.m.", "in the evening", "o'clock"."""
        last, part, sure = hour.last, hour.part, hour.is_sure
        if self._normal(last + 1) in HOURS and self._normal(last + 2) not in ("назад", "ago"):
            minutes = self.numbers.get(last + 2)
            if minutes is not None and self._normal(minutes.last + 1) in MINUTES and minutes.is_whole:
                hour = Hour(hour.first, minutes.last + 1, hour.hour, int(minutes.value), part, True)
                last = minutes.last
            last, sure = last + 1, True
        following = [self._normal(last + i) for i in range(1, 5)]
        if following[0] in PARTS:
            part, last, sure = PARTS[following[0]], last + 1, True
        elif following[0] in ("a", "p", "а", "р") and following[1] == "." and following[2] in ("m", "м"):
            part, sure = ("am" if following[0] in "aа" else "pm"), True
            last += 4 if following[3] == "." else 3
        elif following[:2] == ["in", "the"] and following[2] in ENGLISH_PARTS:
            part, last, sure = ENGLISH_PARTS[following[2]], last + 3, True
        elif following[:2] in (
            ["at", "night"],
            ["this", "evening"],
            ["this", "afternoon"],
            ["this", "morning"],
        ):
            part, last, sure = ENGLISH_PARTS[following[1]], last + 2, True
        elif following[0] in ("tonight", "sharp"):
            part, sure = ("pm" if following[0] == "tonight" else part), True
        return Hour(hour.first, last, hour.hour, hour.minute, part, sure)

    def _half(self, at: int) -> Hour | None:
        """ "половина третьего", "полтретьего", "half past two", "quarter to seven", "без пятнадцати семь"."""
        opens = self.normals[at] in HALF_OPENERS or self.words[at].lemma in HALF_OPENERS
        if not opens and at not in self.numbers:
            return None
        words = [self._normal(at + i) for i in range(2)]
        lemmas = [self.words[at + i].lemma if at + i < len(self.words) else "" for i in range(2)]
        before = {"в", "к", "на", "до", "около", "после", "с"}
        if words[0] in HALF_WORDS:
            return self._part_of(Hour(at, at, HALF_WORDS[words[0]] - 1 or 12, 30, is_sure=True))
        if (
            (lemmas[0] == "половина" or words[0] == "пол")
            and lemmas[1] in ORDINALS
            and words[1].endswith(("го", "ому", "ем"))
        ):
            return self._part_of(Hour(at, at + 1, ORDINALS[lemmas[1]] - 1 or 12, 30, is_sure=True))
        if lemmas[0] == "четверть" and lemmas[1] in ORDINALS:
            return self._part_of(Hour(at, at + 1, ORDINALS[lemmas[1]] - 1 or 12, 15, is_sure=True))
        if words[0] == "без" and self._normal(at - 1) not in before - {"в", "к"}:
            return self._minus(at, 1)
        if words[:2] == ["half", "past"]:
            return self._past(at, 2, 30)
        if words[:2] in (["quarter", "past"], ["quarter", "after"]):
            return self._past(at, 2, 15)
        if words[:2] in (["quarter", "to"], ["quarter", "of"]):
            return self._past(at, 2, -15)
        minutes = self.numbers.get(at)
        if (
            minutes is not None
            and minutes.value in (5, 10, 20, 25)
            and self._normal(minutes.last + 1) in ("past", "to")
        ):
            later = self.numbers.get(minutes.last + 2)
            if later is not None and self._normal(at - 1) in ("at", "by", "around", ""):
                sign = 1 if self._normal(minutes.last + 1) == "past" else -1
                return self._past(at, minutes.last + 2 - at, sign * int(minutes.value))
        return None

    def _past(self, at: int, skip: int, minutes: int) -> Hour | None:
        number = self.numbers.get(at + skip)
        if number is None or not number.is_whole or not 1 <= number.value <= 24:
            return None
        hour = int(number.value) - (minutes < 0)
        return self._part_of(Hour(at, number.last, hour or 12, minutes % 60, is_sure=True))

    def _minus(self, at: int, skip: int) -> Hour | None:
        if self._normal(at + 1) == "четверти":
            minutes, last = 15, at + 1
        else:
            number = self.numbers.get(at + skip)
            if number is None or number.value not in (5, 10, 15, 20, 25):
                return None
            minutes, last = int(number.value), number.last
        if self._normal(last + 1) in MINUTES:
            last += 1
        hour = self.numbers.get(last + 1)
        if hour is None or not hour.is_whole or not 1 <= hour.value <= 24:
            return None
        return self._part_of(Hour(at, hour.last, int(hour.value) - 1 or 12, 60 - minutes, is_sure=True))

    def _part_of(self, hour: Hour) -> Hour:
        return self._with_part(hour)
