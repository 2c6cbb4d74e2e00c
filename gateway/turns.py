"""The workers of the inbox: one chat in order, many chats side by side, nothing lost and nothing blocking."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import structlog

from florist.db import Sessions
from florist.inbox import service as inbox
from florist.inbox.service import Item
from florist.kit.clock import Clock
from florist.leases import service as leases
from gateway.handle import Handler
from gateway.limits import TURNS_AT_ONCE
from gateway.metrics import Metrics
from gateway.rasa import RasaAway
from gateway.workers import Workers, survives

log = structlog.get_logger(__name__)
TRIES = 5
LOOK_EVERY = 0.5
LONGEST_PAUSE = 10.0
# After so many vain visits to Rasa the customer hears that it takes longer.
TELL_AFTER_WAITS = 1
_FAMILY = "turn:"


class Turns:
    """``at_once`` is how many chats all gateways together work on; ``owner`` and ``lease`` as in the
    sender."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        handler: Handler,
        clock: Clock,
        metrics: Metrics,
        owner: str,
        poke_chat: Callable[[int], None],
        lease: timedelta = timedelta(seconds=10),
        at_once: int = TURNS_AT_ONCE,
    ) -> None:
        self._sessions = sessions
        self._handler = handler
        self._clock = clock
        self._metrics = metrics
        self._owner = owner
        self._poke_chat = poke_chat
        self._lease = lease
        self._at_once = at_once
        self.workers: Workers[str] = Workers("turn", self._work)

    async def run(self) -> None:
        """Look for what waits (after a crash, a pause, or from another process), until cancelled."""
        self.workers.open()
        try:
            while True:
                with survives("inbox_look_failed"):
                    async with self._sessions.reading() as session:
                        lanes = await inbox.waiting_lanes(session, self._clock.now())
                    for lane in lanes:
                        self.poke(lane)
                await asyncio.sleep(LOOK_EVERY)
        finally:
            await self.workers.stop()

    def poke(self, lane: str) -> None:
        """There may be something to do in this lane."""
        self.workers.poke(lane)

    async def _work(self, lane: str) -> None:
        with survives("lane_failed", lane=lane):
            item = await self._take(lane)
            try:
                while item is not None:
                    await self._one(item)
                    item = await self._next(lane)
            except BaseException:
                await self._give_back(lane)
                raise

    async def _take(self, lane: str) -> Item | None:
        """The lane's first item, and the lane with it; ``None`` when there is nothing to do or others do it."""
        now = self._clock.now()
        async with self._sessions.transaction() as session:
            first = await inbox.next_in(session, lane)
            if first is None or first.next_at > now:
                return None
            if await leases.held(session, _FAMILY, now) >= self._at_once:
                self._metrics.limited.labels("global").inc()
                await self._handler.apologise(session, first, "gateway-limit-global", f"busy:{first.id}")
                return None
            until = now + self._lease
            mine = await leases.take(session, _FAMILY + lane, owner=self._owner, now=now, until=until)
            return first if mine else None

    async def _next(self, lane: str) -> Item | None:
        """The lane's next item; or, in the same transaction, the lane is given back: nothing falls between."""
        async with self._sessions.transaction() as session:
            item = await inbox.next_in(session, lane)
            if item is not None and item.next_at <= self._clock.now():
                return item
            await leases.give_back(session, _FAMILY + lane, owner=self._owner)
            return None

    async def _give_back(self, lane: str) -> None:
        async with self._sessions.transaction() as session:
            await leases.give_back(session, _FAMILY + lane, owner=self._owner)

    async def _one(self, item: Item) -> None:
        with structlog.contextvars.bound_contextvars(correlation_id=item.correlation_id):
            try:
                await self._handler.handle(item)
            except RasaAway as away:
                await self._wait(item, str(away))
            except Exception as fault:
                await self._failed(item, fault)
        if item.chat_id is not None:
            self._poke_chat(item.chat_id)

    async def _wait(self, item: Item, reason: str) -> None:
        pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(item.waits, 10))
        self._metrics.failures.labels("rasa_away").inc()
        log.warning("rasa_away", reason=reason, waits=item.waits, seconds=pause)
        async with self._sessions.transaction() as session:
            await inbox.wait(session, item.id, until=self._clock.now() + timedelta(seconds=pause))
            if item.waits == TELL_AFTER_WAITS:
                await self._handler.apologise(session, item, "gateway-slow", f"slow:{item.id}")

    async def _failed(self, item: Item, fault: Exception) -> None:
        error = f"{type(fault).__name__}: {fault}"
        self._metrics.failures.labels("update").inc()
        # The traceback names files and lines, not what people wrote.
        log.error("update_failed", tries=item.tries + 1, fault=type(fault).__name__, exc_info=fault)
        if item.tries + 1 >= TRIES:
            self._metrics.failures.labels("dead_letter").inc()
            await self._handler.give_up(item, error)
            return
        pause = timedelta(seconds=0.25 * 2**item.tries)
        async with self._sessions.transaction() as session:
            await inbox.failed(session, item.id, until=self._clock.now() + pause, error=error)
