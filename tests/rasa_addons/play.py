"""Plays a conversation against the model in one process, with the cures or as stock Rasa, and prints what
came of it.

`python -m tests.rasa_addons.play cured|stock <model> <actions url> <folder> < conversation.json`. The cures
replace parts of Rasa for good, so the two need a process each.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from rasa_addons import lean

BOT = Path(__file__).resolve().parent / "bot"


async def play(
    kind: str, model: str, actions_url: str, folder: Path, turns: list[dict[str, Any]]
) -> list[Any]:
    from rasa.core.agent import Agent
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.utils.endpoints import EndpointConfig

    from rasa_addons import cures
    from rasa_addons.channels.messages import user_message
    from rasa_addons.channels.telegram import LetterChannel
    from rasa_addons.lock_store import ShopLockStore
    from rasa_addons.tracker_store import ShopTrackerStore

    if kind == "cured":
        cures.install()
        store, locks = ShopTrackerStore(host=f"sqlite:///{folder / 'cured.db'}"), ShopLockStore()
    else:
        store, locks = SQLTrackerStore(db=str(folder / "stock.db")), InMemoryLockStore()
    agent = Agent(
        generator=EndpointConfig(type="rasa_addons.nlg.ShopNlg", locales=str(BOT / "locales")),
        tracker_store=store,
        lock_store=locks,
        action_endpoint=EndpointConfig(url=f"{actions_url}/webhook"),
    )
    agent.tracker_store = store
    agent.load_model(model)
    outcome = []
    for number, context in enumerate(turns):
        channel = LetterChannel()
        whole = {"update_id": number, "chat_id": 7, "language": "ru", "roles": ["customer"], **context}
        started = time.thread_time()
        await agent.handle_message(user_message(whole, agent.domain, channel))
        outcome.append({"letters": channel.letters, "seconds": time.thread_time() - started})
        tracker = await store.retrieve("7")
        loop = tracker.active_loop_name
        outcome[-1].update(slots=visible(tracker.current_slot_values()), loop=loop)
    full = await store.retrieve_full_tracker("7")
    return [outcome, [told(event.as_dict()) for event in full.events if told(event.as_dict())]]


def visible(slots: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in slots.items() if name != "session_started_metadata"}


def told(event: dict[str, Any]) -> dict[str, Any]:
    """What of an event must be the same: neither times nor what only one of the two stores beside it."""
    return {
        name: event[name]
        for name in (
            "event",
            "name",
            "value",
            "text",
            "hide_rule_turn",
            "policy",
            "confidence",
            "is_interrupted",
        )
        if name in event and event.get("name") != "session_started_metadata"
    }


if __name__ == "__main__":
    lean.install()
    import logging

    logging.disable(logging.CRITICAL)
    which, model_path, url, where = sys.argv[1:]
    result = asyncio.run(play(which, model_path, url, Path(where), json.load(sys.stdin)))
    print("\n" + json.dumps(result, ensure_ascii=False))
