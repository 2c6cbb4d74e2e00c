"""Puts right one slip of the finger in the words that grammars lean on: "веечром", "псле", "тсыяч", "tody".

Only what no dictionary knows is touched, and only where a single such word is near. Names of the shop's things
are the lexicon's business, so that what it can read is left to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rasa_addons.nlu import bounds, daywords, hourwords, negation, numberwords, orders
from rasa_addons.nlu.lexicon import Lexicon
from rasa_addons.nlu.slips import one_slip, sound, without_a_letter
from rasa_addons.nlu.vocabulary import is_ordinary, lemma
from rasa_addons.nlu.words import Word

SHORTEST = 4
SHORTEST_SOUND = 6
FORMS = (
    "тысяч тысячи тысячу рублей рубля долларов после около заказ заказа заказу заказы номер числа часов часа утра вечера выходных"
    " пределах дороже дешевле максимум минимум бюджет вместо кроме штук пятнадцати двадцати полтора полторы полсотни промокод"
    " звезд звезды понедельника вторника среду четверга четверг пятницу пятницы субботу субботы воскресенья обеда утром вечером"
    " точнее вернее нужно нужна нужны улица улице квартира подъезд этаж"
    " dollars rubles roubles after before around about under order"
    " number stars between today tomorrow tonight morning evening afternoon thousand hundred instead without except street"
).split()


@lru_cache(maxsize=1)
def grammar_words() -> frozenset[str]:
    """Every word that amounts, numbers, dates, hours, refusals or orders look for."""
    phrases = [cue for cue, _ in bounds.BEFORE] + [cue for cue, _ in bounds.AFTER]
    phrases += [*daywords.RELATIVE, *daywords.UNCLEAR, *hourwords.PHRASES, *negation.NEGATORS]
    single = {
        *numberwords.PLAIN,
        *numberwords.HEAPS,
        *numberwords.SPELLINGS,
        *daywords.MONTHS,
        *daywords.WEEKDAYS,
        *hourwords.PARTS,
        *orders.GRADES,
    }
    words = {word for phrase in phrases for word in phrase} | single | set(FORMS) | daywords.NAMES_OF_DAYS
    return frozenset(word for word in words if len(word) > SHORTEST and is_ordinary(word))


@lru_cache(maxsize=1)
def _by_shorter_forms() -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for word in grammar_words():
        for short in without_a_letter(word):
            index[short].append(word)
    return dict(index)


def _neighbours(word: str) -> set[str]:
    index = _by_shorter_forms()
    return {near for short in without_a_letter(word) for near in index.get(short, ())}


@lru_cache(maxsize=1)
def _alike() -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for word in sorted(grammar_words()):
        if len(word) >= SHORTEST_SOUND:
            index[sound(word)].append(word)
    return dict(index)


@lru_cache(maxsize=20_000)
def mended(word: str) -> str:
    """The one grammar word a slip away from this unknown lower-case word, or sounding like it; else the word as it is."""
    if len(word) < SHORTEST or is_ordinary(word) or word in grammar_words():
        return word
    near = [w for w in sorted(_neighbours(word)) if one_slip(w, word)] or _alike().get(sound(word), [])
    swapped = [w for w in near if sorted(w) == sorted(word)]
    alike = [w for w in near if sound(w) == sound(word)]
    sure = swapped or (near if len(near) == 1 else alike)
    return sure[0] if len(sure) == 1 else word


def mend(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    """The same words; mistyped grammar words carry the spelling that was meant."""
    return tuple(_mend(word, at, words, lexicon) for at, word in enumerate(words))


def _mend(word: Word, at: int, words: Sequence[Word], lexicon: Lexicon) -> Word:
    if word.kind != "word" or len(word.normal) < SHORTEST or lexicon.knows(word.normal):
        return word
    if word.is_capital and at and not words[0].text.isupper():
        return word  # somebody's name
    normal = mended(word.normal)
    if normal == word.normal or lexicon.correct(word.normal) not in (None, normal):
        return word
    return replace(word, normal=normal, lemma=lemma(normal))
