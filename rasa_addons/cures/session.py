"""A new session carries on what the last one knew.

Rasa's own `action_session_start` repeats *every* SlotSet of the old session, so a returning customer drags a
growing history along; and it forgets that a form was open. Here only the last value of each slot is carried
over, and the name of an open form goes into the slot `interrupted_form` (if the domain has it), so that the
dialogue can offer to go on. The form's own slots are carried like all others; `requested_slot` is not, since
no form is open any more.
"""

from __future__ import annotations

from rasa.core.actions.action import ActionSessionStart
from rasa.shared.core.constants import REQUESTED_SLOT, SESSION_START_METADATA_SLOT
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_addons.version import require_rasa

INTERRUPTED_FORM = "interrupted_form"
NOT_CARRIED = frozenset({REQUESTED_SLOT, SESSION_START_METADATA_SLOT})


def install() -> None:
    require_rasa(__name__)
    ActionSessionStart._slot_set_events_from_tracker = staticmethod(carried_over)


def carried_over(tracker: DialogueStateTracker) -> list[SlotSet]:
    """The values in force, one event each, in the domain's order; then the form that was left open."""
    carried = [
        SlotSet(name, slot.value)
        for name, slot in tracker.slots.items()
        if name not in NOT_CARRIED and slot.value != slot.initial_value
    ]
    if tracker.active_loop_name and INTERRUPTED_FORM in tracker.slots:
        carried = [event for event in carried if event.key != INTERRUPTED_FORM]
        carried.append(SlotSet(INTERRUPTED_FORM, tracker.active_loop_name))
    return carried
