"""The summary, and changes made there."""

from typing import Any

import pytest

from tests.actions.checking_out import to_summary
from tests.actions.talking import TODAY, TOMORROW, Talk


class TestAtTheSummary:
    @pytest.fixture
    async def ready(self, buyer_at_checkout: Talk) -> Talk:
        return await to_summary(buyer_at_checkout)

    async def test_the_total_counts_the_way(self, ready: Talk) -> None:
        assert ready.answer("utter_checkout_summary").values["total"]["money"] == (3400 + 300) * 100

    @pytest.mark.parametrize(
        ("button", "slot", "answer"),
        [
            ("button-edit-checkout-phone", "checkout_phone", {"phone": "+79160001122"}),
            ("button-edit-checkout-recipient", "checkout_recipient", {"name": "Мария"}),
            ("button-edit-checkout-window", "checkout_window", {"time": "10:00"}),
        ],
    )
    async def test_a_change_asks_just_that(
        self, ready: Talk, button: str, slot: str, answer: dict[str, Any]
    ) -> None:
        await ready.taps(button)
        assert ready.asked == slot

        await ready.says("inform", "вот", **answer)
        assert ready.heard == ["utter_checkout_summary"]

    async def test_a_change_in_words_asks_just_that(self, ready: Talk) -> None:
        await ready.says("change_delivery", "поменяйте телефон")

        assert ready.asked == "checkout_phone"

    async def test_a_change_with_its_value_is_made_at_once(self, ready: Talk) -> None:
        await ready.says("change_delivery", "давайте в 10 утра", time="10:00")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_window"] == "10:00-12:00"

    async def test_another_day_keeps_the_hour_if_it_is_free(self, ready: Talk) -> None:
        await ready.says("inform", "лучше в понедельник", date="2026-11-23")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_window"] == "18:00-20:00"

    async def test_an_impossible_other_day_is_refused_and_the_old_one_can_be_kept(self, ready: Talk) -> None:
        await ready.says("inform", "лучше первого января", date="2027-01-01")
        assert ready.heard == ["utter_error_closed_day"]

        await ready.taps("button-keep")
        assert ready.heard == ["utter_checkout_summary"]
        assert (ready.slots["checkout_date"], ready.slots["checkout_window"]) == (TOMORROW, "18:00-20:00")

    @pytest.mark.parametrize("text", ["оставь как было", "пусть остаётся как есть", "keep it as it was"])
    async def test_after_several_refusals_the_old_time_can_be_kept_in_words(
        self, ready: Talk, text: str
    ) -> None:
        await ready.says("inform", "вчера", date="2026-11-19")
        await ready.says("inform", "сегодня в 9", date=TODAY, time="09:00")
        await ready.says("out_of_scope", text)

        assert ready.heard == ["utter_checkout_summary"]
        assert (ready.slots["checkout_date"], ready.slots["checkout_window"]) == (TOMORROW, "18:00-20:00")

    async def test_a_no_asks_what_to_change(self, ready: Talk) -> None:
        await ready.says("deny", "нет")

        assert ready.heard == ["utter_checkout_what_to_change", "utter_checkout_summary"]

    async def test_the_cart_can_be_looked_at(self, ready: Talk) -> None:
        await ready.says("view_cart", "что в корзине?")

        assert ready.heard == ["utter_cart", "utter_checkout_summary"]

    async def test_an_emptied_cart_ends_it_and_keeps_the_answers(self, ready: Talk) -> None:
        await ready.says("clear_cart", "очисти корзину")

        assert ready.heard == ["utter_cart_cleared"]
        assert ready.form is None
        assert ready.slots["interrupted_form"] == "checkout_form"
