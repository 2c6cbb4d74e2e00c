"""Three tries with growing pauses, and a fuse that spares a vendor who is down."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from florist.errors import Unavailable

T = TypeVar("T")


class Passing(Unavailable):
    """A fault that may be gone at the next try: a timeout, 429, a 5xx."""


class Misconfigured(Unavailable):
    """The vendor says that our key, model or address is wrong: only an operator can help."""


class Caller:
    """Calls one vendor, ``tries`` times; after ``threshold`` failed calls it rests for ``ttl`` seconds."""

    def __init__(
        self, name: str, *, tries: int = 3, pause: float = 0.2, threshold: int = 5, ttl: float = 30
    ) -> None:
        self._name = name
        self._tries = tries
        self._pause = pause
        self._fuses = AsyncCircuitBreakerFactory(default_threshold=threshold, default_ttl=ttl)

    async def call(self, act: Callable[[], Awaitable[T]]) -> T:
        """What ``act`` answers. Raises ``Unavailable``, at once while the fuse is out."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Passing),
            stop=stop_after_attempt(self._tries),
            wait=wait_exponential(multiplier=self._pause, max=2),
            reraise=True,
        )

        async def attempt() -> T:
            # A lambda that makes a coroutine is no coroutine function, and tenacity would not await it.
            return await act()

        fuse = await self._fuses.get_breaker(self._name)
        try:
            async with fuse:
                return await retrying(attempt)
        except OpenedState as out:
            raise Unavailable(f"{self._name} rests after too many faults") from out
