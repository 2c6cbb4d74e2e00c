"""A Letter (one message to a person) out of whatever Rasa says."""

from __future__ import annotations

import html
import json
from typing import Any


def letter_of(message: dict[str, Any]) -> dict[str, Any] | None:
    """The Letter of one bot utterance, or None when it says nothing.

    `rasa_addons.nlg` has written it already; bare texts, images and Rasa's own buttons are put into the same
    form, so that an utterance made without our words is not lost.
    """
    custom = message.get("custom")
    if isinstance(custom, dict) and custom.get("kind"):
        return custom
    letter: dict[str, Any] = {"kind": "text", **(custom if isinstance(custom, dict) else {})}
    if message.get("text"):
        letter["text"] = html.escape(message["text"], quote=False)
    if message.get("image"):
        letter.update(kind="photo", photo=message["image"])
    if rows := [[button_of(button)] for button in message.get("buttons") or []]:
        letter["buttons"] = rows
    return letter if len(letter) > 1 else None


def button_of(button: dict[str, Any]) -> dict[str, Any]:
    """Rasa's `{"title", "payload": '/intent{"entity": value}'}` as a Letter's button."""
    payload = button.get("payload") or ""
    if not payload.startswith("/"):
        return {"title": button.get("title", ""), "url": payload}
    intent, brace, entities = payload[1:].partition("{")
    return {
        "title": button.get("title", ""),
        "intent": intent,
        "entities": json.loads(brace + entities) if brace else {},
    }
