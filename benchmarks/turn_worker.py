"""One Rasa in one process, told turn by turn what to do: `python -m benchmarks.turn_worker stock|ours <model>
<url>`.

Reads one JSON a line: `{"events": n, "turn": kind}` prepares a conversation of about n events and plays one
turn in it; the answer is its CPU and wall time in milliseconds. Stock is Rasa as `rasa init` leaves it,
conversations in memory; ours keeps them in SQLite.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parents[1] / "var" / "bench"
TEXTS = {
    "question": "когда вы открыты",
    "story question": "сколько стоит доставка",
    "form opens": "собери букет",
    "form answer": "хочу peony",
}
WARMING = 6  # events of the turn before the measured one
FILLER = ["question", "button", "story question"]


class Worker:
    """Plays turns; a subclass knows how its Rasa is set up and spoken to."""

    def __init__(self, model: str, actions_url: str) -> None:
        self.number = 0
        self.templates: dict[str, list[dict[str, Any]]] = {}
        self.open(model, actions_url)

    def open(self, model: str, actions_url: str) -> None:
        raise NotImplementedError

    async def say(self, chat: str, kind: str) -> None:
        raise NotImplementedError

    async def measure(self, events: int, kind: str) -> dict[str, float]:
        """Milliseconds of one turn in a fresh conversation of about that many events."""
        self.number += 1
        chat = f"{self.number}"
        await self.prepare(chat, events - WARMING)
        # The person is in the middle of talking: a first turn is not counted.
        await self.say(chat, "form opens" if kind == "form answer" else "question")
        wall, cpu = time.perf_counter(), time.process_time()
        await self.say(chat, kind)
        return {"cpu": (time.process_time() - cpu) * 1e3, "wall": (time.perf_counter() - wall) * 1e3}

    async def prepare(self, chat: str, events: int) -> None:
        """Stores a conversation of repeated turns, as if they had been played."""
        from rasa.shared.core.events import deserialise_events
        from rasa.shared.core.trackers import DialogueStateTracker

        start = await self.played(None)
        turns = [(await self.played(kind))[len(start) :] for kind in FILLER]
        history = list(start)
        while len(history) + len(turns[0]) <= events:
            history += turns[len(history) % len(turns)]
        fresh = deserialise_events(copy.deepcopy(history))
        for event in fresh:
            event.timestamp = time.time()
        tracker = DialogueStateTracker.from_events(chat, fresh, self.agent.domain.slots)
        await self.agent.tracker_store.save(tracker)
        self.forget()

    async def played(self, kind: str | None) -> list[dict[str, Any]]:
        """Events of a conversation with just a greeting (and one turn of this kind), as JSON would keep
        them.
        """
        name = kind or "greeting"
        if name not in self.templates:
            chat = f"template {name}"
            await self.say(chat, "greeting")
            if kind:
                await self.say(chat, kind)
            tracker = await self.agent.tracker_store.retrieve_full_tracker(chat)
            self.templates[name] = [event.as_dict() for event in tracker.events]
        return self.templates[name]

    def forget(self) -> None:
        """Lets go of what was only prepared."""


class Stock(Worker):
    def open(self, model: str, actions_url: str) -> None:
        from rasa.core.agent import Agent
        from rasa.utils.endpoints import EndpointConfig

        self.agent = Agent.load(model, action_endpoint=EndpointConfig(url=f"{actions_url}/webhook"))

    async def say(self, chat: str, kind: str) -> None:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        text = {**TEXTS, "greeting": "привет", "button": '/add_to_cart{"product": 12}'}[kind]
        await self.agent.handle_message(UserMessage(text, CollectingOutputChannel(), chat))


class Ours(Worker):
    def open(self, model: str, actions_url: str) -> None:
        from rasa.core.agent import Agent
        from rasa.utils.endpoints import EndpointConfig

        from rasa_addons import cures
        from rasa_addons.lock_store import ShopLockStore
        from rasa_addons.run import freeze_garbage
        from rasa_addons.tracker_store import ShopTrackerStore

        cures.install()
        store = ShopTrackerStore(host=f"sqlite:///{tempfile.mkdtemp()}/tracker.db")
        self.agent = Agent(
            generator=EndpointConfig(type="rasa_addons.nlg.ShopNlg", locales=str(BENCH / "bot" / "locales")),
            tracker_store=store,
            lock_store=ShopLockStore(redis_url=""),
            action_endpoint=EndpointConfig(url=f"{actions_url}/webhook"),
        )
        self.agent.tracker_store = store
        self.agent.load_model(model)
        freeze_garbage()

    async def say(self, chat: str, kind: str) -> None:
        from rasa_addons.channels.telegram import answer

        self.number += 1
        text = {**TEXTS, "greeting": "привет"}.get(kind)
        context: dict[str, Any] = {
            "chat_id": chat,
            "update_id": self.number,
            "language": "ru",
            "roles": ["customer"],
        }
        if text:
            context.update(kind="text", text=text)
        else:
            press = {"intent": "add_to_cart", "entities": [{"entity": "product", "value": 12}], "title": "+"}
            context.update(kind="button", **press)
        told = json.loads((await answer(self.agent, json.dumps({"context": context}).encode())).body)
        assert told["handled"], told

    def forget(self) -> None:
        self.agent.tracker_store._kept.clear()


async def serve(worker: Worker, out: io.TextIOBase) -> None:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        task = json.loads(line)
        result = await worker.measure(task["events"], task["turn"])
        print(json.dumps(result), file=out, flush=True)


def main() -> None:
    kind, model, url = sys.argv[1:]
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever Rasa prints goes to the log
    if kind == "ours":
        from rasa_addons import lean

        lean.install()
    quiet()
    with contextlib.redirect_stdout(sys.stderr):
        worker = (Ours if kind == "ours" else Stock)(model, url)
        print(json.dumps({"ready": True}), file=out, flush=True)
        asyncio.run(serve(worker, out))


def quiet() -> None:
    """As both servers run in production: nothing below warnings is written."""
    import logging
    import warnings

    import structlog

    warnings.simplefilter("ignore")
    logging.basicConfig(level=logging.ERROR, force=True)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


if __name__ == "__main__":
    main()
