"""Many people talking at once: closed-loop load on a Rasa server, through its own door."""

from __future__ import annotations

import asyncio
import itertools
import json
import statistics
import time
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from rasa_addons.channels.signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, signature

SAYINGS = ("привет", "сколько стоит доставка", "когда вы открыты", "сколько стоят розы", "спасибо большое")
# Its answer is fetched from the action server, so the next message arrives while this one is waited for.
ACTING = "добавь в корзину"


class Speaker(Protocol):
    """How a server is spoken to."""

    async def say(self, session: aiohttp.ClientSession, chat: str, text: str) -> None: ...


@dataclass
class RestSpeaker:
    """Stock Rasa's own REST channel."""

    url: str

    async def say(self, session: aiohttp.ClientSession, chat: str, text: str) -> None:
        body = {"sender": chat, "message": text}
        async with session.post(f"{self.url}/webhooks/rest/webhook", json=body) as answer:
            answer.raise_for_status()
            assert await answer.json()


@dataclass
class SignedSpeaker:
    """The shop's channel, as the gateway speaks to it."""

    url: str
    secret: str
    _updates: Any = field(default_factory=lambda: itertools.count(1))

    async def say(self, session: aiohttp.ClientSession, chat: str, text: str) -> None:
        context = {"chat_id": chat, "update_id": next(self._updates), "language": "ru", "roles": ["customer"]}
        body = json.dumps({"context": {**context, "kind": "text", "text": text}}).encode()
        timestamp = str(int(time.time()))
        headers = {TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: signature(self.secret, timestamp, body)}
        async with session.post(
            f"{self.url}/webhooks/telegram/webhook", data=body, headers=headers
        ) as answer:
            answer.raise_for_status()
            assert (await answer.json())["messages"]


@dataclass(frozen=True)
class Load:
    per_second: float
    p95: float
    """Milliseconds."""
    answered: int


def run(speaker: Speaker, *, senders: int, seconds: float) -> Load:
    """Each sender says the next thing as soon as the last was answered."""
    return asyncio.run(_run(speaker, senders, seconds))


async def _run(speaker: Speaker, senders: int, seconds: float) -> Load:
    times: list[float] = []
    stop = time.perf_counter() + seconds
    marker = f"{time.time_ns()}"

    async def talk(session: aiohttp.ClientSession, sender: int) -> None:
        for text in itertools.cycle(SAYINGS):
            started = time.perf_counter()
            if started >= stop:
                return
            await speaker.say(session, f"{marker}{sender:02}", text)
            times.append((time.perf_counter() - started) * 1e3)

    started = time.perf_counter()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=senders)) as session:
        await asyncio.gather(*(talk(session, sender) for sender in range(senders)))
    spent = time.perf_counter() - started
    return Load(len(times) / spent, statistics.quantiles(times, n=20)[-1], len(times))


def quick_messages(speaker: Speaker, *, count: int) -> list[float]:
    """Milliseconds until each of several messages sent at once by one chat is answered."""
    return asyncio.run(_quick_messages(speaker, count))


async def _quick_messages(speaker: Speaker, count: int) -> list[float]:
    chat = f"{time.time_ns()}"
    async with aiohttp.ClientSession() as session:
        await speaker.say(session, chat, SAYINGS[0])
        started = time.perf_counter()

        async def one(text: str) -> float:
            await speaker.say(session, chat, text)
            return (time.perf_counter() - started) * 1e3

        return sorted(await asyncio.gather(*(one(ACTING) for _ in range(count))))
