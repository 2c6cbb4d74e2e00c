"""What the customer does not want: "только не лилии", "без лент", "anything but lilies", "not 15,
make it 21".

Marks finds as refused; it never adds or removes one. "не дороже 3000" is a bound and "не только розы" no refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.words import Word

REFUSABLE = frozenset(
    {"flower", "color", "addon", "category", "product", "quantity", "occasion", "recipient", "date", "time", "budget",
     "budget_bound", "currency", "service", "date_unclear", "name"}
)  # fmt: skip
NEGATORS: tuple[tuple[str, ...], ...] = tuple(
    sorted(
        (
            tuple(cue.split())
            for cue in (
                "не", "без", "кроме", "ни", "никаких", "никакой", "никакую", "никакого", "исключая", "вместо",
                "аллергия на",
                "not", "no", "without", "except", "except for", "anything but", "but not", "but no",
                "instead of", "rather than",
                "other than", "excluding", "apart from", "don't want", "dont want", "do not want",
                "doesn't like", "doesnt like",
                "don't like", "dont like", "hates", "hate", "allergic to", "no more", "don't need",
                "dont need", "do not need",
                "don't add", "do not add", "dont add", "don't put", "do not put", "won't need", "can't stand",
                "cant stand",
                "не хочу", "не надо", "не нужно", "не нужен", "не нужна", "не нужны", "не люблю", "не любит",
                "не нравятся", "не нравится",
                "не предлагайте", "не предлагать", "не предлагай", "не клади", "не кладите", "не добавляй",
                "не добавляйте", "ненавидит",
                "ненавижу", "терпеть не может", "терпеть не могу", "не ставь", "не ставьте", "не бери",
                "не берите", "не выношу",
                "не хочется", "не показывай", "не показывайте", "не переносит", "не будет", "everything but",
                "all but", "no need for",
                "skip the", "avoid", "minus", "за исключением", "не для", "не на", "не в", "не к", "не про",
                "не из", "not for", "not on",
                "not to", "not with", "not in", "not a", "not the", "not any", "any but", "doesn't want",
                "does not like", "not at",
                "не под", "не по", "not from", "не с", "not into", "doesn't stand", "without any",
                "nothing with", "ничего с",
                "nothing", "ничего", "isn't", "aren't", "isnt", "arent", "без всяких", "не любят", "не брать", "не класть",
                "не кладем", "не надо мне", "never", "not fond of",
            )
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
NEGATORS_BY_FIRST = {cue[0]: tuple(c for c in NEGATORS if c[0] == cue[0]) for cue in NEGATORS}
# "не" before these is part of something else.
NOT_AFTER_NE = frozenset(
    "дай дайте пропусти пропустите пропустить упусти дороже больше более меньше менее выше ниже дешевле"
    " позже раньше позднее ранее только забудь забудьте"
    " забыть знаю"
    " поздно рано могу можете можешь могли может найти подскажете подскажешь против считая менее плохо"
    " поняла понял"
    " обязательно важно лучше хуже понимаю вижу работает пришло пришел пришли пришла получил получила"
    " привезли доставили"
    " нашла нашел свыше превышая хватает хватит проблема дорого дорогой дорогие дорогая слишком сильно очень"
    " так"
    " later earlier more less only sure bad before after over too very yet sooner cheaper under above really"
    " quite just that"
    " exceed fewer necessarily problem idea clue worries longer thanks thank way later".split()
)
NO_REFUSAL_AFTER_NOTHING = frozenset(
    "but else special fancy over under above below more less against wrong much except other apart beyond not"
    " не себе кроме страшного против если дороже больше дешевле меньше лучше красивее".split()
)
ONLY_AFTER_NOTHING = frozenset({"кроме", "except", "other", "apart"})
# A question whether there is any, not a refusal.
POSTPOSED: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in (
        "не надо", "не нужно", "не нужен", "не нужна", "не нужны", "не хочу", "не люблю", "не любит",
        "не предлагать", "не предлагайте",
        "не клади", "не кладите", "не подходит", "не подойдут", "не подходят", "не нравятся", "не нравится",
        "не класть", "не надо мне",
        "не хочется", "не добавляй", "не добавляйте", "не нада", "мне не надо", "мне не нужны",
        "мне не нужна", "не подойдет", "не будем",
        "не бери", "не берите", "исключить", "исключаем", "она не любит", "он не любит", "нам не нужны",
        "нам не нужна", "лучше не надо",
        "терпеть не может", "не ставьте", "она ненавидит", "is not needed", "are not needed", "not needed",
        "isn't needed", "aren't needed",
        "is unnecessary", "aren't my thing", "are out", "не предлагай", "не требуется", "won't do",
        "не вариант", "не пойдут", "не пойдет",
        "she hates", "is not necessary", "not necessary", "тоже не надо", "тоже не нужно", "точно не надо",
        "уже не надо", "уже не нужна",
        "уже не нужны", "уже не нужен", "больше не нужна", "больше не нужны", "больше не нужен",
    )
)  # fmt: skip
POSTPOSED_FIRST = frozenset(cue[0] for cue in POSTPOSED)
STOPS = frozenset(
    "а но лучше только just but make let instead please пожалуйста давай давайте сделай сделайте на для до"
    " за от хочу нужно можно"
    " нужен нужна нужны пусть есть если чтобы что for under with to from i we it's give want с со в к у just"
    " rather then тогда зато"
    " some only anything остальное остальные everything покажи покажите show хватит бюджет is are will was"
    " were сколько how when".split()
)
JOINERS = frozenset("и или ни and or nor".split())
LISTING = frozenset(
    ("кроме", "except", "anything but", "except for", "without", "без", "other than", "no", "never", "hates", "hate",
    "за исключением",
     "apart from", "any but", "everything but", "исключая", "терпеть не может", "ненавидит", "аллергия на",
     "allergic to", "никаких")
)  # fmt: skip
MOST_WORDS = 9


def mark_refused(words: Sequence[Word], found: Sequence[Found]) -> list[Found]:
    """The same finds; those that the customer refuses are marked."""
    normals = [word.normal for word in words]
    covered = {at: f for f in found if f.entity in REFUSABLE for at in range(f.first, f.last + 1)}
    refused: set[int] = set()
    at = 0
    # Both people of "запишите к Анне вместо Ольги" are spoken of.
    people = _places(f for f in found if f.entity == "name")
    while at < len(words):
        cue = _negator(normals, at)
        inside = covered.get(at)
        # "без повода" is an occasion: the word belongs to what was found.
        if cue is None or (
            inside is not None and inside.first <= at and (inside.last > at or inside.reader == "amounts")
        ):
            at += 1
            continue
        scope = _scope(words, normals, covered, at, cue)
        refused |= scope - people if cue in (("вместо",), ("instead", "of"), ("rather", "than")) else scope
        at += len(cue)
    refused |= _postposed(normals, found)
    refused |= _taken_back(normals, found)
    refused |= _impossible(normals, found)
    return [
        f.refuse() if f.entity in REFUSABLE and refused & set(range(f.first, f.last + 1)) else f
        for f in found
    ]


def _places(found: Iterable[Found]) -> set[int]:
    return {at for f in found for at in range(f.first, f.last + 1)}


def _negator(normals: Sequence[str], at: int) -> tuple[str, ...] | None:
    for cue in NEGATORS_BY_FIRST.get(normals[at], ()):
        if tuple(normals[at : at + len(cue)]) == cue:
            following = normals[at + len(cue)] if at + len(cue) < len(normals) else ""
            if cue[-1] in ("не", "not", "no", "isn't", "aren't") and following in NOT_AFTER_NE:
                return None
            if cue in (("nothing",), ("ничего",)) and following in NO_REFUSAL_AFTER_NOTHING:
                return None
            if at and normals[at - 1] in ("nothing", "ничего", "никто") and cue[0] in ONLY_AFTER_NOTHING:
                return None  # "ничего кроме роз" are roses
            if cue in (("no",), ("не",)) and following in ("", ",", ".", "!", "?", "-"):
                return None
            if cue == ("не",) and at and normals[at - 1] in ("почему", "если", "или", "разве"):
                return None
            if cue == ("not",) and at and normals[at - 1] in ("why", "or", "if"):
                return None
            if cue == ("no",) and at and normals[at - 1] in ("oh", "wait", "ah", "um"):
                return None
            if (cue == ("ни",) and following in ("в", "на")) or cue == ("but",):
                return None
            return cue
    return None


def _scope(
    words: Sequence[Word], normals: Sequence[str], covered: dict[int, Found], at: int, cue: tuple[str, ...]
) -> set[int]:
    """Words under the negator: things listed one after another, up to the next clause."""
    refused: set[int] = set()
    lists_on = " ".join(cue) in LISTING or (at > 0 and normals[at - 1] in ("только", "just", "but"))
    place = at + len(cue)
    idle = 0
    while place < len(words) and place < at + len(cue) + MOST_WORDS:
        normal = normals[place]
        if place in covered:
            if (
                refused
                and covered[place].entity != covered[max(refused)].entity
                and not _goes_with(covered, place, refused)
            ):
                break
            refused.add(place)
            idle = 0
        elif normal == ",":
            follows = place + 1 < len(words) and (
                place + 1 in covered or normals[place + 1] in JOINERS | {"не", "not", "без"}
            )
            if not refused or not lists_on or not follows or normals[place + 1] in ("а", "но"):
                break
        elif normal in JOINERS:
            if not refused or not (place + 1 in covered or _adjacent(covered, normals, place + 1)):
                break
        elif words[place].kind == "mark" or (normal in STOPS):
            break
        else:
            idle += 1
            if idle > 2 or refused:
                break
        place += 1
    return refused


def _adjacent(covered: dict[int, Found], normals: Sequence[str], at: int) -> bool:
    return at < len(normals) and normals[at] in ("с", "with", "the", "a", "без") and at + 1 in covered


def _goes_with(covered: dict[int, Found], place: int, refused: set[int]) -> bool:
    """ "красные розы" are refused together; "не розы 3000" is a refusal and a budget."""
    kinds = {"flower", "color", "quantity", "addon", "category", "product"}
    before = covered[max(refused)].entity
    when = {"date", "time", "occasion"}
    money = {"budget", "budget_bound", "currency"}
    now = covered[place].entity
    return any(now in group and before in group for group in (kinds, when, money))


def _postposed(normals: Sequence[str], found: Sequence[Found]) -> set[int]:
    """ "ленту не надо", "roses are not needed"."""
    refused: set[int] = set()
    for f in found:
        if f.entity not in ("flower", "addon", "color", "category", "product"):
            continue
        after = f.last + 1
        if after >= len(normals) or normals[after] not in POSTPOSED_FIRST:
            continue
        if any(tuple(normals[after : after + len(cue)]) == cue for cue in POSTPOSED):
            end = after + next(len(c) for c in POSTPOSED if tuple(normals[after : after + len(c)]) == c)
            # "не хочу" may open the next refusal: "розы не хочу лилии" is too rare to care for.
            if end >= len(normals) or normals[end] not in ("ли",):
                refused |= set(range(f.first, f.last + 1))
                refused |= _described(f, found)
    return refused


CORRECTIONS: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in ("ой нет", "хотя нет", "? нет", "вернее", "точнее", "то есть нет", "? no", "no wait", "i mean",
    "oh no", "wait no", "or rather", "нет лучше",
                "а нет", "make that", "oops", "ой", "actually make it", "ой не", "no , make it",
                "scratch that")
)  # fmt: skip


CANNOT: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in (
        "не могу", "не смогу", "не получится", "не получается", "не выйдет", "не успею", "can't make", "can't do",
        "cannot make", "cannot do", "can't come", "can't", "cannot", "won't make", "won't manage",
    )
)  # fmt: skip
CORRECTING = frozenset(cue[0] for cue in CORRECTIONS)


def _taken_back(normals: Sequence[str], found: Sequence[Found]) -> set[int]:
    """ "двести, ой нет, двадцать": what was said before the correction, where the same kind follows it."""
    refused: set[int] = set()
    for at in range(1, len(normals)):
        if normals[at] not in CORRECTING:
            continue
        cue = next((c for c in CORRECTIONS if tuple(normals[at : at + len(c)]) == c), None)
        if cue is None:
            continue
        before = [
            f
            for f in found
            if f.last < at
            and f.entity in REFUSABLE
            and f.entity not in ("recipient", "occasion", "currency", "budget_bound")
        ]
        later = {f.entity for f in found if f.first >= at + len(cue)}
        if before and before[-1].entity in later and cue[-1] != ",":
            last = max(before, key=lambda f: f.last)
            if last.entity in later:
                refused |= set(range(last.first, last.last + 1))
        elif cue[-1] == "," and before and later:
            last = max(before, key=lambda f: f.last)
            if last.entity in later and at - last.last <= 2:
                refused |= set(range(last.first, last.last + 1))
    return refused


def _impossible(normals: Sequence[str], found: Sequence[Found]) -> set[int]:
    """ "не могу завтра, давайте в среду": a day or an hour that does not suit, where another one follows."""
    refused: set[int] = set()
    for f in found:
        if f.entity not in ("date", "time") or not any(
            f.entity == g.entity and g.first > f.last for g in found
        ):
            continue
        end = f.first
        while end and normals[end - 1] in ("в", "во", "на", "к", "on", "at", "it", "the"):
            end -= 1
        if any(tuple(normals[max(0, end - len(cue)) : end]) == cue for cue in CANNOT):
            refused |= set(range(f.first, f.last + 1))
    return refused


def _described(thing: Found, found: Sequence[Found]) -> set[int]:
    """The colour right before a refused flower is refused with it."""
    return {
        at
        for f in found
        if f.entity == "color" and f.last == thing.first - 1
        for at in range(f.first, f.last + 1)
    }
