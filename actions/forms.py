"""How every form listens: answers and corrections in any order, back, change, questions in between, misses.

Rasa's ``FormAction`` keeps the loop; one ``validate_<form>`` call is one turn of it: it reads the message, sets slots, and asks
the next question itself (``requested_slot`` tells Rasa which one). Returning no slot makes Rasa reject the form for this turn, so
that a rule answers the interruption and the form comes back to ask on.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from rasa_sdk.events import SlotSet

from actions.fields import (
    ANSWERS,
    LEAVING,
    STEERING,
    UNREAD,
    Field,
    State,
    Unread,
    affirms,
    declines,
    holds_an_answer,
    leaves_it_to_us,
)
from actions.shop_action import ShopAction, say_refusal
from actions.turn import ANEW, Events, Turn, Value, button
from florist.errors import FloristError

__all__ = [
    "ANSWERS", "LEAVING", "PATIENCE", "STEERING", "UNREAD", "Field", "FormAction", "State", "affirms", "declines",
    "form_left", "holds_an_answer",
]  # fmt: skip

#: After so many misses in a row the person is shown the way out.
PATIENCE = 3


#: Which of two, in words.
_NEW = re.compile(
    r"\bнов\w+|\bзаново|\bвтор\w+|\bдруг\w+|\bnew\b|\bstart\b|\bsecond\b|\bother\b", re.IGNORECASE
)
_ON = re.compile(r"\bперв\w+|\bпродолж\w+|\bэтот\b|\bfirst\b|\bcontinue\b|\bgo on\b|\bthis\b", re.IGNORECASE)


class FormAction(ShopAction, ABC):
    """``validate_<form>``: one turn of a form."""

    form: ClassVar[str]
    fields: ClassVar[Sequence[Field]]
    notes_slot: ClassVar[str]
    #: Intents beside ``ANSWERS`` that the form takes as its own.
    own: ClassVar[frozenset[str]] = frozenset()
    #: The intent whose button begins the form afresh.
    anew: ClassVar[str] = ""

    def name(self) -> str:
        return f"validate_{self.form}"

    # --- what forms may say for themselves -------------------------------------------------

    def insists(self, turn: Turn) -> bool:
        """Whether the words are plainly the form's, whatever the model took them for."""
        return False

    def summary(self, state: State) -> list[Value]:
        """What was said so far, as letter values."""
        return []

    @abstractmethod
    async def prepare(self, turn: Turn, state: State) -> None:
        """Brings along what is known from before, when the form begins. May raise to refuse the beginning."""

    async def understand(self, turn: Turn, state: State, asked: Field | None) -> Events | None:
        """A chance to handle a message whole; events end the turn, None goes on with the fields."""
        return None

    def claims(self, turn: Turn, asked: Field | None) -> bool:
        """Whether this message is the form's: otherwise a rule answers it and the form asks on."""
        if turn.intent in ANSWERS | self.own or holds_an_answer(turn, asked):
            return True
        if self.insists(turn) or leaves_it_to_us(turn):
            return True
        return asked is not None and asked.free_text and turn.is_typed and turn.intent not in STEERING

    def begins_afresh(self, turn: Turn) -> bool:
        """Whether nothing of what was set aside is meant."""
        return _anew(turn)

    def begins_another(self, turn: Turn, state: State) -> bool:
        """Whether the message speaks of a second thing while this one is half made."""
        return False

    # --- the turn ---------------------------------------------------------------------------

    async def answer(self, turn: Turn) -> Events:
        slots = [field.slot for field in self.fields]
        state = State({slot: turn.slot(slot) for slot in slots}, turn.slot(self.notes_slot) or {})
        if _begins(turn, self.form):
            return await self._begin(turn, state)
        if _was_interrupted(turn, self.form):
            return await self._ask_on(turn, state)
        return await self._hear(turn, state)

    async def _begin(self, turn: Turn, state: State) -> Events:
        events: Events = []
        waits = turn.slot("interrupted_form") == self.form
        resumed = waits and not self.begins_afresh(turn)
        if not resumed:
            self._clear(state)
        left = form_left(turn, self.form)
        if left:
            if not resumed:
                turn.say("utter_form_set_aside")
            events = [SlotSet("interrupted_form", left)]
        elif waits:
            events = [SlotSet("interrupted_form", None)]
        try:
            await self.prepare(turn, state)
        except FloristError as refusal:
            # Not even the first question makes sense (an empty cart, say): the form ends before it began.
            say_refusal(turn, refusal)
            return [*events, *state.events(), SlotSet("requested_slot", None)]
        if resumed and self.begins_another(turn, state):
            return [*events, *await self._ask_which_one(turn, state)]
        if resumed and state.filled and turn.intent != "resume_form":
            turn.say("utter_form_resumed", letter={"buttons": [[button("button-start-over", "drop_form")]]})
        await self._read(turn, state, asked=None)
        return events + await self._ask_on(turn, state)

    async def _hear(self, turn: Turn, state: State) -> Events:
        asked = self._field(turn.slot("requested_slot"))
        if turn.intent == "go_back" and not self.insists(turn):
            return await self._step_back(turn, state, asked)
        if turn.intent == "edit_field":
            return await self._reopen(turn, state, str(turn.entity("field")))
        if _anew(turn) and turn.intent in self.own:
            return await self._begin_anew(turn, state)
        if "another" in state.notes:
            chosen = await self._which_one(turn, state)
            if chosen is not None:
                return chosen
        if not self.claims(turn, asked):
            return []
        if self.begins_another(turn, state):
            return await self._ask_which_one(turn, state)
        handled = await self.understand(turn, state, asked)
        if handled is not None:
            return handled
        understood = await self._read(turn, state, asked=asked)
        if not understood:
            return await self._miss(turn, state, asked)
        state.notes.pop("misses", None)
        return await self._ask_on(turn, state)

    def _clear(self, state: State) -> None:
        for field in self.fields:
            state[field.slot] = None
        state.notes = {}

    async def _begin_anew(self, turn: Turn, state: State) -> Events:
        self._clear(state)
        await self.prepare(turn, state)
        await self._read(turn, state, asked=None)
        return await self._ask_on(turn, state)

    async def _ask_which_one(self, turn: Turn, state: State) -> Events:
        """Nothing is thrown away unasked: go on with the first, or begin the second?"""
        named = dict.fromkeys(str(span["entity"]) for span in turn.spans)
        state.notes["another"] = {name: turn.entities(name) for name in named}
        anew = button("button-anew", self.anew, choice=ANEW, entities=state.notes["another"])
        letter = {"buttons": [[button("button-go-on", "choose", choice="continue"), anew]]}
        turn.say("utter_form_which_one", letter=letter, said=self.summary(state))
        field = next((f for f in self.fields if f.applies(state) and state[f.slot] is None), None)
        return self._events(state, requested=field.slot if field else None)

    async def _which_one(self, turn: Turn, state: State) -> Events | None:
        """The answer to it; None when something else was said, and the first one goes on."""
        second = state.notes.pop("another")
        if turn.is_typed and _NEW.search(turn.text) and not turn.spans:
            turn.message["entities"] = [
                {"entity": name, "value": value} for name, values in second.items() for value in values
            ]
            return await self._begin_anew(turn, state)
        going_on = affirms(turn) or turn.entity("choice") == "continue" or _ON.search(turn.text)
        return await self._ask_on(turn, state) if going_on else None

    async def _read(self, turn: Turn, state: State, *, asked: Field | None) -> bool:
        """Lets every field read the message, the asked one first. True when something was taken or refused with words."""
        ordered = [asked] if asked else []
        ordered += [field for field in self.fields if field is not asked]
        understood = False
        for field in ordered:
            try:
                value = await field.read(turn, state, asked=field is asked)
            except FloristError as refusal:
                say_refusal(turn, refusal)
                value = None
            if isinstance(value, Unread):
                continue
            state[field.slot] = value
            understood = True
            if field is asked and field.keeps_to_itself:
                break
        return understood

    async def _ask_on(self, turn: Turn, state: State) -> Events:
        field = next((f for f in self.fields if f.applies(state) and state[f.slot] is None), None)
        if field is not None:
            await field.ask(turn, state)
        return self._events(state, requested=field.slot if field else None)

    async def _step_back(self, turn: Turn, state: State, asked: Field | None) -> Events:
        before = list(self.fields)[: list(self.fields).index(asked)] if asked else []
        earlier = next((field for field in reversed(before) if field.was_asked(state)), None)
        if earlier is None:
            turn.say("utter_form_first_question")
            return await self._ask_on(turn, state)
        return await self._reopen(turn, state, earlier.slot)

    async def _reopen(self, turn: Turn, state: State, slot: str) -> Events:
        field = self._field(slot)
        if field is not None:
            state[field.slot] = None
            await self.reopened(state, field)
        return await self._ask_on(turn, state)

    async def reopened(self, state: State, field: Field) -> None:
        """What else must be asked again when ``field`` is changed."""

    async def _miss(self, turn: Turn, state: State, asked: Field | None) -> Events:
        # Counted here: a form may well understand what the model did not.
        state.notes["misses"] = state.notes.get("misses", 0) + 1
        if state.notes["misses"] >= PATIENCE:
            turn.say("utter_form_way_out")
        elif asked is not None:
            turn.say(f"utter_example_{asked.slot}")
        await (asked or self.fields[0]).ask(turn, state)
        return self._events(state, requested=turn.slot("requested_slot"))

    def _field(self, slot: str | None) -> Field | None:
        return next((field for field in self.fields if field.slot == slot), None)

    def _events(self, state: State, *, requested: str | None) -> Events:
        # The notes are always set: a turn that sets no slot would count as rejected.
        return [*state.events(), SlotSet(self.notes_slot, state.notes), SlotSet("requested_slot", requested)]

    def after_refusal(self, turn: Turn) -> Events:
        return [
            SlotSet(self.notes_slot, turn.slot(self.notes_slot) or {}),
            SlotSet("requested_slot", turn.slot("requested_slot")),
        ]


def _since_message(turn: Turn) -> Events:
    """The events that followed the person's message, without the form's own mark at the end."""
    events = turn.tracker.events
    last = next((i for i in range(len(events) - 1, -1, -1) if events[i].get("event") == "user"), -1)
    return [event for event in events[last + 1 :] if event.get("event") in _TELLING][:-1]


_TELLING = {"action", "active_loop", "action_execution_rejected"}


def _begins(turn: Turn, form: str) -> bool:
    """Whether this message is the one that opened the form."""
    return any(e.get("event") == "active_loop" and e.get("name") == form for e in _since_message(turn))


def form_left(turn: Turn, form: str) -> str | None:
    """The other form that gave way to this one in this turn."""
    names = [e.get("name") for e in _since_message(turn) if e.get("event") == "action_execution_rejected"]
    return next((str(name) for name in names if name != form), None)


def _was_interrupted(turn: Turn, form: str) -> bool:
    """Whether something else was done since the person's message: then the form only asks on."""
    return any(
        e.get("event") == "action_execution_rejected" or e.get("name") not in {form, "action_listen"}
        for e in _since_message(turn)
    )


def _anew(turn: Turn) -> bool:
    return bool(turn.entity("choice") == ANEW)
