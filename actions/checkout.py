"""``checkout_form``: how, where, when, to whom, with which words; then the summary and the invoice."""

import re
from datetime import date, timedelta
from typing import Any

from rasa_sdk.events import SlotSet

from actions.forms import (
    ANSWERS,
    STEERING,
    UNREAD,
    Field,
    FormAction,
    State,
    affirms,
    declines,
    holds_an_answer,
)
from actions.shop_action import ShopAction, say_refusal, shop
from actions.turn import Events, Turn, button, rows, word
from florist.cart import service as cart
from florist.cart.errors import CartEmpty
from florist.delivery import service as delivery
from florist.delivery.errors import DayUnsuitable, OutsideZone, WindowFull, ZoneUnknown
from florist.delivery.rules import Window
from florist.errors import FloristError, Unavailable
from florist.kit.phone import Phone
from florist.orders import service as orders
from florist.orders.errors import CheckoutInvalid
from florist.orders.service import CARD_LENGTH, SUBSTITUTIONS, Checkout
from florist.people import service as people
from florist.shopinfo.service import facts

_PICKUP = re.compile(
    r"самовывоз|забер[уёе]|\bзабрать\b|сам[аи]?\s+(?:приед|зайд|подойд)|pick(?:ing)?[ -]?(?:it )?up|collect",
    re.IGNORECASE,
)
_DELIVERY = re.compile(r"достав|курьер|привез|deliver|courier|bring", re.IGNORECASE)
_MYSELF = re.compile(
    r"^(?:это\s+)?(?:я(?:\s+сам[а]?)?|мне|для\s+себя|себе|for\s+me|me|myself|it'?s\s+(?:for\s+)?me)[.!]?$",
    re.IGNORECASE,
)
_FLAT = re.compile(
    r"\b(?:кв|квартира|подъезд|под\.|этаж|домофон|офис|flat|apt|apartment|floor|entrance|office)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?:-(?:[01]\d|2[0-3]):[0-5]\d)?")
_NO_SURPRISE = re.compile(r"\b(?:не|без|no|not|without)\b[\w\s]{0,10}(?:сюрприз|surprise)", re.IGNORECASE)
_PAY = re.compile(r"оплат|плач[ую]|\bpay", re.IGNORECASE)
_CARD = re.compile(r"открытк|подпис|card|note", re.IGNORECASE)
#: Which question a typed wish for a change means.
_CHANGES = [
    ("checkout_address", re.compile(r"адрес|куда|address|where", re.IGNORECASE)),
    ("checkout_window", re.compile(r"врем|час|time|hour", re.IGNORECASE)),
    ("checkout_date", re.compile(r"дат|день|дня|date|day", re.IGNORECASE)),
    ("checkout_phone", re.compile(r"телефон|номер|phone|number", re.IGNORECASE)),
    ("checkout_recipient", re.compile(r"получател|кому|имя|recipient|name", re.IGNORECASE)),
    ("checkout_card", re.compile(r"открытк|текст|подпис|card|text", re.IGNORECASE)),
    ("checkout_kind", re.compile(r"самовывоз|способ|доставк|pickup|delivery", re.IGNORECASE)),
    ("checkout_substitution", re.compile(r"замен|substitut", re.IGNORECASE)),
    ("checkout_surprise", re.compile(r"сюрприз|аноним|surprise|anonym", re.IGNORECASE)),
]
QUESTIONS = frozenset(
    {"faq", "ask_price", "ask_availability", "order_status", "list_orders", "browse_catalogue", "chitchat"}
)
DAYS_OFFERED = 6
SURPRISES = ("open", "surprise", "anonymous")


def is_question(turn: Turn) -> bool:
    """Whether a typed message asks something rather than answers: it says so, or the model is sure of it."""
    return turn.intent in QUESTIONS and (turn.text.endswith("?") or turn.confidence >= 0.7)


def last_row() -> list[dict[str, Any]]:
    return [button("button-back", "go_back"), button("button-cancel", "cancel")]


def plain_menu(turn: Turn, choices: list[list[dict[str, Any]]], **more: Any) -> dict[str, Any]:
    return {"menu": "checkout", "buttons": [*choices, last_row()], **more}


def is_pickup(state: State) -> bool:
    return bool(state["checkout_kind"] == "pickup")


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


class AtHome(Field):
    """Questions that only make sense when we deliver."""

    def applies(self, state: State) -> bool:
        return not is_pickup(state)


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


class Day(Field):
    slot = "checkout_date"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("date") or turn.entities("date_unclear"))

    async def ask(self, turn: Turn, state: State) -> None:
        if state.notes.pop("weekend", None):
            saturday = _next_saturday(turn.now.date())
            days = [saturday, saturday + timedelta(days=1)]
        else:
            async with shop().reading() as session:
                free = await delivery.nearest_free(
                    session, turn.now.date(), now=turn.now, pickup=is_pickup(state), limit=40
                )
            days = sorted({window.day for window in free})[:DAYS_OFFERED]
        choices = [
            button(word("button-day", day={"date": day.isoformat()}), "choose", date=day.isoformat())
            for day in days
        ]
        turn.say("utter_question_checkout_date", letter=plain_menu(turn, rows(choices, 2)))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = turn.entity("date")
        if named is None:
            if turn.entity("date_unclear"):
                state.notes["weekend"] = True
                return None
            return UNREAD
        day = _day(named)
        async with shop().reading() as session:
            await delivery.check(session, day, None, now=turn.now, pickup=is_pickup(state))
        if state["checkout_window"] is not None and not turn.entities("time"):
            state["checkout_window"] = await _still_free(turn, state, day)
        return day.isoformat()


def _day(named: Any) -> date:
    try:
        return date.fromisoformat(str(named))
    except ValueError:
        raise CheckoutInvalid("date") from None


async def _still_free(turn: Turn, state: State, day: date) -> str | None:
    """The chosen window if it can be had on the new day too, else nothing: it is asked again."""
    try:
        async with shop().reading() as session:
            found = await delivery.check(
                session, day, state["checkout_window"], now=turn.now, pickup=is_pickup(state)
            )
        return found.text
    except FloristError:
        return None


def _next_saturday(today: date) -> date:
    return today + timedelta(days=(5 - today.weekday()) % 7)


class When(Field):
    slot = "checkout_window"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("time"))

    async def ask(self, turn: Turn, state: State) -> None:
        day = date.fromisoformat(state["checkout_date"])
        async with shop().reading() as session:
            found = await delivery.windows(session, day, now=turn.now, pickup=is_pickup(state))
        free = [window for window in found if window.free != 0]
        choices = [button({"window": window.text}, "choose", time=window.text) for window in free]
        turn.say(
            "utter_question_checkout_window",
            letter=plain_menu(turn, rows(choices, 3)),
            day={"date": day.isoformat()},
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        wish = turn.entity("time")
        if wish is None and not (asked and turn.intent == "skip"):
            return UNREAD
        if wish is not None and not _HOURS.fullmatch(str(wish)):
            raise CheckoutInvalid("window")
        # Kept until the day is known: the same message may name another one, or none was named yet.
        state.notes["time"] = str(wish or "")
        return None

    async def checked(self, turn: Turn, state: State, wish: str) -> str | None:
        """The window for a wish on the chosen day; past or full ones are told with the nearest free as buttons."""
        day = date.fromisoformat(state["checkout_date"])
        async with shop().reading() as session:
            try:
                found = await delivery.check(
                    session, day, wish or None, now=turn.now, pickup=is_pickup(state)
                )
                return found.text
            except FloristError as refusal:
                nearest = await delivery.nearest_free(
                    session, day, wish or None, now=turn.now, pickup=is_pickup(state)
                )
                say_refusal(
                    turn, refusal, letter={"buttons": [[_window_button(window)] for window in nearest]}
                )
                return None


def _window_button(window: Window) -> dict[str, Any]:
    return button(window.value, "choose", date=window.day.isoformat(), time=window.text)


class Recipient(Field):
    slot = "checkout_recipient"
    free_text = True

    async def ask(self, turn: Turn, state: State) -> None:
        response = (
            "utter_question_checkout_picker" if is_pickup(state) else "utter_question_checkout_recipient"
        )
        turn.say(
            response,
            letter=plain_menu(turn, [[button("button-for-me", "choose", choice="me")]], reply_keyboard=None),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if turn.entity("choice") == "me" or (turn.is_typed and asked and _MYSELF.match(turn.text)):
            state.notes["me"] = True
            return await _own_name(turn) or UNREAD
        if turn.intent == "contact_shared" and not asked:
            # Asked for a phone, people share a contact: often their own, whoever gets the flowers.
            return UNREAD
        named = turn.entity("name")
        if (
            named is None
            and asked
            and turn.is_typed
            and not re.search(r"\d", turn.text)
            and len(turn.text.split()) <= 5
        ):
            if turn.intent in {"affirm", "deny", "skip"}:
                return UNREAD
            named = re.sub(r"^(?:для|это|to|for)\s+", "", turn.text, flags=re.IGNORECASE)
        if not named:
            return UNREAD
        state.notes.pop("me", None)
        return str(named)[:100]


async def _own_name(turn: Turn) -> str:
    async with shop().reading() as session:
        return (await people.person(session, turn.user_id)).name


class PhoneOf(Field):
    slot = "checkout_phone"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("phone"))

    async def ask(self, turn: Turn, state: State) -> None:
        keyboard = [[{"title": word("button-share-contact"), "request": "contact"}]]
        own = is_pickup(state) or state.notes.get("me")
        turn.say(
            "utter_question_checkout_phone_own" if own else "utter_question_checkout_phone",
            letter={"reply_keyboard": keyboard},
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        given = turn.entity("phone")
        if given is None and asked and turn.is_typed and len(re.sub(r"\D", "", turn.text)) >= 5:
            given = turn.text
        if given is None:
            return UNREAD
        phone = Phone.parse(str(given))
        if phone is None:
            raise CheckoutInvalid("phone")
        return phone.e164


class CardText(Field):
    slot = "checkout_card"
    free_text = True
    keeps_to_itself = True

    async def ask(self, turn: Turn, state: State) -> None:
        turn.say(
            "utter_question_checkout_card",
            letter={"buttons": [[button("button-no-card", "skip")], last_row()], "reply_keyboard": "remove"},
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if not asked:
            return UNREAD
        length = len(turn.text.split())
        if declines(turn) and (length <= 4 or (length <= 8 and _CARD.search(turn.text))):
            return ""
        if "card" in turn.refused("addon") and length <= 8:
            return ""
        if not turn.is_typed or not turn.text or (affirms(turn) and length <= 1):
            return UNREAD  # a bare yes is not yet what the card says
        if len(turn.text) > CARD_LENGTH:
            raise CheckoutInvalid("card_text")
        return turn.text


_SURPRISE_TITLES = {value: f"button-{value}" for value in SURPRISES}


class Surprise(AtHome):
    slot = "checkout_surprise"

    def applies(self, state: State) -> bool:
        return super().applies(state) and not state.notes.get("me")

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [[button(f"button-{value}", "choose", choice=value)] for value in SURPRISES]
        turn.say("utter_question_checkout_surprise", letter=plain_menu(turn, choices))

    def recognises(self, turn: Turn) -> bool:
        return turn.typed_title(_SURPRISE_TITLES) is not None

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        choice = turn.entity("choice") or (turn.typed_title(_SURPRISE_TITLES) if asked else None)
        if choice in SURPRISES:
            return choice
        text = turn.text.lower() if turn.is_typed else ""
        if _NO_SURPRISE.search(text):
            return "open"
        if asked or turn.intent in {"checkout", "inform"}:
            if "аноним" in text or "anonym" in text:
                return "anonymous"
            if "сюрприз" in text or "surprise" in text:
                return "surprise"
        if asked and affirms(turn):
            return "surprise"
        return "open" if asked and declines(turn) else UNREAD


_SUBSTITUTION_WORDS = {
    "refund": re.compile(r"верн|деньг|возврат|refund|money", re.IGNORECASE),
    "call": re.compile(r"позвон|связ|спрос|напиш|\bcall|\bask\b|contact", re.IGNORECASE),
    "similar": re.compile(r"замен|похож|усмотр|вкус|similar|replace|substitut", re.IGNORECASE),
}


class Substitution(Field):
    slot = "checkout_substitution"

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [
            [button(f"button-substitution-{value}", "choose", choice=value)] for value in SUBSTITUTIONS
        ]
        turn.say("utter_question_checkout_substitution", letter=plain_menu(turn, choices))

    def recognises(self, turn: Turn) -> bool:
        return any(words.search(turn.text) for words in _SUBSTITUTION_WORDS.values())

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        choice = turn.entity("choice")
        if choice in SUBSTITUTIONS:
            return choice
        if not asked or not turn.is_typed:
            return UNREAD
        named = next((value for value, words in _SUBSTITUTION_WORDS.items() if words.search(turn.text)), None)
        if named:
            return named
        if affirms(turn):
            return "similar"
        return "call" if declines(turn) else UNREAD


class Ready(Field):
    """The summary with everything, its change buttons, and "pay"."""

    slot = "checkout_ready"

    async def ask(self, turn: Turn, state: State) -> None:
        async with shop().reading() as session:
            figures = await orders.estimate(session, turn.user_id, checkout_of(turn, state), now=turn.now)
            basket = await cart.view(session, turn.user_id)
        changes = [
            button(f"button-edit-{field.slot.replace('_', '-')}", "edit_field", field=field.slot)
            for field in ValidateCheckoutForm.fields
            if field.applies(state) and field.slot not in {"checkout_ready", "checkout_zone"}
        ]
        pay = button(word("button-pay", total=figures.total.value), "affirm", once=True)
        letter = {
            "menu": "checkout",
            "buttons": [[pay], *rows(changes, 2), [button("button-cancel", "cancel")]],
        }
        turn.say("utter_checkout_summary", letter=letter, **summary(turn, state, basket, figures))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        agreed = affirms(turn) or turn.intent in {"checkout", "retry_payment"}
        return True if asked and agreed else UNREAD


def checkout_of(turn: Turn, state: State) -> Checkout:
    """The answers as the shop's ``Checkout``."""
    point = state.notes.get("point") if not is_pickup(state) else None
    mood = state["checkout_surprise"]
    return Checkout(
        kind=state["checkout_kind"],
        day=date.fromisoformat(state["checkout_date"]),
        window=state["checkout_window"],
        recipient=state["checkout_recipient"],
        phone=state["checkout_phone"],
        zone=state["checkout_zone"],
        address=state["checkout_address"],
        address_note=state["checkout_flat"] or None,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        card_text=state["checkout_card"] or None,
        anonymous=mood == "anonymous",
        surprise=mood in {"surprise", "anonymous"},
        substitution=state["checkout_substitution"],
        language=turn.language,
    )


def summary(turn: Turn, state: State, basket: cart.Cart, figures: orders.Estimate) -> dict[str, Any]:
    """The words' arguments for the summary."""
    lines: list[Any] = [
        word("summary-line", name=line.name, count=line.count, price=line.total.value, details=line.details)
        for line in basket.sold
    ]
    if is_pickup(state):
        lines.append(word("summary-pickup", address=facts(shop().settings).address))
    else:
        lines.append(
            word("summary-fee", fee=figures.fee.value) if figures.fee.amount else word("summary-fee-free")
        )
        address = [state["checkout_address"], state["checkout_flat"]]
        lines.append(word("summary-address", address=[part for part in address if part]))
    lines.append(word("summary-when", when=figures.window.value))
    lines.append(word("summary-who", name=state["checkout_recipient"], phone=state["checkout_phone"]))
    if state["checkout_card"]:
        lines.append(word("summary-card", text=state["checkout_card"]))
    if state["checkout_surprise"] in {"surprise", "anonymous"}:
        lines.append(word(f"summary-{state['checkout_surprise']}"))
    lines.append(word("summary-substitution", how=word(f"substitution-{state['checkout_substitution']}")))
    return {"lines": {"lines": lines}, "total": figures.total.value}


def _wants_pickup(text: str) -> bool:
    return bool(_PICKUP.search(text)) and not _DELIVERY.search(text)


def _wants_delivery(text: str) -> bool:
    return bool(_DELIVERY.search(text)) and not _PICKUP.search(text)


class ValidateCheckoutForm(FormAction):
    form = "checkout_form"
    notes_slot = "checkout_notes"
    fields = (
        Kind(), Address(), ZoneOf(), Flat(), Day(), When(),
        Recipient(), PhoneOf(), CardText(), Surprise(), Substitution(), Ready(),
    )  # fmt: skip
    own = frozenset({"checkout", "change_delivery", "location_shared", "contact_shared", "edit_field"})

    async def prepare(self, turn: Turn, state: State) -> None:
        async with shop().reading() as session:
            basket = await cart.view(session, turn.user_id)
        if not basket.sold:
            raise CartEmpty

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
        if turn.intent in ANSWERS | self.own or holds_an_answer(turn, asked):
            return True
        if asked is None or not asked.free_text or not turn.is_typed or turn.intent in STEERING:
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
        elsewhere = isinstance(asked, (Address, ZoneOf, Ready)) or turn.intent == "change_delivery"
        if elsewhere and turn.is_typed and not is_pickup(state) and _wants_pickup(turn.text):
            # "I'd rather collect it": no address needs to be named after all.
            state["checkout_kind"] = "pickup"
            await self.reopened(state, Kind())
            return await self._ask_on(turn, state)
        if isinstance(asked, Ready) and turn.is_typed and is_pickup(state) and _wants_delivery(turn.text):
            state["checkout_kind"] = "delivery"
            await self.reopened(state, Kind())
            return await self._ask_on(turn, state)
        if turn.intent == "change_delivery" and turn.is_typed and not turn.entities("address"):
            named = next((slot for slot, pattern in _CHANGES if pattern.search(turn.text)), None)
            carries = {
                "checkout_window": "time",
                "checkout_date": "date",
                "checkout_phone": "phone",
                "checkout_recipient": "name",
            }
            if named and not (named in carries and turn.entities(carries[named])):
                return await self._reopen(turn, state, named)
        corrects = any(turn.entities(n) for n in ("date", "time", "address", "phone", "name"))
        if isinstance(asked, Ready) and turn.intent == "deny" and not corrects:
            turn.say("utter_checkout_what_to_change")
            return await self._ask_on(turn, state)
        return None

    async def reopened(self, state: State, field: Field) -> None:
        if isinstance(field, Address):
            state["checkout_zone"] = None
            state["checkout_flat"] = None
            state.notes.pop("point", None)
            state.notes.pop("place", None)
            state.notes.pop("zone_asked", None)
        if isinstance(field, (Day, Kind)):
            state["checkout_window"] = None

    async def _read(self, turn: Turn, state: State, *, asked: Field | None) -> bool:
        understood = await super()._read(turn, state, asked=asked)
        if state.notes.get("time") is not None and state["checkout_date"]:
            state["checkout_window"] = await When().checked(turn, state, state.notes.pop("time"))
        return understood

    async def _ask_on(self, turn: Turn, state: State) -> Events:
        try:
            return await super()._ask_on(turn, state)
        except FloristError as refusal:
            # Between the answers and the summary something ran out or filled up: say it, and ask just that again.
            say_refusal(turn, refusal)
            field = self._field(_asked_again(refusal))
            if field is None:
                # Nothing to ask would help: the cart has to change first, and the answers wait for it.
                return [*self._events(state, requested=None), SlotSet("interrupted_form", self.form)]
            state[field.slot] = None
            await self.reopened(state, field)
            return await super()._ask_on(turn, state)


def _asked_again(refusal: FloristError) -> str | None:
    """The question whose answer the summary could not take, if it is one."""
    if isinstance(refusal, (DayUnsuitable, WindowFull)):
        return "checkout_date"
    if isinstance(refusal, (OutsideZone, ZoneUnknown)):
        return "checkout_address"
    if isinstance(refusal, CheckoutInvalid):
        return {"card_text": "checkout_card"}.get(refusal.about, f"checkout_{refusal.about}")
    return None


class ActionFinishCheckout(ShopAction):
    """Places the order and sends its invoice; what cannot be placed any more is told, and the form can be taken up."""

    action_name = "action_finish_checkout"

    async def answer(self, turn: Turn) -> Events:
        if not turn.slot("checkout_ready"):
            return []
        slots = [field.slot for field in ValidateCheckoutForm.fields]
        state = State({slot: turn.slot(slot) for slot in slots}, turn.slot("checkout_notes") or {})
        hold = timedelta(minutes=shop().settings.hold_minutes)
        async with shop().transaction() as session:
            order = await orders.place(
                session, turn.user_id, checkout_of(turn, state), now=turn.now, hold=hold
            )
        turn.say(
            "utter_order_placed",
            letter={"reply_keyboard": "remove"},
            number=order.number,
            minutes=shop().settings.hold_minutes,
        )
        turn.say("utter_invoice", letter={"kind": "invoice", "invoice": {"order": order.number}})
        return [
            SlotSet("checkout_ready", None),
            SlotSet("last_order", order.number),
            SlotSet("interrupted_form", None),
        ]

    def after_refusal(self, turn: Turn) -> Events:
        return [SlotSet("checkout_ready", None), SlotSet("interrupted_form", "checkout_form")]
