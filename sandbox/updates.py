"""The bot's incoming updates, whichever way it fetches them."""

import asyncio
from typing import Any

from sandbox.backlog import Backlog
from sandbox.clock import within
from sandbox.errors import conflict
from sandbox.limits import LONG_POLL_SECONDS
from sandbox.people import Json
from sandbox.world import World

WEEK = 7 * 24 * 3600
QUEUES = {
    "callback_query": "callback",
    "shipping_query": "checkout",
    "pre_checkout_query": "checkout",
    "my_chat_member": "member",
}
ONE_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Updates:
    def __init__(self, world: World) -> None:
        self.world = world
        self.backlog = Backlog()
        self.backlog.allowed = world.webhook.get("allowed_updates")
        self.arrived = asyncio.Event()  # something to do for whoever delivers
        self._poller: asyncio.Future[str] | None = None
        self._last = world.clock.now()
        self._closed = False

    def put(self, kind: str, content: Any, user_id: int) -> int | None:
        """Make an update and queue it; None when the bot did not ask for such updates."""
        if not self.backlog.wants(kind):
            return None
        now = self.world.clock.now()
        if now - self._last >= WEEK:
            self.world.skip_updates(1_000)
        self._last = now
        update_id = self.world.next_number("update")
        self._queue({"update_id": update_id, kind: content}, kind, user_id)
        return update_id

    def put_raw(self, update: Json, user_id: int) -> int:
        """Queue an update as it stands; its own number is kept, so that a repeat really is one."""
        update = dict(update)
        update.setdefault("update_id", None)
        if not isinstance(update["update_id"], int):
            update["update_id"] = self.world.next_number("update")
        # Ids only grow: whoever confirms a forged one must not lose the real ones that come after it.
        self.world.numbers_reach("update", update["update_id"])
        kind = next((name for name in update if name != "update_id"), "message")
        self._queue(update, kind, user_id)
        return int(update["update_id"])

    def _queue(self, update: Json, kind: str, user_id: int) -> None:
        queue = f"{QUEUES.get(kind, 'chat')}:{user_id}"
        self.backlog.add(update, kind, queue, self.world.clock.now())
        self.arrived.set()

    async def poll(self, *, offset: int, limit: int, wait: int) -> list[Json]:
        """getUpdates: raises ApiError 409 when a webhook is set or another poller comes along."""
        if self.world.webhook.get("url"):
            raise conflict(WEBHOOK_ACTIVE)
        self.interrupt(ONE_POLLER)
        if offset > 0:
            self.backlog.confirm_below(offset)
        elif offset < 0:
            self.backlog.keep_last(-offset)
        limit = limit if 1 <= limit <= 100 else 100
        clock = self.world.clock
        until = clock.now() + max(0, min(wait, LONG_POLL_SECONDS))
        me: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poller = me
        try:
            while True:
                self.arrived.clear()
                found = self.backlog.first(limit, clock.now())
                left = until - clock.now()
                if found or left <= 0 or self._closed:
                    return found
                if reason := await self._wait(me, left):
                    raise conflict(reason)
        finally:
            if self._poller is me:
                self._poller = None

    async def _wait(self, me: "asyncio.Future[str]", seconds: float) -> str | None:
        arrival = asyncio.ensure_future(self.arrived.wait())
        either: set[asyncio.Future[Any]] = {arrival, me}
        first = asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        try:
            await within(self.world.clock, seconds, first)
        except TimeoutError:
            return None
        finally:
            arrival.cancel()
        return me.result() if me.done() else None

    def interrupt(self, reason: str) -> None:
        """Send the poller that waits now away with a 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(reason)

    def close(self) -> None:
        self._closed = True
        self.arrived.set()
