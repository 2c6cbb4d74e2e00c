"""``checkout_form``: how, where, when, to whom, with which words; then the summary."""

import re
from typing import Any

from rasa_sdk.events import SlotSet

from actions import checkout_said as said
from actions.checkout_changes import (
    QUESTIONS,
    carried,
    corrects,
    has_a_but,
    is_noise,
    is_question,
    keeps,
    other_kind,
    speaks_of_others,
    wants_anew,
)
from actions.checkout_mending import mend
from actions.checkout_questions import is_pickup
from actions.checkout_summary import TAKEN, Ready, edit_title, lines_of, takes_it, values_of
from actions.checkout_when import ANYTHING, HOURS, TOLD, WISH, Day, When, settle, wish_again
from actions.checkout_where import Address, Flat, Kind, ZoneOf, is_a_place
from actions.checkout_whom import CardText, PhoneOf, Recipient, Substitution, Surprise
from actions.fields import ANSWERS, BEFORE, STEERING, SURE, Field, State, Unread, affirms, holds_an_answer
from actions.forms import FormAction
from actions.shop_action import shop
from actions.turn import Events, Turn, button, rows
from florist.cart import service as cart
from florist.cart.errors import CartEmpty
from florist.delivery import service as delivery
from florist.delivery.errors import OutsideZone
from florist.errors import FloristError
from florist.orders import service as orders
from florist.orders.errors import CheckoutInvalid

#: Among the notes: answers were taken from what had been said before; an order was refused and is being mended.
RECALLED, MENDING = "recalled", "mending"
_PAY = re.compile(r"оплат|плач[ую]|\bpay", re.IGNORECASE)
#: What may leave nothing to check out.
EMPTYING = frozenset({"clear_cart", "remove_from_cart", "change_quantity"})
QUESTIONS_ASKED: tuple[Field, ...] = (
    Kind(), Address(), ZoneOf(), Flat(), Day(), When(),
    Recipient(), PhoneOf(), CardText(), Surprise(), Substitution(),
)  # fmt: skip


class ValidateCheckoutForm(FormAction):
    form = "checkout_form"
    notes_slot = said.NOTES
    keeps_what_is_said = False
    fields = (*QUESTIONS_ASKED, Ready(QUESTIONS_ASKED))
    own = frozenset({"checkout", "change_delivery", "location_shared", "contact_shared", "edit_field"})

    def first_notes(self, notes: dict[str, Any]) -> dict[str, Any]:
        return {said.SAID: notes[said.SAID]} if said.SAID in notes else {}

    def announces_resuming(self, turn: Turn, state: State) -> bool:
        return super().announces_resuming(turn, state) and not state.notes.get(MENDING)

    async def prepare(self, turn: Turn, state: State) -> None:
        if not await _has_cart(turn):
            news = said.news(turn)
            if news:
                state.notes[said.SAID] = said.together(turn)
            if said.is_worth_saying(news):
                said.noted(turn, news)
            raise CartEmpty
        await self._recall(turn, state)

    async def _recall(self, turn: Turn, state: State) -> None:
        """Answers questions with what was said before they were asked; what does not hold any more is forgotten."""
        known = said.kept(turn)
        state.notes.pop(said.SAID, None)
        if not known:
            return
        earlier = turn.as_if("inform", **said.as_checkout(known))
        for field in QUESTIONS_ASKED:
            try:
                value = await field.read(earlier, state, asked=False)
            except (CheckoutInvalid, OutsideZone):
                continue  # asked for as if nothing had been said
            if not isinstance(value, Unread):
                state[field.slot] = value
        state.notes[RECALLED] = True

    async def _begin(self, turn: Turn, state: State) -> Events:
        number = turn.slot("last_order")
        if number and turn.intent == "checkout" and turn.is_typed and _PAY.search(turn.text):
            # "Pay" with an invoice open means that invoice, not another order.
            async with shop().reading() as session:
                order = await orders.track(session, turn.user_id, int(number))
            if order.status == "awaiting_payment":
                turn.say("utter_invoice", letter={"kind": "invoice", "invoice": {"order": order.number}})
                return [SlotSet("checkout_ready", None), SlotSet("requested_slot", None)]
        return await super()._begin(turn, state)

    def claims(self, turn: Turn, asked: Field | None) -> bool:
        state = self.state_of(turn)
        if turn.intent in ANSWERS | self.own or holds_an_answer(turn, asked):
            return True
        if asked is None or not turn.is_typed:
            return False
        if isinstance(asked, Ready) and takes_it(turn):
            return True
        if is_noise(turn) or (asked.slot in state.notes.get(BEFORE, {}) and keeps(turn)):
            return True
        if not isinstance(asked, CardText) and (
            corrects(turn, state) and (turn.intent not in STEERING or turn.confidence < SURE)
        ):
            return True
        if not asked.free_text or turn.intent in STEERING:
            return False
        if isinstance(asked, CardText):
            # A card may say "thank you" or "how are you": only what is plainly a question to us interrupts.
            return not (turn.intent in QUESTIONS and turn.text.endswith("?"))
        return not is_question(turn) and turn.intent not in {
            "view_cart",
            "clear_cart",
            "cancel_order",
            "complain",
            "request_recommendation",
            "build_bouquet",
        }

    async def understand(self, turn: Turn, state: State, asked: Field | None) -> Events | None:
        if asked is not None and asked.slot in state.notes.get(BEFORE, {}) and keeps(turn):
            return await self._keep(turn, state)
        other = other_kind(turn, state)
        chosen = other or turn.entity("choice")
        if (
            is_pickup(state)
            and chosen is None
            and not isinstance(asked, Kind)
            and _names_a_place(turn, asked)
        ):
            return await self._offer_delivery(turn, state)
        anew = wants_anew(turn) if other is None else None
        field = self._field(anew)
        if field is not None and field is not asked and _may_interrupt(turn, asked):
            await self._read(turn, state, asked=None)
            if field.applies(state):
                return await self._change(turn, state, field.slot)
            return await self._ask_on(turn, state)
        unsaid = other is None and not carried(turn)
        if (
            isinstance(asked, Ready)
            and unsaid
            and (turn.intent == "deny" or (affirms(turn) and has_a_but(turn)))
        ):
            turn.say("utter_checkout_what_to_change")
            return await self._ask_on(turn, state)
        return None

    async def _offer_delivery(self, turn: Turn, state: State) -> Events:
        """An address while we expect the customer at the workshop: perhaps they changed their mind, perhaps not."""
        place = {name: turn.entity(name) for name in ("address", "latitude", "longitude")}
        here = {name: value for name, value in place.items() if value is not None}
        zone = (
            delivery.zone_at(float(here["latitude"]), float(here["longitude"])) if is_a_place(turn) else None
        )
        if is_a_place(turn) and zone is None:
            turn.say("utter_pickup_stays_outside")
            return await self._ask_on(turn, state)
        choices = [
            button("button-deliver-here", "choose", entities={"choice": "delivery", **here}),
            button("button-stay-pickup", "choose", choice="pickup"),
        ]
        turn.say("utter_pickup_or_delivery", letter={"buttons": [choices]})
        state.notes[TOLD] = ANYTHING
        return await self._ask_on(turn, state)

    async def reopened(self, state: State, field: Field) -> None:
        if isinstance(field, Address):
            field.leave(state)
        if isinstance(field, Day):
            wish_again(state)

    def put_back(self, state: State) -> None:
        changed = state.notes.get(BEFORE, {})
        if "checkout_address" in changed and state["checkout_address"] is None:
            Address().come_back(state)
        if {"checkout_date", "checkout_window"} <= set(changed) and state["checkout_window"] is None:
            state["checkout_date"] = None  # the hours stand with their day
        super().put_back(state)

    async def _read(self, turn: Turn, state: State, *, asked: Field | None) -> bool:
        if speaks_of_others(turn, state, asked):
            return await super()._read(turn, state, asked=None)
        return await super()._read(turn, state, asked=asked)

    async def _ask_on(self, turn: Turn, state: State) -> Events:
        if turn.intent in EMPTYING and not await _has_cart(turn):
            # The cart has just said so itself; the answers wait for other flowers.
            return [*self._events(state, requested=None), SlotSet("interrupted_form", self.form)]
        await settle(turn, state)
        self._tell_what_was_taken(turn, state)
        while True:
            try:
                field = self.next_question(state)
                if field is not None and not _is_asked(field, state.notes.pop(TOLD, None)):
                    await field.ask(turn, state)
                state.notes.pop(TOLD, None)
                state.notes.pop(MENDING, None)
                return self._events(state, requested=field.slot if field else None)
            except FloristError as refusal:
                # Between the answers and the summary something ran out or filled up: say it, and mend just that.
                if not await mend(turn, state, refusal):
                    # Nothing to ask would help: the cart has to change first, and the answers wait for it.
                    return [*self._events(state, requested=None), SlotSet("interrupted_form", self.form)]

    def _tell_what_was_taken(self, turn: Turn, state: State) -> None:
        """What was said before the checkout, once; and what was said now of other questions, where the same one comes again."""
        now = {*state.changed, *carried(turn)} if turn.is_typed else set(state.changed)
        changed = [slot for slot in TAKEN if slot in now and state[slot]]
        if state.notes.pop(RECALLED, False):
            changed = [slot for slot in changed if slot in state.changed]
            if changed:
                changes = [button(edit_title(slot), "edit_field", field=slot) for slot in changed]
                letter = {"buttons": rows(changes, 2)}
                turn.say("utter_checkout_taken", letter=letter, lines={"lines": lines_of(state, changed)})
            return
        field = self.next_question(state)
        again = field is not None and field.slot == turn.slot("requested_slot") and turn.form == self.form
        hours = state.notes.get(WISH) if turn.is_typed and turn.entities("time") else None
        if again and not isinstance(field, Ready) and (changed or hours) and not state.notes.get(TOLD):
            waiting = [said.hours_in_words(hours)] if hours else []
            turn.say("utter_checkout_noted", details=[*values_of(state, changed), *waiting])


def _is_asked(field: Field, told: str | None) -> bool:
    """Whether the words of a refusal ask this already: those about hours ask for a time, others for whatever comes next."""
    return told == ANYTHING or (told == HOURS and isinstance(field, (Day, When)))


async def _has_cart(turn: Turn) -> bool:
    async with shop().reading() as session:
        return bool((await cart.view(session, turn.user_id)).lines)


def _names_a_place(turn: Turn, asked: Field | None) -> bool:
    typed = turn.is_typed and not isinstance(asked, CardText) and not turn.text.endswith("?")
    return is_a_place(turn) or (typed and bool(turn.entities("address")))


def _may_interrupt(turn: Turn, asked: Field | None) -> bool:
    """Whether a wish for a change is one here: the words of a card may be about anything."""
    return not isinstance(asked, CardText) or turn.intent == "change_delivery" or len(turn.text.split()) <= 3
