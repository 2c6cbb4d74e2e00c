"""Greeting, menu, language, cancel and back, the way out when nothing fits, and the call for a human."""

import re
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

from actions import checkout_said
from actions.browse import show_card, shown
from actions.cart import ActionAddToCart, ActionRemoveFromCart
from actions.forms import PATIENCE
from actions.recommend import ActionRecommend
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, rows
from actions.wishes import ordinal
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.delivery import service as delivery
from florist.people import service as people

#: A link to a product, shared from the catalogue: t.me/<bot>?start=product-12
_PRODUCT_LINK = re.compile(r"product-([0-9]{1,9})")
#: Entities that mean something to a recommendation when they come alone.
WISHES = ("occasion", "recipient", "color", "flower", "budget", "category")
#: Intents worth offering as a guess, in words of locales (``guess-<intent>``); the rest are never offered.
GUESSES = frozenset(
    {
        *("browse_catalogue", "request_recommendation", "build_bouquet", "ask_price", "ask_availability"),
        *("add_to_cart", "remove_from_cart", "view_cart", "clear_cart", "checkout"),
        *("order_status", "list_orders", "repeat_order", "cancel_order", "request_refund", "change_delivery"),
        *("leave_feedback", "complain", "request_human", "change_language", "help", "faq"),
    }
)
#: What the retrieval intents know an answer to.
TOPICS = {
    "faq": frozenset(
        {
            "corporate",
            "delivery_area",
            "delivery_cost",
            "delivery_time",
            "flower_care",
            "freshness",
            "opening_hours",
            "payment_methods",
            "privacy",
            "returns",
            "shop_address",
            "substitution",
        }
    ),
    "chitchat": frozenset(
        {
            "bored",
            "bot_life",
            "compliment",
            "favourite_flower",
            "flower_meaning",
            "how_are_you",
            "insult_mild",
            "joke",
            "laugh",
            "love_you",
            "who_made_you",
        }
    ),
}
#: What a form set aside takes as its own when it is said outside of it.
TAKEN_BY = {
    "checkout_form": ("address", "date", "time", "phone", "name", "date_unclear"),
    "bouquet_form": ("color", "flower", "quantity", "addon"),
    "recommendation_form": WISHES,
}
#: Short words about what is on the screen; no intent stands for them.
_CHEAPER = re.compile(r"дешевле|недорог|cheaper|less expensive", re.IGNORECASE)
_ANOTHER = re.compile(
    r"^(?:а\s+|покажи\w*\s+|show\s+(?:me\s+)?|any\s+)?"
    r"(?:ещ[её]|друг(?:ие|ой|ое|ую|их)|что-?\s?(?:нибудь|то)\s+друго\w+|иные|more|others?|another|something\s+else|different)"
    r"(?:\s+(?:вариант\w*|букет\w*|один|одну|ones?|options?|please))?[\s.!?]*$",
    re.IGNORECASE,
)
_FEW_WORDS = 4
#: What only staff may do, and what a customer who says so means.
_CUSTOMERS_MEAN = {"add_flower": ActionAddToCart, "remove_flower": ActionRemoveFromCart}
_TYPED_TITLES = {
    "action_resume_form": "button-resume",
    "action_drop_form": "button-drop",
    "action_show_terms": "word-terms",
}
MENU = [
    [("menu-catalogue", "browse_catalogue"), ("menu-recommend", "request_recommendation")],
    [("menu-build", "build_bouquet"), ("menu-cart", "view_cart")],
    [("menu-orders", "list_orders"), ("menu-human", "request_human")],
]


def menu_buttons() -> list[list[dict[str, Any]]]:
    """The main menu as inline buttons."""
    return [[button(title, intent) for title, intent in row] for row in MENU]


def resume_buttons() -> list[list[dict[str, Any]]]:
    return [[button("button-resume", "resume_form"), button("button-drop", "drop_form")]]


def offer_interrupted(turn: Turn) -> None:
    """Names the form that was set aside and offers to go on with it."""
    form = turn.slot("interrupted_form")
    if form and not turn.form:
        turn.say(
            "utter_form_waiting",
            letter={"buttons": resume_buttons()},
            form={"id": f"form-{form.replace('_', '-')}"},
        )


async def about_the_screen(turn: Turn) -> Events | None:
    """«второй», «подешевле», "others" about the cards on the screen, or a button's words typed; None when it is neither."""
    if not turn.is_typed:
        return None
    named = turn.typed_title(_TYPED_TITLES)
    if named and not turn.form:
        return [FollowupAction(named)]
    if not turn.slot("shown_cards"):
        return None
    if _CHEAPER.search(turn.text):
        return await ActionRecommend().offer(turn, "cheaper")
    if _ANOTHER.search(turn.text):
        return await ActionRecommend().offer(turn, "another")
    if not turn.form and ordinal(turn.text) and len(turn.text.split()) <= _FEW_WORDS:
        return await ActionAddToCart().answer(turn)
    return None


class ActionStart(ShopAction):
    action_name = "action_start"

    async def answer(self, turn: Turn) -> Events:
        payload = str(turn.entity("payload") or "")
        turn.say("utter_start", letter={"buttons": menu_buttons()})
        offer_interrupted(turn)
        linked = _PRODUCT_LINK.fullmatch(payload)
        if linked is None:
            return []
        async with shop().reading() as session:
            card = await catalogue.card(session, int(linked[1]))
        show_card(turn, card)
        return shown([card], {"by": "similar", "wish": {}, "page": 0})


class ActionGreet(ShopAction):
    action_name = "action_greet"

    async def answer(self, turn: Turn) -> Events:
        turn.say("utter_greet", letter=None if turn.form else {"buttons": menu_buttons()})
        offer_interrupted(turn)
        return []


class Plain(ShopAction, ABC):
    """Says one response; subclasses name both."""

    @property
    @abstractmethod
    def response(self) -> str: ...

    async def answer(self, turn: Turn) -> Events:
        turn.say(self.response)
        return []


class ActionGoodbye(Plain):
    action_name = "action_goodbye"
    response = "utter_goodbye"


class ActionThank(Plain):
    action_name = "action_thank"
    response = "utter_thank"


class ActionBotChallenge(Plain):
    action_name = "action_bot_challenge"
    response = "utter_bot_challenge"


class ActionUnreadable(Plain):
    action_name = "action_unreadable"
    response = "utter_unreadable"


class ActionShowTerms(Plain):
    action_name = "action_show_terms"
    response = "utter_terms"


class ActionShowPaysupport(Plain):
    action_name = "action_show_paysupport"
    response = "utter_paysupport"


class ActionSoon(ShopAction):
    """Intents whose rooms are not furnished yet. What only staff may do, a customer means of the cart or the screen."""

    action_name = "action_soon"

    async def answer(self, turn: Turn) -> Events:
        if turn.is_typed and "admin" not in turn.roles:
            meant = _CUSTOMERS_MEAN.get(turn.intent)
            if meant is not None and (turn.slot("shown_cards") or turn.entities("flower")):
                return await meant().answer(turn)
            events = await about_the_screen(turn)
            if events is not None:
                return events
        turn.say("utter_soon")
        return []


class ActionHelp(ShopAction):
    action_name = "action_help"

    async def answer(self, turn: Turn) -> Events:
        turn.say("utter_help", letter=None if turn.form else {"buttons": menu_buttons()})
        return []


class ActionMenu(ShopAction):
    action_name = "action_menu"

    async def answer(self, turn: Turn) -> Events:
        turn.say("utter_menu", letter={"buttons": menu_buttons(), "menu": "main"})
        return []


class ActionSmallTalk(ShopAction):
    action_name = "action_small_talk"

    async def answer(self, turn: Turn) -> Events:
        key = retrieval_key(turn, "chitchat")
        turn.say(f"utter_{key}" if key else "utter_greet")
        return []


def retrieval_key(turn: Turn, intent: str) -> str | None:
    """The full retrieval intent (``faq/delivery_cost``) that the model chose for this message, or a button named."""
    selected = (turn.message.get("response_selector") or {}).get(intent) or {}
    key = str((selected.get("response") or {}).get("intent_response_key") or "")
    topic = turn.entity("choice") or key.removeprefix(f"{intent}/")
    return f"{intent}/{topic}" if topic in TOPICS[intent] else None


class ActionChangeLanguage(ShopAction):
    action_name = "action_change_language"

    async def answer(self, turn: Turn) -> Events:
        chosen = turn.entity("language")
        if chosen not in {"ru", "en"}:
            # Which of two languages is meant is plain: the other one — unless it was only the command.
            if turn.is_typed:
                chosen = "ru" if turn.language == "en" else "en"
            else:
                choices = [
                    button({"ru": "Русский", "en": "Русский"}, "change_language", language="ru"),
                    button({"ru": "English", "en": "English"}, "change_language", language="en"),
                ]
                turn.say("utter_language_which", letter={"buttons": [choices]})
                return []
        async with shop().transaction() as session:
            await people.set_language(session, telegram_id=turn.user_id, language=chosen)
        # The slot is set only after this action, so the words are asked for in the new language by name.
        more = {} if turn.form else {"buttons": menu_buttons()}
        turn.say("utter_language_changed", letter={"language": chosen, **more})
        return [SlotSet("language", chosen)]


class ActionCancel(ShopAction):
    action_name = "action_cancel"

    async def answer(self, turn: Turn) -> Events:
        if not turn.form:
            turn.say("utter_nothing_to_cancel", letter={"buttons": menu_buttons()})
            return []
        # Nothing said is thrown away: the form is set aside, one tap takes it up again.
        turn.say(
            "utter_cancelled",
            letter={
                "buttons": [[button("button-resume", "resume_form"), button("button-menu", "show_menu")]]
            },
        )
        return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("interrupted_form", turn.form)]


class ActionGoBack(ShopAction):
    action_name = "action_go_back"

    async def answer(self, turn: Turn) -> Events:
        if turn.slot("interrupted_form"):
            return [FollowupAction("action_resume_form")]
        turn.say("utter_menu", letter={"buttons": menu_buttons(), "menu": "main"})
        return []


class ActionResumeForm(ShopAction):
    action_name = "action_resume_form"

    async def answer(self, turn: Turn) -> Events:
        form = turn.slot("interrupted_form")
        if form:
            return [FollowupAction(form)]
        if not turn.form:
            turn.say("utter_nothing_to_resume", letter={"buttons": menu_buttons()})
        return []


class ActionDropForm(ShopAction):
    """Throws away what was set aside; from inside a form ("start over") begins that form anew."""

    action_name = "action_drop_form"

    async def answer(self, turn: Turn) -> Events:
        dropped = [SlotSet("interrupted_form", None)]
        if turn.form:
            return [*dropped, ActiveLoop(None), SlotSet("requested_slot", None), FollowupAction(turn.form)]
        turn.say("utter_dropped", letter={"buttons": menu_buttons()})
        return dropped


class ActionConfirm(ShopAction):
    """A yes with no question open: takes up what stands nearest."""

    action_name = "action_confirm"

    async def answer(self, turn: Turn) -> Events:
        if turn.slot("interrupted_form"):
            return [FollowupAction("action_resume_form")]
        async with shop().reading() as session:
            basket = await cart.view(session, turn.user_id)
        if basket.lines:
            return [FollowupAction("action_view_cart")]
        turn.say("utter_menu", letter={"buttons": menu_buttons(), "menu": "main"})
        return []


class ActionDecline(Plain):
    action_name = "action_decline"
    response = "utter_declined"


class ActionHearValues(ShopAction):
    """Values without a verb, outside a form: the form set aside takes them, else they begin a recommendation."""

    action_name = "action_hear_values"

    async def answer(self, turn: Turn) -> Events:
        events = await about_the_screen(turn)
        if events is not None:
            return events
        taken = TAKEN_BY.get(turn.slot("interrupted_form") or "", ())
        if turn.intent == "inform" and any(turn.entities(name) for name in taken):
            return [FollowupAction("action_resume_form")]
        if any(turn.entities(name) for name in WISHES):
            return [FollowupAction("recommendation_form")]
        if turn.intent == "inform" and checkout_said.is_worth_saying(checkout_said.said_in(turn)):
            return await self._hear_of_delivery(turn)
        turn.say("utter_clarify_nothing", letter={"buttons": menu_buttons()})
        return []

    async def _hear_of_delivery(self, turn: Turn) -> Events:
        """Where and when, with nothing else: it leads to the checkout, or, as long as there is nothing to bring, to flowers."""
        async with shop().reading() as session:
            basket = await cart.view(session, turn.user_id)
        if basket.sold:
            return [FollowupAction("checkout_form")]
        turn.say("utter_delivery_flowers_first", letter={"buttons": menu_buttons()[:2]})
        return []


class ActionClarify(ShopAction):
    """The fallback: best guesses as buttons, then examples, then the menu and a human. Never a raw name."""

    action_name = "action_clarify"

    async def answer(self, turn: Turn) -> Events:
        events = await about_the_screen(turn)
        if events is not None:
            return events
        guesses = likely(turn)
        if turn.misses >= PATIENCE:
            turn.say("utter_clarify_way_out", letter={"buttons": menu_buttons()})
        elif turn.misses == 2 or not guesses:
            turn.say("utter_clarify_examples")
        else:
            buttons = [
                button(f"guess-{name.replace('_', '-')}", name, entities=entities_of(turn, name))
                for name in guesses
            ]
            buttons.append(button("guess-none", "help"))
            turn.say("utter_clarify_guess", letter={"buttons": rows(buttons, 1)})
        offer_interrupted(turn)
        return []


class ActionDefaultFallback(ActionClarify):
    """Rasa found no rule. Unlike Rasa's own it reverts nothing: what was understood stays understood."""

    action_name = "action_default_fallback"


def likely(turn: Turn) -> list[str]:
    """Up to three intents worth offering, the most likely first."""
    ranking = turn.message.get("intent_ranking") or []
    names = [str(entry.get("name")) for entry in ranking if float(entry.get("confidence") or 0) >= 0.08]
    return [name for name in names if name in GUESSES][:3]


def entities_of(turn: Turn, guess: str) -> dict[str, Any]:
    """What was read in the message, to go on with the guess that is tapped."""
    names = dict.fromkeys(str(span["entity"]) for span in turn.spans)
    read: dict[str, Any] = {name: turn.entities(name) for name in names}
    question = retrieval_key(turn, "faq") if guess == "faq" else None
    return {**read, "choice": question.removeprefix("faq/")} if question else read


class ActionOutOfScope(ShopAction):
    action_name = "action_out_of_scope"

    async def answer(self, turn: Turn) -> Events:
        events = await about_the_screen(turn)
        if events is not None:
            return events
        if turn.misses >= PATIENCE:
            turn.say("utter_clarify_way_out", letter={"buttons": menu_buttons()})
        else:
            turn.say("utter_out_of_scope", letter=None if turn.form else {"buttons": menu_buttons()})
        return []


class ActionRequestHuman(ShopAction):
    action_name = "action_request_human"

    async def answer(self, turn: Turn) -> Events:
        async with shop().transaction() as session:
            await people.handoff_open(session, turn.user_id)
        turn.say("utter_human_called")
        return []


class ActionEndHandoff(ShopAction):
    action_name = "action_end_handoff"

    async def answer(self, turn: Turn) -> Events:
        turn.say("utter_handoff_ended", letter={"buttons": menu_buttons()})
        offer_interrupted(turn)
        return []


class ActionThingShared(ShopAction):
    """A location, contact or photo that nothing asked for."""

    action_name = "action_thing_shared"

    async def answer(self, turn: Turn) -> Events:
        if turn.intent != "location_shared":
            turn.say(f"utter_{turn.intent}")
            return []
        zone = delivery.zone_at(float(turn.entity("latitude")), float(turn.entity("longitude")))
        if zone is None:
            turn.say("utter_location_outside")
        else:
            turn.say("utter_location_zone", zone=zone.name, fee=delivery.quote(zone).value)
        return []
