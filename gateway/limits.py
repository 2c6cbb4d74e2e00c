"""How much at once: what people may ask of us, and what Telegram takes from us."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import timedelta

# Counted in the inbox itself, so that any number of gateways count together.
MESSAGES_A_MINUTE = 30
MINUTE = timedelta(minutes=1)
TURNS_AT_ONCE = 100
_CHATS_REMEMBERED = 5000


class Bucket:
    """A token bucket: ``burst`` at once, then ``rate`` a second. ``take`` tells how many seconds to wait
    first."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._tokens = burst
        self._at = clock()

    def take(self) -> float:
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        self._tokens -= 1
        return max(0.0, -self._tokens / self._rate)


class Pace:
    """Telegram's rule of thumb: a message a second in a chat (bursts are fine), under thirty a second in
    all."""

    def __init__(
        self,
        *,
        chat_rate: float = 1.0,
        chat_burst: float = 20,
        rate: float = 25.0,
        burst: float = 25,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._chat_rate, self._chat_burst, self._clock, self._sleep = chat_rate, chat_burst, clock, sleep
        self._all = Bucket(rate, burst, clock)
        self._chats: OrderedDict[int, Bucket] = OrderedDict()

    async def wait(self, chat_id: int) -> None:
        """Returns when a message may be sent into this chat."""
        bucket = self._chats.get(chat_id) or Bucket(self._chat_rate, self._chat_burst, self._clock)
        self._chats[chat_id] = bucket
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _CHATS_REMEMBERED:
            self._chats.popitem(last=False)
        pause = max(bucket.take(), self._all.take())
        if pause > 0:
            await self._sleep(pause)
