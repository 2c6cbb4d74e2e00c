"""A UserMessage out of the context that the gateway signed.

What was said goes to NLU; what was tapped, sent as an event or typed as a command arrives with its intent and
skips NLU (`parse_data`), so it can neither be misread nor forged.
"""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.domain import Domain

RESOLVED_KINDS = frozenset({"button", "event", "command"})
SPOKEN_KIND = "text"
UNREADABLE = "sticker_shared"
# What travels in the message itself need not be stored twice.
NOT_METADATA = frozenset({"text", "intent", "entities", "title"})


class Refused(ValueError):
    """The context names a kind or an intent that this model does not know."""


def user_message(context: dict[str, Any], domain: Domain, channel: OutputChannel) -> UserMessage:
    """Raises Refused, or KeyError when chat or update are not named."""
    return UserMessage(
        text=text_of(context),
        output_channel=channel,
        sender_id=str(context["chat_id"]),
        parse_data=parse_data(context, domain),
        input_channel=channel.name(),
        message_id=str(context["update_id"]),
        metadata={
            **{name: value for name, value in context.items() if name not in NOT_METADATA},
            "source": context["kind"],
        },
    )


def text_of(context: dict[str, Any]) -> str:
    if context["kind"] == SPOKEN_KIND:
        return harmless(context.get("text") or "")
    return harmless(context.get("title") or context["intent"])


def harmless(text: str) -> str:
    """Without leading slashes: Rasa would take `/intent{json}` for the intent itself, from anybody.

    The gateway does this too; nothing that a stranger typed should depend on one door.
    """
    text = text.strip()
    while text.startswith("/"):
        text = text.lstrip("/").strip()
    return text


def parse_data(context: dict[str, Any], domain: Domain) -> dict[str, Any] | None:
    """What NLU would have given, for everything that is resolved already; None sends the words to NLU."""
    kind = context["kind"]
    if kind == SPOKEN_KIND:
        if harmless(context.get("text") or ""):
            return None
        return resolved(UNREADABLE, [], "", domain)
    if kind not in RESOLVED_KINDS:
        raise Refused(f"unknown kind {kind!r}")
    return resolved(context["intent"], context.get("entities") or [], text_of(context), domain)


def resolved(name: str, entities: list[dict[str, Any]], text: str, domain: Domain) -> dict[str, Any]:
    """Parse data for an intent that is certain. `faq/opening_hours` is a retrieval intent with its answer."""
    base, slash, _ = name.partition("/")
    if base not in domain.intents:
        raise Refused(f"unknown intent {name!r}")
    intent: dict[str, Any] = {"name": base, "confidence": 1.0}
    parsed: dict[str, Any] = {
        "text": text,
        "intent": intent,
        "intent_ranking": [intent],
        "entities": [{"entity": found["entity"], "value": found["value"]} for found in entities],
    }
    if slash:
        intent["full_retrieval_intent_name"] = name
        parsed["response_selector"] = {
            "all_retrieval_intents": [base],
            base: {
                "response": {"intent_response_key": name, "utter_action": f"utter_{name}", "confidence": 1.0}
            },
        }
    return parsed
