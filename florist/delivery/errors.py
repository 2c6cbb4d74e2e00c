"""Why flowers cannot be brought there, or then. Each says what can be had instead."""

from collections.abc import Sequence
from datetime import date

from florist.errors import Conflict, Invalid
from florist.kit.terms import Value


class OutsideZone(Invalid):
    """Farther than our couriers go."""

    code = "outside_zone"


class ZoneUnknown(Invalid):
    """No such delivery zone."""

    code = "zone_unknown"


class DayUnsuitable(Invalid):
    """A day on which nothing is brought; ``nearest`` are windows that can be had."""

    def __init__(self, day: date, nearest: Sequence[Value] = ()) -> None:
        super().__init__(day.isoformat())
        self.day = {"date": day.isoformat()}
        self.nearest = list(nearest) or [{"id": "window-ask"}]


class DayPast(DayUnsuitable):
    code = "day_past"


class DayTooFar(DayUnsuitable):
    code = "day_too_far"


class ClosedDay(DayUnsuitable):
    code = "closed_day"


class TooLateToday(DayUnsuitable):
    """The same-day cut-off has passed."""

    code = "too_late_today"


class WindowPast(DayUnsuitable):
    """That hour is gone, or too near to tie a bouquet and drive there."""

    code = "window_past"


class OutsideHours(DayUnsuitable):
    """Nobody delivers at that hour of the day."""

    code = "outside_hours"


class WindowFull(Conflict):
    """All couriers of that window are taken."""

    code = "window_full"

    def __init__(self, day: date, window: str, nearest: Sequence[Value] = ()) -> None:
        super().__init__(f"{day} {window}")
        self.day = {"date": day.isoformat()}
        self.window = {"window": window}
        self.nearest = list(nearest) or [{"id": "window-ask"}]
