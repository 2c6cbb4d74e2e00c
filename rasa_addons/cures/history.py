"""The conversation's states, computed once and carried on.

At every prediction each policy has Rasa replay the whole conversation and write down a state for each past
action, several times a turn. All but the states of the running turn were known before. Here a tracker keeps
them: what lies before the newest message is computed once and continued from turn to turn, only the running
turn is done anew (it has to be: Rasa amends the newest message after the first prediction).

`applied_events` (which events still count after undoing) and `copy` are the same works of replaying; they are
carried on and copied instead.
"""

from __future__ import annotations

import contextlib
import copy
import dataclasses
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from rasa.core.actions.forms import FormAction
from rasa.shared.core.constants import PREVIOUS_ACTION, REQUESTED_SLOT
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_addons.version import require_rasa

FORGETS, UNDOES, REWINDS, ACTS, LOOPS, HAPPENS = range(6)
_kinds: dict[type[Event], int] = {}
_temporary_anew = FormAction._temporary_tracker


def install() -> None:
    require_rasa(__name__)
    DialogueStateTracker.applied_events = applied_events
    DialogueStateTracker.copy = copied
    Slot.__copy__ = copied_slot
    FormAction._temporary_tracker = temporary_tracker
    Domain.states_for_tracker_history = states_for_tracker_history


def kind_of(event: Event) -> int:
    """What an event does to the ones before it; `isinstance` over abstract classes is slow, so it is asked
    once.
    """
    kind = _kinds.get(type(event))
    if kind is None:
        kind = _kinds[type(event)] = next(
            (
                kind
                for classes, kind in (
                    ((Restarted, SessionStarted), FORGETS),
                    (ActionReverted, UNDOES),
                    (UserUtteranceReverted, REWINDS),
                    (ActionExecuted, ACTS),
                    (ActiveLoop, LOOPS),
                )
                if isinstance(event, classes)
            ),
            HAPPENS,
        )
    return kind


@dataclasses.dataclass
class Applied:
    """The events that count, as far as they were worked out."""

    source: deque[Event]
    done: int
    last: Event
    loops: set[str]
    events: list[Event]


def applied_events(self: DialogueStateTracker) -> list[Event]:
    """As Rasa's own; goes on from where the last call stopped."""
    if not self.events:
        return []
    kept: Applied | None = self.__dict__.get("_applied")
    if kept is not None and not still_true(kept, self):
        kept = None
    fresh = list(self.events)[kept.done :] if kept else list(self.events)
    new_loops = {event.name for event in fresh if kind_of(event) == LOOPS and event.name}
    if kept is not None and not new_loops <= kept.loops:
        # An action is a form's own only if that form is ever opened: a new one may change how the past reads.
        kept, fresh = None, list(self.events)
        new_loops = {event.name for event in fresh if kind_of(event) == LOOPS and event.name}
    loops = new_loops if kept is None else kept.loops
    applied = [] if kept is None else kept.events
    for event in fresh:
        apply(self, event, applied, loops)
    self.__dict__["_applied"] = Applied(self.events, len(self.events), self.events[-1], loops, applied)
    return list(applied)


def still_true(kept: Applied, tracker: DialogueStateTracker) -> bool:
    """Whether the tracker holds the same events, and perhaps more."""
    return (
        kept.source is tracker.events
        and kept.done <= len(tracker.events)
        and tracker.events.maxlen is None
        and tracker.events[kept.done - 1] is kept.last
    )


def apply(tracker: DialogueStateTracker, event: Event, applied: list[Event], loops: set[str]) -> None:
    """One step of Rasa's `applied_events`."""
    kind = kind_of(event)
    if kind == FORGETS:
        applied.clear()
    elif kind == UNDOES:
        tracker._undo_till_previous(ActionExecuted, applied)
    elif kind == REWINDS:
        tracker._undo_till_previous(UserUttered, applied)
        tracker._undo_till_previous(ActionExecuted, applied)
    elif (
        kind == ACTS
        and event.action_name in loops
        and not tracker._first_loop_execution_or_unhappy_path(event.action_name, applied)
    ):
        tracker._undo_till_previous_loop_execution(event.action_name, applied)
    else:
        applied.append(event)


def copied(self: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker with the same events and state that can be changed by itself.

    Rasa builds it by replaying. As there, the copy adds no model id of its own to events.
    """
    twin = copy.copy(self)
    for cache in ("_applied", "_histories"):
        twin.__dict__.pop(cache, None)
    twin.events = deque(self.events, self.events.maxlen)
    twin.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
    twin.active_loop = copy.copy(self.active_loop)
    twin.latest_action = dict(self.latest_action) if self.latest_action is not None else None
    twin.model_id = twin.assistant_id = None
    return twin


def temporary_tracker(
    self: FormAction, current_tracker: DialogueStateTracker, additional_events: list[Event], domain: Domain
) -> DialogueStateTracker:
    """As Rasa's own, which a form makes several times a turn, without replaying what went before."""
    if current_tracker.idx_after_latest_restart():
        return _temporary_anew(self, current_tracker, additional_events, domain)
    twin = copied(current_tracker)
    requested = SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current_tracker))
    for event in (requested, ActionExecuted(self.name()), *additional_events):
        twin.update(event)
    return twin


def copied_slot(self: Slot) -> Slot:
    """What `copy.copy` gives, without its detour over pickling; a tracker has dozens and is copied all the
    time.
    """
    twin = object.__new__(type(self))
    twin.__dict__.update(self.__dict__)
    return twin


@dataclasses.dataclass
class History:
    """States of a conversation up to, and without, its newest message; and the tracker as it was there."""

    applied: list[Event]
    tracker: DialogueStateTracker
    states: list[State]
    hidden: bool = False
    last_shown_action: Any = None

    def go_on(self, events: Iterable[Event], rules: Rules) -> None:
        """Adds the state before each action among the events."""
        for event in events:
            if kind_of(event) == ACTS:
                self.note(event.hide_rule_turn, rules)
            event.apply_to(self.tracker)

    def note(self, hide: bool, rules: Rules) -> None:
        """One step of Rasa's `states_for_tracker_history`."""
        domain, tracker = rules.domain, self.tracker
        if rules.shown_only:
            if not self.hidden:
                self.last_shown_action = domain._get_prev_action_sub_state(tracker)
            if not tracker.followup_action and tracker.latest_action_name != tracker.active_loop_name:
                self.hidden = hide
            if self.hidden:
                return
        state = domain.get_active_state(tracker, omit_unset_slots=rules.omit_unset)
        if rules.shown_only:
            domain._remove_rule_only_features(state, rules.rule_only)
            if self.states:
                domain._substitute_rule_only_user_input(state, self.states[-1])
            if self.last_shown_action:
                state[PREVIOUS_ACTION] = self.last_shown_action
        self.states.append(domain._clean_state(state))

    @contextlib.contextmanager
    def branch(self) -> Iterator[History]:
        """The same again, to be carried further; afterwards the tracker they share is as it was."""
        tracker = self.tracker
        state = {name: value for name, value in vars(tracker).items() if name != "active_loop"}
        loop = copy.copy(tracker.active_loop)
        slots = [(slot, dict(vars(slot))) for slot in tracker.slots.values()]
        yield dataclasses.replace(self, states=list(self.states))
        vars(tracker).update(state, active_loop=loop)
        for slot, values in slots:
            vars(slot).update(values)


@dataclasses.dataclass(frozen=True)
class Rules:
    """How states are to be written down: the arguments of `states_for_tracker_history`."""

    domain: Domain
    omit_unset: bool
    shown_only: bool
    rule_only: dict[str, Any] | None

    def is_kept_as(self, other: Rules) -> bool:
        """Whether states written down by the other rules can be gone on with."""
        if self.domain is not other.domain:
            return False
        # RulePolicy hands over a new dictionary each time, and it is not looked at.
        return not self.shown_only or self.rule_only is other.rule_only or self.rule_only == other.rule_only


def states_for_tracker_history(
    self: Domain,
    tracker: DialogueStateTracker,
    omit_unset_slots: bool = False,
    ignore_rule_only_turns: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[State]:
    """As Rasa's own; the states are the caller's to change."""
    rules = Rules(self, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
    applied = tracker.applied_events()
    turn = start_of_turn(applied)
    histories: dict[tuple[bool, bool], tuple[Rules, History]] = tracker.__dict__.setdefault("_histories", {})
    kept_rules, past = histories.get((omit_unset_slots, ignore_rule_only_turns), (None, None))
    if kept_rules is None or not rules.is_kept_as(kept_rules) or not continues(past.applied, applied, turn):
        past = History([], blank(tracker), [])
    past.go_on(applied[len(past.applied) : turn], rules)
    past.applied = applied[:turn]
    histories[omit_unset_slots, ignore_rule_only_turns] = (rules, past)
    with past.branch() as now:
        now.go_on(applied[turn:], rules)
        now.note(False, rules)
    return [{part: features.copy() for part, features in state.items()} for state in now.states]


def start_of_turn(applied: list[Event]) -> int:
    """Where the newest message stands, or 0 before the first."""
    for index in range(len(applied) - 1, -1, -1):
        if isinstance(applied[index], UserUttered):
            return index
    return 0


def continues(old: list[Event], new: list[Event], turn: int) -> bool:
    """Whether the older events still stand at the beginning; undoing may have taken some away."""
    return len(old) <= turn and all(one is other for one, other in zip(old, new, strict=False))


def blank(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker in its initial state with the same slots, and without events: they are applied, not kept."""
    return tracker.init_copy()
