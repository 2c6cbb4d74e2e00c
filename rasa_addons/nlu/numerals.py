"""Numbers in digits and in words: "2 500", "5,5", "пятнадцать", "полторы тысячи", "two and a half thousand", "3к".

A `Number` says nothing yet of what is counted; amounts, dates and ratings decide that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rasa_addons.nlu.numberwords import (
    ARTICLES,
    COUNTED_HEAPS,
    HEAP_FORMS,
    HEAPS,
    PLAIN,
    SPELLINGS,
    SUMS,
    THOUSAND,
    THOUSAND_ALONE,
    THOUSAND_SHORT,
    Count,
)
from rasa_addons.nlu.slips import one_slip
from rasa_addons.nlu.vocabulary import is_ordinary
from rasa_addons.nlu.words import Word


@dataclass(frozen=True)
class Number:
    """words[first..last] say `value`. `spoken`: in words; `heap`: "дюжина"; `thousands`: "3к"; `sum`: "пятихатка"."""

    first: int
    last: int
    value: Count
    spoken: bool = False
    heap: bool = False
    thousands: bool = False
    sum: bool = False
    start: int = 0
    end: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it can count things."""
        return self.value == int(self.value)


def read_numbers(words: Sequence[Word]) -> list[Number]:
    """Every number of the message, the longest reading of each."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = _number(words, at)
        if number is None:
            at += 1
            continue
        found.extend(_halves(words, number))
        at = number.last + 1
    return found


def whole(value: Count) -> Count:
    """An int where the value is one: 2500.0 is 2500."""
    return int(value) if value == int(value) else round(value, 2)


def _halves(words: Sequence[Word], number: Number) -> list[Number]:
    """ "две-три тысячи" is one word with two numbers in it."""
    word = words[number.first]
    placed = Number(
        number.first, number.last, whole(number.value), number.spoken, number.heap, number.thousands,
        number.sum,
        word.start, words[number.last].end,
    )  # fmt: skip
    low = _low_of_pair(word) if word.kind == "word" else None
    if low is None:
        return [placed]
    scale = 1000 if number.thousands else 1
    cut = word.start + word.text.index("-")
    return [
        Number(
            number.first, number.first, low * scale, True, False, number.thousands, False, word.start, cut
        ),
        Number(
            number.first, number.last, placed.value, True, False, number.thousands, False, cut + 1, placed.end
        ),
    ]


def _low_of_pair(word: Word) -> int | None:
    low, hyphen, high = word.normal.partition("-")
    if not hyphen or _plain(low) is None or _plain(high) is None:
        return None
    return _plain(low) if _plain(low) < 20 else None  # type: ignore[operator]  # None is out by the line above


def _plain(normal: str, lemma: str = "") -> int | None:
    if normal == "ones":
        return None
    value = SPELLINGS.get(normal)
    if value is None:
        value = PLAIN.get(normal)
    if value is None:
        value = PLAIN.get(lemma)
    return _mistyped(normal) if value is None and len(normal) > 5 else value


@lru_cache(maxsize=20_000)
def _mistyped(normal: str) -> int | None:
    """ "дваццать", "пятнадцть": a number's name one slip away."""
    if is_ordinary(normal):
        return None
    near = {value for name, value in PLAIN.items() if len(name) > 5 and one_slip(normal, name)}
    return near.pop() if len(near) == 1 else None


def _number(words: Sequence[Word], at: int) -> Number | None:
    base = _digits(words, at) or _spoken(words, at)
    if base is None:
        return _alone(words, at)
    base = _with_half(words, base)
    base = _heaps(words, base)
    return _thousands(words, base)


def _digits(words: Sequence[Word], at: int) -> Number | None:
    """ "2500", "2 500", "2,500", "5.5"; not a piece of 25.12.2026 or 14:30."""
    word = words[at]
    if word.kind != "number" or len(word.normal) > 12:
        return None
    text, last = word.normal, at
    if len(text) <= 3 and text[0] != "0":
        while last + 1 < len(words) and _is_group(words, last, spaced=True):
            last += 1
            text += words[last].normal
        if last == at:
            while (
                last + 2 < len(words)
                and words[last + 1].text in ",."
                and _is_group(words, last + 1, spaced=False)
            ):
                if words[last].end != words[last + 1].start:
                    break
                last += 2
                text += words[last].normal
    if last == at and _is_fraction(words, at):
        return Number(at, at + 2, float(f"{text}.{words[at + 2].normal}"))
    return Number(at, last, int(text))


def _is_group(words: Sequence[Word], before: int, spaced: bool) -> bool:
    """Whether the next word is three digits that go on with the number."""
    following = words[before + 1]
    gap = following.start - words[before].end
    return following.kind == "number" and len(following.normal) == 3 and gap == (1 if spaced else 0)


def _is_fraction(words: Sequence[Word], at: int) -> bool:
    if at + 2 >= len(words) or words[at + 1].text not in ",." or words[at + 2].kind != "number":
        return False
    touching = words[at].end == words[at + 1].start and words[at + 1].end == words[at + 2].start
    dotted_on = (
        at + 3 < len(words) and words[at + 3].text in ".:/" and words[at + 3].start == words[at + 2].end
    )
    continues = dotted_on and at + 4 < len(words) and words[at + 4].kind == "number"
    return touching and len(words[at + 2].normal) <= 2 and not continues


def _spoken(words: Sequence[Word], at: int) -> Number | None:
    """Hundreds, tens and units in falling order; "a hundred", "one hundred and one"."""
    first = at
    if words[at].normal in ARTICLES or words[at].normal == "half":
        return _with_article(words, at)
    total, floor, last = 0, 10_000, -1
    while at < len(words):
        word = words[at]
        value = _plain(word.normal, word.lemma)
        if value is None and "-" in word.normal:
            value = _hyphenated(word.normal)
        if word.normal == "hundred" and last >= 0 and total < 10:
            total, floor, last, at = total * 100, 100, at, at + 1
            continue
        if (
            word.normal == "and"
            and last >= 0
            and floor == 100
            and at + 1 < len(words)
            and words[last].normal == "hundred"
        ):
            at += 1
            continue
        if value is None or value >= floor or (value == 0 and last >= 0):
            break
        size = 100 if value >= 100 else 20 if value >= 20 and value % 10 == 0 else 1
        if size == 1 and value >= 10 and floor == 20:
            break
        total, floor, last, at = total + value, (100 if size == 100 else 10 if size == 20 else 1), at, at + 1
    if last < 0:
        return None
    return Number(first, last, total, spoken=True)


def _hyphenated(normal: str) -> int | None:
    """ "twenty-five" is a sum, "две-три" counts as its upper end."""
    low, _, high = normal.partition("-")
    tens, units = _plain(low), _plain(high)
    if tens is None or units is None:
        return None
    return tens + units if tens >= 20 and tens % 10 == 0 and units < 10 else units


def _with_article(words: Sequence[Word], at: int) -> Number | None:
    rest = [word.normal for word in words[at : at + 3]]
    if rest[:3] in (["half", "a", "dozen"], ["half", "a", "hundred"]):
        return Number(at, at + 2, 6 if rest[2] == "dozen" else 50, spoken=True, heap=True)
    if rest[:2] == ["half", "dozen"]:
        return Number(at, at + 1, 6, spoken=True, heap=True)
    if rest[:2] in (["a", "hundred"], ["an", "hundred"]):
        return _and_more(words, Number(at, at + 1, 100, spoken=True), below=100)
    if rest[:2] == ["a", "thousand"]:
        return _and_more(words, Number(at, at + 1, 1000, spoken=True, thousands=True), below=1000)
    if len(rest) > 1 and rest[0] == "a" and rest[1] in ("couple", "pair", "dozen", "score"):
        last = at + 2 if len(rest) > 2 and rest[2] == "of" else at + 1
        number = Number(at, last if rest[1] != "dozen" else at + 1, HEAPS[rest[1]], spoken=True, heap=True)
        return _thousands(words, number)
    return None


def _and_more(words: Sequence[Word], number: Number, below: int) -> Number:
    """ "a hundred and one", "a thousand and one"."""
    at = number.last + 1
    at += at < len(words) and words[at].normal == "and"
    rest = _spoken(words, at) if at < len(words) and words[at].normal not in ARTICLES | {"half"} else None
    if rest is None or not 0 < rest.value < below:
        return number
    return replace(number, last=rest.last, value=number.value + rest.value)


def _with_half(words: Sequence[Word], number: Number) -> Number:
    """ "две с половиной", "two and a half", "5 с половиной"."""
    tail = [word.normal for word in words[number.last + 1 : number.last + 4]]
    if tail[:2] == ["с", "половиной"]:
        return Number(number.first, number.last + 2, number.value + 0.5, number.spoken)
    if tail[:3] == ["and", "a", "half"]:
        return Number(number.first, number.last + 3, number.value + 0.5, number.spoken)
    return number


def _heaps(words: Sequence[Word], number: Number) -> Number:
    """ "два десятка", "three dozen", "полтора десятка"."""
    following = words[number.last + 1] if number.last + 1 < len(words) else None
    if following is None or following.lemma not in COUNTED_HEAPS or number.value > 20:
        return number
    size = 100 if following.lemma in ("hundred", "сотка") else HEAPS[following.lemma]
    return Number(number.first, number.last + 1, number.value * size, True, heap=True)


def _thousands(words: Sequence[Word], number: Number) -> Number:
    """ "2 тысячи", "3к", "2 тысячи 500", "две тысячи пятьсот"."""
    at = number.last + 1
    if at >= len(words) or not _means_thousand(words, at) or number.value >= 1000:
        return number
    last = at
    # "т.р." and "тыс." carry dots.
    rest = _remainder(words, last + 1)
    value = number.value * 1000 + (rest.value if rest else 0)
    return Number(number.first, rest.last if rest else last, value, number.spoken, thousands=True)


def _means_thousand(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.normal in ("к", "k", "т"):
        if word.normal == "т" and [w.normal for w in words[at + 1 : at + 3]] == [".", "р"]:
            return True
        glued = words[at - 1].end == word.start
        if (
            glued
            and at + 1 < len(words)
            and words[at + 1].kind == "number"
            and words[at + 1].start == word.end
        ):
            return False  # "дом 32к1"
        following = words[at + 1].normal if at + 1 < len(words) else ""
        # "5 к шести" is a preposition, "5 к." at the end of a message a thousand.
        return glued or (
            following in ("", ".", ",", "руб", "рублей", "р", "!", "?", "на", "максимум")
            and word.normal != "т"
        )
    return word.normal in THOUSAND or word.lemma in THOUSAND


def _remainder(words: Sequence[Word], at: int) -> Number | None:
    if at >= len(words):
        return None
    rest = _digits(words, at) or _spoken(words, at)
    if rest is None or not rest.is_whole or not 0 < rest.value < 1000:
        return None
    # "тысяча сорок два" goes on in words; "2 тысячи 15 роз" does not.
    return (
        rest
        if (rest.spoken and words[at - 1].kind == "word") or (rest.value >= 100 and rest.value % 10 == 0)
        else None
    )


def _alone(words: Sequence[Word], at: int) -> Number | None:
    """Words that are numbers by themselves: "дюжина", "тысяча", "косарь", "пятихатка", "пара тысяч"."""
    word = words[at]
    if word.normal in HEAP_FORMS or word.lemma in HEAPS:
        if word.kind == "mark":
            return None
        value = HEAP_FORMS.get(word.normal, HEAPS.get(word.lemma, 0))
        number = Number(at, at, value, spoken=True, heap=True)
        widened = _thousands(words, _heaps(words, number))
        return None if widened.value == 0.5 else widened
    if word.lemma in SUMS or word.normal in SUMS:
        return Number(at, at, SUMS.get(word.lemma, SUMS.get(word.normal, 0)), spoken=True, sum=True)
    if word.kind == "word" and (word.lemma in THOUSAND_ALONE or word.normal in THOUSAND_SHORT):
        return _thousand_first(words, at)
    return None


def _few(words: Sequence[Word], at: int) -> Number | None:
    """The three of "тысячи три", the one and a half of "тыщи полторы"."""
    if words[at].normal in HEAP_FORMS and 1 < HEAP_FORMS[words[at].normal] < 20:
        return Number(at, at, HEAP_FORMS[words[at].normal], spoken=True)
    few = _digits(words, at) or _spoken(words, at)
    return _with_half(words, few) if few else None


def _thousand_first(words: Sequence[Word], at: int) -> Number | None:
    """ "тысяча двести", "тысяча", and the other way round "тысячи три", "тысяч за пять", "тыс 3"."""
    word = words[at]
    rest = _remainder(words, at + 1)
    single = word.normal in ("тысяча", "тысячу", "тыща", "тыщу", "косарь")
    if rest and (single or rest.value >= 100):
        return Number(at, rest.last, 1000 + rest.value, spoken=True, thousands=True)
    linked = at + 2 < len(words) and words[at + 1].normal in ("за", "на", "до", "от", "в", "около")
    place = at + 1 + linked
    few = _few(words, place) if place < len(words) else None
    if few and few.value <= 20 and not single:
        return Number(at, few.last, few.value * 1000, spoken=True, thousands=True)
    bounded = at > 0 and words[at - 1].normal in (
        "до",
        "от",
        "около",
        "больше",
        "меньше",
        "более",
        "менее",
        "дороже",
        "дешевле",
        "свыше",
    )
    if bounded and word.normal in ("тысячи", "тыщи"):
        return Number(at, at, 1000, spoken=True, thousands=True)
    return None if word.normal in THOUSAND_SHORT else Number(at, at, 1000, spoken=True, thousands=True)
