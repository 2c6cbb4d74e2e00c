"""The two components that give Rasa the entities: all of them, and once more when the intent is known."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, EXTRACTOR, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_addons.nlu import fingerprint
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.lexicon import LOOKUPS, ROOT, LexiconFolder
from rasa_addons.nlu.reading import Survey, refusals, settle, survey

SURVEY = "shop_survey"
SELECTED = "response_selector"
# Parse data of our own: what of the closed lists is not wanted, `[{"entity", "value"}]`.
REFUSED = "refused"
DEFAULT_ZONE = "Europe/Moscow"


def utc_now() -> datetime:
    """The present moment, with its zone."""
    return datetime.now(timezone.utc)


def moment_of(message: Message, zone: ZoneInfo, clock: Callable[[], datetime]) -> datetime:
    """When the message was sent, in the shop's zone: `sent_at` of its metadata, else now."""
    sent_at = (message.get("metadata") or {}).get("sent_at")
    if isinstance(sent_at, str):
        try:
            sent = datetime.fromisoformat(sent_at.replace("Z", "+00:00"))
        except ValueError:
            pass  # whoever wrote it, the customer still wants an answer
        else:
            return sent.astimezone(zone) if sent.tzinfo else sent.replace(tzinfo=zone)
    return clock().astimezone(zone)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds every entity of the shop in a message, with canonical values. Stands before the intent classifier."""

    def __init__(self, config: dict[str, Any], clock: Callable[[], datetime] = utc_now) -> None:
        """`config`: lookups (from the project's root), catalogue (from DATA_DIR), timezone (else SHOP_TIMEZONE)."""
        catalogue = config.get("catalogue")
        written = Path(os.environ.get("DATA_DIR") or ROOT / "var")
        self._folder = LexiconFolder(ROOT / config["lookups"], written / catalogue if catalogue else None)
        self._zone = ZoneInfo(config.get("timezone") or os.environ.get("SHOP_TIMEZONE") or DEFAULT_ZONE)
        self._clock = clock

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where the closed lists and the live catalogue lie, and the zone of dates."""
        return {"lookups": "data/lookups", "catalogue": "lookups/catalogue.yml", "timezone": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ShopEntityExtractor:
        """An extractor that has read its lists and loaded its dictionaries."""
        extractor = cls(config)
        warm_up = (
            "букет из 15 красных роз маме Анне на завтра к 6 вечера до 5 тысяч, +7 903 123-45-67, ул. Мира 5"
        )
        survey(warm_up, utc_now().astimezone(extractor._zone), extractor._folder.current())
        return extractor

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the readers' code and the closed lists."""
        return fingerprint.of_files([*Path(__file__).parent.glob("*.py"), *LOOKUPS.glob("*.yml")])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training data stays as it is: nothing here is learned."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities, and what was seen, for `IntentScopedEntities`."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            seen = survey(text, moment_of(message, self._zone, self._clock), self._folder.current())
            message.set(SURVEY, seen)
            found = self.add_extractor_name([as_entity(f, text) for f in settle(seen)])
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class IntentScopedEntities(GraphComponent, EntityExtractorMixin):
    """Settles what depends on the intent. Stands after the classifier and the guard, before fallbacks or after."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentScopedEntities:
        """A component without any state."""
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the readers' code."""
        return fingerprint.of_files(Path(__file__).parent.glob("*.py"))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training data stays as it is: nothing here is learned."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces the shop's entities by those that hold for the intent; other extractors' stay."""
        for message in messages:
            seen: Survey | None = message.get(SURVEY)
            if seen is None:
                continue
            message.data.pop(SURVEY)
            others = [
                e for e in message.get(ENTITIES, []) if e.get(EXTRACTOR) != ShopEntityExtractor.__name__
            ]
            found = [as_entity(f, seen.text) for f in settle(seen, intent_of(message))]
            for entity in found:
                entity[EXTRACTOR] = ShopEntityExtractor.__name__
            message.set(ENTITIES, others + found, add_to_output=True)
            refused = [{"entity": f.entity, "value": f.value} for f in refusals(seen)]
            if refused:
                message.set(REFUSED, refused, add_to_output=True)
        return messages


def intent_of(message: Message) -> str | None:
    """The intent's name; of a retrieval intent the full one, when a selector has chosen it."""
    name = (message.get(INTENT) or {}).get("name")
    selected = (message.get(SELECTED) or {}).get(name) or {}
    return (selected.get("response") or {}).get("intent_response_key") or name


def as_entity(found: Found, text: str) -> dict[str, Any]:
    """What Rasa calls an entity; text[start:end] is its surface."""
    return {"entity": found.entity, "start": found.start, "end": found.end, "value": found.value}
