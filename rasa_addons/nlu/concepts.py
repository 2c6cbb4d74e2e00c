"""What words are about: `data/concepts/*.yml`, topics of both languages with the words that speak of them.

A few dozen sentences cannot show every word for a price or for delivery; these lists say that "почём", "ценник" and
"how much" are about the same thing, so the model learns topics besides words, and learns them in both languages at
once. A term is a word (any form of it), the beginning of words ("достав*") or a phrase of such ("how long will*").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from rasa_addons.nlu.words import Word

FOLDER = Path(__file__).parents[2] / "data" / "concepts"
SHORTEST_BEGINNING = 2


class Concepts:
    """Finds the topics of words. Built from {concept: [terms]}."""

    def __init__(self, terms: dict[str, list[str]]) -> None:
        """terms: lower case, ё as е; see the module's text for their form."""
        self._words: dict[str, set[str]] = {}
        self._beginnings: dict[str, set[str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._phrases_by_beginning: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, own in terms.items():
            for term in own:
                parts = tuple(term.replace("'s", " 's").split())
                if len(parts) > 1:
                    starred = parts[0].endswith("*")
                    phrases = self._phrases_by_beginning if starred else self._phrases
                    phrases.setdefault(parts[0][:2] if starred else parts[0], []).append((parts, concept))
                elif parts[0].endswith("*"):
                    self._beginnings.setdefault(parts[0][:-1], set()).add(concept)
                else:
                    self._words.setdefault(parts[0], set()).add(concept)
        self._of_word = lru_cache(maxsize=20_000)(self._find_word)

    @classmethod
    def from_folder(cls, folder: Path = FOLDER) -> Concepts:
        """All files of the folder together; a concept in two files has the terms of both."""
        terms: dict[str, list[str]] = {}
        for path in sorted(folder.glob("*.yml")):
            for concept, languages in yaml.safe_load(path.read_text(encoding="utf-8"))["concepts"].items():
                for text in languages.values():
                    own = [term.strip().lower().replace("ё", "е") for term in str(text).split(",")]
                    terms.setdefault(concept, []).extend(term for term in own if term)
        return cls(terms)

    def of(self, words: Sequence[Word]) -> tuple[str, ...]:
        """Topics in the order of the words; a word may have several, the same one twice in a row is told once."""
        found: list[str] = []
        for at, word in enumerate(words):
            here = set(self._of_word(word.normal, word.lemma))
            for form in {word.normal, word.lemma}:
                for phrases in (self._phrases.get(form), self._phrases_by_beginning.get(form[:2])):
                    for parts, concept in phrases or ():
                        if concept not in here and self._stands(parts, words, at):
                            here.add(concept)
            found.extend(sorted(here))
        return tuple(c for i, c in enumerate(found) if i == 0 or found[i - 1] != c)

    def _find_word(self, normal: str, lemma: str) -> tuple[str, ...]:
        here: set[str] = set()
        for form in {normal, lemma}:
            here |= self._words.get(form, set())
            for size in range(SHORTEST_BEGINNING, len(form) + 1):
                here |= self._beginnings.get(form[:size], set())
        return tuple(here)

    @staticmethod
    def _stands(parts: tuple[str, ...], words: Sequence[Word], at: int) -> bool:
        if at + len(parts) > len(words):
            return False
        return all(fits(part, words[at + i]) for i, part in enumerate(parts))


def fits(part: str, word: Word) -> bool:
    """Whether a word of a phrase is this word; a lone star is any word."""
    if part.endswith("*"):
        return word.normal.startswith(part[:-1]) or word.lemma.startswith(part[:-1])
    return part in (word.normal, word.lemma)


@lru_cache(maxsize=1)
def shop_concepts() -> Concepts:
    """The project's own lists, read once."""
    return Concepts.from_folder()
