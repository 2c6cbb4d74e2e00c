"""What Rasa says becomes a Letter in the customer's language.

`data/responses/` says *what* is said, `locales/` says it in words; this joins the two. A response's `text`,
and every `text` and `title` inside its `custom`, is the id of a Fluent message. What an action passes beside
the response's name are Fluent arguments, except `letter`, whose parts are laid over the response's own.

The draft returned to Rasa is `{"text": <plain words, for the history>, "custom": Letter}`; the connector
hands the Letter on as it is.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rasa_addons.words import UnknownWords, Words, known, plain

logger = logging.getLogger(__name__)

GENERAL_ERROR = "error-general"
LANGUAGE_SLOT = "language"
# What the SDK puts beside the arguments of every utterance, and what Rasa itself adds.
NOT_ARGUMENTS = frozenset(
    {"text", "buttons", "elements", "custom", "template", "image", "attachment", "quick_replies", "letter"}
    | {"domain_responses", "buttons_first", "json_message"}
)
LETTER_PARTS = ("kind", "photo", "menu", "invoice", "silent")


class ShopNlg(TemplatedNaturalLanguageGenerator):
    """Named in endpoints.yml; `responses` is refreshed by Rasa when a model is loaded.

    `locales` is the folder of the words, `recheck` how many seconds their files are taken for unchanged.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})
        options = endpoint_config.kwargs if endpoint_config else {}
        self.words = Words(
            Path(options.get("locales", "locales")), recheck=float(options.get("recheck", 1.0))
        )

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The draft of what to say, or None when there is no such response. Never raises for missing
        words."""
        response = self._variation(utter_action, tracker, output_channel)
        if response is None:
            return None
        parts = kwargs.get("letter") or {}
        # An action that has just changed the language says so in the new one, before the slot is set.
        language = known(parts["language"]) if parts.get("language") else language_of(tracker)
        speaker = Speaker(self.words, language, arguments(kwargs))
        letter = speaker.letter(response, parts)
        return {"text": plain(letter.get("text", "")), "custom": letter}

    def apology(self, language: str | None) -> dict[str, Any]:
        """The Letter for when something broke inside."""
        return {"kind": "text", "text": Speaker(self.words, known(language), {}).words_of(GENERAL_ERROR)}

    def _variation(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str
    ) -> dict[str, Any] | None:
        """The same message gets the same wording, so that a turn answered again says the same."""
        if utter_action not in self.responses:
            return None
        slots = tracker.current_slot_values()
        variations = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, slots
        )
        if not variations:
            return None
        message_id = tracker.latest_message.message_id if tracker.latest_message else None
        digest = hashlib.blake2s(f"{message_id}:{utter_action}".encode(), digest_size=4).digest()
        return variations[int.from_bytes(digest, "big") % len(variations)]


def arguments(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kwargs.items() if name not in NOT_ARGUMENTS}


def language_of(tracker: DialogueStateTracker) -> str:
    """The person's own choice, else what Telegram says of them, else the shop's language."""
    chosen = tracker.slots[LANGUAGE_SLOT].value if LANGUAGE_SLOT in tracker.slots else None
    metadata = (tracker.latest_message.metadata if tracker.latest_message else None) or {}
    return known(chosen or metadata.get("language"))


class Speaker:
    """Writes one Letter in one language with one set of arguments."""

    def __init__(self, words: Words, language: str, values: dict[str, Any]) -> None:
        self._words = words
        self._language = language
        self._values = values

    def letter(self, response: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
        """The response's structure in words, with the action's parts laid over it."""
        own = response.get("custom") or {}
        letter: dict[str, Any] = {}
        if text := response.get("text") or own.get("text"):
            # The words for flowers and colours are written as they stand in a sentence; a letter may begin with one.
            said = self.words_of(text)
            letter["text"] = said[:1].upper() + said[1:]
        if parts.get("text") is not None:
            letter["text"] = self._value(parts["text"], escape=True)
        for part in LETTER_PARTS:
            chosen = parts[part] if parts.get(part) is not None else own.get(part)
            if chosen is not None:
                letter[part] = chosen
        if photos := parts.get("photos") or own.get("photos"):
            ours = "photos" not in parts
            letter["photos"] = [self._captioned(photo, ours=ours) for photo in photos]
        if rows := self._rows(own.get("buttons"), parts):
            letter["buttons"] = rows
        if keyboard := self._keyboard(own, parts):
            letter["reply_keyboard"] = keyboard
        letter["kind"] = letter.get("kind") or kind_of(letter)
        return letter

    def words_of(self, message_id: str, *, markup: bool = True) -> str:
        """The message; what has no words is an apology, never a raw key."""
        say = self._words.say if markup else self._words.title
        try:
            return say(self._language, message_id, self._values)
        except UnknownWords:
            logger.error("no words for %s", message_id)
        try:
            return say(self._language, GENERAL_ERROR, {}) if markup else "…"
        except UnknownWords:
            return "…"

    def _value(self, value: Any, *, escape: bool) -> str:
        try:
            return self._words.render(self._language, value, escape=escape)
        except UnknownWords as unknown:
            logger.error("no words for %s", unknown)
            return "…"

    def _captioned(self, photo: dict[str, Any], *, ours: bool) -> dict[str, Any]:
        if photo.get("text") is None:
            return photo
        text = self.words_of(photo["text"]) if ours else self._value(photo["text"], escape=True)
        return {**photo, "text": text}

    def _rows(self, own: list[list[Any]] | None, parts: dict[str, Any]) -> list[list[Any]]:
        written = [[self._titled(button, ours=True) for button in row] for row in own or []]
        made = [[self._titled(button, ours=False) for button in row] for row in parts.get("buttons") or []]
        rows = made + written if parts.get("buttons_first") else written + made
        return [row for row in rows if row]

    def _keyboard(self, own: dict[str, Any], parts: dict[str, Any]) -> Any:
        keyboard = parts.get("reply_keyboard")
        ours = keyboard is None
        keyboard = own.get("reply_keyboard") if ours else keyboard
        if not isinstance(keyboard, list):
            return keyboard
        return [[self._titled(button, ours=ours) for button in row] for row in keyboard]

    def _titled(self, button: dict[str, Any], *, ours: bool) -> dict[str, Any]:
        title = button.get("title", "")
        said = self.words_of(title, markup=False) if ours else self._value(title, escape=False)
        # The words for flowers and colours are written as they stand in a sentence; a button begins one.
        return {**button, "title": said[:1].upper() + said[1:]}


def kind_of(letter: dict[str, Any]) -> str:
    """What the parts make it: an invoice, an album, a photo, else words."""
    if letter.get("invoice"):
        return "invoice"
    if letter.get("photos"):
        return "album"
    return "photo" if letter.get("photo") else "text"
