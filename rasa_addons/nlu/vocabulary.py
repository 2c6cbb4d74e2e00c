"""Which words exist and what their base form is: pymorphy3 for Russian, spaCy's tables for English.

Everything is loaded at the first use and remembered; a word is analysed once in the life of a process.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.lookups import Table, load_lookups

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

ENGLISH = Path(__file__).parent / "english" / "english.txt"
NAMES = Path(__file__).parent / "names"
LOOKUPS = Path(__file__).resolve().parents[2] / "data" / "lookups"
LATIN_WORD = re.compile("[a-z]{3,}")
CYRILLIC_WORD = re.compile("[а-яё]{3,}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Rarer than this, the frequency table has ever more words that somebody mistyped.
MISSPELLINGS_BEGIN = 12_000
# A flower of the shop is as ordinary a word here as "because".
RANK_OF_SHOP_WORDS = 5_000
# Shorter words of the lists are in every dictionary.
SHORTEST_STEM = 7
CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ")
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")

# Written together by voice and by haste, unknown to the dictionary, and met in a shop every day.
RUSSIAN_SLANG = frozenset(
    "спс пж пжл плиз норм ок окей др днюха шт руб тыс тыщ кэш чо че чё щас ща дратути здрасте здрасьте"
    " букетик промокод промик телега тг вотсап ватсап вацап сторис коллаб".split()
)
# What spaCy's table gets wrong for a flower shop, or does not say at all.
ENGLISH_LEMMAS = {
    "roses": "rose",
    "rose": "rose",
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "am": "be",
    "'s": "'s",
    "has": "have",
    "had": "have",
    "did": "do",
    "does": "do",
    "men": "man",
    "women": "woman",
    "won": "win",
    "cards": "card",
    "ordered": "order",
    "orders": "order",
}


@lru_cache(maxsize=1)
def morph() -> MorphAnalyzer:
    """The Russian analyser, loaded once (0.2 s, 15 MB)."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=1)
def english_words() -> dict[str, int]:
    """English words and their rank, 0 for the most frequent; the shop's own words are among them."""
    lines = ENGLISH.read_text(encoding="utf-8").splitlines()
    ranks = {word: rank for rank, word in enumerate(lines[1:])}
    for path in LOOKUPS.glob("*.yml"):
        for word in LATIN_WORD.findall(path.read_text(encoding="utf-8").lower()):
            for form in (word, word[:-1] + "ies" if word.endswith("y") else word + "s"):
                ranks[form] = min(RANK_OF_SHOP_WORDS, ranks.get(form, RANK_OF_SHOP_WORDS))
    return ranks


@lru_cache(maxsize=1)
def _english_table() -> Table:
    return load_lookups("en", ["lemma_lookup"]).get_table("lemma_lookup")


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[Parse, ...]:
    """Readings of one lower-case Russian word, the likeliest first."""
    return tuple(morph().parse(word))


@lru_cache(maxsize=50_000)
def is_russian(word: str) -> bool:
    """Whether the dictionary knows this lower-case word (ё written as е counts)."""
    if not word or not CYRILLIC.issuperset(word.replace("-", "")):
        return False
    if len(word) == 1:
        return word in "авикосуяо"
    return word in RUSSIAN_SLANG or morph().word_is_known(word)


# Readings by which the dictionary "knows" what nobody would say: rare names, short forms of rare adjectives.
STRANGE = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "ADJS", "Infr", "Erro", "Arch"})


@lru_cache(maxsize=20_000)
def is_ordinary(word: str) -> bool:
    """Whether this lower-case word is certainly a word people use, not a slip of the finger."""
    if word[:1] in LATIN:
        return (
            is_english(word, among=MISSPELLINGS_BEGIN)
            or word in _english_table()
            or word in english_names()[0]
        )
    return word in russian_names() or (
        is_russian(word) and any(not STRANGE & set(parse.tag.grammemes) for parse in parses(word))
    )


@lru_cache(maxsize=1)
def russian_names() -> frozenset[str]:
    """Forms of common Russian given names, lower case, ё as е."""
    lines = (NAMES / "russian.txt").read_text(encoding="utf-8").lower().replace("ё", "е").splitlines()
    forms: set[str] = set()
    for name in " ".join(lines[1:]).split():
        forms.add(name)
        readings = [p for p in parses(name) if "nomn" in p.tag and "NOUN" in p.tag]
        named = [p for p in readings if "Name" in p.tag] or readings[:1]
        forms.update(f.word.replace("ё", "е") for p in named for f in p.lexeme if "plur" not in f.tag)
    return frozenset(forms)


LATIN_SPELLINGS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh",
    "щ": "shch", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


@lru_cache(maxsize=1)
def latin_names() -> frozenset[str]:
    """Common Russian given names as they are spelled in Latin letters: olga, tatyana, tatiana, julia."""
    lines = (NAMES / "russian.txt").read_text(encoding="utf-8").lower().replace("ё", "е").splitlines()
    found: set[str] = set()
    for name in " ".join(lines[1:]).split():
        plain = "".join(LATIN_SPELLINGS.get(letter, letter) for letter in name)
        found |= {
            plain,
            plain.replace("ya", "ia"),
            plain.replace("ya", "ja"),
            plain.replace("yu", "ju"),
            plain.replace("yu", "iu"),
        }
        found |= {
            plain.replace("ks", "x"),
            plain.replace("iy", "y"),
            plain.replace("iya", "ia"),
            plain.replace("yu", "ju").replace("iya", "ia"),
        }
    return frozenset(name for name in found if len(name) > 2)


@lru_cache(maxsize=1)
def english_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names that are nothing else, and those that are ordinary words, too; lower case."""
    text = (NAMES / "english.txt").read_text(encoding="utf-8").partition("\n")[2]
    sure, _, words = text.partition("---")
    return frozenset(sure.split()) - frozenset(words.split()), frozenset(words.split())


def is_english(word: str, among: int = 30_000) -> bool:
    """Whether this lower-case word is among the so many most frequent ones."""
    rank = english_words().get(word)
    return rank is not None and rank < among


@lru_cache(maxsize=20_000)
def is_nearly_english(word: str) -> bool:
    """Whether one slip of the finger separates this lower-case word from a frequent English one."""
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = (
        *(a + b[1:] for a, b in splits if b),
        *(a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1),
        *(a + letter + b[1:] for a, b in splits if b for letter in LETTERS),
        *(a + letter + b for a, b in splits for letter in LETTERS),
    )
    ranks = english_words()
    return any(ranks.get(candidate, RANK_OF_SHOP_WORDS + 1) <= RANK_OF_SHOP_WORDS for candidate in near)


@lru_cache(maxsize=1)
def shop_words() -> frozenset[str]:
    """Russian words of the closed lists, as listed."""
    texts = (path.read_text(encoding="utf-8").lower() for path in LOOKUPS.glob("*.yml"))
    return frozenset(word.replace("ё", "е") for text in texts for word in CYRILLIC_WORD.findall(text))


@lru_cache(maxsize=1)
def _shop_stems() -> frozenset[str]:
    return frozenset(word.rstrip("аеиоуыюяйь") for word in shop_words() if len(word) >= SHORTEST_STEM)


def is_shop_form(word: str) -> bool:
    """Whether a lower-case Russian word is a case of a longer listed one, whatever the dictionary says of it."""
    return any(word[: len(word) - ending] in _shop_stems() for ending in range(min(4, len(word))))


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The base form of a lower-case word in either language; what is unknown stays as it is."""
    if not word:
        return word
    if word[0] in CYRILLIC:
        return parses(word)[0].normal_form.replace("ё", "е")
    if word[0] in LATIN:
        return ENGLISH_LEMMAS.get(word) or _english_table().get(word, word)
    return word


def warm_up() -> None:
    """Load everything now, so that the first customer does not wait for it."""
    lemma("роза")
    lemma("flowers")
    is_english("rose")
    russian_names()
    english_names()
    latin_names()
    _shop_stems()
