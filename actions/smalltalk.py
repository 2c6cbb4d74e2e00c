"""Greetings and small talk: one response each."""

from abc import ABC, abstractmethod

from actions.menu import menu_buttons, offer_interrupted
from actions.screen import Attentive
from actions.shop_action import ShopAction
from actions.turn import Events, Turn

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


class ActionDecline(Attentive):
    action_name = "action_decline"

    async def reply(self, turn: Turn) -> Events:
        turn.say("utter_declined")
        return []


class ActionSmallTalk(Attentive):
    action_name = "action_small_talk"

    async def reply(self, turn: Turn) -> Events:
        key = retrieval_key(turn, "chitchat")
        turn.say(f"utter_{key}" if key else "utter_greet")
        return []


def retrieval_key(turn: Turn, intent: str) -> str | None:
    """The full retrieval intent (``faq/delivery_cost``) that the model chose for this message, or a button named."""
    selected = (turn.message.get("response_selector") or {}).get(intent) or {}
    key = str((selected.get("response") or {}).get("intent_response_key") or "")
    topic = turn.entity("choice") or key.removeprefix(f"{intent}/")
    return f"{intent}/{topic}" if topic in TOPICS[intent] else None
