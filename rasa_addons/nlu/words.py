"""Words of a message with their base forms: the one list that tokenizer and readers share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rasa_addons.nlu import language

KINDS = {language.WORD: "word", language.NUMBER: "number", language.MARK: "mark"}


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
    return tuple(
        Word(text[start:end], start, end, token.norm_, token.lemma_, KINDS[token.pos_])
        for token in language.read(text)
        if token.pos_ in KINDS
        for start, end in [(token.idx, token.idx + len(token))]
    )
