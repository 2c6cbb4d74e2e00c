"""After a fallback of our own the assistant listens.

Rasa's `action_default_fallback` takes the message back, with the slots it filled, and is thereby again where it
listened. One of our own that takes nothing back would be predicted again and again, up to the limit of ten, and leave
a conversation that listens to nobody. Where no rule says what follows it, listening does. (Rasa's own is not met
here: after it has taken the message back, it is no longer the latest action.)
"""

from __future__ import annotations

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_addons.version import require_rasa

Found = tuple[str | None, str | None, bool]
_find = RulePolicy._find_action_from_rules


def install() -> None:
    require_rasa(__name__)
    global _find
    if RulePolicy._find_action_from_rules is not find_action_from_rules:
        _find = RulePolicy._find_action_from_rules
    RulePolicy._find_action_from_rules = find_action_from_rules


def find_action_from_rules(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> Found:
    found: Found = _find(self, tracker, domain, use_text_for_last_user_input)
    action, rule, returning = found
    if (
        action is None
        and not use_text_for_last_user_input
        and tracker.latest_action_name == self._fallback_action_name
    ):
        return ACTION_LISTEN_NAME, rule, returning
    return found
