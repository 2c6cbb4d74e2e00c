"""The components as Rasa runs them."""

from __future__ import annotations

import random
from datetime import datetime, timezone
from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_addons.nlu.entities import IntentScopedEntities, ShopEntityExtractor
from rasa_addons.nlu.lexicon import ROOT
from rasa_addons.nlu.reading import read
from rasa_addons.nlu.tokens import LemmaTokenizer
from tests.rasa_addons.nlu.reading_room import FRIDAY_NOON, lexicon


@pytest.fixture(scope="module")
def extractor() -> ShopEntityExtractor:
    return ShopEntityExtractor(
        {**ShopEntityExtractor.get_default_config(), "timezone": "Europe/Moscow"},
        clock=lambda: datetime(2026, 11, 20, 9, 0, tzinfo=timezone.utc),
    )


def parsed(
    extractor: ShopEntityExtractor, text: str, intent: str, metadata: dict[str, str] | None = None
) -> Message:
    message = Message(data={TEXT: text, "metadata": metadata})
    extractor.process([message])
    message.set(INTENT, {"name": intent})
    IntentScopedEntities().process([message])
    return message


def test_entities_come_with_place_canonical_value_and_extractor(extractor: ShopEntityExtractor) -> None:
    message = parsed(extractor, "15 роз", "inform")
    assert message.get(ENTITIES) == [
        {"entity": "quantity", "start": 0, "end": 2, "value": 15, "extractor": "ShopEntityExtractor"},
        {"entity": "flower", "start": 3, "end": 6, "value": "rose", "extractor": "ShopEntityExtractor"},
    ]


def test_tomorrow_is_counted_from_when_the_message_was_sent(extractor: ShopEntityExtractor) -> None:
    message = parsed(extractor, "завтра", "inform", {"sent_at": "2026-12-30T23:30:00+03:00"})
    assert [e["value"] for e in message.get(ENTITIES)] == ["2026-12-31"]


def test_without_a_time_of_sending_the_clock_counts_in_the_shops_zone(extractor: ShopEntityExtractor) -> None:
    assert [
        e["value"] for e in parsed(extractor, "завтра", "inform", {"sent_at": "nonsense"}).get(ENTITIES)
    ] == ["2026-11-21"]


def test_the_intent_settles_what_a_bare_number_is(extractor: ShopEntityExtractor) -> None:
    kinds = {
        i: [e["entity"] for e in parsed(extractor, "5", i).get(ENTITIES)]
        for i in ("inform", "leave_feedback", "chitchat")
    }
    assert kinds == {"inform": ["quantity"], "leave_feedback": ["rating"], "chitchat": []}


def test_what_others_found_stays(extractor: ShopEntityExtractor) -> None:
    message = Message(data={TEXT: "роза", ENTITIES: [{"entity": "name", "value": "x", "extractor": "Other"}]})
    extractor.process([message])
    message.set(INTENT, {"name": "goodbye"})
    IntentScopedEntities().process([message])
    assert [e["extractor"] for e in message.get(ENTITIES)] == ["Other"]


@pytest.mark.parametrize("text", ["", " ", "🌹", "???", "\u200b"])
def test_a_message_without_words_passes(extractor: ShopEntityExtractor, text: str) -> None:
    message = Message(data={TEXT: text})
    extractor.process([message])
    assert message.get(ENTITIES, []) == []


def test_tokens_lie_exactly_where_their_words_are() -> None:
    text = "Хочу КРАСНЫЫЫЕ розы к 6pm, buket dlya Anna's mum"
    tokens = LemmaTokenizer(LemmaTokenizer.get_default_config()).tokenize(Message(data={TEXT: text}), TEXT)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert tokens[1].get("normal") == "красные"
    assert tokens[1].lemma == "красный"


def sentences() -> list[str]:
    """What trainers wrote, without their marks."""
    lines = [
        line.strip()[2:]
        for path in sorted((ROOT / "data" / "nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", [])
        for line in str(block.get("examples", "")).splitlines()
        if line.strip().startswith("- ")
    ]
    return random.Random(7).sample(lines, min(400, len(lines)))


@pytest.mark.parametrize(
    "intent",
    [None, "inform", "order_status", "book_appointment", "edit_image", "generate_image", "apply_promo"],
)
def test_every_entity_lies_inside_its_message_and_free_text_is_its_surface(intent: str | None) -> None:
    for text in sentences():
        for found in read(text, FRIDAY_NOON, lexicon(), intent):
            surface = text[found.start : found.end]
            assert surface
            assert surface == surface.strip()
            if found.entity in ("name", "specialist", "address", "prompt", "instruction"):
                assert surface == found.value


def test_the_cache_of_trained_parts_sees_changes_of_words_and_code() -> None:
    assert ShopEntityExtractor.fingerprint_addon({}) != LemmaTokenizer.fingerprint_addon({})
    assert Path(ROOT / "data" / "lookups").is_dir()
