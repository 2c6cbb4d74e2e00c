"""Between driving and collecting: what was answered stands, and a place is no order to drive."""

import pytest

from tests.actions.checking_out import PETERSBURG, TVERSKAYA, to_picker, to_summary, to_when
from tests.actions.talking import TODAY, TOMORROW, Talk


class TestBetweenDrivingAndCollecting:
    async def test_collecting_instead_keeps_day_and_hours(self, buyer_at_checkout: Talk) -> None:
        ready = await to_summary(buyer_at_checkout)
        await ready.taps("button-edit-checkout-kind")
        await ready.taps("button-pickup")

        assert ready.heard == ["utter_checkout_summary"]
        assert (ready.slots["checkout_date"], ready.slots["checkout_window"]) == (TOMORROW, "17:00-19:00")

    async def test_a_surprise_is_none_for_who_collects_it(self, buyer_at_checkout: Talk) -> None:
        ready = await to_summary(buyer_at_checkout)
        await ready.taps("button-edit-checkout-surprise")
        await ready.taps("button-surprise")
        assert "сюрприз" in ready.text("ru").lower()

        await ready.says("change_delivery", "лучше самовывоз")
        assert "🎁" not in ready.text("ru")

    async def test_driving_after_all_asks_no_time(self, buyer_at_checkout: Talk) -> None:
        talk = await to_picker(buyer_at_checkout)
        await talk.says("change_delivery", "нет, всё-таки доставка")
        assert talk.asked == "checkout_address"

        await talk.says("inform", "Тверская 7, кв 5", address="Тверская 7, кв 5")
        await talk.presses("choose", choice="zone:centre")
        assert talk.asked == "checkout_recipient"

    async def test_where_no_courier_can_make_it_the_nearest_are_offered(
        self, buyer_at_checkout: Talk
    ) -> None:
        talk = buyer_at_checkout
        talk.now = "2026-11-20T18:00:00+03:00"
        await talk.taps("button-pickup")
        await talk.taps(TODAY)
        await talk.taps("19:00-21:00")
        talk.now = "2026-11-20T18:30:00+03:00"
        await talk.says("change_delivery", "лучше доставка")
        assert talk.heard == ["utter_error_too_late_today", "utter_question_checkout_address"]

        await talk.taps("18:00-20:00")
        assert (talk.slots["checkout_date"], talk.slots["checkout_window"]) == (TOMORROW, "18:00-20:00")
        assert talk.asked == "checkout_address"


class TestAPlaceWhileCollecting:
    @pytest.fixture
    async def collecting(self, buyer_at_checkout: Talk) -> Talk:
        return await to_picker(buyer_at_checkout)

    async def test_a_shared_one_asks_whether_to_drive_there(self, collecting: Talk) -> None:
        await collecting.shares("location_shared", **TVERSKAYA)
        assert collecting.heard == ["utter_pickup_or_delivery"]
        assert collecting.slots["checkout_kind"] == "pickup"

        await collecting.taps("button-deliver-here")
        assert collecting.slots["checkout_kind"] == "delivery"
        assert collecting.heard == ["utter_address_for_point"]

        await collecting.says("nlu_fallback", "Тверская 7")
        assert collecting.slots["checkout_zone"] == "centre"

    async def test_a_no_goes_on_collecting(self, collecting: Talk) -> None:
        await collecting.shares("location_shared", **TVERSKAYA)
        await collecting.taps("button-stay-pickup")

        assert collecting.heard == ["utter_question_checkout_picker"]
        assert collecting.slots["checkout_kind"] == "pickup"

    async def test_a_typed_one_asks_too(self, collecting: Talk) -> None:
        await collecting.says("inform", "Тверская 7", address="Тверская 7")
        assert collecting.heard == ["utter_pickup_or_delivery"]

        await collecting.taps("button-deliver-here")
        assert collecting.asked == "checkout_zone"
        assert collecting.slots["checkout_address"] == "Тверская 7"

    async def test_one_with_a_wish_for_delivery_is_no_question(self, collecting: Talk) -> None:
        await collecting.says("change_delivery", "привезите на Тверскую 7", address="Тверскую 7")

        assert collecting.asked == "checkout_zone"

    async def test_one_too_far_leaves_it_at_that(self, collecting: Talk) -> None:
        await collecting.shares("location_shared", **PETERSBURG)

        assert collecting.heard == ["utter_pickup_stays_outside", "utter_question_checkout_picker"]


class TestAPlaceWhileDriving:
    async def test_another_shared_one_can_be_left(self, buyer_at_checkout: Talk) -> None:
        talk = await to_when(buyer_at_checkout)
        await talk.shares("location_shared", **TVERSKAYA)
        assert talk.asked == "checkout_address"

        await talk.taps("button-keep-answer")
        assert talk.asked == "checkout_date"
        assert talk.slots["checkout_address"] == "Тверская 7"
        assert "point" not in talk.slots["checkout_notes"]
