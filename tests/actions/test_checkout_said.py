"""Where, when and to whom, said before the checkout: noted at once, used there, shown, and put right in words."""

from typing import Any

import pytest

from florist.bootstrap import Shop
from florist.delivery import service as delivery
from tests.actions.checking_out import PHONE, TVERSKAYA, fill, put
from tests.actions.talking import TOMORROW, Talk

FIRST = {"recipient": "mother", "occasion": "anniversary", "date": TOMORROW, "time": "18:00"}
HOME = {"address": "Ленина 5, кв 12"}


async def begins(talk: Talk, shop: Shop) -> Talk:
    """With something in the cart, to the checkout; whatever else was begun is left."""
    if talk.form:
        await talk.says("cancel", "отмена")
    await put(shop, talk)
    return await talk.says("checkout", "оформить")


class TestInTheFirstMessage:
    @pytest.mark.parametrize(
        "text",
        [
            "букет маме на юбилей, доставка завтра к шести на Ленина 5, кв 12",
            "a bouquet for mum's anniversary, deliver tomorrow at six to 5 Lenin street, flat 12",
        ],
    )
    async def test_it_is_noted_aloud_and_asked_no_more(self, anna: Talk, shop: Shop, text: str) -> None:
        await anna.says("inform", text, **FIRST, **HOME)
        assert anna.heard[0] == "utter_delivery_noted"
        assert "Ленина 5, кв 12" in anna.text()

        await begins(anna, shop)
        assert anna.heard == ["utter_checkout_taken", "utter_question_checkout_zone"]
        for said in ("Ленина 5, кв 12", "21 ноября", "18:00–20:00"):
            assert said in anna.text("ru")

        await anna.presses("choose", choice="zone:mkad")
        assert anna.asked == "checkout_recipient"

    async def test_of_checking_out_an_empty_cart_it_is_kept_too(self, anna: Talk, shop: Shop) -> None:
        await anna.says(
            "checkout", "deliver tomorrow at six to 5 Lenin street",
            date=TOMORROW, time="18:00", address="5 Lenin street",
        )  # fmt: skip
        assert anna.heard == ["utter_delivery_noted", "utter_error_cart_empty"]

        await begins(anna, shop)
        assert anna.slots["checkout_address"] == "5 Lenin street"
        assert anna.slots["checkout_window"] == "18:00-20:00"

    async def test_where_to_alone_leads_to_flowers_first(self, anna: Talk) -> None:
        await anna.says("inform", "доставка в субботу на Ленина 5", date=TOMORROW, address="Ленина 5")

        assert anna.heard == ["utter_delivery_noted", "utter_delivery_flowers_first"]

    @pytest.mark.parametrize("intent", ["inform", "change_delivery"])
    async def test_where_to_alone_with_a_cart_checks_out(self, buyer: Talk, intent: str) -> None:
        await buyer.says(intent, "привезите завтра на Тверскую 12", date=TOMORROW, address="Тверскую 12")

        assert buyer.form == "checkout_form"
        assert buyer.asked == "checkout_zone"

    async def test_with_flowers_it_leads_to_a_recommendation(self, anna: Talk) -> None:
        await anna.says("change_delivery", "розы, привезите на Ленина 5", flower="rose", address="Ленина 5")

        assert anna.form == "recommendation_form"
        assert anna.heard[0] == "utter_delivery_noted"


class TestOnTheWay:
    async def test_while_composing(self, anna: Talk, shop: Shop) -> None:
        await anna.says("build_bouquet", "собери букет из белых роз", color="white", flower="rose")
        await anna.says("inform", "доставка завтра к шести", date=TOMORROW, time="18:00")
        assert anna.heard[0] == "utter_delivery_noted"
        assert anna.form == "bouquet_form"

        await anna.says("cancel", "отмена")
        await begins(anna, shop)
        assert anna.slots["checkout_window"] == "18:00-20:00"

    async def test_while_browsing(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "розы на завтра", flower="rose", date=TOMORROW)

        await begins(anna, shop)
        assert anna.slots["checkout_date"] == TOMORROW

    async def test_in_a_question_about_the_fee(self, anna: Talk, shop: Shop) -> None:
        await anna.says(
            "faq", "сколько стоит доставка на Тверскую 7?", selected="faq/delivery_cost", address="Тверская 7"
        )

        await begins(anna, shop)
        assert anna.slots["checkout_address"] == "Тверская 7"

    async def test_a_place_shared_for_its_fee(self, anna: Talk, shop: Shop) -> None:
        await anna.shares("location_shared", **TVERSKAYA)

        await begins(anna, shop)
        assert anna.heard[-1] == "utter_address_for_point"
        assert anna.slots["checkout_zone"] == "centre"

    async def test_bit_by_bit_the_last_word_counts(self, anna: Talk, shop: Shop) -> None:
        await anna.says(
            "inform", "букет для Ольги на завтра", category="bouquet", name="Ольга", date=TOMORROW
        )
        await anna.says("inform", "телефон 8 903 123-45-67", phone=PHONE)
        await anna.says("inform", "лучше в понедельник", date="2026-11-23")

        await begins(anna, shop)
        taken = {slot: anna.slots[f"checkout_{slot}"] for slot in ("recipient", "phone", "date")}
        assert taken == {"recipient": "Ольга", "phone": PHONE, "date": "2026-11-23"}

    async def test_after_the_checkout_was_set_aside(self, buyer_at_checkout: Talk) -> None:
        talk = buyer_at_checkout
        await talk.says("inform", "доставка завтра", date=TOMORROW)
        await talk.says("cancel", "отмена")
        await talk.says("browse_catalogue", "а розы на понедельник есть", flower="rose", date="2026-11-23")
        await talk.says("checkout", "оформить")

        assert "utter_checkout_taken" in talk.heard
        assert talk.slots["checkout_date"] == "2026-11-23"

    @pytest.mark.parametrize(
        ("intent", "text", "more"),
        [
            ("set_reminder", "напомни 8 марта", {"date": "2027-03-08"}),
            ("faq", "вы работаете завтра?", {"date": TOMORROW, "selected": "faq/opening_hours"}),
            ("order_status", "где заказ на завтра", {"date": TOMORROW}),
            ("greet", "меня зовут Анна", {"name": "Анна"}),
        ],
    )
    async def test_other_days_and_names_are_not_the_deliverys(
        self, anna: Talk, shop: Shop, intent: str, text: str, more: dict[str, Any]
    ) -> None:
        await anna.says(intent, text, **more)

        await begins(anna, shop)
        assert anna.heard == ["utter_question_checkout_kind"]

    async def test_the_same_again_is_not_noted_twice(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "розы на завтра", flower="rose", date=TOMORROW)
        await anna.says("browse_catalogue", "тюльпаны на завтра", flower="tulip", date=TOMORROW)

        assert "utter_delivery_noted" not in anna.heard


class TestWhatHoldsNoMore:
    async def test_a_day_gone_by_is_dropped_with_its_hours(self, anna: Talk, shop: Shop) -> None:
        await anna.says("inform", "букет на завтра к шести, Ленина 5", **FIRST, **HOME)
        anna.now = "2026-11-22T10:00:00+03:00"
        await begins(anna, shop)

        assert anna.slots["checkout_date"] is None
        assert anna.slots["checkout_notes"].get("time") is None
        assert anna.slots["checkout_address"] == "Ленина 5, кв 12"

    async def test_a_day_that_is_past_when_said_is_not_noted(self, anna: Talk) -> None:
        await anna.says("inform", "вчера хотела розы", flower="rose", date="2026-11-19")

        assert "utter_delivery_noted" not in anna.heard

    async def test_after_a_week_everything_is_asked(self, anna: Talk, shop: Shop) -> None:
        await anna.says("inform", "доставка на Ленина 5", **HOME)
        anna.now = "2026-11-28T10:00:00+03:00"
        await begins(anna, shop)

        assert anna.heard == ["utter_question_checkout_kind"]

    async def test_after_an_order_everything_is_asked_again(self, anna: Talk, shop: Shop) -> None:
        await anna.says("inform", "самовывоз завтра утром", date=TOMORROW, time="09:00-12:00")
        await begins(anna, shop)
        await anna.taps("button-for-me")
        await anna.says("inform", PHONE, phone=PHONE)
        await anna.taps("button-no-card")
        await anna.taps("button-substitution-call")
        await anna.says("affirm", "да")
        assert anna.heard == ["utter_order_placed", "utter_invoice"]

        await anna.says("checkout", "оформить ещё один")
        assert anna.heard == ["utter_question_checkout_kind"]

    async def test_hours_that_are_taken_by_now_are_told_with_the_nearest(
        self, anna: Talk, shop: Shop
    ) -> None:
        await anna.says("inform", "букет на завтра к шести, Ленина 5", **FIRST, **HOME)
        await fill(shop, TOMORROW, "18:00", "20:00")
        await begins(anna, shop)

        assert anna.heard == [
            "utter_error_window_full",
            "utter_checkout_taken",
            "utter_question_checkout_zone",
        ]
        assert anna.offers("16:00-18:00")

    async def test_an_address_without_a_house_is_asked_for(self, anna: Talk, shop: Shop) -> None:
        await anna.says("inform", "доставка на Арбат", address="Арбат")
        await begins(anna, shop)

        assert anna.asked == "checkout_address"


class TestPuttingItRight:
    @pytest.fixture
    async def taken(self, anna: Talk, shop: Shop) -> Talk:
        await anna.says("inform", "букет на завтра к шести, Ленина 5", **FIRST, **HOME)
        return await begins(anna, shop)

    async def test_by_its_button(self, taken: Talk) -> None:
        await taken.taps("button-edit-checkout-date")
        assert taken.asked == "checkout_date"

        await taken.taps("2026-11-23")
        assert taken.slots["checkout_window"] == "18:00-20:00"
        assert taken.asked == "checkout_zone"

    async def test_in_words(self, taken: Talk) -> None:
        await taken.says("inform", "нет, лучше к восьми", time="20:00")

        assert taken.slots["checkout_window"] == "20:00-22:00"
        assert taken.asked == "checkout_zone"

    async def test_a_new_wish_with_the_checkout_counts_more(self, anna: Talk, shop: Shop) -> None:
        await anna.says("inform", "букет на завтра к шести", **FIRST)
        await put(shop, anna)
        await anna.says("checkout", "оформи на понедельник к 10", date="2026-11-23", time="10:00")

        assert anna.slots["checkout_date"] == "2026-11-23"
        assert anna.slots["checkout_window"] == "10:00-12:00"


async def test_nearest_windows_are_never_later_than_one_can_book(shop: Shop) -> None:
    from datetime import date, datetime

    now = datetime.fromisoformat("2026-11-20T12:00:00+03:00")
    async with shop.reading() as session:
        found = await delivery.nearest_free(session, date(2027, 6, 1), now=now)

    assert found
    assert all((window.day - now.date()).days <= 90 for window in found)
