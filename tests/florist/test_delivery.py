"""Delivery: how far, how much, how soon."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from florist.bootstrap import Shop
from florist.delivery import errors
from florist.delivery import service as delivery
from florist.delivery.rules import Window, plan, span
from florist.kit.clock import FixedClock
from florist.kit.money import Money

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)


def at(text: str) -> datetime:
    """A moment on the shop's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=plan().timezone)


class TestZones:
    @pytest.mark.parametrize(
        ("latitude", "longitude", "zone"),
        [
            pytest.param(55.7520, 37.6175, "centre", id="the Kremlin"),
            pytest.param(55.7638, 37.5929, "centre", id="the workshop itself"),
            pytest.param(55.7030, 37.5300, "mkad", id="the university"),
            pytest.param(55.8892, 37.4387, "suburb", id="Khimki, just beyond the ring road"),
            pytest.param(55.9900, 37.2000, None, id="Zelenograd"),
            pytest.param(59.9300, 30.3100, None, id="another city"),
        ],
    )
    def test_a_point_has_the_innermost_zone(
        self, latitude: float, longitude: float, zone: str | None
    ) -> None:
        found = delivery.zone_at(latitude, longitude)

        assert (found.code if found else None) == zone

    def test_each_zone_lies_in_the_next(self) -> None:
        inner = delivery.zones()

        assert all(a.area.within(b.area) for a, b in pairwise(inner))
        assert [zone.fee for zone in inner] == sorted(zone.fee for zone in inner)

    @pytest.mark.parametrize(
        ("goods", "fee"),
        [pytest.param(399_999, 30_000, id="a kopeck short"), pytest.param(400_000, 0, id="just enough")],
    )
    def test_delivery_is_free_from_the_threshold(self, goods: int, fee: int) -> None:
        assert delivery.quote(delivery.zone("centre"), goods=Money(goods)).amount == fee


class TestWindows:
    async def test_tomorrow_has_them_all(self, sqlite_shop: Shop, clock: FixedClock) -> None:
        async with sqlite_shop.reading() as session:
            windows = await delivery.windows(session, SATURDAY, now=clock.at)

        assert [w.text for w in windows][0::5] == ["10:00-12:00", "20:00-22:00"]

    @pytest.mark.parametrize(
        ("now", "first"),
        [
            pytest.param("2026-11-20T12:00", "14:00", id="two hours to tie and drive"),
            pytest.param("2026-11-20T12:01", "16:00", id="a minute late: the next window"),
            pytest.param("2026-11-20T18:00", "20:00", id="the last minute of today"),
            pytest.param("2026-11-20T18:01", None, id="a minute late: not today"),
        ],
    )
    async def test_today_begins_when_it_can(self, sqlite_shop: Shop, now: str, first: str | None) -> None:
        async with sqlite_shop.reading() as session:
            windows = await delivery.windows(session, FRIDAY, now=at(now))

        assert (windows[0].start if windows else None) == first


class TestCheck:
    @pytest.mark.parametrize(
        ("wish", "window"),
        [
            pytest.param("18:00", "18:00-20:00", id="an hour at the edge belongs to what begins"),
            pytest.param("19:59", "18:00-20:00", id="a minute inside"),
            pytest.param("22:00", "20:00-22:00", id="closing time belongs to the last"),
            pytest.param("12:00-14:00", "12:00-14:00", id="a window by its name"),
            pytest.param("09:00-12:00", "10:00-12:00", id="in the morning"),
            pytest.param("17:00-21:00", "18:00-20:00", id="in the evening"),
            pytest.param("13:00-15:00", "12:00-14:00", id="across two windows: the first of them"),
            pytest.param(None, "10:00-12:00", id="any time"),
        ],
    )
    async def test_words_become_a_window(
        self, sqlite_shop: Shop, clock: FixedClock, wish: str | None, window: str
    ) -> None:
        async with sqlite_shop.reading() as session:
            assert (await delivery.check(session, SATURDAY, wish, now=clock.at)).text == window

    @pytest.mark.parametrize(
        ("day", "wish", "now", "refusal"),
        [
            pytest.param("2026-11-19", "18:00", "2026-11-20T12:00", errors.DayPast, id="yesterday"),
            pytest.param("2027-02-19", "18:00", "2026-11-20T12:00", errors.DayTooFar, id="91 days ahead"),
            pytest.param("2027-01-01", "18:00", "2026-12-20T12:00", errors.ClosedDay, id="New Year"),
            pytest.param("2026-11-20", "20:00", "2026-11-20T18:30", errors.TooLateToday, id="evening"),
            pytest.param("2026-11-21", "03:00", "2026-11-20T12:00", errors.OutsideHours, id="at night"),
            pytest.param("2026-11-20", "12:00", "2026-11-20T12:00", errors.WindowPast, id="at this hour"),
        ],
    )
    async def test_a_refusal_offers_what_is_free(
        self, sqlite_shop: Shop, day: str, wish: str, now: str, refusal: type[errors.DayUnsuitable]
    ) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(refusal) as said:
                await delivery.check(session, date.fromisoformat(day), wish, now=at(now))

        assert len(said.value.nearest) == 3

    async def test_a_full_window_names_its_neighbours(self, shop: Shop, clock: FixedClock) -> None:
        async with shop.transaction() as session:
            for _ in range(8):
                await delivery.take(session, Window(SATURDAY, "18:00", "20:00"))
            with pytest.raises(errors.WindowFull) as said:
                await delivery.check(session, SATURDAY, "18:00", now=clock.at)

        shown = [value["args"]["window"]["window"] for value in said.value.nearest]
        assert {"16:00-18:00", "20:00-22:00"} <= set(shown)

    async def test_a_place_given_back_can_be_taken(self, shop: Shop) -> None:
        window = Window(SATURDAY, "18:00", "20:00")

        async with shop.transaction() as session:
            rows = {await delivery.take(session, window) for _ in range(8)}
            with pytest.raises(errors.WindowFull):
                await delivery.take(session, window)
            await delivery.give_back(session, rows.pop())
            await delivery.take(session, window)

    async def test_peak_days_have_more_couriers(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            windows = await delivery.windows(session, date(2027, 3, 8), now=datetime(2027, 3, 1, tzinfo=UTC))

        assert {window.free for window in windows} == {24}

    async def test_a_workshop_is_not_asked_for_after_it_closes(
        self, sqlite_shop: Shop, clock: FixedClock
    ) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(errors.OutsideHours):
                await delivery.check(session, SATURDAY, "21:30", now=clock.at, pickup=True)


async def test_nearest_free_skips_closed_days(sqlite_shop: Shop) -> None:
    async with sqlite_shop.reading() as session:
        found = await delivery.nearest_free(
            session, date(2026, 12, 31), "21:00", now=at("2026-12-31T17:00") + timedelta(hours=2)
        )

    assert {window.day for window in found} == {date(2027, 1, 3)}


@pytest.mark.parametrize("wish", ["25:00", "soon", "10:00-99:00"])
def test_a_wish_that_is_no_time_is_refused(wish: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        span(wish)
