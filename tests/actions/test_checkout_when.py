"""Days and hours, and what is offered when one of them will not do."""

import pytest

from florist.bootstrap import Shop
from tests.actions.checking_out import fill, nearest, to_when
from tests.actions.talking import TODAY, TOMORROW, Talk


class TestWhen:
    @pytest.fixture
    async def asked(self, buyer_at_checkout: Talk) -> Talk:
        return await to_when(buyer_at_checkout)

    async def test_the_hour_before_the_day_is_kept(self, asked: Talk) -> None:
        await asked.says("inform", "к шести вечера", time="18:00")
        assert asked.asked == "checkout_date"

        await asked.taps(TOMORROW)
        assert asked.slots["checkout_window"] == "18:00-20:00"

    async def test_the_weekend_asks_which_day(self, asked: Talk) -> None:
        await asked.says("inform", "на выходных", date_unclear="weekend")

        assert asked.offers("2026-11-21")
        assert asked.offers("2026-11-22")
        assert not asked.offers("2026-11-23")

    @pytest.mark.parametrize(
        ("day", "refusal"),
        [
            ("2026-11-19", "utter_error_day_past"),
            ("2027-01-01", "utter_error_closed_day"),
            ("2027-06-01", "utter_error_day_too_far"),
        ],
    )
    async def test_an_impossible_day_is_told_with_the_nearest_windows_to_tap(
        self, asked: Talk, day: str, refusal: str
    ) -> None:
        await asked.says("inform", "тогда", date=day)
        assert asked.heard == [refusal]
        assert asked.asked == "checkout_date"

        await asked.presses(**nearest(asked))
        assert asked.heard == ["utter_question_checkout_recipient"]

    async def test_beside_the_nearest_windows_other_days_can_be_seen(self, asked: Talk) -> None:
        await asked.says("inform", "вчера", date="2026-11-19")
        await asked.taps("button-other-day")

        assert asked.heard == ["utter_question_checkout_date"]
        assert asked.offers(TOMORROW)

    async def test_a_day_whose_last_window_went_by_meanwhile_offers_the_nearest(self, asked: Talk) -> None:
        await asked.taps(TODAY)
        asked.now = "2026-11-20T21:30:00+03:00"
        await asked.says("view_cart", "что в корзине?")

        assert asked.heard == ["utter_cart", "utter_error_window_past"]
        assert asked.offers(TOMORROW)

    async def test_an_hour_that_is_past_offers_the_nearest(self, asked: Talk) -> None:
        await asked.says("inform", "сегодня в 11", date=TODAY, time="11:00")

        assert asked.heard[0] == "utter_error_window_past"
        assert asked.said[0].buttons

    async def test_after_the_cut_off_it_is_too_late_for_today(self, asked: Talk) -> None:
        asked.now = "2026-11-20T18:01:00+03:00"
        await asked.says("inform", "сегодня", date=TODAY)

        assert asked.heard[0] == "utter_error_too_late_today"

    async def test_at_the_cut_off_it_is_not(self, asked: Talk) -> None:
        asked.now = "2026-11-20T18:00:00+03:00"
        await asked.says("inform", "сегодня", date=TODAY)

        assert asked.slots["checkout_date"] == TODAY

    async def test_at_night_nobody_drives(self, asked: Talk) -> None:
        await asked.says("inform", "завтра в 3 ночи", date=TOMORROW, time="03:00")

        assert asked.heard[0] == "utter_error_outside_hours"

    async def test_a_full_window_offers_the_nearest_and_a_tap_takes_one(
        self, asked: Talk, shop: Shop
    ) -> None:
        await fill(shop, TOMORROW, "18:00", "20:00")
        await asked.says("inform", "завтра к 18", date=TOMORROW, time="18:00")
        assert asked.heard[0] == "utter_error_window_full"

        await asked.taps("16:00-18:00")
        assert asked.slots["checkout_window"] == "16:00-18:00"
        assert asked.asked == "checkout_recipient"

    async def test_the_nearest_may_be_on_another_day(self, asked: Talk, shop: Shop) -> None:
        asked.now = "2026-11-20T17:50:00+03:00"
        await asked.taps(TODAY)
        await fill(shop, TODAY, "20:00", "22:00")
        await asked.taps("20:00-22:00")
        assert asked.heard[0] == "utter_error_window_full"

        await asked.presses(**nearest(asked))
        assert asked.slots["checkout_date"] == TOMORROW
        assert asked.heard == ["utter_question_checkout_recipient"]

    async def test_another_day_and_hour_instead_of_the_hour_alone(self, asked: Talk) -> None:
        await asked.taps(TODAY)
        await asked.says("inform", "лучше завтра в 10 утра", date=TOMORROW, time="10:00")

        assert asked.heard == ["utter_question_checkout_recipient"]
        assert (asked.slots["checkout_date"], asked.slots["checkout_window"]) == (TOMORROW, "10:00-12:00")

    async def test_any_hour_is_an_answer(self, asked: Talk) -> None:
        await asked.taps(TOMORROW)
        await asked.says("skip", "всё равно")

        assert asked.slots["checkout_window"] == "10:00-12:00"
