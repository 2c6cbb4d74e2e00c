"""The `response_selector` part of a parse, in the shape of Rasa's own ResponseSelector.

Our classifier learns `faq/delivery_cost` and the like directly, so nothing has to be selected: what it thought of the
answers of one retrieval intent is only put where Rasa's rules, actions and trackers look for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rasa.nlu.constants import (
    RESPONSE_SELECTOR_PREDICTION_KEY,
    RESPONSE_SELECTOR_PROPERTY_NAME,
    RESPONSE_SELECTOR_RANKING_KEY,
    RESPONSE_SELECTOR_RESPONSES_KEY,
    RESPONSE_SELECTOR_RETRIEVAL_INTENTS,
    RESPONSE_SELECTOR_UTTER_ACTION_KEY,
)
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.util import intent_response_key_to_template_key

SEPARATOR = "/"


@lru_cache(maxsize=1_000)
def main_intent(intent: str) -> str:
    """faq/delivery_cost -> faq"""
    return intent.partition(SEPARATOR)[0]


def put_selection(
    message: Message,
    retrieval_intents: Sequence[str],
    answers: Sequence[tuple[str, float]],
    responses: Mapping[str, list[dict[str, Any]]],
) -> None:
    """answers: (full retrieval intent, confidence), best first; only retrieval intents that are among them get a part."""
    selection: dict[str, Any] = {RESPONSE_SELECTOR_RETRIEVAL_INTENTS: list(retrieval_intents)}
    for intent in retrieval_intents:
        own = [(full, confidence) for full, confidence in answers if main_intent(full) == intent]
        if own:
            selection[intent] = part(own, responses)
    message.set(RESPONSE_SELECTOR_PROPERTY_NAME, selection, add_to_output=True)


def part(
    answers: Sequence[tuple[str, float]], responses: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """What ResponseSelector says of one retrieval intent; confidences are among its answers and sum to 1."""
    total = sum(confidence for _, confidence in answers) or 1.0
    best, confidence = answers[0]
    action = intent_response_key_to_template_key(best)
    return {
        RESPONSE_SELECTOR_PREDICTION_KEY: {
            # Rasa's own fallback when the domain has no words for the answer.
            RESPONSE_SELECTOR_RESPONSES_KEY: responses.get(action) or [{TEXT: best}],
            PREDICTED_CONFIDENCE_KEY: confidence / total,
            INTENT_RESPONSE_KEY: best,
            RESPONSE_SELECTOR_UTTER_ACTION_KEY: action,
        },
        RESPONSE_SELECTOR_RANKING_KEY: [
            {PREDICTED_CONFIDENCE_KEY: each / total, INTENT_RESPONSE_KEY: full} for full, each in answers
        ],
    }
