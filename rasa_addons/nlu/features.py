"""What the classifier sees of a message: n-grams of words, of characters and of topics."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, diags

# Longer texts are cut: an intent shows in its first lines, and nobody may keep the server busy with a novel.
LONGEST_TEXT = 600
LONGEST_WORD = 40
SHORTEST_GRAM, LONGEST_GRAM = 2, 5
MOST_TOPICS = 12
MOST_STRANGERS = 3
# People use the same words again and again: the columns of so many words' letters are kept, some five megabytes.
WORDS_KEPT = 10_000

NOT_A_WORD = re.compile(r"[^\w<>?!'’]+")


@dataclass(frozen=True)
class Reading:
    """A message as the classifier reads it.

    `words`: lemmas in order, a found entity as one word like `<flower>`; `plain`: all lemmas as they are;
    `text`: the normalised text; `topics`: what the words are about, in order.
    """

    words: tuple[str, ...]
    plain: tuple[str, ...]
    text: str
    topics: tuple[str, ...] = ()

    def with_strangers(self, known: Callable[[str], bool]) -> Reading:
        """With a topic for each word that no sentence of the shop's has: the mark of a message from elsewhere."""
        strangers = sum(1 for w in self.plain if len(w) > 2 and not w.isdecimal() and not known(w))
        if not strangers:
            return self
        marks = tuple(f"?{n}" for n in range(min(strangers, MOST_STRANGERS)))
        return replace(self, topics=self.topics + marks)


def word_grams(reading: Reading) -> list[str]:
    """Single words, neighbours (with the ends of the sentence), and what the entities' words really were."""
    words = [w[:LONGEST_WORD] for w in reading.words]
    padded = ["^", *words, "$"]
    grams = [*words, *[f"{a} {b}" for a, b in pairwise(padded)]]
    known = set(words)
    grams.extend([f"={w[:LONGEST_WORD]}" for w in reading.plain if w not in known])
    return grams


def char_grams(reading: Reading) -> list[str]:
    """Character n-grams inside word boundaries, marked so as not to meet the words."""
    return [gram for word in spelled(reading) for gram in grams_of_word(word)]


def spelled(reading: Reading) -> list[str]:
    """The words whose letters are looked at."""
    return NOT_A_WORD.sub(" ", reading.text[:LONGEST_TEXT]).split()


def grams_of_word(word: str) -> list[str]:
    """All n-grams of its letters, with the ends of the word."""
    grams: list[str] = []
    padded = f" {word[:LONGEST_WORD]} "
    size = len(padded)
    for n in range(SHORTEST_GRAM, min(LONGEST_GRAM, size) + 1):
        grams.extend([f"#{padded[i : i + n]}" for i in range(size - n + 1)])
    return grams


def topic_grams(reading: Reading) -> list[str]:
    """Topics and found entities, neighbours among them, and every two of them in whatever order."""
    kinds = [f"@{t}" for t in reading.topics] + [f"@{w}" for w in reading.words if w.startswith("<")]
    distinct = sorted(set(kinds))[:MOST_TOPICS]
    padded = ["^", *kinds, "$"]
    grams = [*distinct, *[f"{a}{b}" for a, b in pairwise(padded)]]
    grams.extend([f"&{a}&{b}" for i, a in enumerate(distinct) for b in distinct[i + 1 :]])
    return grams


@dataclass(frozen=True)
class Family:
    """One kind of n-grams, its weight beside the others, and how many sentences must have one for it to count."""

    grams: Callable[[Reading], list[str]]
    weight: float
    rarest: int


# Words and topics say more than letters (chosen on cross-validated training data and the validation part of HWU64).
FAMILIES = (Family(word_grams, 1.4, 1), Family(char_grams, 1.0, 2), Family(topic_grams, 1.4, 1))


@dataclass(frozen=True)
class Counts:
    """How often each sentence has each n-gram: one matrix a family, and the n-grams of its columns."""

    matrices: tuple[csr_matrix, ...]
    grams: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Counts:
        """Every n-gram of every family; the costly pass over the texts, done once for all folds."""
        matrices, grams = [], []
        for family in FAMILIES:
            columns: dict[str, int] = {}
            indices, data, ends = [], [], [0]
            for reading in readings:
                for gram, times in Counter(family.grams(reading)).items():
                    indices.append(columns.setdefault(gram, len(columns)))
                    data.append(times)
                ends.append(len(indices))
            shape = (len(readings), len(columns))
            matrices.append(csr_matrix((np.array(data, dtype=np.float32), indices, ends), shape=shape))
            grams.append(tuple(columns))
        return cls(tuple(matrices), tuple(grams))


class Vectoriser:
    """Sublinear tf-idf over the families, each of unit length before its weight, then all together."""

    def __init__(self, vocabulary: dict[str, int], idf: np.ndarray) -> None:
        """vocabulary: n-gram -> column; idf: float32 of the same length."""
        self.vocabulary = vocabulary
        self.idf = idf
        self._idf = idf.tolist()
        self._letters = lru_cache(maxsize=WORDS_KEPT)(self._columns_of_letters)

    def vector(self, reading: Reading) -> tuple[np.ndarray, np.ndarray, float]:
        """(columns, float32 values of unit length together, share of its word n-grams that are known)."""
        columns: list[int] = []
        values: list[float] = []
        known = 0.0
        for family in FAMILIES:
            if family.grams is char_grams:
                found = [column for word in spelled(reading) for column in self._letters(word)]
            else:
                grams = family.grams(reading)
                found = self._columns_of(grams)
                if family.grams is word_grams:
                    known = len(found) / len(grams)
            self._weigh(found, family.weight, columns, values)
        vector = np.array(values, dtype=np.float32)
        length = float(np.sqrt(vector @ vector)) if values else 0.0
        return np.array(columns, dtype=np.int32), vector / length if length else vector, known

    def _columns_of(self, grams: list[str]) -> list[int]:
        get = self.vocabulary.get
        return [column for column in map(get, grams) if column is not None]

    def _columns_of_letters(self, word: str) -> tuple[int, ...]:
        return tuple(self._columns_of(grams_of_word(word)))

    def _weigh(self, found: list[int], weight: float, columns: list[int], values: list[float]) -> None:
        if not found:
            return
        counts = Counter(found)
        idf = self._idf
        raw = [(idf[c] if n == 1 else idf[c] * (1 + math.log(n))) for c, n in counts.items()]
        scale = weight / math.sqrt(sum([v * v for v in raw]))
        columns.extend(counts)
        values.extend([v * scale for v in raw])


def weigh(counts: Counts, seen: np.ndarray) -> tuple[csr_matrix, np.ndarray, list[str], np.ndarray]:
    """(rows of unit length for all sentences, idf, n-grams, known shares), learnt from the sentences `seen` alone."""
    parts, idfs, names = [], [], []
    known = np.zeros(counts.matrices[0].shape[0], dtype=np.float32)
    for at, (family, matrix, grams) in enumerate(zip(FAMILIES, counts.matrices, counts.grams, strict=True)):
        sentences = np.asarray((matrix[seen] > 0).sum(axis=0)).ravel()
        kept = np.flatnonzero(sentences >= family.rarest)
        idf = (np.log((1 + len(seen)) / (1 + sentences[kept])) + 1).astype(np.float32)
        part = matrix[:, kept].astype(np.float32)
        if at == 0:
            total = np.asarray(matrix.sum(axis=1)).ravel()
            known = np.asarray(part.sum(axis=1)).ravel() / np.maximum(total, 1)
        part.data = 1 + np.log(part.data)
        part = part @ diags(idf)
        parts.append(rows_of_length(part, family.weight))
        idfs.append(idf)
        names.extend(grams[column] for column in kept)
    from scipy.sparse import hstack

    return rows_of_length(hstack(parts).tocsr(), 1.0), np.concatenate(idfs), names, known


def rows_of_length(matrix: csr_matrix, length: float) -> csr_matrix:
    """Every row scaled to this Euclidean length; empty rows stay empty."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (diags((length / np.where(norms > 0, norms, 1)).astype(np.float32)) @ matrix).tocsr()
