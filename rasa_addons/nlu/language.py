"""The shop's spaCy pipeline: words of either language in proper spelling, with base forms.

    >>> [(token.text, token.norm_, token.lemma_) for token in read("Хочу РОЗЫЫЫ!")]
    [('Хочу', 'хочу', 'хотеть'), ('РОЗЫЫЫ', 'розы', 'роза'), ('!', '!', '!')]

`spacy.blank("ru")` with two parts of ours. Its own tokenizer knows neither the wrong keyboard layout nor Russian in
Latin letters, and its Russian lemmatizer leaves alone every word that has more than one reading ("красных"), which in
a message of five words is most of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rasa_addons.nlu import vocabulary
from rasa_addons.nlu.text import normalise

NUMBER, WORD, MARK, SPACE = "NUM", "X", "SYM", "SPACE"
"""What a token is, in the words of Universal Dependencies that `pos_` takes."""
SPACE_OR_MARK = re.compile(r"\s+|\S")
# spaCy never forgets a string it has met, and people write ever new ones: begin afresh after some tens of megabytes.
STRINGS = 200_000
# Half of an emoji, as a careless client cuts it: no text that spaCy could keep.
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def read(text: str) -> Doc:
    """The message as tokens with `norm_`, `lemma_` and `pos_`; every character stays in its place. Never raises."""
    pipeline = _pipeline()
    if len(pipeline.vocab.strings) > STRINGS:
        _pipeline.cache_clear()
        pipeline = _pipeline()
    return pipeline(HALF_CHARACTER.sub("\ufffd", text))


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    made = spacy.blank("ru")
    made.vocab.lex_attr_getters = {}  # shapes, prefixes and the like of every new word: nobody asks for them
    made.tokenizer = ShopTokenizer(made.vocab)
    made.add_pipe("shop_lemmatizer")
    return made


class ShopTokenizer:
    """Text to words, numbers and single marks by `text.normalise`; what is more than one space is a token, too."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A `Doc` with `norm_` and `pos_` set. Never raises."""
        words: list[str] = []
        norms: list[str] = []
        kinds: list[str] = []
        spaces: list[bool] = []
        for word, norm, kind in _tokens(text):
            if kind == SPACE and word[0] == " " and spaces and not spaces[-1]:
                spaces[-1] = True
                word = norm = word[1:]
            if word:
                words.append(word)
                norms.append(norm)
                kinds.append(kind)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces, pos=kinds)
        for token, norm in zip(doc, norms, strict=True):
            token.norm_ = norm
        return doc


@Language.component("shop_lemmatizer", assigns=["token.lemma"])
def lemmatise(doc: Doc) -> Doc:
    """The base form of the proper spelling: pymorphy3's likeliest reading, or what spaCy's English table says."""
    for token in doc:
        token.lemma_ = vocabulary.lemma(token.norm_) if token.pos_ == WORD else token.norm_
    return doc


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    for piece in normalise(text).pieces:
        yield from _between(text, at, piece.start)
        yield text[piece.start : piece.end], piece.normal, NUMBER if piece.normal.isdecimal() else WORD
        at = piece.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    for found in SPACE_OR_MARK.finditer(text, start, end):
        mark = found.group()
        yield mark, mark, SPACE if mark.isspace() else MARK
