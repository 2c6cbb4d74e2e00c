"""Whether a message is for this shop at all: an honest "I did not understand" instead of a confident wrong guess.

`out_of_scope` is an intent with examples of its own; this is the second line for what no example foresaw. A small
logistic regression looks at how the classifier felt about the message, learnt on sentences the classifier had not
seen: those it got right against strangers and its own mistakes. The threshold is where hardly any good message is lost.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Evidence:
    """How the classifier felt: best score, gap to the next, confidence, rival of being out of scope, familiarity."""

    best: float
    gap: float
    confidence: float
    against_out: float
    known: float
    length: float

    @classmethod
    def of(
        cls, scores: np.ndarray, confidences: np.ndarray, known: float, words: int, out: int | None
    ) -> Evidence:
        """scores, confidences: one number an intent; out: the index of out_of_scope among them."""
        order = np.argsort(scores)
        best, second = float(scores[order[-1]]), float(scores[order[-2]])
        against_out = best - float(scores[out]) if out is not None else 1.0
        return cls(
            best, best - second, float(confidences[order[-1]]), against_out, known, math.log1p(min(words, 40))
        )

    def row(self) -> list[float]:
        """The numbers the regression looks at."""
        return [
            self.best, self.gap, self.confidence, self.against_out, self.known, self.length,
            self.known * self.length,
        ]  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """A learnt line through the evidence. `threshold` 0 never refuses."""

    weights: tuple[float, ...]
    bias: float
    threshold: float
    refused_good: float = 0.0
    caught_strangers: float = 0.0

    @classmethod
    def open(cls) -> Scope:
        """Everything belongs; for data that has no strangers to learn from."""
        return cls((), 0.0, 0.0)

    @classmethod
    def learn(
        cls,
        evidence: Sequence[Evidence],
        targets: np.ndarray,
        guesses: np.ndarray,
        out: int | None,
        *,
        refused_good: float,
    ) -> Scope:
        """From out-of-fold evidence, true intents and guesses; at most `refused_good` of well-guessed ones are lost."""
        if out is None or not np.any(targets == out) or np.all(targets == out):
            return cls.open()
        from sklearn.linear_model import LogisticRegression

        # What the classifier itself calls out of scope needs no second opinion.
        asked = guesses != out
        rows = np.array([e.row() for e in evidence])
        good = (targets == guesses) & asked
        strange = (targets == out) & asked
        chosen = good | strange
        if strange.sum() < 5 or good.sum() < 5:
            return cls.open()
        centre, spread = rows[chosen].mean(axis=0), rows[chosen].std(axis=0) + 1e-6
        machine = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
        machine.fit((rows[chosen] - centre) / spread, good[chosen])
        weights = machine.coef_[0] / spread
        bias = float(machine.intercept_[0] - weights @ centre)
        belongs = 1 / (1 + np.exp(-(rows @ weights + bias)))
        threshold = float(np.quantile(belongs[good], refused_good))
        ours, strangers = targets != out, targets == out
        refused = ~asked | (belongs < threshold)
        return cls(
            tuple(float(w) for w in weights), bias, threshold,
            refused_good=float(refused[ours].mean()), caught_strangers=float(refused[strangers].mean()),
        )  # fmt: skip

    def belongs(self, evidence: Evidence) -> float:
        """Probability-like number, to be compared with `threshold`."""
        if not self.weights:
            return 1.0
        line = self.bias + sum(w * x for w, x in zip(self.weights, evidence.row(), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, line))))

    def summary(self) -> str:
        """For the progress line."""
        return (
            f"strangers caught {self.caught_strangers:.1%}, good messages refused {self.refused_good:.1%} "
            f"(threshold {self.threshold:.3f})"
        )

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, object]) -> Scope:
        """What `as_dict` gave."""
        return cls(**{**raw, "weights": tuple(raw["weights"])})  # type: ignore[arg-type]  # JSON has no tuples
