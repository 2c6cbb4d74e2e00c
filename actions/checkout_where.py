"""Where the flowers go: delivery or pickup, the address, its zone, and what helps the courier at the door."""

import re
from typing import Any

from actions.checkout_questions import AtHome, last_row, plain_menu
from actions.forms import UNREAD, Field, State, affirms, declines
from actions.shop_action import shop
from actions.turn import Turn, button, word
from florist.delivery import service as delivery
from florist.delivery.errors import OutsideZone
from florist.errors import Unavailable
from florist.orders.errors import CheckoutInvalid
from florist.shopinfo.service import facts

_PICKUP = re.compile(
    r"самовывоз|забер[уёе]|\bзабрать\b|сам[аи]?\s+(?:приед|зайд|подойд)|pick(?:ing)?[ -]?(?:it )?up|collect",
    re.IGNORECASE,
)
_DELIVERY = re.compile(r"достав|курьер|привез|deliver|courier|bring", re.IGNORECASE)
_FLAT = re.compile(
    r"\b(?:кв|квартира|подъезд|под\.|этаж|домофон|офис|flat|apt|apartment|floor|entrance|office)\b",
    re.IGNORECASE,
)


class Kind(Field):
    slot = "checkout_kind"

    def recognises(self, turn: Turn) -> bool:
        return bool(_PICKUP.search(turn.text) or _DELIVERY.search(turn.text))

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [
            button("button-delivery", "choose", choice="delivery"),
            button("button-pickup", "choose", choice="pickup"),
        ]
        known = facts(shop().settings)
        turn.say("utter_question_checkout_kind", letter=plain_menu(turn, [choices]), address=known.address)

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        choice = turn.entity("choice")
        if choice in {"delivery", "pickup"}:
            return choice
        if (
            turn.is_typed
            and (asked or turn.intent in {"checkout", "change_delivery"})
            and _PICKUP.search(turn.text)
        ):
            return "pickup"
        if turn.entities("address") or turn.intent == "location_shared":
            return "delivery"
        return "delivery" if turn.is_typed and asked and _DELIVERY.search(turn.text) else UNREAD


class Address(AtHome):
    """Typed, or a shared location that the map names and the customer confirms."""

    slot = "checkout_address"
    free_text = True

    async def ask(self, turn: Turn, state: State) -> None:
        place = state.notes.get("place")
        if place:
            choices = [
                [
                    button("button-yes", "choose", choice="yes"),
                    button("button-type-address", "choose", choice="no"),
                ]
            ]
            turn.say("utter_confirm_address", letter={"buttons": choices}, address=place["text"])
        elif state.notes.get("point"):
            turn.say("utter_address_for_point", letter={"reply_keyboard": "remove"})
        else:
            keyboard = [[{"title": word("button-share-location"), "request": "location"}]]
            turn.say("utter_question_checkout_address", letter={"reply_keyboard": keyboard})

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if turn.intent == "location_shared":
            return await self._located(turn, state)
        place = state.notes.get("place")
        if asked and place and affirms(turn):
            state.notes.pop("place")
            return place["text"]
        if asked and place and declines(turn) and not turn.entities("address"):
            state.notes.pop("place")
            return None
        named = turn.entity("address")
        if named is None and asked and turn.is_typed and turn.intent not in {"affirm", "deny", "skip"}:
            if not _is_address(turn):
                return UNREAD
            named = turn.text
        if not named:
            return UNREAD
        return await self._typed(turn, state, str(named))

    async def _located(self, turn: Turn, state: State) -> Any:
        latitude, longitude = float(turn.entity("latitude")), float(turn.entity("longitude"))
        if delivery.zone_at(latitude, longitude) is None:
            state.notes.pop("point", None)
            raise OutsideZone("")
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
        if not re.search(r"\d", text) or len(text) < 5:
            raise CheckoutInvalid("address")
        state.notes.pop("place", None)
        if state[self.slot] is not None:
            # Another address than before: the point that was shared is not where it is.
            state.notes.pop("point", None)
        if _FLAT.search(text):
            state["checkout_flat"] = state["checkout_flat"] or ""
        if not state.notes.get("point"):
            try:
                zone = await delivery.address_zone(shop().geocoder, text, language=turn.language)
            except Unavailable:
                zone = None
            state["checkout_zone"] = zone.code if zone else None
        return text[:300]


def _is_address(turn: Turn) -> bool:
    """Whether typed words may be an address: not when they are but a day, an hour or a phone, said too early."""
    rest = turn.text
    for span in reversed(turn.spans):
        if span["entity"] in {"date", "time", "phone"} and span.get("start") is not None:
            rest = rest[: span["start"]] + rest[span["end"] :]
    return rest == turn.text or bool(re.search(r"\d", rest))


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
            letter={"buttons": [[button("button-no-flat", "skip")], last_row()], "reply_keyboard": None},
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if not asked:
            return UNREAD
        return "" if declines(turn) else (turn.text[:200] if turn.is_typed and turn.text else UNREAD)


def wants_pickup(text: str) -> bool:
    return bool(_PICKUP.search(text)) and not _DELIVERY.search(text)


def wants_delivery(text: str) -> bool:
    return bool(_DELIVERY.search(text)) and not _PICKUP.search(text)
