"""One question of a form: its answer, what the form remembers meanwhile, and the words that answer any question."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions import phrases
from actions.turn import Events, Turn

#: Intents that answer the question at hand, whatever the form.
ANSWERS = frozenset({"inform", "affirm", "deny", "skip", "choose", "nlu_fallback"})
#: Intents that steer even where the form waits for free text: a card may say anything else.
STEERING = frozenset(
    {"cancel", "request_human", "help", "change_language", "start", "show_menu", "view_cart"}
)
#: Above this the model is taken at its word even where the message also fits the question at hand.
SURE = 0.8
#: So few words, with a value among them, are an answer.
SHORT = 4
#: Intents that leave the question whatever else the message holds.
LEAVING = frozenset({"cancel", "go_back", "change_language", "start"})
#: Among a form's notes: the answers that are about to be changed.
BEFORE = "before"
#: And whether the person asked for that change (rather than went back through the questions).
CHANGING = "changing"


class Unread:
    """The message says nothing about this field."""


UNREAD = Unread()


class State:
    """The form's slots as they become during the turn; remembers what changed."""

    def __init__(self, values: dict[str, Any], notes: dict[str, Any]) -> None:
        self._values = dict(values)
        self._before = dict(values)
        self.notes = dict(notes)

    def __getitem__(self, slot: str) -> Any:
        return self._values.get(slot)

    def __setitem__(self, slot: str, value: Any) -> None:
        self._values[slot] = value

    @property
    def filled(self) -> list[str]:
        return [slot for slot, value in self._values.items() if value is not None]

    @property
    def changed(self) -> list[str]:
        """What this turn answered, or answered anew."""
        return [slot for slot in self.filled if self._values[slot] != self._before.get(slot)]

    def former(self, slot: str) -> Any:
        """The answer as it stood when the turn began."""
        return self._before.get(slot)

    def events(self) -> Events:
        return [
            SlotSet(slot, value) for slot, value in self._values.items() if value != self._before.get(slot)
        ]


class Field(ABC):
    """One question of a form and how its answer is understood."""

    slot: ClassVar[str]
    #: Whether any text at all may be the answer (a card, an address).
    free_text: ClassVar[bool] = False
    #: Whether its answer says nothing of other questions: a card's "see you tomorrow, Olya" is neither a date nor a name.
    keeps_to_itself: ClassVar[bool] = False

    def recognises(self, turn: Turn) -> bool:
        """Whether a typed message plainly holds a value for this field, whatever else the model took it for."""
        return False

    def applies(self, state: State) -> bool:
        """Whether the question makes sense with the answers so far."""
        return True

    def was_asked(self, state: State) -> bool:
        """Whether "back" leads to it."""
        return self.applies(state) and state[self.slot] is not None

    @abstractmethod
    async def ask(self, turn: Turn, state: State) -> None:
        """Puts the question."""

    @abstractmethod
    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        """The value in this message, or ``UNREAD``; ``asked`` when it is the question at hand. May raise ``FloristError``
        with words for the person: the field then stays open."""


def holds_an_answer(turn: Turn, asked: Field | None) -> bool:
    """Whether the message answers the question at hand although the model thought of something else: it holds a value for
    it, and is short, or the model is not too sure."""
    if asked is None or not turn.is_typed or turn.intent in LEAVING or turn.text.endswith("?"):
        return False
    return (turn.confidence < SURE or len(turn.text.split()) <= SHORT) and asked.recognises(turn)


def affirms(turn: Turn) -> bool:
    if turn.is_typed and phrases.TAKE.search(turn.text):
        return True
    return turn.intent == "affirm" or (turn.intent == "choose" and turn.entity("choice") == "yes")


def declines(turn: Turn) -> bool:
    if turn.intent in {"deny", "skip"} or leaves_it_to_us(turn):
        return True
    return turn.intent == "choose" and turn.entity("choice") in {"no", "done"}


def leaves_it_to_us(turn: Turn) -> bool:
    """«На ваш вкус», "you choose", whatever the model took it for."""
    return turn.is_typed and bool(phrases.YOURS.search(turn.text))


def removes(turn: Turn) -> bool:
    """«Убери жёлтые», whatever the model took it for."""
    return turn.intent == "remove_from_cart" or (turn.is_typed and bool(phrases.REMOVE.search(turn.text)))


def passes(turn: Turn) -> bool:
    """A no to the question at hand; «без ленты» is a no to the ribbon alone."""
    refused = any(turn.refused(kind) for kind in ("addon", "flower", "color", "category"))
    return declines(turn) and not refused
