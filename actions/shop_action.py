"""The base of all actions: opens the turn, and turns the shop's refusals into words in one place."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import structlog
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions import checkout_said
from actions.turn import Events, Turn
from florist.bootstrap import Shop, open_shop
from florist.errors import FloristError
from florist.settings import Settings

log = structlog.get_logger("actions")

#: Whoever sends the message on to these lets them read it.
_TO_CHECKOUT = frozenset({"checkout_form", "action_resume_form"})

_shop: Shop | None = None


def shop() -> Shop:
    """The shop this process serves, opened at the first turn (importing an action opens nothing)."""
    global _shop
    if _shop is None:
        _shop = open_shop(Settings())
    return _shop


def use_shop(opened: Shop | None) -> None:
    """Hands in the shop: tests bring their own."""
    global _shop
    _shop = opened


class ShopAction(Action, ABC):  # ABC, or the SDK would register it as an action named None
    """One thing Rasa may ask for. Subclasses name it and answer."""

    action_name: str
    #: Whether a day, an address or a phone in the message waits for the checkout; the checkout itself takes them at once.
    keeps_what_is_said: ClassVar[bool] = True

    def name(self) -> str:
        return self.action_name

    @abstractmethod
    async def answer(self, turn: Turn) -> Events:
        """Says what there is to say through ``turn`` and returns Rasa events. May raise ``FloristError``."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        turn = Turn(dispatcher, tracker, ZoneInfo(shop().settings.shop_timezone))
        bound = log.bind(action=self.name(), correlation_id=turn.metadata.get("correlation_id"))
        try:
            events = await self.answer(turn)
        except FloristError as refusal:
            bound.info("refused", code=refusal.code)
            say_refusal(turn, refusal)
            return self.after_refusal(turn)
        except Exception:
            # The edge: whatever went wrong, the person hears it from us and is offered a human.
            bound.exception("failed")
            turn.say("utter_error_general")
            return self.after_refusal(turn)
        bound.debug("answered")
        return events + self._kept_for_checkout(turn, events)

    def _kept_for_checkout(self, turn: Turn, events: Events) -> Events:
        """Details of a delivery that the message told in passing: noted with a word about it before the answer."""
        if not self.keeps_what_is_said or turn.form == "checkout_form" or self.leaves_to_others(events):
            return []
        if any(event.get("event") == "followup" and event["name"] in _TO_CHECKOUT for event in events):
            return []
        kept = checkout_said.remember(turn)
        news = checkout_said.news(turn)
        if kept and checkout_said.is_worth_saying(news):
            checkout_said.noted(turn, news)
            messages = turn.dispatcher.messages
            messages.insert(0, messages.pop())
        return kept

    def leaves_to_others(self, events: Events) -> bool:
        """Whether these events mean that another action answers the message."""
        return False

    def after_refusal(self, turn: Turn) -> Events:
        """What the conversation remembers when the shop said no; nothing unless an action knows better."""
        return []


def say_refusal(turn: Turn, refusal: FloristError, **values: Any) -> None:
    """A refusal in the person's words: response ``utter_error_<code>`` with the refusal's own details."""
    turn.say(f"utter_error_{refusal.code}", **{**refusal.details, **values})
