"""Russian typed with Latin letters or on the wrong keyboard layout, and back.

A reading counts only when it gives a word that the Russian dictionary (or, the other way, English) has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from rasa_addons.nlu.vocabulary import CYRILLIC, LATIN, is_english, is_russian, is_shop_form

ENGLISH_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>"
RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю"
TO_RUSSIAN = dict(zip(ENGLISH_KEYS, RUSSIAN_KEYS, strict=False))
TO_ENGLISH = dict(zip(RUSSIAN_KEYS[:33], ENGLISH_KEYS[:33], strict=False))
# What ends a sentence oftener than it hides a letter.
CLOSING = ".,;:'\"!?)"
OPENING = "'\"("

# Latin letters and what they may stand for, the likeliest first; longest keys are tried first.
SOUNDS: dict[str, tuple[str, ...]] = {
    "shch": ("щ",),
    "sch": ("щ", "сч"),
    "sh": ("ш", "щ"),
    "ch": ("ч",),
    "zh": ("ж",),
    "kh": ("х",),
    "ts": ("ц", "тс"),
    "tz": ("ц",),
    "ya": ("я",),
    "ja": ("я",),
    "yu": ("ю",),
    "ju": ("ю",),
    "yo": ("е",),
    "jo": ("е",),
    "ye": ("е", "ье"),
    "ia": ("ия", "я"),
    "iya": ("ия",),
    "iyu": ("ию",),
    "iyam": ("иям",),
    "ie": ("ие", "ье"),
    "ii": ("ии", "ий"),
    "iu": ("ию", "ю"),
    "iy": ("ий",),
    "ij": ("ий",),
    "yy": ("ый",),
    "yj": ("ый",),
    "yi": ("ый", "ыи"),
    "ks": ("кс",),
    "x": ("х", "кс"),
    "a": ("а", "я"),
    "b": ("б",),
    "c": ("ц", "к", "с"),
    "d": ("д",),
    "e": ("е", "э"),
    "f": ("ф",),
    "g": ("г",),
    "h": ("х", "г"),
    "i": ("и", "й", "ы"),
    "j": ("й", "ж", "дж"),
    "k": ("к",),
    "l": ("л", "ль"),
    "m": ("м",),
    "n": ("н", "нь"),
    "o": ("о",),
    "p": ("п",),
    "q": ("к",),
    "r": ("р",),
    "s": ("с", "сь"),
    "t": ("т", "ть"),
    "u": ("у", "ю"),
    "v": ("в",),
    "w": ("в", "ш"),
    "y": ("ы", "й", "ый", "у"),
    "z": ("з",),
    "'": ("ь", "ъ"),
    "d'": ("дь",),
    "-": ("-",),
}
LONGEST = 4
TRIED = 90


@lru_cache(maxsize=50_000)
def from_latin(word: str) -> str | None:
    """The Russian word behind "rozovyh", or None. Lower case in, lower case out."""
    if len(word) > 24 or not LATIN.issuperset(word.replace("'", "").replace("-", "")):
        return None
    if len(word) < 3:
        return SHORT.get(word)
    if word in COMMON:
        return COMMON[word]
    if "-" in word:
        parts = [from_latin(part) for part in word.split("-")]
        return "-".join(part for part in parts if part) if all(parts) else None
    readings = list(islice(_readings(word), TRIED))
    known = next((reading for reading in readings if is_russian(reading)), None)
    return known or next((reading for reading in readings if is_shop_form(reading)), None)


# Short words have too many readings, frequent ones deserve the right one.
SHORT = {
    "v": "в",
    "i": "и",
    "s": "с",
    "k": "к",
    "u": "у",
    "o": "о",
    "a": "а",
    "na": "на",
    "ne": "не",
    "da": "да",
    "do": "до",
    "ot": "от",
    "po": "по",
    "za": "за",
    "iz": "из",
    "ya": "я",
    "ja": "я",
    "mi": "мы",
    "my": "мы",
    "vi": "вы",
    "vy": "вы",
    "on": "он",
    "to": "то",
    "ni": "ни",
    "no": "но",
    "bi": "бы",
    "by": "бы",
    "li": "ли",
    "zh": "ж",
    "je": "же",
    "dr": "др",
}
COMMON = {
    "est": "есть", "chto": "что", "4to": "что", "chtobi": "чтобы", "chtoby": "чтобы", "eto": "это",
    "ego": "его",
    "kak": "как", "den": "день", "dnya": "дня", "dnja": "дня", "mne": "мне", "mame": "маме", "mama": "мама",
    "hochu": "хочу", "khochu": "хочу", "xochu": "хочу", "dlya": "для", "dlja": "для", "net": "нет",
    "vse": "все",
    "tak": "так", "pyat": "пять", "privet": "привет", "ili": "или", "esli": "если", "bez": "без",
    "pod": "под",
    "mozhno": "можно", "mojno": "можно", "nuzhno": "нужно", "nujno": "нужно", "nado": "надо", "tri": "три",
    "dva": "два", "moi": "мой", "moy": "мой", "moj": "мой", "zhe": "же", "sto": "сто", "god": "год",
    "let": "лет",
    "spasibo": "спасибо", "zakaz": "заказ", "ona": "она", "oni": "они", "nas": "нас", "vam": "вам",
    "vas": "вас", "menya": "меня", "menja": "меня", "rubley": "рублей", "rublei": "рублей",
    "rublej": "рублей",
    "tisyach": "тысяч", "tysyach": "тысяч", "tisyachi": "тысячи", "rozy": "розы", "rozi": "розы",
    "roz": "роз",
    "cvety": "цветы", "cveti": "цветы", "tsveti": "цветы", "krasnye": "красные", "krasnie": "красные",
    "belie": "белые", "belye": "белые", "zavtra": "завтра", "segodnya": "сегодня", "segodnja": "сегодня",
    "marta": "марта", "maya": "мая", "ulica": "улица", "ulitsa": "улица", "dom": "дом", "adres": "адрес",
    "pozhaluista": "пожалуйста", "pojaluista": "пожалуйста", "pozhalujsta": "пожалуйста",
    "rozhdeniya": "рождения",
}  # fmt: skip


def _readings(word: str) -> Iterator[str]:
    """Russian spellings of a Latin word: the plainest one first, each with ever more changes."""
    options = list(_split(word))
    for depth in range(4):
        yield from _vary(options, 0, depth)


def _split(word: str) -> Iterator[tuple[str, ...]]:
    at = 0
    while at < len(word):
        for length in range(min(LONGEST, len(word) - at), 0, -1):
            sounds = SOUNDS.get(word[at : at + length])
            if sounds:
                if word[at : at + length] == "y" and at + 1 == len(word) and at and word[at - 1] in "aeou":
                    sounds = ("й",)
                elif word[at] == "i" and length == 1 and at and word[at - 1] in "aeou":
                    sounds = ("й", "и")
                yield sounds
                at += length
                break
        else:
            yield (word[at],)
            at += 1


def _vary(options: list[tuple[str, ...]], at: int, changes: int) -> Iterator[str]:
    """Every spelling with exactly so many sounds that are not the likeliest."""
    if at == len(options):
        if changes == 0:
            yield ""
        return
    for rest in _vary(options, at + 1, changes):
        yield options[at][0] + rest
    if changes:
        for other in options[at][1:]:
            for rest in _vary(options, at + 1, changes - 1):
                yield other + rest


@lru_cache(maxsize=50_000)
def from_english_keys(chunk: str) -> tuple[int, int, str] | None:
    """Where in "ghbdtn!" a Russian word was typed on English keys, and which; None if it was not."""
    lowered = chunk.lower()
    if not any(letter in LATIN for letter in lowered) or any(letter in CYRILLIC for letter in lowered):
        return None
    bare = lowered.strip(CLOSING + OPENING + "-")
    if is_english(bare) or "'" in bare:
        return None
    for first, last in _cuts(lowered):
        keys = lowered[first:last]
        if all(key in TO_RUSSIAN for key in keys):
            word = "".join(TO_RUSSIAN[key] for key in keys).replace("ё", "е")
            if is_russian(word) and (len(word) > 1):
                return first, last, word
    return None


def _cuts(chunk: str) -> Iterator[tuple[int, int]]:
    """The whole chunk, then without what may be punctuation at its ends."""
    start = 0
    while start < len(chunk) and chunk[start] not in TO_RUSSIAN:
        start += 1
    for first in (start, *([start + 1] if chunk[start : start + 1] in tuple(OPENING) else [])):
        last = len(chunk)
        while last > first:
            yield first, last
            if chunk[last - 1] not in CLOSING:
                break
            last -= 1


@lru_cache(maxsize=10_000)
def to_english_keys(word: str) -> str | None:
    """ "руддщ" as "hello"; None where a letter has no Latin key under it."""
    keys = [TO_ENGLISH.get(letter, "") for letter in word]
    return "".join(keys) if all(key in LATIN for key in keys) and keys else None


@lru_cache(maxsize=10_000)
def mixed(word: str) -> str | None:
    """A word with letters of both alphabets ("rozы"), where transliterating the Latin ones gives a Russian word."""
    latin = "".join(letter if letter in LATIN else " " for letter in word)
    out = word
    for run in latin.split():
        out = out.replace(run, "".join(sounds[0] for sounds in _split(run)), 1)
    return out if is_russian(out) else None
