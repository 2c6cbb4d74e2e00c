"""The hour, as something that is handed in: tests and replays choose their own."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

# Past on every clock: what is to be done at once is due whatever time a test or a replay has chosen.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Tells the time in UTC, with a zone."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock that stands until it is set."""

    at: datetime

    def now(self) -> datetime:
        return self.at
