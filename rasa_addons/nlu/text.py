"""One spelling for many ways of typing, with every character's way back to the original.

    >>> normalise("Ghbdtn! Хочу КРАСНЫЫЫЕ rozы").text
    'привет! хочу красные розы'

Word by word: lower case, ё as е, repeated letters, Latin letters inside Russian words, the forgotten keyboard
layout ("ghbdtn"), Russian in Latin letters ("buket rozovyh pionov"), English as it is chatted ("4 my gf"). Words of a
message are judged together, because "den" is a word in both languages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rasa_addons.nlu import chat, translit
from rasa_addons.nlu.vocabulary import (
    CYRILLIC,
    LATIN,
    is_english,
    is_nearly_english,
    is_ordinary,
    is_russian,
    lemma,
    russian_names,
    shop_words,
)

PIECE = re.compile(
    r"\d+"
    r"|[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*"
    r"(?:[-\u2010\u2011'\u2019`][^\W\d_]+)*"
)
CHUNK = re.compile(r"\S+")
APOSTROPHE = re.compile("[\u2019`]")
POSSESSIVE = re.compile(r"['\u2019`]s$", re.IGNORECASE)
THREE = re.compile(r"([^\W\d_])\1{2,}")
TWO = re.compile(r"([^\W\d_])\1+")
STRUCK_TWICE = re.compile(r"([^\W\d_аеиоуыэюяaeiou])\1")
SHORTEST_DOUBLED = 5
HYPHENS = str.maketrans("\u2010\u2011", "--")
TO_CYRILLIC = str.maketrans("aceopxykmthbnu3", "асеорхукмтнвпиз")
TO_LATIN = str.maketrans("асеорхукмтнв", "aceopxykmthb")
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " "})


@dataclass(frozen=True)
class Piece:
    """A word or a number: where it stands in the original, and how it is spelled properly."""

    start: int
    end: int
    normal: str


@dataclass(frozen=True)
class Normalised:
    """`text` in one spelling; `offsets[i]` is where its character i came from, with one more for the end."""

    text: str
    offsets: tuple[int, ...]
    original: str
    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] lies in the original; whole words, where spelling changed their length."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        first, last = self.offsets[start], self.offsets[end - 1]
        for piece in self.pieces:
            if piece.start <= last < piece.end and len(piece.normal) != piece.end - piece.start:
                return min(first, piece.start), max(piece.end, last + 1)
        return first, last + 1


@lru_cache(maxsize=4096)
def normalise(text: str) -> Normalised:
    """The message in one spelling, with offsets back to `text`. Never raises, keeps everything that is no word."""
    pieces = tuple(_pieces(text))
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for piece in pieces:
        out.append(_plain(text[at : piece.start]))
        offsets.extend(range(at, piece.start))
        out.append(piece.normal)
        if len(piece.normal) == piece.end - piece.start:
            offsets.extend(range(piece.start, piece.end))
        else:
            offsets.extend([piece.start] * len(piece.normal))
        at = piece.end
    out.append(_plain(text[at:]))
    offsets.extend(range(at, len(text) + 1))
    return Normalised("".join(out), tuple(offsets), text, pieces)


def _plain(gap: str) -> str:
    lowered = gap.translate(NO_BREAK).lower()
    return lowered if len(lowered) == len(gap) else gap


def _pieces(text: str) -> list[Piece]:
    found = [Piece(m.start(), m.end(), spell(m.group())) for m in PIECE.finditer(text)]
    found = [half for piece in found for half in _without_possessive(piece, text)]
    found = chat.unglued(text, found)
    if any(piece.normal[0] in LATIN for piece in found):
        found = _other_layout(text, found)
        found = _from_latin_letters(text, found)
        found = chat.spelled_out(text, found)
    elif _looks_like_english_on_russian_keys(found):
        found = [Piece(p.start, p.end, translit.to_english_keys(p.normal) or p.normal) for p in found]
    return found


def _without_possessive(piece: Piece, text: str) -> list[Piece]:
    """ "Anna's" is two pieces, so that a name ends where the name ends."""
    surface = text[piece.start : piece.end]
    tail = POSSESSIVE.search(surface)
    if not tail or surface[0].lower() not in LATIN:
        return [piece]
    cut = piece.start + tail.start()
    return [Piece(piece.start, cut, spell(text[piece.start : cut])), Piece(cut, piece.end, "'s")]


@lru_cache(maxsize=50_000)
def spell(word: str) -> str:
    """One word by itself: case, ё, accents, repeated letters and letters of the other alphabet."""
    if word.isdecimal():
        return unicodedata.normalize("NFKC", word)
    lowered = unicodedata.normalize("NFKC", word.lower()).replace("\u0301", "").replace("ё", "е")
    lowered = APOSTROPHE.sub("'", lowered.translate(HYPHENS))
    letters = set(lowered) - {"-", "'"}
    if letters & LATIN and letters & CYRILLIC:
        lowered = _one_alphabet(lowered)
    return _reflexive(_without_drawl(lowered))


def _one_alphabet(word: str) -> str:
    russian = word.translate(TO_CYRILLIC)
    sounded = translit.mixed(word)
    if sounded and not is_russian(russian):
        return sounded
    if CYRILLIC.issuperset(russian.replace("-", "")):
        return russian
    english = word.translate(TO_LATIN)
    if LATIN.issuperset(english.replace("-", "")):
        return english
    return sounded or word


def _without_drawl(word: str) -> str:
    """ "розыыы" and "helloooo" lose the letters that the voice added."""
    if not TWO.search(word):
        return word
    if THREE.search(word):
        twice, once = THREE.sub(r"\1\1", word), THREE.sub(r"\1", word)
        if is_known(twice):
            return twice
        bare = TWO.sub(r"\1", word)
        return once if is_known(once) or not is_known(bare) else bare
    if len(word) < SHORTEST_DOUBLED or is_known(word):
        return word
    # "крассные", "beetween": a letter struck twice.
    single = (word[: pair.start()] + word[pair.start() + 1 :] for pair in STRUCK_TWICE.finditer(word))
    return next((plain for plain in single if _is_frequent(plain)), word)


def _reflexive(word: str) -> str:
    """ "извиница", "понравица" as they are pronounced."""
    meant = word[:-2] + "ться"
    return meant if word.endswith(("ица", "аца")) and not is_known(word) and is_ordinary(meant) else word


def _is_frequent(word: str) -> bool:
    if word in russian_names():
        return False
    return is_ordinary(word) if word[:1] in CYRILLIC else is_english(word, among=8_000)


def is_known(word: str) -> bool:
    """Whether either language has this lower-case word."""
    return is_russian(word) if word[:1] in CYRILLIC else is_english(word)


def _other_layout(text: str, pieces: list[Piece]) -> list[Piece]:
    """Messages typed with the keyboard in the wrong language; letters such as б and ю hide in punctuation."""
    found: dict[tuple[int, int], str] = {}
    sure = False
    for chunk in CHUNK.finditer(text):
        reading = translit.from_english_keys(chunk.group())
        if reading is None:
            continue
        first, last, word = reading
        found[chunk.start() + first, chunk.start() + last] = word
        sure = sure or len(word) >= 4 or len(pieces) == 1
    if not sure:
        return pieces
    kept = [p for p in pieces if not any(first < p.end and p.start < last for first, last in found)]
    return sorted(kept + [Piece(a, b, w) for (a, b), w in found.items()], key=lambda piece: piece.start)


def _from_latin_letters(text: str, pieces: list[Piece]) -> list[Piece]:
    """Russian in Latin letters: all of a message when most of it is, else only its unmistakable words."""
    latin = {p.normal for p in pieces if p.normal[0] in LATIN}
    # Most messages with Latin letters are English: its words are not even tried.
    readings = {word: translit.from_latin(word) for word in latin if not is_english(word)}
    foreign = {word for word, russian in readings.items() if russian and _is_foreign(word, russian)}
    if not foreign:
        return pieces
    shared = {word: translit.from_latin(word) for word in latin - readings.keys()}
    english = sum(
        is_english(word, among=6_000) and (not russian or len(word) > 2)
        for word, russian in shared.items()
        if len(word) > 1
    )
    # A capital inside a sentence is somebody's name: it says nothing of the language.
    named = {p.normal for p in pieces[1:] if text[p.start].isupper() and not text.isupper()}
    wholly = sum(len(word) > 2 for word in foreign - named) > english
    readings |= shared
    return [
        Piece(p.start, p.end, readings[p.normal] or p.normal)
        if p.normal in readings and (wholly or (p.normal in foreign and len(p.normal) > 4))
        else p
        for p in pieces
    ]


@lru_cache(maxsize=20_000)
def _is_foreign(word: str, russian: str) -> bool:
    """Whether a Latin word is rather Russian: no English one, nor a slip of one, unless the shop knows the reading."""
    return lemma(russian) in shop_words() or word in translit.COMMON or not is_nearly_english(word)


def _looks_like_english_on_russian_keys(pieces: list[Piece]) -> bool:
    words = [p.normal for p in pieces if p.normal[0] in CYRILLIC]
    strange = [
        w for w in words if len(w) > 3 and not is_russian(w) and is_english(translit.to_english_keys(w) or "")
    ]
    return bool(strange) and not any(len(w) > 2 and is_russian(w) for w in words)
