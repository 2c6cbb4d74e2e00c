"""Workers that are woken by a poke: one for a key at a time, many keys side by side."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Hashable, Iterator
from typing import Any, Generic, TypeVar

import structlog

log = structlog.get_logger(__name__)
Key = TypeVar("Key", bound=Hashable)


class Workers(Generic[Key]):
    """``work`` does what there is to do for a key and returns; ``family`` names its tasks. Closed until ``open``."""

    def __init__(self, family: str, work: Callable[[Key], Coroutine[Any, Any, None]]) -> None:
        self._family = family
        self._work = work
        self._tasks: dict[Key, asyncio.Task[None]] = {}
        self._again: set[Key] = set()
        self._is_open = False

    def open(self) -> None:
        """From now on a poke wakes a worker."""
        self._is_open = True

    def poke(self, key: Key) -> None:
        """There may be something to do: now, or once more when the one at work has ended."""
        if not self._is_open:
            return
        if key in self._tasks:
            self._again.add(key)
            return
        task = asyncio.create_task(self._work(key), name=f"{self._family}:{key}")
        self._tasks[key] = task
        task.add_done_callback(lambda _done: self._ended(key))

    def _ended(self, key: Key) -> None:
        self._tasks.pop(key, None)
        if key in self._again:
            self._again.discard(key)
            self.poke(key)

    async def stop(self) -> None:
        """Cancel all and wait until they have left; whoever pokes now wakes nobody."""
        self._is_open = False
        self._again.clear()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.contextmanager
def survives(event: str, **facts: object) -> Iterator[None]:
    """A worker goes on after a fault of one message or of the database; the sweep comes back to what it left."""
    try:
        yield
    except Exception:
        log.exception(event, **facts)
