"""Where, when and to whom, said before anybody asked: kept from any message, used when the checkout begins."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from rasa_sdk.events import SlotSet

from actions.checkout_words import wants_delivery, wants_pickup
from actions.turn import Events, Turn

#: What of it is kept among the checkout's notes.
SAID = "said"
NOTES = "checkout_notes"
#: Intents in which a day is the day of delivery, and an address where to.
_TELLING = frozenset(
    {
        *("inform", "request_recommendation", "browse_catalogue", "build_bouquet", "add_to_cart"),
        *("ask_price", "ask_availability", "view_cart", "checkout", "change_delivery", "change_quantity"),
        *("greet", "affirm", "deny", "nlu_fallback", "skip"),
    }
)
_DELIVERY_QUESTIONS = frozenset({"delivery_cost", "delivery_area", "delivery_time"})
#: A name that is not the recipient's: the customer's own, or the hand that signs.
_OTHER_NAME = re.compile(
    r"меня\s+зовут|\bя\s*[-—]|\bот\s+[А-ЯЁ]|подпис|my\s+name|\bi['’]?\s*a?m\b|\bfrom\s+[A-Z]|\bsign",
    re.IGNORECASE,
)
_KEPT_FOR = timedelta(days=7)


def said_in(turn: Turn) -> dict[str, Any]:
    """What this message tells of a delivery: ``kind``, ``address``, ``date``, ``time``, ``phone``, ``name``, ``point``."""
    if turn.intent == "location_shared":
        return {"point": [float(turn.entity("latitude")), float(turn.entity("longitude"))]}
    asks = turn.intent == "faq" and _topic(turn) in _DELIVERY_QUESTIONS
    if not turn.is_typed or not (turn.intent in _TELLING or asks):
        return {}
    found = {name: turn.entity(name) for name in ("address", "date", "time", "phone", "name")}
    if _OTHER_NAME.search(turn.text):
        found["name"] = None
    gone = bool(found["date"]) and _is_gone(str(found["date"]), turn.now.date())
    if asks or gone:
        found |= {"date": None, "time": None}
    if wants_delivery(turn.text) and not asks:
        found["kind"] = "delivery"
    elif wants_pickup(turn.text) and not asks:
        found["kind"] = "pickup"
    return {name: value for name, value in found.items() if value}


def _topic(turn: Turn) -> str:
    selected = (turn.message.get("response_selector") or {}).get("faq") or {}
    key = str((selected.get("response") or {}).get("intent_response_key") or "")
    return key.removeprefix("faq/")


def kept(turn: Turn) -> dict[str, Any]:
    """What was said up to now and still holds: a day that is gone does not, nor anything after a week."""
    said = dict((turn.slot(NOTES) or {}).get(SAID) or {})
    at = said.pop("at", None)
    if at is None or turn.now - datetime.fromisoformat(at) > _KEPT_FOR:
        return {}
    today = turn.now.date()
    if said.get("date", "") and _is_gone(said["date"], today):
        said.pop("date")
        said.pop("time", None)
    if "date" not in said and datetime.fromisoformat(at).astimezone(turn.zone).date() != today:
        said.pop("time", None)
    return said


def _is_gone(day: str, today: date) -> bool:
    try:
        return date.fromisoformat(day) < today
    except ValueError:
        return True


def together(turn: Turn) -> dict[str, Any]:
    """What was said before and in this message, as it is kept."""
    return {**kept(turn), **said_in(turn), "at": turn.now.isoformat()}


def news(turn: Turn) -> dict[str, Any]:
    """What this message tells that was not known."""
    known = kept(turn)
    return {name: value for name, value in said_in(turn).items() if known.get(name) != value}


def remember(turn: Turn) -> Events:
    """Keeps what the message tells of a delivery for the checkout to come."""
    if not news(turn):
        return []
    return [SlotSet(NOTES, {**(turn.slot(NOTES) or {}), SAID: together(turn)})]


def is_worth_saying(found: dict[str, Any]) -> bool:
    """Whether the customer should hear that it was noted: of a name or a wish for delivery alone there is no need."""
    return any(found.get(name) for name in ("address", "date", "time", "phone"))


def in_words(found: dict[str, Any]) -> list[Any]:
    """The details as letter values, in the order in which one says them."""
    words: list[Any] = []
    day, time = found.get("date"), found.get("time")
    if day:
        words.append({"date": str(day)})
    if time:
        words.append(hours_in_words(str(time)))
    words += [str(found[name]) for name in ("address", "name", "phone") if found.get(name)]
    return words


def noted(turn: Turn, found: dict[str, Any], **more: Any) -> None:
    """Tells what was noted for the delivery."""
    turn.say("utter_delivery_noted", details=in_words(found), **more)


def as_checkout(said: dict[str, Any]) -> dict[str, Any]:
    """The kept details as the entities of a message to the checkout's questions."""
    names: dict[str, Any] = {
        name: said[name] for name in ("address", "date", "time", "phone", "name") if name in said
    }
    if said.get("kind"):
        names["choice"] = said["kind"]
    if said.get("point") and "address" not in said:
        names |= {"latitude": said["point"][0], "longitude": said["point"][1]}
    return names


def hours_in_words(wish: str) -> Any:
    """Hours of the clock, or a span of them, as a letter value."""
    return {"window": wish} if "-" in wish else wish
