"""Delivery addresses as written: "ул. Ленина д. 5, кв 3", "Тверскую 12", "12 Baker Street, flat 4".

A message falls into parts at commas; a part is an address when a street stands beside a number or a house word
beside its number. Parts around it that go on with it (flat, floor, town, the name of the place) join it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rasa_addons.nlu.addresswords import (
    CUES,
    HOUSE,
    JOINING,
    LARGEST_HOUSE,
    MONTH_STEMS,
    ORDINARY,
    PLACE,
    STOPS,
    STREET,
    STREET_AFTER,
    STREET_ENDINGS,
    TOWN,
    WEAK_HOUSE,
    is_given_name,
    is_street_name,
)
from rasa_addons.nlu.daywords import DAY_ORDINALS, MONTHS
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.hourwords import PARTS
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.words import Word


class _Reader:
    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        numbers: Sequence[Number],
        taken: set[int],
        listed: set[int],
        lax: bool,
    ) -> None:
        self.text = text
        self.words = words
        self.normals = [word.normal for word in words]
        self.numbers = {
            i
            for n in numbers
            if n.value <= LARGEST_HOUSE and not n.thousands and not n.heap
            for i in range(n.first, n.last + 1)
        }
        self.hours = {  # "пяти вечера", "5 pm"
            i
            for n in numbers
            if n.last + 1 < len(words) and self.normals[n.last + 1] in PARTS
            for i in range(n.first, n.last + 2)
        }
        self.taken = taken
        self.listed = listed
        self.lax = lax or any(word.normal in CUES or word.lemma in CUES for word in words)

    def kind(self, at: int) -> str:
        """What a word can be in an address: N number, S street, E street after its name, H house, P place, T town,
        L letter of a house, C name with a capital, R name without, J joining mark; X nothing."""
        if not 0 <= at < len(self.words) or at in self.taken or at in self.hours:
            return "X"
        word, normal = self.words[at], self.normals[at]
        if word.text == ",":
            return ","
        if at in self.numbers:
            return "N"
        if word.kind == "mark" and self._ends_sentence(at):
            return "X"
        if self._is_ordinal(at):
            return "N"
        if word.kind == "mark":
            return "J" if word.text in JOINING else "X"
        if normal in HOUSE and (self._number_near(at) or len(normal) > 3):
            return "H"
        if normal in STREET and (len(normal) > 2 or self._dotted(at) or self._named_next(at)):
            return "S"
        if (
            normal in STREET_AFTER | PLACE
            and at + 1 < len(self.words)
            and word.is_capital
            and self.normals[at + 1] in STREET_AFTER
        ):
            return "C"  # "Park Lane", "School Road"
        if normal in ("village", "cottage") and at and self.words[at - 1].is_capital:
            return "T"  # "Ashford village"
        if normal in ORDINARY and not word.is_capital:
            return "R"
        if (
            normal in STREET_AFTER
            and at
            and (self.words[at - 1].kind == "word" or self.kind_is_number(at - 1))
        ):
            return "E"
        if normal in PLACE and (len(normal) > 1 or self._dotted(at)):
            return "P"
        if normal in TOWN and (len(normal) > 1 or self._dotted(at)):
            return "T"
        if normal in ("st", "nd", "rd", "th", "й", "ый", "я", "го", "ая") and at - 1 in self.numbers:
            return "J"
        if len(normal) == 1 and at - 1 in self.numbers and self.words[at - 1].end == word.start:
            return "L"
        if (
            len(normal) == 1
            and at - 1 in self.numbers
            and word.is_capital
            and self.normals[at - 1].isdecimal()
        ):
            return "L"
        if (
            at in self.listed
            and word.is_capital
            and self.lax
            and at + 1 in self.numbers
            and normal.endswith(("ая", "ую", "ой"))
        ):
            return "C"  # "Вишневая 19"
        if normal == "the" and word.is_capital and at + 1 < len(self.words) and self.words[at + 1].is_capital:
            return "C"
        if normal in STOPS or word.lemma == "заказ" or (at in self.listed and not self._names_street(at)):
            return "X"
        if normal.startswith(MONTH_STEMS) or normal in MONTHS:
            return "X"
        if word.is_capital:
            return "C"
        return "R"

    def _ends_sentence(self, at: int) -> bool:
        """ "кв. 7. Марина Дёмина": after the number somebody begins."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if self.words[at].text != "." or at - 1 not in self.numbers or following is None:
            return False
        apart = following.start > self.words[at].end
        return apart and following.is_capital and self.normals[at + 1] not in HOUSE | STREET | TOWN | PLACE

    def _is_ordinal(self, at: int) -> bool:
        """ "second floor", "третий подъезд"."""
        following = self.normals[at + 1] if at + 1 < len(self.words) else ""
        ordinal = self.words[at].lemma in DAY_ORDINALS or self.normals[at] in DAY_ORDINALS
        return ordinal and following in HOUSE and len(following) > 3

    def kind_is_number(self, at: int) -> bool:
        return at in self.numbers

    def _dotted(self, at: int) -> bool:
        return (
            at + 1 < len(self.words)
            and self.words[at + 1].text == "."
            and self.words[at + 1].start == self.words[at].end
        )

    def _named_next(self, at: int) -> bool:
        return (
            at + 1 < len(self.words)
            and self.words[at + 1].kind == "word"
            and len(self.normals[at + 1]) > 2
            and self.normals[at + 1] not in STOPS
        )

    def _number_near(self, at: int) -> bool:
        step = at + 1
        while step < len(self.words) and self.words[step].text in ".№#:":
            step += 1
        before = at - 1
        while before >= 0 and self.normals[before] in ("-", "st", "nd", "rd", "th", "й", "ый"):
            before -= 1
        return step in self.numbers or before in self.numbers

    def _names_street(self, at: int) -> bool:
        """ "Rose Hill", "Розы Люксембург 3", "улица Ромашковая": a listed word inside a street's name."""
        near = [self.normals[i] for i in (at - 1, at + 1, at - 2, at + 2) if 0 <= i < len(self.words)]
        return any(n in STREET or n in STREET_AFTER for n in near)

    def read(self) -> list[Found]:
        runs = [run for run in self._runs() if run]
        strong = [self._is_strong(run) for run in runs]
        if self.lax:  # "Боткинская, корпус 5"
            for place, (left, right) in enumerate(itertools.pairwise(runs)):
                kinds = [self.kind(at) for at in left]
                housed = self.kind(right[0]) == "H" and "N" in [self.kind(at) for at in right]
                if (
                    housed
                    and set(kinds) <= set("CJ")
                    and self._joins(left, right, before=False)
                    and not self._is_person(left)
                ):
                    strong[place] = True
                if self._is_street_then_house(left, right):  # "Малую Бронную, 12"
                    strong[place] = True
        else:  # "Church Lane, Selby village": two parts that bear each other out
            for place, (left, right) in enumerate(itertools.pairwise(runs)):
                kinds = ["".join(self.kind(at) for at in run) for run in (left, right)]
                named = all("C" in each and set("ESTP") & set(each) for each in kinds)
                if named and self._joins(left, right, before=False):
                    strong[place] = True
        if not any(strong):
            return []
        found: list[Found] = []
        last = -1
        for place in (i for i, is_strong in enumerate(strong) if is_strong):
            if place <= last:
                continue
            first, before = place, last
            last = place
            while first - 1 > before and self._joins(runs[first - 1], runs[first], before=True):
                first -= 1
            while last + 1 < len(runs) and self._joins(runs[last], runs[last + 1], before=False):
                last += 1
            found.append(self._address(runs[first][0], runs[last][-1]))
        return found

    def _is_street_then_house(self, left: list[int], right: list[int]) -> bool:
        """A name of two words, or one that only a street has, and after a comma nothing but the number of a house."""
        kinds, numbered = {self.kind(at) for at in left}, "".join(self.kind(at) for at in right)
        house = numbered in ("N", "NL", "NJN", "NJL") and self.normals[right[0]].isdecimal()
        comma = right[0] - left[-1] == 2 and self.words[left[-1] + 1].text == ","
        named = (
            kinds == {"C"}
            and (len(left) == 2 or is_street_name(self.normals[left[0]]))
            and not self._is_person(left)
        )
        return house and comma and named and not self._counts(right[-1] + 1)

    def _counts(self, at: int) -> bool:
        """Whether the number before is followed by a thing, so that it counts."""
        return (
            at < len(self.words) and self.words[at].kind == "word" and self.normals[at] not in HOUSE | STOPS
        )

    def _address(self, start: int, end: int) -> Found:
        while end > start and (self.kind(end) in "JX," or self.words[end].text in ".,«“"):
            end -= 1
        while start < end and self.kind(start) in "JX,":
            start += 1
        at, to = self.words[start].start, self.words[end].end
        return Found("address", self.text[at:to], at, to, start, end, "addresses")

    def _runs(self) -> list[list[int]]:
        """Stretches of address words, cut at commas and at everything else."""
        runs: list[list[int]] = [[]]
        for at in range(len(self.words)):
            kind = self.kind(at)
            if kind == ",":
                runs.append([])
            elif kind == "X":
                if runs[-1]:
                    runs.append([])
            else:
                runs[-1].append(at)
        return [self._without_strangers(run) for run in runs if run]

    def _without_strangers(self, run: list[int]) -> list[int]:
        """Lower-case words count only beside a street word, a number or the name they belong to."""
        kinds = {at: self.kind(at) for at in run}
        marks = [at for at in run if kinds[at] in "SEHPTN"]
        if not marks:
            return run if all(kinds[at] in "CJ" for at in run) else []
        first, last = marks[0], marks[-1]
        reach = 0 if kinds[first] in "H" and self.normals[first] != "desk" else 3
        while first > run[0] and reach and kinds[first - 1] in "CRJ":
            previous = first - 1
            after_name = previous > run[0] and kinds[previous - 1] == "C"
            street = (
                is_street_name(self.normals[previous])
                or kinds[marks[0]] in "E"
                or after_name
                or kinds[marks[0]] == "H"
            )
            if kinds[previous] == "R" and not street:
                break
            reach -= 0 if kinds[previous] == "J" else 1 if kinds[previous] == "C" else 2
            first = previous
        reach = 3 if kinds[last] in "SPT" else 2
        while last < run[-1] and reach and kinds[last + 1] in "CRLJ":
            following = last + 1
            if kinds[following] == "R" and kinds[last] not in "SPT" and kinds[following] != "J":
                break
            reach -= kinds[following] != "L"
            last = following
        return [at for at in run if first <= at <= last]

    def _is_strong(self, run: list[int]) -> bool:
        kinds = [self.kind(at) for at in run]
        text = "".join(kinds)
        named = any(k in "CRN" for k in kinds)
        if "S" in text and named and len(run) > 1:
            return "N" in text or self.lax or "C" in text
        if "E" in text and len(run) > 1:
            named = "C" in text or ("R" in text and text.index("E") > 1)
            return named and ("N" in text or self.lax)
        if "P" in text and len(run) > 1 and (self.lax or "N" in text):
            return "C" in text or (
                "N" in text and ("H" in text or "№" in [self.words[i].text for i in run] or self.lax)
            )
        telling = any(
            k == "H" and self.normals[at] not in WEAK_HOUSE for k, at in zip(kinds, run, strict=False)
        )
        if telling and "N" in text and ("C" in text or "R" in text) and len(run) > 2:
            return True
        if self._on_street(run, kinds):
            return True
        return self.lax and self._street_and_number(run, kinds)

    def _on_street(self, run: list[int], kinds: list[str]) -> bool:
        """ "на Садовой 3" needs no other hint."""
        before = self.normals[run[0] - 1] if run[0] else ""
        if (
            kinds[:2] == ["N", "C"]
            and self.normals[run[0]].isdecimal()
            and self.words[run[1]].text.lower().endswith(STREET_ENDINGS)
        ):
            return True  # "at 39 Leningradsky"
        return (
            kinds[:2] == ["C", "N"]
            and before in ("на", "по")
            and self.normals[run[0]].endswith(("ой", "ую", "ская", "скую"))
        )

    def _street_and_number(self, run: list[int], kinds: list[str]) -> bool:
        """ "Тверскую 12", "18 Kutuzovsky" where an address is spoken of."""
        for place, kind in enumerate(kinds):
            if kind == "N" and self.normals[run[place]].isdecimal():
                before = kinds[place - 1] if place else ""
                after = kinds[place + 1] if place + 1 < len(kinds) else ""
                if before == "J" and place > 1 and self.words[run[place - 1]].text in ".№":
                    before = kinds[place - 2]
                if before == "C" and not self.normals[run[place - 1]].startswith(MONTH_STEMS):
                    return True
                if before == "R" and is_street_name(self.normals[run[place - 1]]):
                    return True
                if after == "C" and place == 0 and self.words[run[1]].text.isascii():
                    return True
        return False

    def _is_person(self, run: list[int]) -> bool:
        return any(is_given_name(self.normals[at]) for at in run)

    def _joins(self, left: list[int], right: list[int], before: bool) -> bool:
        """Whether two neighbouring parts belong to one address: only a comma (or nothing) lies between."""
        between = range(left[-1] + 1, right[0])
        if any(self.words[at].text not in (",", ".", '"', "»") for at in between) or len(between) > 2:
            return False
        other = left if before else right
        kinds = "".join(self.kind(at) for at in other)
        if not before:
            if "H" in kinds and ("N" in kinds or self.normals[other[0]] in ("стойка", "desk") or self.lax):
                return True
            if {"S", "E", "P", "T"} & set(kinds) or self._street_and_number(other, list(kinds)):
                return True
            if (
                kinds[:1] == "N"
                and kinds[1:]
                and set(kinds[1:]) <= set("CRL")
                and "C" in kinds
                and len(other) < 5
            ):
                return True  # "30a Ligovsky"
            if "N" in kinds and kinds[0] == "C" and kinds.index("N") < 4 and set(kinds) <= set("CRNLJ"):
                return True  # "Ленинская слобода 19"
            if kinds[:1] == "N" and len(other) <= 3 and not any(self.kind(at) == "N" for at in left):
                return True  # "Юбилейный проспект, 60"
            return set(kinds) <= set("CJ") and len(other) <= 2 and not self._is_person(other)
        if "S" in kinds or "E" in kinds or "T" in kinds or "P" in kinds or ("H" in kinds and "N" in kinds):
            return True
        if self._street_and_number(other, list(kinds)):
            return True
        return set(kinds) <= set("CJ") and len(other) <= 3 and not self._is_person(other)


def read_addresses(
    text: str,
    words: Sequence[Word],
    numbers: Sequence[Number],
    taken: set[int],
    listed: set[int],
    lax: bool = False,
) -> list[Found]:
    """The address of the message, at most one. `listed` are words of closed lists, `lax` when one is expected."""
    return _Reader(text, words, numbers, taken, listed, lax).read()
