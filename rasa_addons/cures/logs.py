"""Nothing is copied for log lines that nobody will see.

Rasa deep-copies states, events and messages into arguments of debug lines, and does so whether debug is on or
not. In the modules of a turn `copy.deepcopy` is used for that alone; here it gives the thing itself unless
debug is on.
"""

from __future__ import annotations

import copy
import logging
from types import SimpleNamespace
from typing import Any

import rasa.core.actions.forms
import rasa.core.policies.memoization
import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.policies.policy import Policy
from rasa.shared.core.domain import State

from rasa_addons.version import require_rasa

MODULES = (
    rasa.core.processor,
    rasa.core.policies.rule_policy,
    rasa.core.policies.memoization,
    rasa.core.actions.forms,
)
_format = Policy.format_tracker_states
_logger = logging.getLogger("rasa")


def install() -> None:
    require_rasa(__name__)
    for module in MODULES:
        module.copy = SimpleNamespace(deepcopy=copied_for_log, copy=copy.copy)
    Policy.format_tracker_states = staticmethod(formatted_for_log)


def formatted_for_log(states: list[State]) -> str:
    return _format(states) if _logger.isEnabledFor(logging.DEBUG) else ""


def copied_for_log(value: Any) -> Any:
    return copy.deepcopy(value) if _logger.isEnabledFor(logging.DEBUG) else value
