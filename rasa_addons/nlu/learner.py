"""The intent model without Rasa: learn from readings, answer with calibrated confidences, save without pickles.

A linear model (one hinge-loss separator an intent, scikit-learn's liblinear) over tf-idf n-grams. Its scores become
confidences by one temperature, fitted on sentences the separators had not seen. Predicting is dict lookups and one
small dense product.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix

from rasa_addons.nlu.features import Counts, Reading, Vectoriser, weigh
from rasa_addons.nlu.scope import OUT_OF_SCOPE, Evidence, Scope

FORMAT = 2
NOISE_WEIGHT = 0.5
CORES = 2
FEW_SENTENCES = 5_000
REST = -1
TEMPERATURES = np.geomspace(0.5, 20.0, 40)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Example:
    """A training sentence; `group` is the number of the sentence it came from, noisy copies share it."""

    reading: Reading
    intent: str
    group: int
    noisy: bool = False


@dataclass(frozen=True)
class Guess:
    """`confidences` over the model's intents, summing to 1; `belongs` is how likely any of them is right at all."""

    confidences: np.ndarray
    belongs: float


@dataclass(frozen=True)
class Settings:
    """How to learn. `penalty` is liblinear's C; `out_weight` how much more a stranger's sentence counts.

    One sentence in `folds` is kept back to see how sure the model may be; `folds_checked` such parts are tried in turn,
    more than one only where sentences are few.
    """

    penalty: float = 1.0
    folds: int = 4
    folds_checked: int = 1
    out_weight: float = 3.0
    refused_good: float = 0.01
    seed: int = 20


class IntentModel:
    """What was learnt."""

    def __init__(
        self,
        intents: list[str],
        vectoriser: Vectoriser,
        weights: np.ndarray,
        bias: np.ndarray,
        temperature: float,
        scope: Scope,
        domain: frozenset[str],
    ) -> None:
        """weights: float32 (features, intents); bias: float32 (intents,); domain: words of the shop's sentences."""
        self.intents = intents
        self.vectoriser = vectoriser
        self.weights = weights
        self.bias = bias
        self.temperature = temperature
        self.scope = scope
        self.domain = domain
        self._out = intents.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in intents else None

    def scores(self, reading: Reading) -> tuple[np.ndarray, float]:
        """(distance to each intent's separator, share of word n-grams known)."""
        columns, values, known = self.vectoriser.vector(reading.with_strangers(self.domain.__contains__))
        if not len(columns):
            return self.bias.copy(), 0.0
        return values @ self.weights[columns] + self.bias, known

    def guess(self, reading: Reading) -> Guess:
        """Confidences for a message, and whether it is for us at all."""
        scores, known = self.scores(reading)
        confidences = softmax(scores[None, :] * self.temperature)[0]
        evidence = Evidence.of(scores, confidences, known, len(reading.plain), self._out)
        return Guess(confidences, self.scope.belongs(evidence))

    def save(self, folder: Path) -> None:
        """JSON for words and numbers that people may want to read, npz for the matrices."""
        vocabulary = sorted(self.vectoriser.vocabulary, key=self.vectoriser.vocabulary.__getitem__)
        meta = {
            "format": FORMAT,
            "intents": self.intents,
            "temperature": self.temperature,
            "scope": self.scope.as_dict(),
            "domain": sorted(self.domain),
            "vocabulary": vocabulary,
        }
        (folder / "intents.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(
            folder / "intents.npz",
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
            idf=self.vectoriser.idf.astype(np.float32),
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """What `save` wrote. Raises ValueError on another format, FileNotFoundError when nothing was saved."""
        meta = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        if meta.get("format") != FORMAT:
            raise ValueError(
                f"intent model has format {meta.get('format')}, this code reads {FORMAT}: train again"
            )
        with np.load(folder / "intents.npz", allow_pickle=False) as arrays:
            weights, bias, idf = arrays["weights"].astype(np.float32), arrays["bias"], arrays["idf"]
        vocabulary = {gram: column for column, gram in enumerate(meta["vocabulary"])}
        return cls(
            meta["intents"],
            Vectoriser(vocabulary, idf),
            weights,
            bias,
            meta["temperature"],
            Scope.from_dict(meta["scope"]),
            frozenset(meta["domain"]),
        )


def softmax(scores: np.ndarray) -> np.ndarray:
    """Row-wise."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def learn(examples: Sequence[Example], settings: Settings, progress: Progress) -> IntentModel:
    """Keep sentences back for the temperature and the scope, then fit on everything. At least two intents needed."""
    intents = sorted({example.intent for example in examples})
    if len(intents) < 2:
        raise ValueError(f"an intent model needs at least two intents, the training data has {len(intents)}")
    targets = np.array([intents.index(example.intent) for example in examples])
    out = intents.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in intents else None
    domain = domain_words(examples)
    readings = with_strangers(examples, domain)
    counts = Counts.of(readings)
    progress(f"{sum(len(grams) for grams in counts.grams)} different n-grams of words, letters and topics")

    scores, known, clean = out_of_fold(examples, counts, targets, len(intents), settings, progress)
    temperature = best_temperature(scores[clean], targets[clean])
    evidence = [
        Evidence.of(scores[i], confidences, known[i], len(readings[i].plain), out)
        for i, confidences in zip(np.flatnonzero(clean), softmax(scores[clean] * temperature), strict=True)
    ]
    guesses = scores[clean].argmax(axis=1)
    scope = Scope.learn(evidence, targets[clean], guesses, out, refused_good=settings.refused_good)
    right = float(np.mean(guesses == targets[clean]))
    progress(f"kept back: {right:.1%} of intents right, temperature {temperature:.2f}, {scope.summary()}")

    matrix, idf, grams, _ = weigh(counts, np.arange(len(examples)))
    progress(f"fitting {len(intents)} intents on {matrix.shape[0]} sentences, {matrix.shape[1]} n-grams")
    weights, bias = fit(matrix, targets, len(intents), weights_of(examples, targets, out, settings), settings)
    assert len(set(grams)) == len(grams), "families of n-grams must not meet"
    return IntentModel(
        intents,
        Vectoriser({gram: column for column, gram in enumerate(grams)}, idf),
        # Half precision is what gets saved; what is measured in training must be what runs.
        weights.astype(np.float16).astype(np.float32),
        bias,
        temperature,
        scope,
        frozenset(domain),
    )


def domain_words(examples: Sequence[Example]) -> Counter[str]:
    """In how many of the shop's own sentences a word stands; strangers' and noisy ones do not count."""
    seen: Counter[str] = Counter()
    for example in examples:
        if not example.noisy and example.intent != OUT_OF_SCOPE:
            seen.update(set(example.reading.plain))
    return seen


def with_strangers(examples: Sequence[Example], domain: Counter[str]) -> list[Reading]:
    """Readings in which a word is strange when no *other* sentence of the shop has it, as it will be in life."""
    own = {e.group: frozenset(e.reading.plain) for e in examples if not e.noisy and e.intent != OUT_OF_SCOPE}

    def seen_without(group: int) -> Callable[[str], bool]:
        mine = own.get(group, frozenset())
        return lambda word: domain[word] > (word in mine)

    return [e.reading.with_strangers(seen_without(e.group)) for e in examples]


def weights_of(
    examples: Sequence[Example], targets: np.ndarray, out: int | None, settings: Settings
) -> np.ndarray:
    """Noise counts less than what people wrote, a sentence of a large intent less than one of a small intent."""
    sizes = np.bincount(targets).astype(float)
    weights = np.sqrt(sizes[sizes > 0].mean() / np.maximum(sizes, 1))[targets]
    weights[targets == out] *= settings.out_weight
    weights[[example.noisy for example in examples]] *= NOISE_WEIGHT
    return weights


def out_of_fold(
    examples: Sequence[Example],
    counts: Counts,
    targets: np.ndarray,
    classes: int,
    settings: Settings,
    progress: Progress,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores (examples, classes) and known shares from models that had not seen the sentence, and which ones were tried.

    Noise is tried and not learnt from: people who mistype shall not be refused, and learning takes time.
    """
    groups = np.array([example.group for example in examples])
    noisy = np.array([example.noisy for example in examples])
    fold_of = np.random.default_rng(settings.seed).permutation(groups.max() + 1)[groups] % settings.folds
    out = targets[[e.intent == OUT_OF_SCOPE for e in examples]]
    importance = weights_of(examples, targets, out[0] if len(out) else None, settings)
    scores = np.zeros((len(examples), classes), dtype=np.float32)
    known = np.zeros(len(examples), dtype=np.float32)
    tried = np.zeros(len(examples), dtype=bool)
    few = len(examples) < FEW_SENTENCES
    for fold in range(settings.folds if few else settings.folds_checked):
        seen = np.flatnonzero((fold_of != fold) & ~noisy)
        left = np.flatnonzero(fold_of == fold)
        if not len(left) or len(set(targets[seen])) < 2:
            continue
        matrix, _, _, shares = weigh(counts, seen)
        weights, bias = fit(matrix[seen], targets[seen], classes, importance[seen], settings)
        scores[left] = matrix[left] @ weights + bias
        known[left] = shares[left]
        tried[left] = True
        progress(f"tried on {len(left)} sentences kept back")
    return scores, known, tried


def fit(
    matrix: csr_matrix, targets: np.ndarray, classes: int, sample_weights: np.ndarray, settings: Settings
) -> tuple[np.ndarray, np.ndarray]:
    """(weights float32 (features, classes), bias float32 (classes,)); a class without examples is never chosen.

    Every intent is separated from all others on its own, so each core takes half of the intents. In processes: one
    random generator serves all of liblinear's threads, and what a training gives must not depend on who drew first.
    """
    weights = np.zeros((matrix.shape[1], classes), dtype=np.float32)
    bias = np.full(classes, -2.0, dtype=np.float32)
    present = np.unique(targets)
    matrix = matrix.astype(np.float64)  # what liblinear reads; once here, not once in each process
    matrix.sort_indices()
    halves = [present[part::CORES] for part in range(min(CORES, len(present)))]
    with Parallel(n_jobs=CORES, backend="multiprocessing", mmap_mode="c") as workers:
        for own, coefficients, intercepts in workers(
            delayed(separate)(matrix, targets, half, sample_weights, settings) for half in halves
        ):
            weights[:, own] = coefficients.T
            bias[own] = intercepts
    return weights, bias


def separate(
    matrix: csr_matrix, targets: np.ndarray, own: np.ndarray, sample_weights: np.ndarray, settings: Settings
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(intents, float32 separators (intents, features), intercepts) of these intents, each from all others."""
    from sklearn.svm import LinearSVC

    # All others are one class more; its separator is thrown away.
    labels = np.where(np.isin(targets, own), targets, REST)
    machine = LinearSVC(C=settings.penalty, random_state=settings.seed, tol=0.01)
    machine.fit(matrix, labels, sample_weight=sample_weights)
    coefficients, intercepts = machine.coef_.astype(np.float32), machine.intercept_
    if len(machine.classes_) == 2:  # liblinear gives the second one's separator alone
        coefficients = np.concatenate([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    kept = machine.classes_ != REST
    return machine.classes_[kept], coefficients[kept], intercepts[kept]


def best_temperature(scores: np.ndarray, targets: np.ndarray) -> float:
    """The factor on the scores that makes the confidences most honest (least negative log-likelihood)."""
    rows = np.arange(len(targets))
    losses = [-np.log(softmax(scores * t)[rows, targets] + 1e-12).mean() for t in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])
