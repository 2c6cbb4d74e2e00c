"""Story memories recalled without building a tracker for every beginning they might have.

AugmentedMemoizationPolicy drops the oldest action of the recent past, replays the rest into a new tracker,
writes down its states, packs them into a key, and so on until something is remembered or nothing is left:
half the cost of a turn. Most of the time no story ends in anything the person said lately, which can be told
from the stories' last steps; then nothing is tried. Otherwise the shorter pasts are replayed on one scratch
tracker.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass
from typing import Any

from rasa.core.constants import POLICY_MAX_HISTORY
from rasa.core.policies.memoization import (
    AugmentedMemoizationPolicy,
    MemoizationPolicy,
    _get_max_applied_events_for_max_history,
)
from rasa.core.policies.policy import SupportedData
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_addons.cures.history import LOOPS, History, Rules, apply, blank, kind_of
from rasa_addons.version import require_rasa

INTENT = re.compile(r"user: \{[^}]*?intent: ([^,}]+)")
ACTION = re.compile(r"prev_action: \{action_name: ([^,}]+)")


def install() -> None:
    require_rasa(__name__)
    MemoizationPolicy._recall_states = recall_states
    AugmentedMemoizationPolicy._recall_using_truncation = recall_using_truncation


@dataclass(frozen=True)
class Memories:
    """A policy's memory, unpacked: what was seen, as Rasa spells it, and what the last steps of it ask for."""

    lookup: dict[str, str]
    actions: dict[str, str]
    last_steps: frozenset[tuple[str | None, str | None]]
    """Action before and intent."""

    @classmethod
    def of(cls, lookup: dict[str, str], *, packed: bool) -> Memories:
        actions = {unpacked(key) if packed else key: action for key, action in lookup.items()}
        return cls(lookup, actions, frozenset(last_step(key) for key in actions))

    def may_recall(self, tracker: DialogueStateTracker, events: list[Event]) -> bool:
        """Whether any memory ends in a step that could be the last one of these events, however shortened.

        Right after a message the last step has that message's intent. After an action it may have, for a policy that
        is not shown what rules did, any earlier one; and so may its action.
        """
        happened = {event.action_name for event in events if isinstance(event, ActionExecuted)}
        last = next(
            (event for event in reversed(events) if isinstance(event, (UserUttered, ActionExecuted))), None
        )
        if isinstance(last, UserUttered) and tracker.latest_action_name == ACTION_LISTEN_NAME:
            said: set[str | None] = {last.intent_name}
        else:
            said = {event.intent_name for event in events if isinstance(event, UserUttered)}
        said.add(None)  # where a message is taken for its text
        return any(action in happened and intent in said for action, intent in self.last_steps)


def last_step(key: str) -> tuple[str | None, str | None]:
    state = key.rpartition("}, {")[2]
    action, intent = ACTION.search(state), INTENT.search(state)
    return action and action.group(1), intent and intent.group(1)


def unpacked(key: str) -> str:
    return zlib.decompress(base64.b64decode(key)).decode()


def memories_of(policy: MemoizationPolicy) -> Memories:
    known: Memories | None = policy.__dict__.get("_memories")
    if known is None or known.lookup is not policy.lookup or len(known.actions) != len(policy.lookup):
        packed = bool(policy.config["enable_feature_string_compression"])
        known = policy.__dict__["_memories"] = Memories.of(policy.lookup, packed=packed)
    return known


def recall_states(self: MemoizationPolicy, states: list[State]) -> str | None:
    """As Rasa's own, without packing the question as the memories are packed."""
    if not states:
        return None
    return memories_of(self).actions.get(json.dumps(states, sort_keys=True).replace('"', ""))


def recall_using_truncation(
    self: AugmentedMemoizationPolicy,
    old_states: list[State],
    tracker: DialogueStateTracker,
    domain: Domain,
    rule_only_data: dict[str, Any] | None,
) -> str | None:
    """As Rasa's own: the action of the longest past, of the last `max_history` actions, that is
    remembered.
    """
    events = tracker.applied_events()
    newest = _get_max_applied_events_for_max_history(tracker, self.config[POLICY_MAX_HISTORY])
    if newest:
        events = events[-newest:]
    if not memories_of(self).may_recall(tracker, events):
        return None
    shown_only = self.supported_data() == SupportedData.ML_DATA
    rules = Rules(domain, omit_unset=False, shown_only=shown_only, rule_only=rule_only_data)
    scratch = blank(tracker)
    for start, event in enumerate(events):
        if not isinstance(event, ActionExecuted):
            continue
        states = seen_states(self, events[start:], scratch, rules)
        if states != old_states:
            remembered = self._recall_states(states)
            if remembered is not None:
                return remembered
            old_states = states
    return None


def seen_states(
    policy: AugmentedMemoizationPolicy, events: list[Event], scratch: DialogueStateTracker, rules: Rules
) -> list[State]:
    """What the policy's featurizer would make of a tracker with just these events."""
    loops = {event.name for event in events if kind_of(event) == LOOPS and event.name}
    applied: list[Event] = []
    for event in events:
        apply(scratch, event, applied, loops)
    with History([], scratch, []).branch() as past:
        past.go_on(applied, rules)
        past.note(False, rules)
    states = [{part: features.copy() for part, features in state.items()} for state in past.states]
    featurizer = policy.featurizer
    if rules.shown_only:
        states = featurizer._remove_action_unlikely_intent_from_states(states)
    sliced = [featurizer.slice_state_history(states, featurizer.max_history)]
    featurizer._choose_last_user_input(sliced, False)
    return sliced[0]
