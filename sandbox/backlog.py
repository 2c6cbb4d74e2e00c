"""Updates on their way to the bot: queues, retries and expiry, by the rules of Telegram's own server.

Each update belongs to a queue (messages by chat, callbacks by user, checkout queries by user). Within a
queue the next one is not sent before the one ahead got its 2xx; different queues go side by side.
"""

import random
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

DAY = 24 * 3600.0
CALLBACK = 150.0
LIFETIMES = {
    "callback_query": CALLBACK,
    "shipping_query": CALLBACK,
    "pre_checkout_query": CALLBACK,
    "chosen_inline_result": 600.0,
    "inline_query": 30.0,
}
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
RETRY_AFTER_CAP = 3600.0
LONGEST_PAUSE = (60.0, 120.0)
KEPT = 100_000  # updates a bot may leave lying; the oldest go first


@dataclass
class Waiting:
    update: dict[str, Any]
    kind: str
    queue: str
    expires: float
    due: float
    pause: float = 1.0
    failures: int = 0
    in_flight: bool = False

    @property
    def id(self) -> int:
        return int(self.update["update_id"])


class Backlog:
    def __init__(self, choose_pause: Callable[[float, float], float] = random.uniform) -> None:
        self._waiting: OrderedDict[int, Waiting] = OrderedDict()
        self._choose_pause = choose_pause
        self.allowed: list[str] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this kind; the others are never made."""
        if not self.allowed:
            return kind not in NOT_BY_DEFAULT
        return kind in self.allowed

    def add(self, update: dict[str, Any], kind: str, queue: str, now: float) -> None:
        entry = Waiting(update, kind, queue, expires=now + LIFETIMES.get(kind, DAY), due=now)
        self._waiting[entry.id] = entry
        while len(self._waiting) > KEPT:
            self._waiting.popitem(last=False)

    def clear(self) -> None:
        self._waiting.clear()

    # --- long polling ---------------------------------------------------------------------------------
    def confirm_below(self, offset: int) -> None:
        for update_id in [known for known in self._waiting if known < offset]:
            del self._waiting[update_id]

    def keep_last(self, count: int) -> None:
        while len(self._waiting) > count:
            self._waiting.popitem(last=False)

    def first(self, limit: int, now: float) -> list[dict[str, Any]]:
        self.expire(now)
        return [entry.update for entry in list(self._waiting.values())[:limit]]

    # --- webhook --------------------------------------------------------------------------------------
    def due(self, now: float) -> list[Waiting]:
        """The heads of the queues that may be sent now, oldest first."""
        self.expire(now)
        return [head for head in self._heads() if not head.in_flight and head.due <= now]

    def next_due(self) -> float | None:
        return min((head.due for head in self._heads() if not head.in_flight), default=None)

    def succeeded(self, entry: Waiting) -> None:
        self._waiting.pop(entry.id, None)

    def failed(self, entry: Waiting, now: float, retry_after: float = 0.0) -> None:
        """Plan the next try: at once, then after 2 s, 4 s, 8 s … up to a minute or two; or drop it."""
        entry.in_flight = False
        if retry_after > 0:
            delay = min(retry_after, RETRY_AFTER_CAP)
        elif entry.failures == 0:
            delay = 0.0
        else:
            entry.pause *= 2
            delay = entry.pause if entry.pause <= LONGEST_PAUSE[0] else self._choose_pause(*LONGEST_PAUSE)
        entry.failures += 1
        entry.due = now + delay
        if entry.due > entry.expires:
            self._waiting.pop(entry.id, None)

    def expire(self, now: float) -> None:
        for entry in [entry for entry in self._waiting.values() if entry.expires < now]:
            if not entry.in_flight:
                del self._waiting[entry.id]

    def _heads(self) -> Iterator[Waiting]:
        seen: set[str] = set()
        for entry in self._waiting.values():
            if entry.queue not in seen:
                seen.add(entry.queue)
                yield entry
