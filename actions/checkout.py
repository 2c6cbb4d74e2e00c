"""``checkout_form``: how, where, when, to whom, with which words; then the summary and the invoice."""

import re
from datetime import timedelta

from rasa_sdk.events import SlotSet

from actions.checkout_questions import is_pickup
from actions.checkout_summary import Ready, checkout_of
from actions.checkout_when import Day, When
from actions.checkout_where import Address, Flat, Kind, ZoneOf, wants_delivery, wants_pickup
from actions.checkout_whom import CardText, PhoneOf, Recipient, Substitution, Surprise
from actions.forms import ANSWERS, STEERING, Field, FormAction, State, holds_an_answer
from actions.shop_action import ShopAction, say_refusal, shop
from actions.turn import Events, Turn
from florist.cart import service as cart
from florist.cart.errors import CartEmpty
from florist.delivery.errors import DayUnsuitable, OutsideZone, WindowFull, ZoneUnknown
from florist.errors import FloristError
from florist.orders import service as orders
from florist.orders.errors import CheckoutInvalid

_PAY = re.compile(r"оплат|плач[ую]|\bpay", re.IGNORECASE)
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
QUESTIONS_ASKED: tuple[Field, ...] = (
    Kind(), Address(), ZoneOf(), Flat(), Day(), When(),
    Recipient(), PhoneOf(), CardText(), Surprise(), Substitution(),
)  # fmt: skip


def is_question(turn: Turn) -> bool:
    """Whether a typed message asks something rather than answers: it says so, or the model is sure of it."""
    return turn.intent in QUESTIONS and (turn.text.endswith("?") or turn.confidence >= 0.7)


class ValidateCheckoutForm(FormAction):
    form = "checkout_form"
    notes_slot = "checkout_notes"
    fields = (*QUESTIONS_ASKED, Ready(QUESTIONS_ASKED))
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
        if elsewhere and turn.is_typed and not is_pickup(state) and wants_pickup(turn.text):
            # "I'd rather collect it": no address needs to be named after all.
            state["checkout_kind"] = "pickup"
            await self.reopened(state, Kind())
            return await self._ask_on(turn, state)
        if isinstance(asked, Ready) and turn.is_typed and is_pickup(state) and wants_delivery(turn.text):
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
