"""Rules found by their last step instead of tried one by one.

RulePolicy holds every rule against every past state, and does so twice after each message: once as if the
rule might be meant for the message's exact text. Here the rules are sorted once by the action and the intent
that their last step asks for, and only those few are held against the conversation. The pass over texts is
left out where no rule can match in it, because each that could be the last step asks for an intent.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

from rasa_addons.version import require_rasa

_find = RulePolicy._find_action_from_rules
_installed: list[bool] = []
"""`cures.fallback` stands in front of ours; putting ours in place again would take it away."""


def install() -> None:
    require_rasa(__name__)
    RulePolicy._get_possible_keys = get_possible_keys
    if not _installed:
        _installed.append(True)
        RulePolicy._find_action_from_rules = find_action_from_rules


@dataclass
class Index:
    """Rules by (action before, intent) of their last step; `None` where the step does not say."""

    lookup: dict[str, str]
    size: int
    by_step: dict[tuple[Any, Any], list[str]] = field(default_factory=lambda: defaultdict(list))
    steps: dict[str, list[State]] = field(default_factory=dict)
    """Rule → its states, newest first."""

    def candidates(self, state: State) -> list[str]:
        action, intent = step_of(state)
        found = list(self.by_step.get((action, None), ()))
        if intent is not None:
            found += self.by_step.get((action, intent), ())
        return found


def step_of(state: State) -> tuple[Any, Any]:
    """What a step says of the action before it and of the intent."""
    intent = state.get(USER, {}).get(INTENT)
    action = state.get(PREVIOUS_ACTION, {})
    return action.get(ACTION_NAME), None if intent == SHOULD_NOT_BE_SET else intent


def index_of(policy: RulePolicy, lookup: dict[str, str]) -> Index:
    """The table's index, made at first use; a table that changed (in training) gets a new one."""
    kept: dict[int, Index] = policy.__dict__.setdefault("_indexes", {})
    index = kept.get(id(lookup))
    if index is None or index.lookup is not lookup or index.size != len(lookup):
        index = kept[id(lookup)] = Index(lookup, len(lookup))
        for key in lookup:
            states = list(reversed(json.loads(key)))
            index.steps[key] = states
            index.by_step[step_of(states[0]) if states else (None, None)].append(key)
    return index


def get_possible_keys(self: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
    """The rules that the conversation fits, as Rasa's own finds them."""
    if not states:
        return set(lookup)
    index = index_of(self, lookup)
    newest_first = states[::-1]
    return {key for key in index.candidates(newest_first[0]) if fits(index.steps[key], newest_first)}


def fits(rule: list[State], conversation: list[State]) -> bool:
    """Rasa's `_is_rule_applicable` for every step; both newest first."""
    for asked, happened in zip(rule, conversation, strict=False):
        asked_action, action = asked.get(PREVIOUS_ACTION), happened.get(PREVIOUS_ACTION)
        if not asked_action and not action:
            # Both begin here.
            continue
        if not asked_action or not action or not RulePolicy._does_rule_match_state(asked, happened):
            return False
    return True


def find_action_from_rules(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[str | None, str | None, bool]:
    """As Rasa's own, without the pass over texts where it cannot find anything."""
    if use_text_for_last_user_input and not may_match_text(self):
        return None, None, False
    found: tuple[str | None, str | None, bool] = _find(self, tracker, domain, use_text_for_last_user_input)
    return found


def may_match_text(policy: RulePolicy) -> bool:
    """Whether any rule could follow a message of which only the text is known."""
    known = policy.__dict__.get("_may_match_text")
    tables = (policy.lookup.get(RULES, {}), policy.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH, {}))
    sizes = tuple(len(table) for table in tables)
    if known is None or known[0] != sizes:
        answer = any(needs_no_intent(key) for table in tables for key in table)
        known = policy.__dict__["_may_match_text"] = (sizes, answer)
    return bool(known[1])


def needs_no_intent(rule_key: str) -> bool:
    states = json.loads(rule_key)
    if not states:
        return True
    action, intent = step_of(states[-1])
    return action in (None, ACTION_LISTEN_NAME) and intent is None
