"""To whom, with which words, and how it is handed over."""

import re
from typing import Any

from actions.checkout_changes import carried, has_a_but, refuses_card, rest_of
from actions.checkout_questions import AtHome, is_pickup, keep_row, kept_row, keyboard, last_row, plain_menu
from actions.checkout_words import SURPRISE
from actions.fields import UNREAD, Field, State, affirms, declines
from actions.shop_action import shop
from actions.turn import Turn, button, word
from florist.kit.phone import Phone
from florist.orders.errors import CheckoutInvalid
from florist.orders.service import CARD_LENGTH, SUBSTITUTIONS
from florist.people import service as people

#: "It's for me", "я сама получу": one of the first, and nothing but these.
_SELF = re.compile(r"\b(?:я|мне|меня|мной|себе|себя|сама?|лично|i'm|i'll|i|me|myself|mine)\b")
_AROUND_SELF = re.compile(
    r"\b(?:для|это|буд[уе]т?|получать|получу|получатель|заберу|приму|вручи(?:те|ть)|отдайте|само(?:й|му)|тоже?|же|только"
    r"|it(?:'?s)?|is|for|to|the|am|will|be|just|give|receive|take|get|recipient|same|one|please|пожалуйста)\b"
)
_NO_SURPRISE = re.compile(r"\b(?:не|без|no|not|without)\b[\w\s]{0,10}(?:сюрприз|surprise)", re.IGNORECASE)
SURPRISES = ("open", "surprise", "anonymous")


class Recipient(Field):
    slot = "checkout_recipient"
    free_text = True

    async def ask(self, turn: Turn, state: State) -> None:
        response = (
            "utter_question_checkout_picker" if is_pickup(state) else "utter_question_checkout_recipient"
        )
        choices = [*kept_row(state, self.slot), [button("button-for-me", "choose", choice="me")]]
        turn.say(response, letter=plain_menu(turn, choices, reply_keyboard=None))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if turn.entity("choice") == "me" or (turn.is_typed and asked and is_myself(turn.text)):
            state.notes["me"] = True
            return await _own_name(turn) or UNREAD
        if turn.intent == "contact_shared" and not asked:
            # Asked for a phone, people share a contact: often their own, whoever gets the flowers.
            return UNREAD
        named = turn.entity("name")
        if named is None and asked and turn.is_typed and turn.intent not in {"affirm", "deny", "skip"}:
            # Beside a phone or a day, what is left may be the name; alone, all of it is.
            words = rest_of(turn) if carried(turn) else turn.text
            if not re.search(r"\d", words) and len(words.split()) <= 5:
                named = re.sub(r"^(?:для|это|to|for)\s+", "", words, flags=re.IGNORECASE)
        if not named:
            return UNREAD
        state.notes.pop("me", None)
        return str(named)[:100]


def is_myself(text: str) -> bool:
    """Whether somebody speaks of nobody but themselves."""
    said = text.lower().replace("\u2019", "'")
    others = re.findall(r"\w+", _AROUND_SELF.sub("", _SELF.sub("", said)))
    return bool(_SELF.search(said)) and not others


async def _own_name(turn: Turn) -> str:
    async with shop().reading() as session:
        return (await people.person(session, turn.user_id)).name


class PhoneOf(Field):
    slot = "checkout_phone"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("phone"))

    async def ask(self, turn: Turn, state: State) -> None:
        keys = keyboard({"title": word("button-share-contact"), "request": "contact"})
        own = is_pickup(state) or state.notes.get("me")
        keeping = kept_row(state, self.slot)
        turn.say(
            "utter_question_checkout_phone_own" if own else "utter_question_checkout_phone",
            letter=plain_menu(turn, keeping) if keeping else {"reply_keyboard": keys},
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        given = turn.entity("phone")
        if given is None and asked and turn.is_typed and len(re.sub(r"\D", "", rest_of(turn))) >= 5:
            given = turn.text
        if given is None:
            return UNREAD
        phone = Phone.parse(str(given))
        if phone is None and asked:
            return UNREAD  # an example says more than a refusal
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
            letter={
                "buttons": [*kept_row(state, self.slot), [button("button-no-card", "skip")], last_row()],
                "reply_keyboard": "remove",
            },
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if refuses_card(turn):
            return ""
        if not asked:
            return UNREAD
        length = len(turn.text.split())
        if declines(turn) and length <= 4:
            return ""
        if not turn.is_typed or not turn.text or (affirms(turn) and length <= 1):
            return UNREAD  # a bare yes is not yet what the card says
        if len(turn.text) > CARD_LENGTH:
            raise CheckoutInvalid("card_text")
        return turn.text


_AS_USUAL = re.compile(r"обычн|\busual|\bordinar|\bnormal", re.IGNORECASE)
_SURPRISE_TITLES = {value: f"button-{value}" for value in SURPRISES}


class Surprise(AtHome):
    slot = "checkout_surprise"

    def applies(self, state: State) -> bool:
        return super().applies(state) and not state.notes.get("me")

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [[button(f"button-{value}", "choose", choice=value)] for value in SURPRISES]
        turn.say(
            "utter_question_checkout_surprise",
            letter=plain_menu(turn, [*choices, *keep_row(state, self.slot)]),
        )

    def recognises(self, turn: Turn) -> bool:
        return turn.typed_title(_SURPRISE_TITLES) is not None or bool(
            SURPRISE.search(turn.text) or _AS_USUAL.search(turn.text)
        )

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
        if not asked:
            return UNREAD
        if _AS_USUAL.search(text):
            return "open"
        if has_a_but(turn):
            return UNREAD
        if affirms(turn):
            return "surprise"
        return "open" if declines(turn) else UNREAD


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
        turn.say(
            "utter_question_checkout_substitution",
            letter=plain_menu(turn, [*choices, *keep_row(state, self.slot)]),
        )

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
        if has_a_but(turn):
            return UNREAD
        if affirms(turn):
            return "similar"
        return "call" if declines(turn) else UNREAD
