"""Words of a message with their base forms: the one list that tokenizer and readers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rasa_addons.nlu import vocabulary
from rasa_addons.nlu.text import normalise

MARK = re.compile(r"\S")


@dataclass(frozen=True)
class Word:
    """text[start:end] of the message; `kind` is "word", "number" or "mark" (punctuation, emoji, currency signs)."""

    text: str
    start: int
    end: int
    normal: str
    lemma: str
    kind: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter, as written."""
        return self.text[:1].isupper()


@lru_cache(maxsize=2048)
def read_words(text: str) -> tuple[Word, ...]:
    """Every word, number and mark of the message in order; spaces are left out."""
    found: list[Word] = []
    at = 0
    for piece in normalise(text).pieces:
        found.extend(_marks(text, at, piece.start))
        surface = text[piece.start : piece.end]
        kind = "number" if piece.normal.isdecimal() else "word"
        lemma = piece.normal if kind == "number" else vocabulary.lemma(piece.normal)
        found.append(Word(surface, piece.start, piece.end, piece.normal, lemma, kind))
        at = piece.end
    found.extend(_marks(text, at, len(text)))
    return tuple(found)


def _marks(text: str, start: int, end: int) -> list[Word]:
    return [
        Word(m.group(), m.start(), m.end(), m.group(), m.group(), "mark")
        for m in MARK.finditer(text, start, end)
    ]
