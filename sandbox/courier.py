"""Carries updates to the bot's webhook, and reports how that went."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import httpx

from sandbox.backlog import Waiting
from sandbox.clock import within
from sandbox.limits import WEBHOOK_ANSWER_SECONDS
from sandbox.updates import Updates
from sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
GONE_SECONDS = 23 * 3600.0
BODY_READ = 1 << 20

Call = Callable[[str, dict[str, Any]], Awaitable[None]]


class Courier:
    """Runs while the sandbox runs. `call` performs a method that a webhook's answer asked for."""

    def __init__(self, world: World, updates: Updates, http: httpx.AsyncClient, call: Call) -> None:
        self.world = world
        self.updates = updates
        self.http = http
        self.call = call
        self._flights: set[asyncio.Task[None]] = set()
        self._gone_since: float | None = None

    async def run(self) -> None:
        try:
            while True:
                self.updates.arrived.clear()
                if self.world.webhook.get("url"):
                    self._send_what_is_due()
                await self._until_something_happens()
        finally:
            for flight in self._flights:
                flight.cancel()

    def _send_what_is_due(self) -> None:
        free = int(self.world.webhook.get("max_connections") or 40) - len(self._flights)
        for entry in self.updates.backlog.due(self.world.clock.now())[: max(0, free)]:
            entry.in_flight = True
            flight = asyncio.create_task(self._carry(entry, dict(self.world.webhook)))
            self._flights.add(flight)
            flight.add_done_callback(self._landed)

    def _landed(self, flight: "asyncio.Task[None]") -> None:
        self._flights.discard(flight)
        self.updates.arrived.set()

    async def _until_something_happens(self) -> None:
        due = self.updates.backlog.next_due() if self.world.webhook.get("url") else None
        if due is None:
            # Only expiry is left to look after, and reading the backlog does that.
            await self.updates.arrived.wait()
            return
        now = self.world.clock.now()
        if due <= now:  # no free connection: one that lands will wake us
            await self.updates.arrived.wait()
            return
        with contextlib.suppress(TimeoutError):
            await within(self.world.clock, due - now, self.updates.arrived.wait())

    async def _carry(self, entry: Waiting, webhook: dict[str, Any]) -> None:
        headers = {SECRET_HEADER: webhook["secret_token"]} if webhook.get("secret_token") else {}
        try:
            answer = await within(
                self.world.clock,
                WEBHOOK_ANSWER_SECONDS,
                self.http.post(webhook["url"], json=entry.update, headers=headers),
            )
        except TimeoutError:
            self._note_failure(entry, webhook, "Read timeout expired")
        except httpx.ConnectError:
            self._note_failure(entry, webhook, "Connection refused")
        except httpx.HTTPError as error:
            self._note_failure(entry, webhook, f"Wrong response from the webhook: {type(error).__name__}")
        else:
            await self._read_answer(entry, webhook, answer)

    async def _read_answer(self, entry: Waiting, webhook: dict[str, Any], answer: httpx.Response) -> None:
        if answer.is_success:
            self._gone_since = None
            self.updates.backlog.succeeded(entry)
            await self._perform(answer.content[:BODY_READ])
            return
        phrase = answer.reason_phrase or HTTPStatus(answer.status_code).phrase
        self._note_failure(
            entry,
            webhook,
            f"Wrong response from the webhook: {answer.status_code} {phrase}",
            retry_after=seconds_of(answer.headers.get("retry-after", "")),
        )
        self._note_gone(webhook, gone=answer.status_code == HTTPStatus.GONE)

    def _note_failure(
        self, entry: Waiting, webhook: dict[str, Any], message: str, retry_after: float = 0.0
    ) -> None:
        now = self.world.clock.now()
        if self.world.webhook.get("url") != webhook["url"]:
            # Another webhook since: the update is not late, it only has a new address.
            entry.in_flight = False
            return
        self.world.webhook |= {"last_error_date": int(now), "last_error_message": message}
        self.updates.backlog.failed(entry, now, retry_after)

    def _note_gone(self, webhook: dict[str, Any], *, gone: bool) -> None:
        now = self.world.clock.now()
        if not gone:
            self._gone_since = None
            return
        self._gone_since = self._gone_since if self._gone_since is not None else now
        if now - self._gone_since >= GONE_SECONDS and self.world.webhook.get("url") == webhook["url"]:
            self.world.webhook = {}
            self._gone_since = None
            self.world.save()

    async def _perform(self, body: bytes) -> None:
        """A webhook may answer with one method call; nobody will see its result."""
        try:
            wish = json.loads(body)
        except ValueError:
            return
        if isinstance(wish, dict) and isinstance(wish.get("method"), str):
            await self.call(wish.pop("method"), wish)


def seconds_of(header: str) -> float:
    return float(header) if header.strip().isdigit() else 0.0
