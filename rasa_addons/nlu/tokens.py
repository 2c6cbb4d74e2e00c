"""Words of a message with their base forms, and the tokenizer that gives them to Rasa.

A `Word` keeps its exact place in the original text, its proper spelling (`normal`) and its base form (`lemma`).
The same list, remembered for the message, serves the tokenizer and every reader of entities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from rasa_addons.nlu import fingerprint, vocabulary
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
        Word(m.group(), m.start(), m.end(), m.group(), m.group(), "mark") for m in MARK.finditer(text, start, end)
    ]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class LemmaTokenizer(Tokenizer):
    """Tokens of Russian and English text with base forms; `token.get("normal")` is the proper spelling.

    Punctuation gives no tokens. A message of nothing but marks or emoji gives one token for each.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's options for splitting intent names, which the base class needs."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LemmaTokenizer:
        """A tokenizer with its dictionaries loaded."""
        vocabulary.warm_up()
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the code and words that tokens depend on, which Rasa's own fingerprint cannot see."""
        return fingerprint.of_code("text", "translit", "tokens", "vocabulary", "words/english.txt")

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of the message, places exact in its original text."""
        words = read_words(message.get(attribute))
        spoken = [word for word in words if word.kind != "mark"] or list(words)
        return [
            Token(word.text, word.start, word.end, data={"normal": word.normal}, lemma=word.lemma) for word in spoken
        ]
