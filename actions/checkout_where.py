"""Where the flowers go: delivery or pickup, the address, its zone, and what helps the courier at the door."""

import re
from typing import Any

from actions.checkout_changes import carried, has_a_but, other_kind, rest_of
from actions.checkout_questions import AtHome, keep_row, kept_row, keyboard, last_row, plain_menu
from actions.checkout_words import DELIVERY, FLAT, PICKUP
from actions.fields import BEFORE, UNREAD, Field, State, affirms, declines
from actions.shop_action import shop
from actions.turn import Turn, bare, button, word
from florist.delivery import service as delivery
from florist.delivery.errors import OutsideZone
from florist.errors import Unavailable
from florist.orders.errors import CheckoutInvalid
from florist.shopinfo.service import facts

_FLAT_WORDS = 6


class Kind(Field):
    slot = "checkout_kind"

    def recognises(self, turn: Turn) -> bool:
        return bool(PICKUP.search(turn.text) or DELIVERY.search(turn.text))

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [
            button("button-delivery", "choose", choice="delivery"),
            button("button-pickup", "choose", choice="pickup"),
        ]
        known = facts(shop().settings)
        turn.say(
            "utter_question_checkout_kind",
            letter=plain_menu(turn, [choices, *keep_row(state, self.slot)]),
            address=known.address,
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        choice = turn.entity("choice")
        if choice in {"delivery", "pickup"}:
            return choice
        if (
            turn.is_typed
            and (asked or turn.intent in {"checkout", "change_delivery"})
            and PICKUP.search(turn.text)
        ):
            return "pickup"
        if changed := other_kind(turn, state):
            return changed
        if state[self.slot] is None and (turn.entities("address") or is_a_place(turn)):
            return "delivery"
        return "delivery" if turn.is_typed and asked and DELIVERY.search(turn.text) else UNREAD


def is_a_place(turn: Turn) -> bool:
    """Whether a point on the map came: shared now, or with a button that remembers it."""
    return turn.entity("latitude") is not None and turn.entity("longitude") is not None


class Address(AtHome):
    """Typed, or a shared location that the map names and the customer confirms."""

    slot = "checkout_address"
    free_text = True

    async def ask(self, turn: Turn, state: State) -> None:
        place = state.notes.get("place")
        if place:
            choices = [
                button("button-yes", "choose", choice="yes"),
                button("button-type-address", "choose", choice="no"),
            ]
            turn.say("utter_confirm_address", letter=plain_menu(turn, [choices]), address=place["text"])
            return
        keeping = kept_row(state, self.slot)
        if state.notes.get("point"):
            turn.say("utter_address_for_point", letter=plain_menu(turn, keeping))
        elif keeping:
            turn.say("utter_question_checkout_address", letter=plain_menu(turn, keeping))
        else:
            keys = keyboard({"title": word("button-share-location"), "request": "location"})
            turn.say("utter_question_checkout_address", letter={"reply_keyboard": keys})

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if is_a_place(turn):
            return await self._located(turn, state)
        place = state.notes.get("place")
        if asked and place and affirms(turn) and not has_a_but(turn):
            state.notes.pop("place")
            return self._same_or_new(state, place["text"])
        if asked and place and declines(turn) and not turn.entities("address"):
            state.notes.pop("place")
            return None
        named = turn.entity("address")
        if named is None and asked and turn.is_typed and turn.intent not in {"affirm", "deny", "skip"}:
            if carried(turn) and not re.search(r"\d", rest_of(turn)):
                return UNREAD  # but a day, an hour, a name or a phone, said too early
            named = turn.text
        if not named or (asked and not _has_house(str(named))):
            return UNREAD
        return await self._typed(turn, state, str(named))

    async def _located(self, turn: Turn, state: State) -> Any:
        latitude, longitude = float(turn.entity("latitude")), float(turn.entity("longitude"))
        if delivery.zone_at(latitude, longitude) is None:
            state.notes.pop("point", None)
            raise OutsideZone("")
        if state[self.slot] is not None:
            state.notes[BEFORE] = {self.slot: state[self.slot]}
            self.leave(state)
        state.notes["point"] = [latitude, longitude]
        state["checkout_zone"] = None
        try:
            place = await shop().geocoder.reverse(latitude, longitude, language=turn.language)
        except Unavailable:
            place = None
        if place is not None:
            state.notes["place"] = {"text": place.text}
        return None

    async def _typed(self, turn: Turn, state: State, text: str) -> Any:
        if not _has_house(text):
            raise CheckoutInvalid("address")
        state.notes.pop("place", None)
        if state[self.slot] is not None and not is_same(state[self.slot], text):
            # Another address than before: the point that was shared is not where it is.
            state.notes.pop("point", None)
        text = self._same_or_new(state, text)
        if FLAT.search(text):
            state["checkout_flat"] = state["checkout_flat"] or ""
        if not state.notes.get("point") and state["checkout_zone"] is None:
            try:
                zone = await delivery.address_zone(shop().geocoder, text, language=turn.language)
            except Unavailable:
                zone = None
            state["checkout_zone"] = zone.code if zone else None
        return text[:300]

    def leave(self, state: State) -> None:
        """Sets aside what belongs to the address that is about to change."""
        state.notes.pop("place", None)
        state.notes["old_place"] = {"zone": state["checkout_zone"], "point": state.notes.pop("point", None)}

    def come_back(self, state: State) -> None:
        """The address stays: what belongs to it holds again."""
        old = state.notes.pop("old_place", None) or {}
        state.notes.pop("place", None)
        if old:
            state["checkout_zone"] = old["zone"]
            state.notes.pop("point", None)
        if old.get("point"):
            state.notes["point"] = old["point"]

    def _same_or_new(self, state: State, text: str) -> str:
        """The address; at another house than before neither the zone nor the flat is known any more."""
        before = state[self.slot] or state.notes.get(BEFORE, {}).get(self.slot)
        if before is None:
            return text
        if is_same(before, text):
            self.come_back(state)
            return str(before)
        state.notes.pop("old_place", None)
        state["checkout_zone"] = None
        if state["checkout_flat"]:
            state.notes[BEFORE] = {"checkout_flat": state["checkout_flat"]}
        if state["checkout_flat"] or FLAT.search(before):
            state["checkout_flat"] = None
        return text


def _has_house(text: str) -> bool:
    return bool(re.search(r"\d", text)) and len(text) >= 5


def is_same(one: str, other: str) -> bool:
    """Whether two addresses are the same words."""
    return bare(one) == bare(other)


class ZoneOf(AtHome):
    """Asked only when neither a map nor a location told it."""

    slot = "checkout_zone"

    def recognises(self, turn: Turn) -> bool:
        return _zone_in(turn.text) is not None

    def was_asked(self, state: State) -> bool:
        return super().was_asked(state) and bool(state.notes.get("zone_asked"))

    async def ask(self, turn: Turn, state: State) -> None:
        state.notes["zone_asked"] = True
        choices = [
            [
                button(
                    word("button-zone", name=z.name, fee=delivery.quote(z).value),
                    "choose",
                    choice=f"zone:{z.code}",
                )
            ]
            for z in delivery.zones()
        ]
        farther = [button("button-zone-farther", "choose", choice="zone:farther")]
        turn.say("utter_question_checkout_zone", letter=plain_menu(turn, [*choices, farther]))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        point = state.notes.get("point")
        if point and state["checkout_zone"] is None:
            zone = delivery.zone_at(*point)
            return zone.code if zone else UNREAD
        choice = str(turn.entity("choice") or "")
        if choice == "zone:farther":
            state["checkout_address"] = None
            raise OutsideZone("farther than we go")
        if choice.startswith("zone:"):
            return delivery.zone(choice.removeprefix("zone:")).code
        if asked and turn.is_typed:
            return _zone_in(turn.text) or UNREAD
        return UNREAD


def _zone_in(text: str) -> str | None:
    """The zone that the words name; of several the one named at greater length («за МКАДом» is not «МКАД»)."""
    spoken = f" {text.lower()}"
    named = [
        (len(word), zone.code) for zone in delivery.zones() for word in zone.words if f" {word}" in spoken
    ]
    return max(named)[1] if named else None


class Flat(AtHome):
    slot = "checkout_flat"
    free_text = True

    async def ask(self, turn: Turn, state: State) -> None:
        turn.say(
            "utter_question_checkout_flat",
            letter={
                "buttons": [*kept_row(state, self.slot), [button("button-no-flat", "skip")], last_row()],
                "reply_keyboard": None,
            },
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if not asked:
            return turn.text[:200] if _is_flat_alone(turn, state) else UNREAD
        if declines(turn) and not FLAT.search(turn.text):
            return ""
        return turn.text[:200] if turn.is_typed and turn.text else UNREAD


def _is_flat_alone(turn: Turn, state: State) -> bool:
    """«Кв 12» at another question, when the address is known and not named again."""
    if not turn.is_typed or state.former("checkout_address") is None or turn.entities("address"):
        return False
    few = len(turn.text.split()) <= _FLAT_WORDS
    return few and bool(FLAT.search(turn.text)) and bool(re.search(r"\d", rest_of(turn)))
