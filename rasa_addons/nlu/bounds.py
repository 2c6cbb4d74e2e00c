"""Bounds of a budget: "не дороже 3000" and "nothing over 3k" are `max`, "от двух тысяч" is `min`, "около 40" is `about`."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.words import Word

# What the bound is, and where its words stand: start, end, first, last.
Bound = tuple[str, tuple[int, int, int, int]]

MAX, MIN, ABOUT = "max", "min", "about"
BEFORE: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    (tuple(cue.split()), bound)
    for bound, cues in {
        MAX: (
            "до", "не дороже", "не больше", "не более", "не выше", "максимум", "макс", "в пределах",
            "дешевле", "максимально",
            "не свыше", "не превышая", "в рамках", "уложиться в", "хватит на", "потолок", "лимит", "меньше",
            "менее", "ниже",
            "уложиться до", "under", "up to", "below", "less than", "no more than", "not more than", "max",
            "within", "at most",
            "cheaper than", "not over", "maximum", "no higher than", "not above", "no over", "limit",
            "maximum of", "til", "till",
            "not exceeding", "upto", "budget up to", "a maximum of", "fewer than", "lower than", "max of",
            "cap of", "limit of",
            "не дороже чем", "дешевле чем", "не больше чем", "не более чем", "не выходя за", "tops",
            "not exceed", "inside", "nothing over", "nothing above", "nothing more than", "nothing beyond",
            "not beyond",
            "nothing pricier than", "nothing higher than", "can't exceed", "cannot exceed", "won't exceed",
            "no pricier than", "not pricier than", "ничего дороже", "не свыше чем", "чтоб не дороже",
            "не превышать",
            "not go over", "not going over", "don't go over", "without going over", "keep it under",
            "can't go over", "cannot go over", "won't go over", "can't do more than",
            "can't spend more than", "can't spend over", "don't want to go over", "не выше чем",
        ),
        MIN: (
            "от", "не меньше", "не менее", "минимум", "не дешевле", "дороже", "более", "больше", "свыше",
            "не ниже", "выше",
            "at least", "from", "over", "more than", "above", "хотя бы", "starting at", "starting from",
            "minimum", "no less than", "min",
            "not less than", "upwards of", "дороже чем", "больше чем", "не меньше чем", "мин", "начиная от",
            "начиная с",
            "nothing under", "nothing below", "nothing less than", "nothing cheaper than", "not under",
            "not below",
            "ничего дешевле", "не дешевле чем", "no cheaper than", "upward of", "a minimum of",
        ),
        ABOUT: (
            "около", "примерно", "где-то", "порядка", "в районе", "приблизительно", "плюс-минус", "где то",
            "~", "типа", "ориентировочно",
            "around", "about", "roughly", "approximately", "approx", "circa", "somewhere around",
            "in the region of", "like", "ish",
            "по цене", "в среднем", "где-нибудь",
        ),
    }.items()
    for cue in cues
)  # fmt: skip
BEFORE_BY_LENGTH = tuple(sorted(BEFORE, key=lambda row: -len(row[0])))
BEFORE_BY_LAST = {row[0][-1]: tuple(r for r in BEFORE_BY_LENGTH if r[0][-1] == row[0][-1]) for row in BEFORE}
AFTER: tuple[tuple[tuple[str, ...], str], ...] = (
    (("максимум",), MAX), (("макс",), MAX), (("max",), MAX), (("maximum",), MAX), (("tops",), MAX),
    (("потолок",), MAX),
    (("at", "most"), MAX), (("не", "больше"), MAX), (("не", "дороже"), MAX), (("не", "более"), MAX),
    (("or", "less"), MAX),
    (("и", "не", "больше"), MAX), (("или", "меньше"), MAX), (("or", "under"), MAX), (("предел",), MAX),
    (("or", "cheaper"), MAX),
    (("is", "my", "limit"), MAX), (("is", "the", "limit"), MAX), (("is", "my", "max"), MAX), (("limit",), MAX),
    (("is", "the", "max"), MAX), (("это", "максимум"), MAX), (("это", "потолок"), MAX), (("лимит",), MAX),
    (("не", "выше"), MAX), (("не", "свыше"), MAX), (("no", "more"), MAX), (("not", "more"), MAX),
    (("and", "no", "more"), MAX), (("и", "ниже"), MAX), (("и", "меньше"), MAX), (("или", "дешевле"), MAX),
    (("and", "under"), MAX),
    (("and", "below"), MAX),
    (("минимум",), MIN), (("не", "меньше"), MIN), (("и", "выше"), MIN), (("и", "больше"), MIN),
    (("or", "more"), MIN),
    (("minimum",), MIN), (("и", "дороже"), MIN), (("и", "более"), MIN), (("and", "up"), MIN),
    (("and", "above"), MIN),
    (("or", "so"), ABOUT), (("примерно",), ABOUT), (("плюс-минус",), ABOUT), (("ish",), ABOUT),
    (("где-то",), ABOUT),
)  # fmt: skip
# After "дороже 3000", "more than 50": the amount is where it ends.
TOO_MUCH: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in (
        "не надо", "не нужно", "не хочу", "не могу", "не потяну", "не готов", "не готова", "не дам", "не рассматриваю",
        "не предлагай", "не предлагайте", "не показывай", "не показывайте", "не пойдет", "не вариант", "не потратим",
        "не хочется", "не бери", "не берите", "не потрачу", "не возьму", "не подойдет", "не по карману", "нельзя",
        "is too much", "is too", "i can't", "isn't an", "won't do", "is out", "is a no", "не осилю", "точно не",
    )
)  # fmt: skip

FILLERS = frozenset(
    {"a", "the", "бы", "мне", "это", "где-то", "примерно", "около", "about", "maybe", "суммы", "цены", "ну"}
)


def bound_of(words: Sequence[Word], number: Number, currency: Found | None) -> Bound | None:
    """The bound said before the amount, inside or after it; None when nothing is said of it."""
    before = _bound(words, number, currency) or _bound_inside(words, number)
    after = _bound_after(words, number, currency)
    if before is not None and before[0] == MIN and _is_too_much(words, number, currency):
        return MAX, before[1]
    if after is not None and (before is None or before[0] == ABOUT):  # "like 6000 and up"
        return after
    return before


def _bound_inside(words: Sequence[Word], number: Number) -> Bound | None:
    """ "тыщ до семи"."""
    for at in range(number.first + 1, number.last):
        for cue, bound in BEFORE_BY_LAST.get(words[at].normal, ()):
            if len(cue) == 1:
                return bound, (words[at].start, words[at].end, at, at)
    return None


def _is_too_much(words: Sequence[Word], number: Number, currency: Found | None) -> bool:
    """ "дороже трёх тысяч не надо", "more than 50 is too much"."""
    after = max(number.last, currency.last if currency else 0) + 1
    while after < len(words) and words[after].text in ",-–—":
        after += 1
    tail = [word.normal for word in words[after : after + 3]]
    return any(tuple(tail[: len(cue)]) == cue for cue in TOO_MUCH)


def _bound(words: Sequence[Word], number: Number, currency: Found | None) -> Bound | None:
    at = number.first
    if currency is not None and currency.last < at:
        at = currency.first
    for skipped in range(3):
        if at - 1 - skipped >= 0 and skipped and words[at - skipped].normal not in FILLERS:
            break
        closing = words[at - skipped - 1].normal if at - skipped - 1 >= 0 else ""
        for cue, bound in BEFORE_BY_LAST.get(closing, ()):
            first = at - skipped - len(cue)
            if first >= 0 and tuple(w.normal for w in words[first : at - skipped]) == cue:
                last = at - skipped - 1
                return bound, (words[first].start, words[last].end, first, last)
    return None


def _bound_after(words: Sequence[Word], number: Number, currency: Found | None) -> Bound | None:
    after = max(number.last, currency.last if currency else 0) + 1
    while after < len(words) and words[after].text in ".,-":
        after += 1
    for cue, bound in AFTER:
        if tuple(w.normal for w in words[after : after + len(cue)]) == cue:
            last = after + len(cue) - 1
            return bound, (words[after].start, words[last].end, after, last)
    return None
