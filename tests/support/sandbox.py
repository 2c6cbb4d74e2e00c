"""A sandbox Telegram for tests: served in this process on a free port, with a person's hands and a bot's."""

import asyncio
import heapq
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import telegram
from telegram.request import HTTPXRequest

from sandbox.clock import Clock
from sandbox.core import Sandbox
from sandbox.server import Server, listen, make_server
from sandbox.settings import SandboxSettings


class HandClock:
    """A clock that stands still until it is turned; for one event loop."""

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self._now = start
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def now(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        alarm = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._sleepers, (self._now + seconds, self._count, alarm))
        await alarm

    def advance(self, seconds: float) -> None:
        """Turn the hands; whoever slept long enough wakes."""
        self._now += seconds
        while self._sleepers and self._sleepers[0][0] <= self._now:
            alarm = heapq.heappop(self._sleepers)[2]
            if not alarm.done():
                alarm.set_result(None)

    @property
    def sleepers(self) -> int:
        return sum(not alarm.done() for _, _, alarm in self._sleepers)


async def until(true: Callable[[], bool]) -> None:
    """Let the loop turn until it is so; the test's time limit ends a wait for nothing."""
    turn = asyncio.Event()
    loop = asyncio.get_running_loop()

    def look() -> None:
        if true():
            turn.set()
        else:
            loop.call_soon(look)

    look()
    await turn.wait()


@dataclass
class RunningSandbox:
    """Where the sandbox is and how to reach it. `core` is its inside, for looking only."""

    url: str
    token: str
    core: Sandbox

    def bot(self) -> telegram.Bot:
        """python-telegram-bot's own Bot, not yet initialised; use it as `async with`."""
        return telegram.Bot(
            self.token,
            base_url=f"{self.url}/bot",
            base_file_url=f"{self.url}/file/bot",
            request=HTTPXRequest(connection_pool_size=16, read_timeout=70),
            get_updates_request=HTTPXRequest(connection_pool_size=4, read_timeout=70),
        )

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.url, timeout=70, trust_env=False)


def settings_for(folder: Path, **changes: Any) -> SandboxSettings:
    return SandboxSettings(data=folder, **changes)


@asynccontextmanager
async def running_sandbox(
    folder: Path, *, clock: Clock | None = None, port: int = 0, **changes: Any
) -> AsyncIterator[RunningSandbox]:
    """The sandbox in this event loop."""
    settings = settings_for(folder, **changes)
    server, address, listener = _prepare(settings, clock, port)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            # The listening socket is open already: this waits in the kernel until the server takes it up.
            (await client.get(f"{address}/health")).raise_for_status()
        yield RunningSandbox(address, settings.token, server.sandbox)
    finally:
        server.should_exit = True
        await serving
        listener.close()


@contextmanager
def sandbox_in_thread(folder: Path, *, port: int = 0, **changes: Any) -> Iterator[RunningSandbox]:
    """The sandbox in a thread of its own: for plain tests, for browsers, and to outlive one event loop."""
    settings = settings_for(folder, **changes)
    server, address, listener = _prepare(settings, None, port)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    try:
        httpx.get(f"{address}/health", timeout=30, trust_env=False).raise_for_status()
        yield RunningSandbox(address, settings.token, server.sandbox)
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        listener.close()


def _prepare(settings: SandboxSettings, clock: Clock | None, port: int) -> tuple[Server, str, Any]:
    listener = listen("127.0.0.1", port)
    return make_server(settings, clock), f"http://127.0.0.1:{listener.getsockname()[1]}", listener


class User:
    """A person at the sandbox, for tests: every method is one call of the user's side."""

    def __init__(self, client: httpx.AsyncClient, user_id: int = 1001) -> None:
        self.client = client
        self.id = user_id

    async def act(self, what: str, body: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Do it; fails the test when the sandbox refuses."""
        answer = await self.client.post(f"/user/{self.id}/{what}", json=body, **more)
        assert answer.is_success, answer.text
        done: dict[str, Any] = answer.json()
        return done

    async def text(self, text: str, **facts: Any) -> dict[str, Any]:
        return await self.act("text", {"text": text, **facts})

    async def tap(self, message_id: int, button: str | int, **more: Any) -> dict[str, Any]:
        return await self.act("tap", {"message_id": message_id, "button": button, **more})

    async def location(self, latitude: float, longitude: float) -> dict[str, Any]:
        return await self.act("location", {"latitude": latitude, "longitude": longitude})

    async def contact(self, phone_number: str) -> dict[str, Any]:
        return await self.act("contact", {"phone_number": phone_number})

    async def photo(self, data: bytes, caption: str = "", reply_to: int | None = None) -> dict[str, Any]:
        fields = {"caption": caption, **({"reply_to": str(reply_to)} if reply_to else {})}
        return await self._upload("photo", ("photo.jpg", data, "image/jpeg"), fields)

    async def voice(self, data: bytes) -> dict[str, Any]:
        return await self._upload("voice", ("voice.ogg", data, "audio/ogg"), {})

    async def _upload(self, kind: str, file: Any, fields: dict[str, str]) -> dict[str, Any]:
        answer = await self.client.post(f"/user/{self.id}/{kind}", files={"file": file}, data=fields)
        assert answer.is_success, answer.text
        done: dict[str, Any] = answer.json()
        return done

    async def pay(self, message_id: int, outcome: str = "paid", **more: Any) -> dict[str, Any]:
        return await self.act("pay", {"message_id": message_id, "outcome": outcome, **more})

    async def raw(self, update: dict[str, Any]) -> dict[str, Any]:
        return await self.act("raw", {"update": update})

    async def block(self, blocked: bool = True) -> dict[str, Any]:
        return await self.act("block", {"blocked": blocked})

    async def messages(
        self, after: int = 0, wait: float = 0, after_seq: int | None = None
    ) -> list[dict[str, Any]]:
        cursor: dict[str, Any] = {"after": after, "wait": wait}
        if after_seq is not None:
            cursor["after_seq"] = after_seq
        answer = await self.client.get(f"/user/{self.id}/messages", params=cursor)
        assert answer.is_success, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found
