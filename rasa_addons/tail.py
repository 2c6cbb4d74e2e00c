"""Where a conversation may be cut so that what is left replays into the same state.

A cut is only made right before a user's message, and only where prefix and tail, replayed, give the same
slots, form, pause and latest action as the whole did, and the same last turns in the eyes of the story
policies (which do not see turns that rules alone decided, and so look back much further than they are long).
Where they do not (something was undone across the cut, say), the conversation stays as it is and the next
turn tries again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
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
# Turns that stories see; no story policy of ours looks back on more (config.yml, `max_history`).
STORY_TURNS = 10
# A tail is cut back when it is twice as long, so that the work is shared by many turns.
CUT_AT = 2 * KEEP
# However hard to retell, no tail is longer: past this only the state must be the same.
AT_MOST = 5 * KEEP


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
        if may_cut_before(evts, cut):
            tail = cut_at(tracker, evts, cut, domain)
            return tail if may_stand_for(tail.tracker, tracker, domain) else None
    return None


def may_stand_for(shorter: DialogueStateTracker, whole: DialogueStateTracker, domain: Domain) -> bool:
    if state_of(shorter) != state_of(whole):
        return False
    return len(whole.events) > AT_MOST or story_turns(shorter, domain) == story_turns(whole, domain)


def story_turns(tracker: DialogueStateTracker, domain: Domain) -> list[State]:
    """The last states that story policies are shown."""
    return domain.states_for_tracker_history(tracker, ignore_rule_only_turns=True)[-STORY_TURNS:]


def may_cut_before(evts: list[Event], index: int) -> bool:
    """Only between two turns: a listen before, a user's message after."""
    before = evts[index - 1]
    return (
        isinstance(evts[index], UserUttered)
        and isinstance(before, ActionExecuted)
        and before.action_name == ACTION_LISTEN_NAME
    )


def cut_at(tracker: DialogueStateTracker, evts: list[Event], cut: int, domain: Domain) -> Tail:
    kept = evts[cut:]
    past = DialogueStateTracker.from_events(tracker.sender_id, evts[:cut], domain.slots)
    prefix = [] if is_forgotten(kept) else retold(past, evts[cut - 1])
    shorter = DialogueStateTracker.from_events(tracker.sender_id, [*prefix, *kept], domain.slots)
    shorter.model_id, shorter.assistant_id = tracker.model_id, tracker.assistant_id
    return Tail(prefix, kept, shorter)


def is_forgotten(evts: list[Event]) -> bool:
    """Whether what went before no longer counts, because a session or a restart begins within."""
    return any(isinstance(event, (SessionStarted, Restarted)) for event in evts)


def retold(past: DialogueStateTracker, listen: Event) -> list[Event]:
    """The few events that put a fresh tracker into the state of `past`, ending with its last listen."""
    retelling = Retelling(past.init_copy())
    replayed = past.init_copy()
    applied = past.applied_events()
    shown = shown_actions(past, applied)
    told_from = shown[-STORY_TURNS:]
    for index, event in enumerate(applied):
        if index in told_from:
            retelling.catch_up(replayed)
            retelling.tell(ActionExecuted(event.action_name, hide_rule_turn=event.hide_rule_turn))
        event.apply_to(replayed)
    retelling.catch_up(replayed)
    retelling.close(past, listen, is_told=bool(shown) and applied[shown[-1]] is listen)
    for event in retelling.events:
        event.timestamp = listen.timestamp
    return retelling.events


def shown_actions(past: DialogueStateTracker, applied: list[Event]) -> list[int]:
    """Where the actions stand that story policies see, as Rasa's `states_for_tracker_history` decides it."""
    tracker, hidden, shown = past.init_copy(), False, []
    for index, event in enumerate(applied):
        if isinstance(event, ActionExecuted):
            if not tracker.followup_action and tracker.latest_action_name != tracker.active_loop_name:
                hidden = event.hide_rule_turn
            if not hidden:
                shown.append(index)
        event.apply_to(tracker)
    return shown


class Retelling:
    """Events being written for a tracker that follows along."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self.events: list[Event] = []
        self._tracker = tracker
        self._heard: UserUttered | None = tracker.latest_message
        self._ran: set[str] = set()

    def tell(self, event: Event) -> None:
        if isinstance(event, ActionExecuted) and event.action_name:
            self._ran.add(event.action_name)
        self.events.append(event)
        event.apply_to(self._tracker)

    def catch_up(self, with_: DialogueStateTracker) -> None:
        """Says what the other tracker knows by now: its newest message, slots and open form."""
        message = with_.latest_message
        if message is not None and message is not self._heard and not message.is_empty():
            self._heard = message
            self.tell(brief(message))
            if message.use_text_for_featurization is not None:
                self.tell(DefinePrevUserUtteredFeaturization(message.use_text_for_featurization))
        for name, slot in with_.slots.items():
            if slot.value != self._tracker.slots[name].value:
                self.tell(SlotSet(name, slot.value))
        if with_.active_loop_name != self._tracker.active_loop_name:
            self.tell(ActiveLoop(with_.active_loop_name))

    def close(self, past: DialogueStateTracker, listen: Event, *, is_told: bool) -> None:
        """Ends as the past ended."""
        form = past.active_loop_name
        if form and form not in self._ran:
            # Without its own action before it, the form's next turn would count as its first.
            self.tell(ActionExecuted(form, hide_rule_turn=True))
            self.tell(ActiveLoop(form))
        if past.is_paused():
            self.tell(ConversationPaused())
        if not is_told or form:
            self.tell(ActionExecuted(ACTION_LISTEN_NAME, hide_rule_turn=listen.hide_rule_turn))
        if past.followup_action and past.followup_action != ACTION_LISTEN_NAME:
            self.tell(FollowupAction(past.followup_action))


def brief(message: UserUttered) -> UserUttered:
    """The message as policies see it."""
    parsed = {"text": message.text, "intent": message.intent, "entities": list(message.entities)}
    return UserUttered(
        message.text, message.intent, list(message.entities), parsed, input_channel=message.input_channel
    )


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
