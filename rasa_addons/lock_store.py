"""One turn at a time in each conversation, without Rasa's one-second poll.

Rasa's own lock looks again once a second, so four quick messages of one chat take three seconds of waiting.
Here the next in line is woken when the one before it is done. With `REDIS_URL` the same holds between several
workers.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import uuid
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import RedisError

from rasa_addons.version import require_rasa

logger = logging.getLogger(__name__)

PREFIX = "flower-bot:turn:"
# Frees only one's own lock, and leaves one token for whoever waits.
RELEASE = """
if redis.call('get', KEYS[1]) == ARGV[1] then
    redis.call('del', KEYS[1])
    redis.call('del', KEYS[2])
    redis.call('rpush', KEYS[2], '1')
    redis.call('pexpire', KEYS[2], ARGV[2])
end
"""
EXTEND = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0"


@dataclass
class Queue:
    """Who holds a conversation and how many stand in line."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    interested: int = 0


class ShopLockStore(LockStore):
    """Named in endpoints.yml. `patience` is how many seconds a message waits for the ones before it."""

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        *,
        redis_url: str | None = None,
        patience: float = 120.0,
    ) -> None:
        require_rasa(__name__)
        self._queues: dict[str, Queue] = {}
        self._patience = patience
        self._redis_url = os.environ.get("REDIS_URL", "") if redis_url is None else redis_url
        self._redis: Any = None

    @contextlib.asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Holds the conversation for the body of the `with`, in order of arrival within this process.

        Raises LockError when those before do not finish within the patience.
        """
        queue = self._queues.setdefault(conversation_id, Queue())
        queue.interested += 1
        try:
            await self._wait(queue, conversation_id)
            try:
                async with self._among_workers(conversation_id, lock_lifetime):
                    yield TicketLock(conversation_id)
            finally:
                queue.lock.release()
        finally:
            queue.interested -= 1
            if not queue.interested:
                del self._queues[conversation_id]

    async def _wait(self, queue: Queue, conversation_id: str) -> None:
        if not queue.lock.locked():
            await queue.lock.acquire()
            return
        try:
            await asyncio.wait_for(queue.lock.acquire(), self._patience)
        except asyncio.TimeoutError as late:
            raise LockError(
                f"conversation {conversation_id} is still busy after {self._patience} s"
            ) from late

    @contextlib.asynccontextmanager
    async def _among_workers(self, conversation_id: str, lifetime: float) -> AsyncGenerator[None, None]:
        if not self._redis_url:
            yield
            return
        redis = self._connection()
        key, freed = PREFIX + conversation_id, PREFIX + conversation_id + ":freed"
        owner = uuid.uuid4().hex
        try:
            await self._hold(redis, key, freed, owner, lifetime)
        except RedisError as fault:
            raise LockError(f"the locks cannot be reached: {fault}") from fault
        keeper = asyncio.create_task(self._keep(redis, key, owner, lifetime))
        try:
            yield
        finally:
            keeper.cancel()
            try:
                await redis.eval(RELEASE, 2, key, freed, owner, int(lifetime * 1000))
            except RedisError:
                logger.exception("a lock was not freed and will run out by itself")

    async def _hold(self, redis: Any, key: str, freed: str, owner: str, lifetime: float) -> None:
        deadline = asyncio.get_running_loop().time() + self._patience
        while not await redis.set(key, owner, nx=True, px=int(lifetime * 1000)):
            if asyncio.get_running_loop().time() > deadline:
                raise LockError(f"{key} is still held after {self._patience} s")
            # Woken at once by the one who frees it; the second is for one who died without freeing.
            await redis.blpop([freed], timeout=1)

    async def _keep(self, redis: Any, key: str, owner: str, lifetime: float) -> None:
        """A long turn keeps its lock; a dead worker's lock runs out."""
        while True:
            await asyncio.sleep(lifetime / 3)
            with contextlib.suppress(RedisError):  # the next time will do
                await redis.eval(EXTEND, 1, key, owner, int(lifetime * 1000))

    def _connection(self) -> Any:
        if self._redis is None:
            from redis import asyncio as redis_asyncio

            self._redis = redis_asyncio.from_url(self._redis_url)
        return self._redis
