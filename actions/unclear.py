"""What no intent stands for: words about the screen, values without a verb, guesses, and the way out when nothing fits."""

from typing import Any

from rasa_sdk.events import FollowupAction

from actions import checkout_said
from actions.adding import ActionAddToCart
from actions.cart import ActionChangeQuantity, ActionRemoveFromCart, is_cart_at_hand
from actions.forms import PATIENCE
from actions.menu import menu_buttons, offer_interrupted
from actions.screen import Attentive, about_the_screen, recolor
from actions.shop_action import ShopAction, shop
from actions.smalltalk import retrieval_key
from actions.turn import Events, Turn, button, rows
from actions.wishes import refused_in
from florist.cart import service as cart

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
#: What a form set aside takes as its own when it is said outside of it.
TAKEN_BY = {
    "checkout_form": ("address", "date", "time", "phone", "name", "date_unclear"),
    "bouquet_form": ("color", "flower", "quantity", "addon"),
    "recommendation_form": WISHES,
}
#: What only staff may do, and what a customer who says so means.
_CUSTOMERS_MEAN = {"add_flower": ActionAddToCart, "remove_flower": ActionRemoveFromCart}


class ActionHearValues(Attentive):
    """Values without a verb, outside a form: the form set aside takes them, else they begin a recommendation."""

    action_name = "action_hear_values"

    async def reply(self, turn: Turn) -> Events:
        if turn.entities("quantity") and not turn.slot("interrupted_form") and is_cart_at_hand(turn):
            return await ActionChangeQuantity().answer(turn)  # "two of them"
        events = await recolor(turn)
        if events is not None:
            return events
        taken = TAKEN_BY.get(turn.slot("interrupted_form") or "", ())
        if turn.intent == "inform" and any(turn.entities(name) or turn.refused(name) for name in taken):
            return [FollowupAction("action_resume_form")]
        if any(turn.entities(name) for name in WISHES) or refused_in(turn):
            return [FollowupAction("recommendation_form")]
        if turn.intent == "inform" and checkout_said.is_worth_saying(checkout_said.said_in(turn)):
            return await begin_delivery(turn)
        turn.say("utter_clarify_nothing", letter={"buttons": menu_buttons()})
        return []


async def begin_delivery(turn: Turn) -> Events:
    """Where and when, with nothing else: it leads to the checkout, or, as long as there is nothing to bring, to flowers."""
    async with shop().reading() as session:
        basket = await cart.view(session, turn.user_id)
    if basket.sold:
        return [FollowupAction("checkout_form")]
    if any(turn.entities(name) for name in WISHES):
        return [FollowupAction("recommendation_form")]
    turn.say("utter_delivery_flowers_first", letter={"buttons": menu_buttons()[:2]})
    return []


class ActionClarify(Attentive):
    """The fallback: best guesses as buttons, then examples, then the menu and a human. Never a raw name."""

    action_name = "action_clarify"

    async def reply(self, turn: Turn) -> Events:
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

    async def answer(self, turn: Turn) -> Events:
        # After an action that handed over to another one no rule knows how to go on either: all has been said by then.
        return [] if _answered_already(turn) else await super().answer(turn)


def _answered_already(turn: Turn) -> bool:
    """Whether some action has answered this message before."""
    done: list[str] = []
    for event in reversed(turn.tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "action":
            done.append(str(event.get("name")))
    return bool(set(done) - {"action_listen", "action_session_start", "action_default_fallback"})


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


class ActionOutOfScope(Attentive):
    action_name = "action_out_of_scope"

    async def reply(self, turn: Turn) -> Events:
        if turn.misses >= PATIENCE:
            turn.say("utter_clarify_way_out", letter={"buttons": menu_buttons()})
        else:
            turn.say("utter_out_of_scope", letter=None if turn.form else {"buttons": menu_buttons()})
        return []


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
