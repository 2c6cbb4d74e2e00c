"""What an action needs to know, instead of everything.

Rasa posts the whole conversation and the whole domain to the action server at every call: 85 to 850 kB. Here
an action gets all slots, the newest message whole, the last twenty or so events (and those further back that
set slots since the open form last ran, which its validation walks), and of the domain the forms and slots
with just what rasa-sdk's ValidationAction reads. That is below 12 kB however long the conversation. Rasa's
hook for trimming (`prefix_stripping_for_custom_actions`) runs after the large body is built, so the building
is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from rasa_addons.version import require_rasa

EVENTS = 20
MOST_EVENTS = 60
GUESSES = 4
TEXT_KEPT = 100  # of what was said earlier; the newest message is sent whole
LEAN_METADATA = ("update_id", "kind", "sent_at")
LATEST_PARTS = (
    "text",
    "intent",
    "entities",
    "message_id",
    "metadata",
    "intent_ranking",
    "response_selector",
    "refused",
)

_domains: dict[int, dict[str, Any]] = {}


def install() -> None:
    require_rasa(__name__)
    RemoteAction._action_call_format = action_call_format


def action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """The body of one call: same shape as Rasa's, less of it."""
    state = tracker.current_state(EventVerbosity.NONE)
    state["slots"].pop(SESSION_START_METADATA_SLOT, None)
    state["events"] = [brief(event) for event in recent(tracker)]
    state["latest_message"] = latest(state["latest_message"], tracker)
    if state["active_loop"]:
        state["active_loop"] = {**state["active_loop"], "trigger_message": None}
    return {
        "next_action": self.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa.__version__,
        "domain": brief_domain(domain),
    }


def recent(tracker: DialogueStateTracker) -> list[Event]:
    """The last events, reaching back to the action before last: slots set since then are still to be
    validated."""
    evts = list(tracker.events)
    start = max(0, len(evts) - EVENTS)
    while start > max(0, len(evts) - MOST_EVENTS) and not isinstance(
        evts[start], (ActionExecuted, UserUttered)
    ):
        start -= 1
    return [event for event in evts[start:] if getattr(event, "key", None) != SESSION_START_METADATA_SLOT]


def brief(event: Event) -> dict[str, Any]:
    """An event without what the newest message says anyway and without finished letters."""
    data = event.as_dict()
    data.pop("metadata", None)
    if isinstance(event, UserUttered):
        metadata = event.metadata or {}
        data["metadata"] = {name: metadata[name] for name in LEAN_METADATA if name in metadata}
        data["text"] = (data["text"] or "")[:TEXT_KEPT]
        parsed = data.pop("parse_data", {})
        data["parse_data"] = {"intent": parsed.get("intent"), "entities": parsed.get("entities", [])}
    elif isinstance(event, BotUttered):
        data.update(text=(data["text"] or "")[:TEXT_KEPT], data={})
        data["metadata"] = {"utter_action": (event.metadata or {}).get("utter_action")}
    return data


def latest(message: dict[str, Any] | None, tracker: DialogueStateTracker) -> dict[str, Any]:
    """The newest message whole, but for the far end of the guesses and what only the parser needed."""
    kept = {name: message[name] for name in LATEST_PARTS if message and name in message}
    if "intent_ranking" in kept:
        kept["intent_ranking"] = kept["intent_ranking"][:GUESSES]
    if "response_selector" in kept:
        kept["response_selector"] = answers(kept["response_selector"])
    if "entities" in kept:
        kept["entities"] = list(kept["entities"])
    if tracker.latest_message:
        kept["message_id"] = tracker.latest_message.message_id
        kept["metadata"] = tracker.latest_message.metadata or {}
    return kept


def answers(selector: dict[str, Any]) -> dict[str, Any]:
    """Per retrieval intent, which answer was chosen."""
    brief_selector: dict[str, Any] = {}
    for name, found in selector.items():
        if isinstance(found, dict) and isinstance(found.get("response"), dict):
            response = found["response"]
            brief_selector[name] = {
                "response": {
                    key: response[key]
                    for key in ("intent_response_key", "utter_action", "confidence")
                    if key in response
                }
            }
    return brief_selector


def brief_domain(domain: Domain) -> dict[str, Any]:
    """Forms and slots; never empty, or newer SDKs would answer from their cache. Kept per domain."""
    known = _domains.get(id(domain))
    if known is None:
        _domains.clear()
        known = _domains[id(domain)] = {
            "forms": {
                name: {"required_slots": list(form.get("required_slots", []))}
                for name, form in domain.forms.items()
            },
            "slots": {slot.name: {"mappings": form_mapping(slot.mappings)} for slot in domain.slots},
        }
    return known


def form_mapping(mappings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The SDK only asks whether a slot is mapped to a form; one condition says so."""
    for mapping in mappings:
        for condition in mapping.get("conditions", []):
            if condition.get("active_loop"):
                return [
                    {"type": mapping.get("type"), "conditions": [{"active_loop": condition["active_loop"]}]}
                ]
    return []
