"""Where a conversation may be cut so that what is left replays into the same state.

A cut is only made right before a user's message, and only where prefix and tail, replayed, give the same
slots, form, pause and latest action as the whole did. Where they do not (something was undone across the cut,
say), the conversation stays as it is and the next turn tries again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    ConversationPaused,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

# Longer than any rule, story or form turn that the policies look back on.
KEEP = 60
# A tail is cut back when it is twice as long, so that the work is shared by many turns.
CUT_AT = 2 * KEEP


@dataclass(frozen=True)
class Tail:
    """The short form of a conversation: what to say of the past, what to keep, and the tracker of both."""

    prefix: list[Event]
    events: list[Event]
    tracker: DialogueStateTracker


def shorten(tracker: DialogueStateTracker, prefix: int, domain: Domain) -> Tail | None:
    """A shorter equivalent of the tracker, or None when it is short enough or cannot be cut yet.

    `prefix` is how many of the tracker's first events are a former prefix.
    """
    evts = list(tracker.events)
    if len(evts) - prefix <= CUT_AT:
        return None
    for cut in reversed(range(prefix + 1, len(evts) - KEEP + 1)):
        if not may_cut_before(evts, cut):
            continue
        tail = cut_at(tracker, evts, cut, domain)
        return tail if is_same_state(tail.tracker, tracker) else None
    return None


def may_cut_before(evts: list[Event], index: int) -> bool:
    """Only between two turns: a listen before, a user's message after."""
    before = evts[index - 1]
    return (
        isinstance(evts[index], UserUttered)
        and isinstance(before, ActionExecuted)
        and before.action_name == ACTION_LISTEN_NAME
    )


def cut_at(tracker: DialogueStateTracker, evts: list[Event], cut: int, domain: Domain) -> Tail:
    past = DialogueStateTracker.from_events(tracker.sender_id, evts[:cut], domain.slots)
    prefix = [] if is_forgotten(evts[cut:]) else told(past, evts[cut - 1].timestamp)
    kept = evts[cut:]
    shorter = DialogueStateTracker.from_events(tracker.sender_id, [*prefix, *kept], domain.slots)
    shorter.model_id, shorter.assistant_id = tracker.model_id, tracker.assistant_id
    return Tail(prefix, kept, shorter)


def is_forgotten(evts: list[Event]) -> bool:
    """Whether what went before no longer counts, because a session or a restart begins within."""
    return any(isinstance(event, (SessionStarted, Restarted)) for event in evts)


def told(past: DialogueStateTracker, timestamp: float) -> list[Event]:
    """A few events that put a fresh tracker into the state of `past`."""
    prefix: list[Event] = []
    for slot in past.slots.values():
        if slot.value != slot.initial_value:
            prefix.append(SlotSet(slot.name, slot.value))
    if past.active_loop_name:
        # As a form's first turn leaves it: without its own action the next one would count as the first.
        prefix.insert(0, ActionExecuted(past.active_loop_name))
        prefix.insert(1, ActiveLoop(past.active_loop_name))
    if past.is_paused():
        prefix.append(ConversationPaused())
    prefix.append(ActionExecuted(ACTION_LISTEN_NAME))
    if past.followup_action and past.followup_action != ACTION_LISTEN_NAME:
        prefix.append(FollowupAction(past.followup_action))
    for event in prefix:
        event.timestamp = timestamp
    return prefix


def is_same_state(one: DialogueStateTracker, other: DialogueStateTracker) -> bool:
    return state_of(one) == state_of(other)


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that a tracker knows beside its events, as the policies and actions see it."""
    loop = tracker.active_loop
    return {
        "slots": tracker.current_slot_values(),
        "loop": (loop.name, loop.is_interrupted, loop.rejected) if loop else None,
        "paused": tracker.is_paused(),
        "followup": tracker.followup_action,
        "latest_action": tracker.latest_action,
        "latest_message": tracker.latest_message,
    }
