"""What happens in a person's chat, as it happens: for waiting scripts and for the page's event stream."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

Event = dict[str, Any]
KEPT = 500  # events a slow page may lag behind before it is told to reload


class Feed:
    def __init__(self) -> None:
        self._listeners: dict[int, set[asyncio.Queue[Event | None]]] = defaultdict(set)
        self._closed = False

    def publish(self, user_id: int, event: Event) -> None:
        for queue in self._listeners.get(user_id, ()):
            if queue.qsize() >= KEPT:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait({"type": "reload"})
            queue.put_nowait(event)

    def publish_to_all(self, event: Event) -> None:
        for user_id in list(self._listeners):
            self.publish(user_id, event)

    @contextmanager
    def listening(self, user_id: int) -> Iterator[asyncio.Queue[Event | None]]:
        """A queue of this person's events; None in it means that the sandbox is closing."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        if self._closed:
            queue.put_nowait(None)
        self._listeners[user_id].add(queue)
        try:
            yield queue
        finally:
            self._listeners[user_id].discard(queue)
            if not self._listeners[user_id]:
                del self._listeners[user_id]

    async def events(self, user_id: int) -> AsyncIterator[Event]:
        with self.listening(user_id) as queue:
            while (event := await queue.get()) is not None:
                yield event

    def close(self) -> None:
        """Let everyone who waits go home."""
        self._closed = True
        for queues in self._listeners.values():
            for queue in queues:
                queue.put_nowait(None)
