"""The tokenizer that gives words with their base forms to Rasa."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from rasa_addons.nlu import fingerprint, language, vocabulary
from rasa_addons.nlu.words import read_words


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
        language.read("розы, roses")
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the code and words that tokens depend on, which Rasa's own fingerprint cannot see."""
        return fingerprint.of_code(
            "text", "translit", "tokens", "vocabulary", "language", "words", "english/english.txt"
        )

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of the message, places exact in its original text."""
        words = read_words(message.get(attribute))
        spoken = [word for word in words if word.kind != "mark"] or list(words)
        return [
            Token(word.text, word.start, word.end, data={"normal": word.normal}, lemma=word.lemma)
            for word in spoken
        ]
