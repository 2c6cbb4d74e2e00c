"""A turn that was run before, read back out of the history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered, Event, UserUttered

from rasa_addons.channels.letters import letter_of


async def letters_said(store: TrackerStore, sender_id: str, message_id: str) -> list[dict[str, Any]] | None:
    """What was answered to this message, or None when the history's recent part does not hold it."""
    tracker = await store.retrieve(sender_id)
    return letters_after(tracker.events, message_id) if tracker else None


def letters_after(events: Iterable[Event], message_id: str) -> list[dict[str, Any]] | None:
    """Letters between the message with this id (and its further parts `id.1` …) and the next; None when it is not there."""
    letters: list[dict[str, Any]] | None = None
    for event in events:
        if isinstance(event, UserUttered):
            if letters is not None and not (event.message_id or "").startswith(f"{message_id}."):
                return letters
            if event.message_id == message_id:
                letters = []
        elif isinstance(event, BotUttered) and letters is not None:
            letter = letter_of(event.message())
            if letter is not None:
                letters.append(letter)
    return letters
