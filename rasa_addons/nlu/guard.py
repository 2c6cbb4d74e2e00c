"""Restricted intents do not exist for those who may not use them.

A wish of an administrator from anybody else becomes `out_of_scope`, so the dialogue never enters the flow and reveals
nothing; the intent disappears from the ranking too, or "did you mean" would offer it. The roles come from the
gateway's signed context, `metadata["roles"]`; without them nothing restricted is allowed. This guards understanding
only: each restricted action asks the database itself.

Typed `/intent{json}` is read by Rasa's RegexMessageHandler after the whole pipeline, for anybody and any intent. The
gateway takes such slashes away; here they are taken away once more, by a slash that only looks like one. A command of
the bot's list means its intent, any other one is out of scope.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from rasa_addons.nlu.scope import OUT_OF_SCOPE

SPECIALISTS_WORK = frozenset({"view_schedule", "set_working_hours"})
ADMINISTRATION = frozenset(
    {
        "admin_panel", "list_flowers", "add_flower", "edit_flower", "remove_flower", "view_orders",
        "update_order_status", "view_users", "grant_role", "view_stats", "broadcast",
    }
)  # fmt: skip

# The bot's commands that a sentence could mean as well; the others exist as the gateway's own intents only.
COMMANDS = {
    "help": "help", "catalogue": "browse_catalogue", "recommend": "request_recommendation", "build": "build_bouquet",
    "cart": "view_cart", "orders": "list_orders", "language": "change_language", "cancel": "cancel",
    "support": "request_human", "start": "greet", "menu": "help",
}  # fmt: skip
HARMLESS_SLASH = "\u2215"
COMMAND = re.compile(r"\s*([/\uff0f\u2044\u2215]+)\s*([A-Za-z0-9_]*)(?:@\w+)?(.*)", re.DOTALL)
FEWEST_WORDS_OF_A_WISH = 3


def allowed_to(roles: Any) -> frozenset[str]:
    """Restricted intents that these roles may use; anything that is not a list of role names allows none."""
    names = (
        {role for role in roles if isinstance(role, str)} if isinstance(roles, (list, tuple, set)) else set()
    )
    if "admin" in names:
        return ADMINISTRATION | SPECIALISTS_WORK
    return SPECIALISTS_WORK if "specialist" in names else frozenset()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RestrictedIntentGuard(GraphComponent):
    """Turns restricted intents into `out_of_scope` for those without the role. Stands after the classifier."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """customers_doubt: how much of a restricted intent's confidence counts when a customer says it.

        Customers hardly ever speak like administrators, and often of their own orders in similar words.
        """
        return {"customers_doubt": 0.5}

    def __init__(self, config: dict[str, Any]) -> None:
        """config as in get_default_config"""
        self._doubt = float({**self.get_default_config(), **config}["customers_doubt"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RestrictedIntentGuard:
        """Needs nothing stored."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Guard each message by the roles in its metadata."""
        for message in messages:
            self._disarm(message)
            metadata = message.get("metadata")
            roles = metadata.get("roles") if isinstance(metadata, dict) else None
            self._guard(message, (ADMINISTRATION | SPECIALISTS_WORK) - allowed_to(roles))
        return messages

    def process_training_data(self, training_data: Any) -> Any:
        """Training sees everything."""
        return training_data

    def _disarm(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        typed = COMMAND.match(text)
        if typed is None:
            return
        start, end = typed.span(1)
        message.set(TEXT, text[:start] + HARMLESS_SLASH * (end - start) + text[end:])
        name, rest = typed.group(2).lower(), typed.group(3)
        if not name or (len(rest.split()) + 1 >= FEWEST_WORDS_OF_A_WISH and is_a_wish(message, name + rest)):
            return
        intent = {INTENT_NAME_KEY: COMMANDS.get(name, OUT_OF_SCOPE), PREDICTED_CONFIDENCE_KEY: 1.0}
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [dict(intent)], add_to_output=True)
        message.set(ENTITIES, [], add_to_output=True)

    def _guard(self, message: Message, forbidden: frozenset[str]) -> None:
        ranking = message.get(INTENT_RANKING_KEY) or []
        hidden = sum(r[PREDICTED_CONFIDENCE_KEY] for r in ranking if r[INTENT_NAME_KEY] in forbidden)
        top = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
        if not hidden and top not in forbidden:
            return
        open_to_all = [dict(r) for r in ranking if r[INTENT_NAME_KEY] not in forbidden]
        if top in forbidden:
            open_to_all = with_more_out_of_scope(open_to_all, hidden * self._doubt)
            message.set(INTENT, dict(open_to_all[0]), add_to_output=True)
        message.set(INTENT_RANKING_KEY, open_to_all, add_to_output=True)


def is_a_wish(message: Message, words: str) -> bool:
    """Whether a sentence that happens to begin with a slash was understood as one, and holds no code."""
    return (
        not set("{}_=<>;$()\\") & set(words)
        and (message.get(INTENT) or {}).get(INTENT_NAME_KEY) != OUT_OF_SCOPE
    )


def with_more_out_of_scope(ranking: list[dict[str, Any]], confidence: float) -> list[dict[str, Any]]:
    """The ranking with so much more confidence in `out_of_scope`, best first."""
    others = [r for r in ranking if r[INTENT_NAME_KEY] != OUT_OF_SCOPE]
    own = sum(r[PREDICTED_CONFIDENCE_KEY] for r in ranking if r[INTENT_NAME_KEY] == OUT_OF_SCOPE)
    refused = {INTENT_NAME_KEY: OUT_OF_SCOPE, PREDICTED_CONFIDENCE_KEY: own + confidence}
    return sorted([refused, *others], key=lambda r: -r[PREDICTED_CONFIDENCE_KEY])
