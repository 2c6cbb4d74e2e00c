"""The intent classifier in Rasa's pipeline: intents, retrieval intents and "nothing fits", in one linear model."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    INTENT_RESPONSE_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_addons.nlu import fingerprint
from rasa_addons.nlu.augment import augmented
from rasa_addons.nlu.concepts import FOLDER as CONCEPTS
from rasa_addons.nlu.entities import SURVEY
from rasa_addons.nlu.learner import Example, IntentModel, Settings, learn
from rasa_addons.nlu.lexicon import LOOKUPS
from rasa_addons.nlu.reader import Reader, Span, read_all, type_spans
from rasa_addons.nlu.retrieval import SEPARATOR, main_intent, put_selection
from rasa_addons.nlu.scope import OUT_OF_SCOPE
from rasa_addons.nlu.speller import Speller

log = logging.getLogger(__name__)
ANSWERS = "answers.json"
SPELLER = "speller.json"
TOKENS = TOKENS_NAMES[TEXT]


class CannotLearn(RasaException):
    """The sentences are not enough to learn from; Rasa passes its own exceptions on with their words."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Sets `intent`, `intent_ranking` and `response_selector`; the intent is `nlu_fallback` when nothing fits."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """noisy_copies: of every training sentence; knows_shop: see `reading.Reader`; the rest: `learner.Settings`."""
        return {
            "noisy_copies": 1.0,
            "knows_shop": True,
            "penalty": 1.0,
            "out_weight": 3.0,
            "refused_good": 0.01,
            "ranking_length": 10,
            "seed": 20,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """scikit-learn, for training alone."""
        return ["sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with every module the model is made by."""
        own = fingerprint.of_files(Path(__file__).parent.glob("*.py"))
        return own + fingerprint.of_files([*CONCEPTS.glob("*.yml"), *LOOKUPS.glob("*.yml")])

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """Not trained yet; `train` or `load` give it its model."""
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self.model: IntentModel | None = None
        self.reader = Reader(None, knows_shop=self._config["knows_shop"])
        self.responses: dict[str, list[dict[str, Any]]] = {}
        self.retrieval_intents: list[str] = []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
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
    ) -> LinearIntentClassifier:
        """A trained one. Raises ValueError when the resource is missing or of another format."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.model = IntentModel.load(folder)
            answers = json.loads((folder / ANSWERS).read_text(encoding="utf-8"))
            component.reader.speller = Speller(json.loads((folder / SPELLER).read_text(encoding="utf-8")))
        component.responses = answers["responses"]
        component.retrieval_intents = answers["retrieval_intents"]
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the intent examples; entities are found read as in life."""
        pairs = [
            (example.get(TEXT), example.get(INTENT_RESPONSE_KEY) or example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT)
        ]
        tokens = (token for example in training_data.intent_examples for token in example.get(TOKENS) or ())
        self.reader.speller = Speller.learn(token.get("normal", token.text.lower()) for token in tokens)
        examples = self._examples(pairs)
        settings = Settings(
            penalty=self._config["penalty"],
            out_weight=self._config["out_weight"],
            refused_good=self._config["refused_good"],
            seed=self._config["seed"],
        )
        try:
            self.model = learn(examples, settings, log.info)
        except ValueError as error:
            raise CannotLearn(str(error)) from error
        self.responses = dict(training_data.responses)
        self.retrieval_intents = sorted({main_intent(i) for _, i in pairs if SEPARATOR in i})
        with self._storage.write_to(self._resource) as folder:
            self.persist(folder)
        return self._resource

    def persist(self, folder: Path) -> None:
        """Everything `load` needs, as JSON and npz."""
        assert self.model is not None
        assert self.reader.speller is not None
        self.model.save(folder)
        forms = json.dumps(self.reader.speller.forms, ensure_ascii=False)
        (folder / SPELLER).write_text(forms, encoding="utf-8")
        answers = {"responses": self.responses, "retrieval_intents": self.retrieval_intents}
        (folder / ANSWERS).write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")

    def _examples(self, pairs: list[tuple[str, str]]) -> list[Example]:
        log.info("reading %d sentences", len(pairs))
        noise = list(augmented(pairs, copies=self._config["noisy_copies"], seed=self._config["seed"]))
        readings = read_all(self.reader, [*(text for text, _ in pairs), *(noisy for _, noisy, _ in noise)])
        examples = [Example(readings[number], intent, number) for number, (_, intent) in enumerate(pairs)]
        examples += [
            Example(reading, intent, number, noisy=True)
            for reading, (number, _, intent) in zip(readings[len(pairs) :], noise, strict=True)
        ]
        log.info("with typing slips, voice habits and other alphabets: %d", len(examples))
        return examples

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after us learns from our guesses."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Guess the intent of each message. Never raises on any text."""
        for message in messages:
            self._process(message)
        return messages

    def _process(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        if self.model is None or not text.strip():
            put_intents(message, [(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0)])
            return
        guess = self.model.guess(self.reader.read(text, spans_of(message)))
        order = guess.confidences.argsort()[::-1]
        answers = [(self.model.intents[i], float(guess.confidences[i])) for i in order]
        ranking = by_main_intent(answers)[: self._config["ranking_length"]]
        if ranking[0][0] != OUT_OF_SCOPE and guess.belongs < self.model.scope.threshold:
            ranking.insert(0, (DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0 - guess.belongs))
        put_intents(message, ranking)
        if self.retrieval_intents:
            # Not only for the winner: the guard may yet take the next best intent.
            likely = {intent for intent, _ in ranking[:3]}
            chosen = [(full, share) for full, share in answers if main_intent(full) in likely]
            put_selection(message, self.retrieval_intents, chosen, self.responses)


def spans_of(message: Message) -> list[Span] | None:
    """Types in a message as the entity extractor before us saw them, or None when there was no such extractor."""
    seen = message.get(SURVEY)
    if seen is None:
        return None
    return type_spans(seen, [(e["start"], e["end"], e["entity"]) for e in message.get(ENTITIES) or []])


def by_main_intent(answers: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Retrieval intents' answers summed up, best first."""
    sums: dict[str, float] = {}
    for full, confidence in answers:
        intent = main_intent(full)
        sums[intent] = sums.get(intent, 0.0) + confidence
    return sorted(sums.items(), key=lambda pair: -pair[1])


def put_intents(message: Message, ranking: list[tuple[str, float]]) -> None:
    """`intent` is the first of the ranking."""
    ranked = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence} for name, confidence in ranking]
    message.set(INTENT, dict(ranked[0]), add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranked, add_to_output=True)
