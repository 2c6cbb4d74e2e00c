"""How every form listens: answers and corrections in any order, back, change, questions in between, misses.

Rasa's ``FormAction`` keeps the loop; one ``validate_<form>`` call is one turn of it: it reads the message, sets slots, and asks
the next question itself (``requested_slot`` tells Rasa which one). Returning no slot makes Rasa reject the form for this turn, so
that a rule answers the interruption and the form comes back to ask on.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions import checkout_said
from actions.fields import (
    ANSWERS,
    BEFORE,
    CHANGING,
    STEERING,
    Field,
    State,
    Unread,
    affirms,
    holds_an_answer,
    leaves_it_to_us,
)
from actions.form_turns import begins, form_left, was_interrupted
from actions.shop_action import ShopAction, say_refusal
from actions.turn import ANEW, Events, Turn, Value, button
from florist.errors import FloristError

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

    def first_notes(self, notes: dict[str, Any]) -> dict[str, Any]:
        """What of the former notes a new form begins with."""
        return {}

    def announces_resuming(self, turn: Turn, state: State) -> bool:
        """Whether it has to be said that the form goes on where it was left."""
        return bool(state.filled) and turn.intent != "resume_form"

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

    def state_of(self, turn: Turn) -> State:
        """The form's slots and notes as the conversation remembers them."""
        slots = [field.slot for field in self.fields]
        return State({slot: turn.slot(slot) for slot in slots}, turn.slot(self.notes_slot) or {})

    # --- the turn ---------------------------------------------------------------------------

    async def answer(self, turn: Turn) -> Events:
        state = self.state_of(turn)
        if begins(turn, self.form):
            return await self._begin(turn, state)
        if was_interrupted(turn, self.form):
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
            return [*events, *self._events(state, requested=None)]
        if resumed and self.begins_another(turn, state):
            return [*events, *await self._ask_which_one(turn, state)]
        if resumed and self.announces_resuming(turn, state):
            turn.say("utter_form_resumed", letter={"buttons": [[button("button-start-over", "drop_form")]]})
        await self._read(turn, state, asked=None)
        return events + await self._ask_on(turn, state)

    async def _hear(self, turn: Turn, state: State) -> Events:
        asked = self._field(turn.slot("requested_slot"))
        if turn.intent == "go_back" and not self.insists(turn):
            return await self._step_back(turn, state, asked)
        if turn.intent == "edit_field":
            return await self._change(turn, state, str(turn.entity("field")))
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
        state.notes = self.first_notes(state.notes)

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
        field = self.next_question(state)
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
        field = self.next_question(state)
        if field is not None:
            await field.ask(turn, state)
        return self._events(state, requested=field.slot if field else None)

    def next_question(self, state: State) -> Field | None:
        """The one that is being changed, else the first that is open. What got its new answer needs no keeping any more."""
        if all(state[slot] is not None for slot in state.notes.get(BEFORE, {})):
            state.notes.pop(BEFORE, None)
            state.notes.pop(CHANGING, None)
        open_ones = [field for field in self.fields if field.applies(state) and state[field.slot] is None]
        if state.notes.get(CHANGING):
            open_ones.sort(key=lambda field: field.slot not in state.notes[BEFORE])
        return open_ones[0] if open_ones else None

    async def _step_back(self, turn: Turn, state: State, asked: Field | None) -> Events:
        if state.notes.pop(CHANGING, False):
            # A change that was begun and thought better of: back is where it began.
            return await self._keep(turn, state)
        before = list(self.fields)[: list(self.fields).index(asked)] if asked else []
        earlier = next((field for field in reversed(before) if field.was_asked(state)), None)
        if earlier is None:
            turn.say("utter_form_first_question")
            return await self._ask_on(turn, state)
        return await self._reopen(turn, state, earlier.slot)

    async def _change(self, turn: Turn, state: State, slot: str) -> Events:
        """Asks one answer anew, and then goes on from where we were."""
        state.notes[CHANGING] = True
        return await self._reopen(turn, state, slot)

    async def _reopen(self, turn: Turn, state: State, slot: str) -> Events:
        """Asks one answer anew; until there is another, the old one is remembered and can be kept."""
        self.put_back(state)
        field = self._field(slot)
        if field is not None and state[slot] is not None:
            state.notes[BEFORE] = {slot: state[slot]}
            state[slot] = None
            await self.reopened(state, field)
        return await self._ask_on(turn, state)

    async def _keep(self, turn: Turn, state: State) -> Events:
        self.put_back(state)
        return await self._ask_on(turn, state)

    def put_back(self, state: State) -> None:
        """The answers that were to be changed, as they were, where nothing took their place."""
        for slot, value in state.notes.pop(BEFORE, {}).items():
            if state[slot] is None:
                state[slot] = value

    async def reopened(self, state: State, field: Field) -> None:
        """What else must be asked again when ``field`` is changed."""

    async def _miss(self, turn: Turn, state: State, asked: Field | None) -> Events:
        if self.keeps_what_is_said and checkout_said.is_worth_saying(checkout_said.news(turn)):
            return await self._ask_on(turn, state)  # not for this form, but heard
        # Counted here: a form may well understand what the model did not.
        state.notes["misses"] = state.notes.get("misses", 0) + 1
        if state.notes["misses"] >= PATIENCE:
            turn.say("utter_form_way_out")
        elif asked is not None:
            turn.say(f"utter_example_{asked.slot}")
        await (asked or self.fields[0]).ask(turn, state)
        return self._events(state, requested=turn.slot("requested_slot"))

    def leaves_to_others(self, events: Events) -> bool:
        return not events

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


def _anew(turn: Turn) -> bool:
    return bool(turn.entity("choice") == ANEW)
