"""Several wishes in one message: «добавь пионы и покажи корзину» is served one wish after the other.

A message is taken apart where people join sentences ("and", a comma, a full stop), but only when every piece by itself is
plainly a request of its own. Values that belong to one request («розы и пионы до 3000») are no requests, so they
stay together; inside a form nothing is taken apart, because there an answer may be any sentence.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT

# What can be asked for beside something else. Answers and small talk cannot: they belong to what stands next to them.
REQUESTS = frozenset(
    {"browse_catalogue", "request_recommendation", "build_bouquet", "ask_price", "ask_availability"}
    | {"add_to_cart", "remove_from_cart", "change_quantity", "view_cart", "clear_cart", "checkout"}
    | {"order_status", "list_orders", "repeat_order", "cancel_order", "request_refund", "change_delivery"}
    | {"apply_promo", "leave_feedback", "complain", "change_language", "request_human", "faq"}
)
# To be asked for first; where and when they are brought is remembered meanwhile.
CHOOSING = frozenset({"request_recommendation", "build_bouquet"})
SURE = 0.6
MOST = 3
LONGEST = 300
_JOINT = re.compile(
    r"\s*(?:[.!?;]+|,)?\s+(?:а\s+)?(?:и|потом|затем|ещ[её]|также|заодно|and|then|also|plus)\s+(?:ещ[её]\s+|потом\s+|также\s+|then\s+|also\s+)?"
    r"|\s*[.!?;]+\s+|,\s+",
    re.IGNORECASE,
)


def cuts(text: str) -> list[tuple[str, str]]:
    """Every way to cut the text in two at a joint, from left to right."""
    found = []
    for joint in _JOINT.finditer(text):
        first, rest = text[: joint.start()].strip(), text[joint.end() :].strip()
        # A question mark is part of its question.
        if "?" in joint.group():
            first += "?"
        if len(first) > 2 and len(rest) > 2:
            found.append((first, rest))
    return found


def key(parsed: dict[str, Any]) -> str:
    """The intent, or for a retrieval intent the full one: two different questions are two wishes."""
    intent = parsed.get("intent") or {}
    return str(intent.get("full_retrieval_intent_name") or intent.get("name"))


def is_request(parsed: dict[str, Any]) -> bool:
    intent = parsed.get("intent") or {}
    return intent.get("name") in REQUESTS and float(intent.get("confidence") or 0.0) >= SURE


def are_two(here: dict[str, Any], there: dict[str, Any]) -> bool:
    """Whether they are wishes that can be served one after the other.

    «Букет маме, доставка завтра на Ленина 5» is one: there is nothing to check out before the bouquet is chosen.
    """
    if key(here) in CHOOSING and key(there) == "checkout":
        return False
    return is_request(here) and is_request(there) and key(here) != key(there)


async def apart(agent: Any, message: UserMessage) -> list[UserMessage]:
    """The message as one message per wish; itself alone when it is one wish, an answer or a button."""
    text = message.text or ""
    if message.parse_data or len(text) > LONGEST or not cuts(text):
        return [message]
    tracker = await agent.tracker_store.retrieve(message.sender_id)
    if tracker is not None and tracker.get_slot(REQUESTED_SLOT) is not None:
        return [message]
    wishes: list[tuple[str, dict[str, Any]]] = []
    rest = text
    while rest and len(wishes) < MOST:
        for first, after in cuts(rest):
            here, there = await _parsed(agent, message, first), await _parsed(agent, message, after)
            if are_two(here, there):
                wishes.append((first, here))
                rest = after
                break
        else:
            break
    if not wishes:
        return [message]
    wishes.append((rest, await _parsed(agent, message, rest)))
    return [_part(message, number, *wish) for number, wish in enumerate(wishes)]


async def _parsed(agent: Any, message: UserMessage, text: str) -> dict[str, Any]:
    part = UserMessage(text=text, sender_id=message.sender_id, metadata=message.metadata)
    parsed: dict[str, Any] = await agent.processor.parse_message(part)
    return parsed


def _part(message: UserMessage, number: int, text: str, parsed: dict[str, Any]) -> UserMessage:
    """The first part keeps the message's id, the others stand behind it: ``123``, ``123.1``."""
    return UserMessage(
        text=text,
        output_channel=message.output_channel,
        sender_id=message.sender_id,
        parse_data=parsed,
        input_channel=message.input_channel,
        message_id=f"{message.message_id}.{number}" if number else message.message_id,
        metadata=message.metadata,
    )
