"""What the action server answers: checked in a fraction of the time, said without its raw material.

Rasa validates every reply with `jsonschema.validate`, which first checks the 23-branch schema itself, 50 ms a
call. Here the validators are built once, and an event is held against the branches of its own name only. A
reply that does not pass goes to Rasa's own check, so that what is refused, and how it is worded, stays the
same.

What an action passes to a response (Letter parts, Fluent arguments) has done its work once the response is
written; Rasa would keep it in the history beside the finished message. And an action that broke leaves its
name with the output channel, so that the customer is told instead of met with silence.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction, create_bot_utterance
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.schemas.events import EVENT_SCHEMA

from rasa_addons.version import require_rasa

# What Rasa itself reads out of an utterance that names no response.
UTTERANCE_PARTS = frozenset({"text", "buttons", "elements", "quick_replies", "attachment", "image", "custom"})

_check_slowly = RemoteAction._validate_action_result
_utter = RemoteAction._utter_responses
_run = RemoteAction.run
_validators: dict[str, Any] = {}


def install() -> None:
    require_rasa(__name__)
    _validators.update(validators())
    RemoteAction._validate_action_result = validate_action_result
    RemoteAction._utter_responses = staticmethod(utter_responses)
    RemoteAction.run = run


def validators() -> dict[str, Any]:
    """Event name → validator of what Rasa asks of every event and of this one."""
    every = {key: value for key, value in EVENT_SCHEMA.items() if key != "oneOf"}
    kind = validator_for(EVENT_SCHEMA, default=Draft7Validator)
    return {
        branch["properties"]["event"]["const"]: kind({**every, "allOf": [branch]})
        for branch in EVENT_SCHEMA["oneOf"]
    }


def validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """True, or jsonschema's ValidationError as Rasa would raise it."""
    if is_plainly_valid(result):
        return True
    valid: bool = _check_slowly(self, result)
    return valid


def is_plainly_valid(result: Any) -> bool:
    if not isinstance(result, dict):
        return False
    responses, events = result.get("responses", []), result.get("events", [])
    return (
        isinstance(responses, list)
        and all(isinstance(item, dict) for item in responses)
        and isinstance(events, list)
        and all(isinstance(event, dict) and is_valid_event(event) for event in events)
    )


def is_valid_event(event: dict[str, Any]) -> bool:
    name = event.get("event")
    validator = _validators.get(name) if isinstance(name, str) else None
    return validator is not None and validator.is_valid(event)


async def utter_responses(
    responses: list[dict[str, Any]],
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
) -> list[BotUttered]:
    """As Rasa's own, except that a named response is kept as it was written, without the arguments."""
    said: list[BotUttered] = []
    for response in responses:
        name = response.get("response")
        if not name:
            said.extend(await _utter([response], output_channel, nlg, tracker))
            continue
        arguments = {key: value for key, value in response.items() if key != "response"}
        draft = await nlg.generate(name, tracker, output_channel.name(), **arguments)
        if not draft:
            continue
        draft["utter_action"] = name
        for part in UTTERANCE_PARTS & response.keys():
            # Buttons are added to the response's own, all else stands in their place.
            if part == "buttons" and response[part]:
                draft["buttons"] = [*draft.get("buttons", []), *response[part]]
            elif response[part]:
                draft[part] = response[part]
        said.append(create_bot_utterance(draft))
    return said


async def run(
    self: RemoteAction,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """As Rasa's own; names itself to the channel when it breaks (a rejection is an answer, not a fault)."""
    try:
        events: list[Event] = await _run(self, output_channel, nlg, tracker, domain)
    except ActionExecutionRejection:
        raise
    except Exception:
        failures = getattr(output_channel, "failures", None)
        if failures is not None:
            failures.append(self.name())
        raise
    return events
