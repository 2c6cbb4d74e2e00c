"""What a person waits for an answer: words into the sandbox Telegram, the bot's first new message out of it.

`.venv/bin/python -m benchmarks.town [--quick]` starts the whole system as `make run` does, on free ports and with a
database of its own under `var/bench/town` (product pictures stay there, so that only the first run paints them). Three
crowds: one person; eight people, each writing half a second after the last message of an answer; eight people who all
write in the same instant. The system does not know that it is measured: its limits and pauses are those of every day.
"""

import argparse
import asyncio
import itertools
import shutil
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks import baseline, processes
from benchmarks.figures import Latency, Row, table
from florist.settings import ROOT
from tests.support.town import Town, town

FOLDER = ROOT / "var" / "bench" / "town"
CHATS = 8
TARGET_MS = 300.0
BREATH = 0.5  # seconds of quiet after which an answer is complete, and the person writes again
PATIENCE = 60.0
# Fewer than the thirty messages a minute that the gateway takes from one person.
TALK: Sequence[tuple[str, str]] = (
    ("question", "привет"),
    ("browse", "покажи розы"),
    ("question", "сколько стоит доставка?"),
    ("browse", "букеты до 5000 рублей"),
    ("cart", "добавь в корзину 15 белых роз"),
    ("cart", "что в корзине"),
    ("form", "собери букет из красных тюльпанов"),
    ("form", "11"),
    ("question", "когда вы открыты?"),
    ("form", "не 11, а 15"),
    ("form", "отмена"),
    ("cart", "очисти корзину"),
)
_people = itertools.count(20_001)
Timings = dict[str, list[float]]


@dataclass
class Guest:
    """Somebody who writes and looks at the clock until the first answer stands there."""

    client: httpx.AsyncClient
    id: int = field(default_factory=lambda: next(_people))
    seen: int = 0

    async def asks(self, text: str) -> float:
        """Milliseconds from sending to the bot's first new message. Raises ``TimeoutError`` when none comes."""
        began = time.perf_counter()
        sent = await self.client.post(f"/user/{self.id}/text", json={"text": text, "language_code": "ru"})
        sent.raise_for_status()
        own: dict[str, Any] = sent.json()
        self.seen = max(self.seen, own["seq"])
        while time.perf_counter() - began < PATIENCE:
            if any(m["from_bot"] and m["message_id"] > own["message_id"] for m in await self.news(10)):
                return (time.perf_counter() - began) * 1000
        raise TimeoutError(f"no answer to {text!r} in {PATIENCE:.0f} s")

    async def hears_out(self) -> None:
        """The rest of the answer, until it has been quiet for a breath."""
        while await self.news(BREATH):
            pass

    async def news(self, seconds: float) -> list[dict[str, Any]]:
        """What is new, waiting at most so long for it."""
        asked = {"after_seq": self.seen, "wait": seconds}
        answer = await self.client.get(f"/user/{self.id}/messages", params=asked)
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()
        self.seen = max((self.seen, *(message["seq"] for message in found)))
        return found


async def one_after_another(guest: Guest, talk: Sequence[tuple[str, str]], spent: Timings) -> None:
    """A conversation at the person's own pace."""
    for kind, text in talk:
        spent[kind].append(await guest.asks(text))
        await guest.hears_out()


async def in_the_same_instant(
    guests: Sequence[Guest], talk: Sequence[tuple[str, str]], spent: Timings
) -> None:
    """Rounds: everybody writes at once, and the next round begins when all have been answered."""
    for kind, text in talk:
        spent[kind] += await asyncio.gather(*(guest.asks(text) for guest in guests))
        await asyncio.gather(*(guest.hears_out() for guest in guests))


@asynccontextmanager
async def guests(url: str, count: int) -> AsyncIterator[list[Guest]]:
    """New people, each known to the bot already (a first greeting is not counted)."""
    limits = httpx.Limits(max_connections=2 * count, max_keepalive_connections=2 * count)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=PATIENCE, trust_env=False) as client:
        invited = [Guest(client) for _ in range(count)]
        for guest in invited:
            await guest.asks("/start")
            await guest.hears_out()
        yield invited


async def alone(url: str, talks: int) -> Timings:
    """One person at a time, so many conversations."""
    spent: Timings = defaultdict(list)
    for _ in range(talks):
        async with guests(url, 1) as (guest,):
            await one_after_another(guest, TALK, spent)
    return spent


async def crowd(url: str, talks: int) -> Timings:
    """``CHATS`` people side by side, each at another place of the talk when they begin."""
    spent: Timings = defaultdict(list)
    for _ in range(talks):
        async with guests(url, CHATS) as invited, asyncio.TaskGroup() as together:
            for number, guest in enumerate(invited):
                together.create_task(_later(number * BREATH / CHATS, guest, spent))
    return spent


async def _later(seconds: float, guest: Guest, spent: Timings) -> None:
    await asyncio.sleep(seconds)
    await one_after_another(guest, TALK, spent)


async def burst(url: str, talks: int) -> Timings:
    """``CHATS`` people whose messages all arrive together."""
    spent: Timings = defaultdict(list)
    for _ in range(talks):
        async with guests(url, CHATS) as invited:
            await in_the_same_instant(invited, TALK, spent)
    return spent


def rows(crowds: Mapping[str, Timings]) -> Iterator[Row]:
    """A line for every crowd, and below it one for every kind of message. The target is that of the eight
    people side by side."""
    for name, spent in crowds.items():
        every = Latency.of([took for values in spent.values() for took in values])
        yield Row(name, every, TARGET_MS if name.startswith(f"{CHATS} chats at once") else None)
        for kind in sorted(spent):
            yield Row(f"  {kind}", Latency.of(spent[kind]))


def report(crowds: Mapping[str, Timings], empty_call: Latency, costs: str) -> str:
    """The table, and what of it was work."""
    title = "A turn through the sandbox: words in, first new message out"
    return f"{table(title, list(rows(crowds)), empty_call)}\n  {costs}"


def emptied(folder: Path) -> Path:
    """The folder without what a former run left, but with its pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name == "files":
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


def measured(running: Town, talks: int) -> tuple[dict[str, Timings], str]:
    """The three crowds, one after the other, and the processor time of their turns."""
    asyncio.run(alone(running.telegram, 1))  # warms every process up
    parts = processes.parts_of(running.process.pid)
    before = processes.spent_by(parts)
    crowds = {
        "1 chat": asyncio.run(alone(running.telegram, max(2, talks))),
        f"{CHATS} chats at once": asyncio.run(crowd(running.telegram, talks)),
        f"{CHATS} in the same instant": asyncio.run(burst(running.telegram, talks)),
    }
    after = processes.spent_by(parts)
    turns = sum(len(values) for spent in crowds.values() for values in spent.values())
    return crowds, processes.each(before, after, turns)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two conversations a person instead of six")
    talks = 2 if parser.parse_args().quick else 6
    with baseline.served() as empty, town(emptied(FOLDER)) as running:
        crowds, costs = measured(running, talks)
        print(report(crowds, baseline.measure(empty), costs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
