"""What the classifier sees of a message: word and character n-grams, with found entities as their types."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

# Longer texts are cut: an intent shows in its first lines, and nobody may keep the server busy with a novel.
LONGEST_TEXT = 600
LONGEST_WORD = 40
SHORTEST_GRAM, LONGEST_GRAM = 2, 5
# Words say more than their letters (chosen on the validation part of HWU64).
WORD_WEIGHT, CHAR_WEIGHT, TOPIC_WEIGHT = 1.4, 1.0, 1.4
MOST_TOPICS = 12

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|<\w+>")
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


def topic_grams(reading: Reading) -> list[str]:
    """Topics and found entities, neighbours among them, and every two of them in whatever order."""
    kinds = [f"@{t}" for t in reading.topics] + [w for w in reading.words if w.startswith("<")]
    distinct = sorted(set(kinds))[:MOST_TOPICS]
    padded = ["^", *kinds, "$"]
    grams = [*distinct, *(f"{a}{b}" for a, b in zip(padded, padded[1:]))]
    grams.extend(f"&{a}&{b}" for i, a in enumerate(distinct) for b in distinct[i + 1 :])
    return grams


def word_grams(reading: Reading) -> list[str]:
    """Single words, neighbours (with the ends of the sentence), and what the entities' words really were."""
    words = [w[:LONGEST_WORD] for w in reading.words]
    padded = ["^", *words, "$"]
    grams = [*words, *(f"{a} {b}" for a, b in zip(padded, padded[1:]))]
    known = set(words)
    grams.extend(f"={w[:LONGEST_WORD]}" for w in reading.plain if w not in known)
    return grams


def char_grams(text: str) -> list[str]:
    """Character n-grams inside word boundaries, marked so as not to meet the words."""
    grams: list[str] = []
    for word in NOT_A_WORD.sub(" ", text[:LONGEST_TEXT]).split():
        padded = f" {word[:LONGEST_WORD]} "
        size = len(padded)
        for n in range(SHORTEST_GRAM, min(LONGEST_GRAM, size) + 1):
            grams.extend([f"#{padded[i : i + n]}" for i in range(size - n + 1)])
    return grams


class Vectoriser:
    """Sublinear tf-idf over two families of n-grams, each of unit length before its weight, then both together."""

    def __init__(self, vocabulary: dict[str, int], idf: np.ndarray) -> None:
        """vocabulary: n-gram -> column; idf: float32 of the same length."""
        self.vocabulary = vocabulary
        self.idf = idf
        self._idf = idf.tolist()

    @classmethod
    def learn(cls, readings: Iterable[Reading], *, rarest_char_gram: int) -> Vectoriser:
        """Every n-gram seen; character n-grams only when at least `rarest_char_gram` sentences have them."""
        words: Counter[str] = Counter()
        chars: Counter[str] = Counter()
        total = 0
        for reading in readings:
            words.update(set(word_grams(reading)) | set(topic_grams(reading)))
            chars.update(set(char_grams(reading.text)))
            total += 1
        kept = sorted(words) + sorted(gram for gram, seen in chars.items() if seen >= rarest_char_gram)
        seen = words + chars
        idf = np.array([math.log((1 + total) / (1 + seen[gram])) + 1 for gram in kept], dtype=np.float32)
        return cls({gram: column for column, gram in enumerate(kept)}, idf)

    def vector(self, reading: Reading) -> tuple[np.ndarray, np.ndarray, float]:
        """(columns, float32 values of unit length together, share of word n-gram weight that is known)."""
        columns: list[int] = []
        values: list[float] = []
        words, chars = word_grams(reading), char_grams(reading.text)
        known = self._family(words, WORD_WEIGHT, columns, values)
        self._family(chars, CHAR_WEIGHT, columns, values)
        self._family(topic_grams(reading), TOPIC_WEIGHT, columns, values)
        vector = np.array(values, dtype=np.float32)
        length = float(np.sqrt(vector @ vector)) if values else 0.0
        return np.array(columns, dtype=np.int32), vector / length if length else vector, known

    def _family(self, grams: Sequence[str], weight: float, columns: list[int], values: list[float]) -> float:
        counts: dict[int, int] = {}
        get = self.vocabulary.get
        found = 0
        for gram in grams:
            column = get(gram)
            if column is not None:
                found += 1
                counts[column] = counts.get(column, 0) + 1
        if not counts:
            return 0.0
        idf = self._idf
        raw = [(idf[c] if n == 1 else idf[c] * (1 + math.log(n))) for c, n in counts.items()]
        scale = weight / math.sqrt(sum(v * v for v in raw))
        columns.extend(counts)
        values.extend([v * scale for v in raw])
        return found / len(grams)

    def matrix(self, readings: Sequence[Reading]) -> csr_matrix:
        """One row a reading."""
        columns, values, ends = [], [], [0]
        for reading in readings:
            row, row_values, _ = self.vector(reading)
            columns.append(row)
            values.append(row_values)
            ends.append(ends[-1] + len(row))
        return csr_matrix(
            (np.concatenate(values), np.concatenate(columns), np.array(ends)),
            shape=(len(readings), len(self.vocabulary)),
        )
