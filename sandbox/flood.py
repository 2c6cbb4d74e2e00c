"""How fast a bot may send: token buckets per chat and for the whole bot."""

import math
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import too_many_requests
from sandbox.settings import SandboxSettings


@dataclass
class Bucket:
    size: float
    per_second: float
    left: float
    filled: float

    def wait(self, now: float, cost: float) -> float:
        """Seconds until so much is there; 0 when it is there now."""
        self.left = min(self.size, self.left + (now - self.filled) * self.per_second)
        self.filled = now
        return 0.0 if self.left >= cost else (cost - self.left) / self.per_second


class FloodGate:
    def __init__(self, settings: SandboxSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._bot = self._bucket(settings.bot_burst, settings.bot_per_second)
        self._chats: dict[int, Bucket] = {}

    def _bucket(self, size: float, per_second: float) -> Bucket:
        return Bucket(size, per_second, size, self._clock.now())

    def pass_through(self, chat_id: int, messages: int = 1) -> None:
        """Count a message sent; raises ApiError 429 when there were too many."""
        if not self._settings.flood_limit:
            return
        now = self._clock.now()
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = self._bucket(
                self._settings.chat_burst, self._settings.chat_per_second
            )
        wait = max(chat.wait(now, messages), self._bot.wait(now, messages))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        chat.left -= messages
        self._bot.left -= messages
