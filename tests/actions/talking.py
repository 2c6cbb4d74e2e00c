"""Talking with the actions, without Rasa in between: its rules, its form loop and its payload in miniature.

``await anna.says("add_to_cart", "15 белых роз", quantity=15, color="white", flower="rose")`` is one turn: the message as the
model would have understood it. ``taps`` presses a button of the last answer, ``presses`` any button at all, ``shares`` is an
event of the gateway. Everything said is also put into words in both languages, so that no answer can lack one.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker

from actions import (  # every topic, so that its actions are known
    adding,
    browse,
    cart,
    checkout,
    checkout_placing,
    compose,
    faq,
    orders,
    payment,
    prices,
    recommend,
    smalltalk,
    steering,
    unclear,
)
from actions.shop_action import ShopAction
from florist.kit import words
from florist.settings import ROOT

TOPICS = (
    adding,
    browse,
    cart,
    checkout,
    checkout_placing,
    compose,
    faq,
    orders,
    payment,
    prices,
    recommend,
    smalltalk,
    steering,
    unclear,
)
NOON = "2026-11-20T12:00:00+03:00"
TODAY, TOMORROW = "2026-11-20", "2026-11-21"


def _read(folder: str, key: str) -> Iterator[Any]:
    for path in sorted((ROOT / "data" / folder).glob("*.yml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))[key]


DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = {
    k: v for part in _read("responses", "responses") for k, v in part.items()
}
FORMS = frozenset(DOMAIN["forms"])
#: What the rules answer to an intent, and do when a form is full.
ANSWERS: dict[str, str] = {}
ENDINGS: dict[str, str] = {}
for rule in itertools.chain.from_iterable(_read("rules", "rules")):
    if "condition" in rule:
        ENDINGS[rule["condition"][0]["active_loop"]] = rule["steps"][-1]["action"]
    else:
        ANSWERS[rule["steps"][0]["intent"]] = rule["steps"][1]["action"]


def known_actions(kind: type[ShopAction] = ShopAction) -> Iterator[tuple[str, type[Action]]]:
    for child in kind.__subclasses__():
        if not getattr(child, "__abstractmethods__", None):
            yield child().name(), child
        yield from known_actions(child)


@dataclass(frozen=True)
class Said:
    """One answer: the response, its values, and the letter with its buttons."""

    name: str
    values: dict[str, Any]
    letter: dict[str, Any]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All its buttons: those of the action and those that stand in the response itself."""
        own = [
            row
            for variant in RESPONSES[self.name]
            for row in (variant.get("custom") or {}).get("buttons", [])
        ]
        return list(itertools.chain.from_iterable([*(self.letter.get("buttons") or []), *own]))

    def text(self, language: str) -> str:
        """Its words. Fails when something is missing in them."""
        ids = [variant["text"] for variant in RESPONSES[self.name]]
        told = "\n".join(words.say(language, ident, **self.values) for ident in ids)
        told += "".join(f"\n[{words.tell(language, titled(b))}]" for b in self.buttons)
        assert "{" not in told, f"{self.name} in {language} lacks a value: {told}"
        return told


def titled(button: dict[str, Any]) -> Any:
    title = button["title"]
    return {"id": title} if isinstance(title, str) else title


def leaves(value: Any) -> Iterator[Any]:
    """All that stands in a letter value: ids, texts, numbers."""
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


@dataclass
class Talk:
    """One person's conversation: what it remembers (``slots``, ``form``) and what was ``said`` in the last turn."""

    user: int
    language: str = "ru"
    roles: tuple[str, ...] = ("customer",)
    now: str = NOON
    slots: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(DOMAIN["slots"]))
    form: str | None = None
    said: list[Said] = field(default_factory=list)
    _events: list[dict[str, Any]] = field(default_factory=list)
    _updates: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _latest: dict[str, Any] = field(default_factory=dict)

    actions: ClassVar[dict[str, type[Action]]] = dict(known_actions())

    # --- the person ---------------------------------------------------------------------------

    async def says(
        self,
        intent: str,
        text: str = "…",
        *,
        confidence: float = 0.95,
        refused: dict[str, Any] | None = None,
        ranking: tuple[str, ...] = (),
        selected: str = "",
        spelled: dict[str, str] | None = None,
        **entities: Any,
    ) -> "Talk":
        """A typed message, as the model understands it. Lists are several entities; ``selected`` is a retrieval key,
        ``spelled`` how an entity stands in the text."""
        found = [
            (name, one)
            for name, value in entities.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        names = (intent, *ranking)
        message: dict[str, Any] = {
            "text": text,
            "intent": {"name": intent, "confidence": confidence},
            "entities": [
                {"entity": name, "value": value, **_place(text, (spelled or {}).get(name), place)}
                for place, (name, value) in enumerate(found)
            ],
            "intent_ranking": [
                {"name": name, "confidence": confidence / (i + 1)} for i, name in enumerate(names)
            ],
        }
        if refused:
            message["refused"] = [{"entity": name, "value": value} for name, value in refused.items()]
        if selected:
            intent_of = selected.partition("/")[0]
            message["response_selector"] = {intent_of: {"response": {"intent_response_key": selected}}}
        return await self._turn(message, "text")

    async def presses(self, intent: str, **entities: Any) -> "Talk":
        """Any button, also one that we never made."""
        return await self._turn(_resolved(intent, entities), "button")

    async def commands(self, intent: str, **entities: Any) -> "Talk":
        return await self._turn(_resolved(intent, entities), "command")

    async def shares(self, event: str, **entities: Any) -> "Talk":
        return await self._turn(_resolved(event, entities), "event")

    async def taps(self, title: Any) -> "Talk":
        """The newest button whose title is, or holds, this Fluent id, text or number."""
        for said in reversed(self.said):
            for button in said.buttons:
                if title in leaves(titled(button)):
                    return await self.presses(button["intent"], **(button.get("entities") or {}))
        raise AssertionError(f"no button {title!r} under {self.heard}")

    # --- what came back -------------------------------------------------------------------------

    @property
    def heard(self) -> list[str]:
        """The responses of the last turn."""
        return [said.name for said in self.said]

    @property
    def asked(self) -> str | None:
        """The question at hand."""
        slot = self.slots.get("requested_slot")
        return str(slot) if slot and self.form else None

    def answer(self, response: str) -> Said:
        """The last turn's answer of this name."""
        found = [said for said in self.said if said.name == response]
        assert found, f"{response} was not said, but {self.heard}"
        return found[-1]

    def text(self, language: str | None = None) -> str:
        """The last turn's words."""
        return "\n".join(said.text(language or self.language) for said in self.said)

    def offers(self, title: Any) -> bool:
        """Whether a button of the last turn has this in its title."""
        return any(title in leaves(titled(button)) for said in self.said for button in said.buttons)

    # --- the miniature of Rasa --------------------------------------------------------------------

    async def _turn(self, message: dict[str, Any], kind: str) -> "Talk":
        self.said = []
        number = next(self._updates)
        self._latest = {
            **message,
            "message_id": str(number),
            "metadata": {
                "update_id": number, "chat_id": self.user, "user_id": self.user, "roles": list(self.roles),
                "language": self.language, "correlation_id": f"test-{number}", "sent_at": self.now, "kind": kind,
            },
        }  # fmt: skip
        parsed = {"intent": message["intent"], "entities": message["entities"]}
        self._events.append({"event": "user", "text": message["text"], "parse_data": parsed})
        if self.form:
            if await self._fill(self.form):
                return self
            self._note("action_execution_rejected", self.form)
        await self._act(ANSWERS[message["intent"]["name"]])
        return self

    async def _act(self, name: str) -> None:
        if name in FORMS:
            if self.form != name:
                self._note("active_loop", name)
                self.form = name
            assert await self._fill(name), f"{name} refused to begin"
            return
        follow_up = await self._run(name)
        self._note("action", name)
        if follow_up:
            await self._act(follow_up)
        elif self.form:
            await self._fill(self.form)

    async def _fill(self, form: str) -> bool:
        """One call of the form's validation; false when it leaves the message to others."""
        self._note("action", form)
        before = len(self._events)
        await self._run(f"validate_{form}")
        if not any(event["event"] == "slot" for event in self._events[before:]):
            del self._events[before - 1 :]
            return False
        if self.slots.get("requested_slot") is None:
            self.form = None
            self._note("active_loop", None)
            await self._act(ENDINGS[form])
        return True

    async def _run(self, name: str) -> str | None:
        dispatcher = CollectingDispatcher()
        tracker = Tracker(
            str(self.user), dict(self.slots), self._latest, list(self._events), False, None,
            {"name": self.form} if self.form else {}, None,
        )  # fmt: skip
        events = await self.actions[name]().run(dispatcher, tracker, {})  # type: ignore[typeddict-item]  # no action reads the domain
        self.said += [_said(message) for message in json.loads(json.dumps(dispatcher.messages))]
        follow_up = None
        for event in json.loads(json.dumps(events)):
            self._events.append(event)
            if event["event"] == "slot":
                assert event["name"] in {*DOMAIN["slots"], "requested_slot"}, event
                self.slots[event["name"]] = event["value"]
            elif event["event"] == "active_loop":
                self.form = event["name"]
            elif event["event"] == "followup":
                follow_up = event["name"]
        return follow_up

    def _note(self, event: str, name: str | None) -> None:
        self._events.append({"event": event, "name": name})


def _place(text: str, spelled: str | None, otherwise: int) -> dict[str, int]:
    start = text.index(spelled) if spelled else otherwise
    return {"start": start, "end": start + len(spelled or " ")}


def _resolved(intent: str, entities: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": f"/{intent}",
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }


_OF_THE_SDK = ("text", "buttons", "elements", "custom", "template", "response", "image", "attachment")


def _said(message: dict[str, Any]) -> Said:
    """What an action said, after a look whether Rasa could say it: known, complete in both languages, with buttons that work."""
    values = {name: value for name, value in message.items() if name not in _OF_THE_SDK}
    said = Said(message["response"], values, values.pop("letter", None) or {})
    assert said.name in RESPONSES, f"nobody wrote {said.name}"
    for language in words.LANGUAGES:
        said.text(language)
    for button in said.buttons:
        assert button["intent"] in DOMAIN["intents"], button
        assert set(button.get("entities") or {}) <= set(DOMAIN["entities"]), button
    return said
