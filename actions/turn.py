"""One turn as the actions see it: who speaks, what was understood, what is remembered, and how to answer."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions import phrases
from florist.errors import Invalid
from florist.kit import canon
from florist.kit.words import say

Value = Any  # a letter value: text, number, {"ru", "en"}, {"money", "currency"}, {"id", "args"}, a list of values …
Events = list[dict[str, Any]]


def word(ident: str, /, **args: Value) -> dict[str, Any]:
    """A Fluent message as a letter value."""
    return {"id": ident, "args": args} if args else {"id": ident}


def button(
    title: Value, intent: str, *, once: bool = False, entities: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """An inline button that means an intent with entities; ``title`` a Fluent id or any other letter value."""
    shown = word(title) if isinstance(title, str) else title
    result: dict[str, Any] = {"title": shown, "intent": intent, "entities": {**(entities or {}), **more}}
    return {**result, "once": True} if once else result


def rows(buttons: list[dict[str, Any]], width: int) -> list[list[dict[str, Any]]]:
    """Buttons laid out ``width`` to a row."""
    return [buttons[i : i + width] for i in range(0, len(buttons), width)]


#: What the words, the catalogue and the painter know; anything else in these entities was not made by us.
CANON: dict[str, tuple[str, ...]] = {
    "color": canon.COLORS,
    "flower": canon.FLOWERS,
    "addon": canon.ADDONS,
    "category": canon.CATEGORIES,
    "occasion": canon.OCCASIONS,
    "recipient": canon.RECIPIENTS,
    "wrap": canon.WRAPS,
}
#: The choice of a button that begins a form afresh, whatever was said in it before.
ANEW = "anew"
#: No id, number or count of ours is larger; PostgreSQL's integers are not either.
LARGEST = 2**31 - 1

#: «Открытку с текстом» looks like a picture to be made, "yes, a card" like a yes.
_HIDING_ADDONS = frozenset({"edit_image", "generate_image", "affirm"})


def _whole(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        raise Invalid(repr(value)[:40]) from None
    if abs(number) > LARGEST:
        raise Invalid(repr(value)[:40])
    return number


def bare(text: str) -> str:
    """Words alone, without signs, pictures and case: how a button's title is compared with what was typed."""
    return " ".join(re.findall(r"\w+", text.lower().replace("ё", "е")))


class Turn:
    """The tracker and the dispatcher, in the words of the shop."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, zone: ZoneInfo) -> None:
        self.dispatcher = dispatcher
        self.tracker = tracker
        self.zone = zone
        self.message: dict[str, Any] = tracker.latest_message or {}
        self.metadata: dict[str, Any] = self.message.get("metadata") or {}

    def as_if(self, intent: str, **entities: Any) -> "Turn":
        """The same turn, had the person tapped this."""
        other = Turn(self.dispatcher, self.tracker, self.zone)
        told = [{"entity": name, "value": value} for name, value in entities.items()]
        other.message = {"text": "", "intent": {"name": intent, "confidence": 1.0}, "entities": told}
        other.metadata = {**self.metadata, "kind": "button"}
        return other

    @property
    def user_id(self) -> int:
        """The Telegram id that the gateway signed; the conversation's own id when there is no context."""
        return int(self.metadata.get("user_id") or self.tracker.sender_id)

    @property
    def chat_id(self) -> int:
        return int(self.metadata.get("chat_id") or self.tracker.sender_id)

    @property
    def language(self) -> str:
        """``ru`` or ``en``: the person's own choice, else what Telegram says of them."""
        chosen = self.tracker.get_slot("language") or self.metadata.get("language") or "ru"
        return "en" if chosen == "en" else "ru"

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.metadata.get("roles") or ())

    @property
    def now(self) -> datetime:
        """When the message came, in the shop's zone."""
        sent = self.metadata.get("sent_at")
        return datetime.fromisoformat(sent).astimezone(self.zone) if sent else datetime.now(self.zone)

    @property
    def intent(self) -> str:
        return str((self.message.get("intent") or {}).get("name") or "")

    @property
    def confidence(self) -> float:
        return float((self.message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def text(self) -> str:
        return str(self.message.get("text") or "").strip()

    @property
    def is_typed(self) -> bool:
        """Whether the person wrote it (a button or an event brings its own intent)."""
        return bool(self.metadata.get("kind", "text") == "text")

    def typed_title(self, titles: dict[str, str]) -> str | None:
        """Which of the buttons was typed instead of tapped; ``titles``: value → Fluent id of its title."""
        if not self.is_typed or not self.text:
            return None
        typed = bare(self.text)
        return next(
            (v for v, title in titles.items() if bare(say(self.language, title, plain=True)) == typed), None
        )

    def entities(self, name: str) -> list[Any]:
        """All values of one entity in the message's order, each once; a button's list is spread out. Of what has canonical
        values no others come through."""
        found: list[Any] = []
        for entity in self.message.get("entities") or []:
            if entity.get("entity") != name:
                continue
            value = entity.get("value")
            found += value if isinstance(value, list) else [value]
        if name == "color" and not found and self.is_typed and self.intent == "edit_image":
            found = list(phrases.colors_in(self.text))
        if name == "addon" and not found and self.is_typed and self.intent in _HIDING_ADDONS:
            found = list(phrases.addons_in(self.text))
        known = CANON.get(name)
        return list(dict.fromkeys(value for value in found if known is None or value in known))

    def entity(self, name: str) -> Any:
        """The last value of one entity (a correction comes after what it corrects), or None."""
        values = self.entities(name)
        return values[-1] if values else None

    def numbers(self, name: str) -> list[int]:
        """All values of one entity as whole numbers. Raises ``Invalid`` for what is none, or larger than anything we count."""
        return [_whole(value) for value in self.entities(name)]

    def number(self, name: str) -> int | None:
        """The last value of one entity as a whole number, or None. Raises ``Invalid`` as ``numbers`` does."""
        value = self.entity(name)
        return None if value is None else _whole(value)

    def refused(self, name: str) -> list[Any]:
        """What of one entity the person does not want («без ленты», "anything but lilies")."""
        found = [entry["value"] for entry in self.message.get("refused") or [] if entry.get("entity") == name]
        return list(dict.fromkeys(found))

    @property
    def spans(self) -> list[dict[str, Any]]:
        """The typed message's entities from left to right."""
        return sorted(self.message.get("entities") or [], key=lambda e: e.get("start") or 0)

    def slot(self, name: str) -> Any:
        return self.tracker.get_slot(name)

    @property
    def form(self) -> str | None:
        """The form that is being filled."""
        return (self.tracker.active_loop or {}).get("name")

    @property
    def misses(self) -> int:
        """How many of the person's last messages in a row were not understood, this one included."""
        count = 0
        for event in reversed(self.tracker.events):
            if event.get("event") != "user":
                continue
            intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
            if intent not in {"nlu_fallback", "out_of_scope"}:
                break
            count += 1
        return max(count, 1)

    def say(self, response: str, letter: dict[str, Any] | None = None, **values: Value) -> None:
        """Says a response of ``data/responses/``; ``letter`` brings pictures and buttons to it."""
        if letter is not None:
            values["letter"] = letter
        self.dispatcher.utter_message(response=response, **values)
