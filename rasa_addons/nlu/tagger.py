"""Free-text entities learnt from annotated sentences: a conditional random field over words (CRFsuite).

For what no list and no grammar can hold. Finds of the rules win: a span that overlaps one is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_addons.nlu import fingerprint
from rasa_addons.nlu.words import Word, read_words

log = logging.getLogger(__name__)
MODEL = "tagger.crfsuite"
OUTSIDE = "O"
LONGEST = 120

Span = tuple[int, int, str]


def shape(text: str) -> str:
    """Capitals, small letters, digits and the rest, runs made short: "Anna-3" -> "Xx-9"."""
    out = ""
    for c in text:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c
        if not out.endswith(kind):
            out += kind
    return out


def describe(words: Sequence[Word]) -> list[list[str]]:
    """What the tagger knows of each word: itself, its ends and shape, and its neighbours."""
    lemmas = ["<<", "<", *(w.lemma for w in words), ">", ">>"]
    rows = []
    for i, word in enumerate(words):
        at, n = i + 2, word.normal
        rows.append(
            [
                "b", f"w={n}", f"l={word.lemma}", f"p3={n[:3]}", f"s3={n[-3:]}", f"s2={n[-2:]}",
                f"k={shape(word.text)}", f"k0={shape(word.text)}|{i == 0}",
                f"-1={lemmas[at - 1]}", f"-2={lemmas[at - 2]}", f"+1={lemmas[at + 1]}", f"+2={lemmas[at + 2]}",
                f"-2-1={lemmas[at - 2]} {lemmas[at - 1]}", f"-1+0={lemmas[at - 1]} {word.lemma}",
                f"+0+1={word.lemma} {lemmas[at + 1]}", f"+1+2={lemmas[at + 1]} {lemmas[at + 2]}",
                f"-1+1={lemmas[at - 1]} {lemmas[at + 1]}", f"from={i if i < 4 else 4}",
            ]
        )  # fmt: skip
    return rows


def tags_of(words: Sequence[Word], spans: Sequence[Span]) -> list[str]:
    """B-type for the first word of a span, I-type for the others, O elsewhere."""
    tags = [OUTSIDE] * len(words)
    for start, end, kind in spans:
        inside = [i for i, w in enumerate(words) if w.start < end and start < w.end]
        for place, i in enumerate(inside):
            tags[i] = f"{'I' if place else 'B'}-{kind}"
    return tags


def spans_from(words: Sequence[Word], tags: Sequence[str]) -> list[Span]:
    """The spans that tags speak of; an I without its B begins one."""
    spans: list[Span] = []
    open_kind = ""
    for word, tag in zip(words, tags, strict=True):
        head, _, kind = tag.partition("-")
        if head == "I" and kind == open_kind:
            spans[-1] = (spans[-1][0], word.end, kind)
        elif kind:
            spans.append((word.start, word.end, kind))
        open_kind = kind
    return spans


class Tagger:
    """The field itself, without Rasa."""

    def __init__(self, path: Path) -> None:
        import pycrfsuite

        self._bytes = path.read_bytes()  # kept: CRFsuite reads from it for as long as it lives
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._bytes)

    @classmethod
    def learn(
        cls, examples: Sequence[tuple[str, Sequence[Span]]], path: Path, *, l1: float, l2: float, rounds: int
    ) -> Tagger:
        """Train on (text, annotated spans) into the file `path`."""
        import pycrfsuite

        trainer = pycrfsuite.Trainer(verbose=False)
        for text, spans in examples:
            words = read_words(text)
            if words:
                trainer.append(describe(words), tags_of(words, spans))
        trainer.set_params(
            {"c1": l1, "c2": l2, "max_iterations": rounds, "feature.possible_transitions": True}
        )
        trainer.train(str(path))
        return cls(path)

    def spans(self, text: str) -> list[Span]:
        """(start, end, entity) found in a text; nothing in a very long one."""
        words = read_words(text)
        if not words or len(words) > LONGEST:
            return []
        return spans_from(words, self._tagger.tag(describe(words)))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SpanTagger(GraphComponent, EntityExtractorMixin):
    """Adds learnt spans as entities, their value as written. Stands after the rules' extractor."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """entities: which annotated types to learn, all when empty; l1, l2, rounds: CRFsuite's."""
        return {"entities": [], "l1": 0.01, "l2": 0.05, "rounds": 100}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the code below the component."""
        return fingerprint.of_code("tagger", "text", "translit", "vocabulary", "language", "words")

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """Not trained yet; `train` or `load` give it its field."""
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self.tagger: Tagger | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpanTagger:
        """An untrained one."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpanTagger:
        """A trained one; one that finds nothing when there was nothing to learn."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            if (folder / MODEL).exists():
                component.tagger = Tagger(folder / MODEL)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every annotated sentence and as many without annotations as show what is none."""
        wanted = set(self._config["entities"])
        examples = []
        for example in training_data.nlu_examples:
            if example.get(TEXT):
                spans = [
                    (e["start"], e["end"], e["entity"])
                    for e in example.get(ENTITIES) or []
                    if not wanted or e["entity"] in wanted
                ]
                examples.append((example.get(TEXT), spans))
        with self._storage.write_to(self._resource) as folder:
            (folder / "about.txt").write_text("spans learnt from annotated sentences\n", encoding="utf-8")
            if any(spans for _, spans in examples):
                log.info("learning free-text entities from %d sentences", len(examples))
                self.tagger = Tagger.learn(
                    examples,
                    folder / MODEL,
                    l1=self._config["l1"],
                    l2=self._config["l2"],
                    rounds=self._config["rounds"],
                )
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after us learns from our finds."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what was found to each message's entities."""
        for message in messages:
            text = message.get(TEXT)
            if self.tagger is None or not text:
                continue
            there = message.get(ENTITIES) or []
            taken = [(e["start"], e["end"]) for e in there]
            new = [
                {"entity": kind, "start": start, "end": end, "value": text[start:end]}
                for start, end, kind in self.tagger.spans(text)
                if not any(start < b and a < end for a, b in taken)
            ]
            if new:
                message.set(ENTITIES, there + self.add_extractor_name(new), add_to_output=True)
        return messages
