"""Checkout: every question by words and by buttons, the map, days and hours, changes at the summary, placing, refusals."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import pytest

from florist.bootstrap import Shop
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.delivery import service as delivery
from florist.delivery.rules import Window
from florist.integrations.yandex.client import YandexGeocoder
from florist.integrations.yandex.fake import FakeYandex
from florist.orders import service as orders
from tests.actions.talking import TODAY, TOMORROW, Talk
from tests.support.vendors import served

TVERSKAYA = {"latitude": 55.758463, "longitude": 37.611347}
PETERSBURG = {"latitude": 59.93, "longitude": 30.33}
PHONE = "+79031234567"


async def put(shop: Shop, talk: Talk, slug: str = "scarlet-sails", count: int = 1) -> None:
    async with shop.transaction() as session:
        card = await catalogue.find(session, slug)
        await cart.add_product(session, talk.user, card.id, "m", count)


@pytest.fixture
async def buyer(anna: Talk, shop: Shop) -> Talk:
    """Anna with a bouquet in her cart."""
    await put(shop, anna)
    return anna


@pytest.fixture
async def buyer_at_checkout(buyer: Talk) -> Talk:
    return await buyer.says("checkout", "оформляем")


@pytest.fixture
async def yandex(shop: Shop) -> AsyncIterator[FakeYandex]:
    """A map that knows a few houses."""
    fake = FakeYandex()
    async with served(fake.app()) as url:
        shop.geocoder = YandexGeocoder(shop.http, url, fake.key)
        yield fake


async def to_picker(talk: Talk) -> Talk:
    """Pickup tomorrow morning: asks for the name next."""
    await talk.taps("button-pickup")
    return await talk.says("inform", "завтра утром", date=TOMORROW, time="09:00-12:00")


async def to_address(talk: Talk) -> Talk:
    return await talk.taps("button-delivery")


async def to_when(talk: Talk) -> Talk:
    await to_address(talk)
    await talk.says("inform", "Тверская 7", address="Тверская 7")
    await talk.presses("choose", choice="zone:centre")
    return await talk.taps("button-no-flat")


async def to_summary(talk: Talk) -> Talk:
    await to_when(talk)
    await talk.says("inform", "завтра к шести вечера", date=TOMORROW, time="18:00")
    await talk.says("inform", "Ольге", name="Ольга")
    await talk.says("inform", "+7 903 123-45-67", phone=PHONE)
    await talk.says("nlu_fallback", "С днём рождения!")
    await talk.taps("button-open")
    return await talk.taps("button-substitution-call")


class TestBeginning:
    async def test_an_empty_cart_cannot_be_checked_out(self, anna: Talk) -> None:
        await anna.says("checkout", "оформить")

        assert anna.heard == ["utter_error_cart_empty"]
        assert anna.form is None

    async def test_asks_how_it_gets_there(self, buyer_at_checkout: Talk) -> None:
        assert buyer_at_checkout.asked == "checkout_kind"

    async def test_everything_in_one_sentence_leaves_little_to_ask(self, buyer: Talk) -> None:
        await buyer.says(
            "checkout", "оформить: завтра к 18 на Тверскую 7, кв 5, для Ольги, +79031234567",
            date=TOMORROW, time="18:00", address="Тверская 7, кв 5", name="Ольга", phone=PHONE,
        )  # fmt: skip
        assert buyer.asked == "checkout_zone"

        await buyer.presses("choose", choice="zone:centre")
        assert buyer.asked == "checkout_card"
        assert buyer.slots["checkout_window"] == "18:00-20:00"


class TestByWords:
    async def test_reaches_the_summary(self, buyer_at_checkout: Talk) -> None:
        talk = buyer_at_checkout
        await talk.says("inform", "доставка")
        await talk.says("nlu_fallback", "Тверская 7")
        await talk.says("nlu_fallback", "внутри Садового")
        await talk.says("nlu_fallback", "подъезд 2, код 14")
        await talk.says("inform", "завтра", date=TOMORROW)
        await talk.says("inform", "к шести вечера", time="18:00")
        await talk.says("nlu_fallback", "для Ольги")
        await talk.says("inform", "8 903 123-45-67", phone="89031234567")
        await talk.says("skip", "без открытки")
        await talk.says("inform", "пусть будет сюрприз")
        await talk.says("inform", "позвоните мне")

        assert talk.heard == ["utter_checkout_summary"]
        for said in ("Тверская 7", "подъезд 2", "21 ноября", "18:00–20:00", "Ольги", PHONE):
            assert said in talk.text("ru")

    async def test_a_yes_places_the_order_with_its_invoice(self, buyer_at_checkout: Talk, shop: Shop) -> None:
        await to_summary(buyer_at_checkout)
        await buyer_at_checkout.says("affirm", "да")

        async with shop.reading() as session:
            [order] = await orders.list_orders(session, buyer_at_checkout.user)
        assert order.status == "awaiting_payment"
        assert buyer_at_checkout.heard == ["utter_order_placed", "utter_invoice"]
        assert buyer_at_checkout.answer("utter_invoice").letter["invoice"] == {"order": order.number}
        assert buyer_at_checkout.form is None


class TestByButtons:
    async def test_pickup_from_the_first_tap_to_paying(self, buyer_at_checkout: Talk) -> None:
        talk = buyer_at_checkout
        await talk.taps("button-pickup")
        await talk.taps(TOMORROW)
        await talk.taps("09:00-11:00")
        await talk.taps("button-for-me")
        await talk.shares("contact_shared", phone="79161112233", name="Анна")
        await talk.taps("button-no-card")
        await talk.taps("button-substitution-similar")
        await talk.taps("button-pay")

        assert talk.heard == ["utter_order_placed", "utter_invoice"]
        assert talk.slots["checkout_phone"] == "+79161112233"

    async def test_a_full_day_of_buttons_offers_only_free_windows(self, buyer_at_checkout: Talk) -> None:
        await to_when(buyer_at_checkout)
        await buyer_at_checkout.taps(TODAY)

        assert not buyer_at_checkout.offers("12:00-14:00")
        assert buyer_at_checkout.offers("14:00-16:00")


class TestTheAddress:
    async def test_without_a_house_is_asked_again(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("nlu_fallback", "в центре")

        assert buyer_at_checkout.heard == ["utter_error_checkout_invalid", "utter_question_checkout_address"]

    async def test_pickup_after_all_in_words(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("change_delivery", "лучше самовывоз")

        assert buyer_at_checkout.slots["checkout_kind"] == "pickup"
        assert buyer_at_checkout.asked == "checkout_date"

    async def test_farther_than_we_go_offers_pickup(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Химки, Панфилова 4", address="Химки, Панфилова 4")
        await buyer_at_checkout.taps("button-zone-farther")
        assert buyer_at_checkout.heard == ["utter_error_outside_zone", "utter_question_checkout_address"]

        await buyer_at_checkout.taps("button-pickup")
        assert buyer_at_checkout.asked == "checkout_date"

    async def test_with_its_flat_is_not_asked_for_the_flat(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Тверская 7, кв 5", address="Тверская 7, кв 5")
        await buyer_at_checkout.presses("choose", choice="zone:centre")

        assert buyer_at_checkout.asked == "checkout_date"

    async def test_back_from_a_zone_nobody_was_asked_leads_to_the_address(
        self, buyer_at_checkout: Talk, yandex: FakeYandex
    ) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Тверская 7", address="Тверская улица 7")
        assert buyer_at_checkout.asked == "checkout_flat"

        await buyer_at_checkout.taps("button-back")
        assert buyer_at_checkout.asked == "checkout_address"


class TestLocation:
    async def test_inside_without_a_map_asks_for_the_street(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        assert buyer_at_checkout.heard == ["utter_address_for_point"]

        await buyer_at_checkout.says("nlu_fallback", "Тверская 7")
        assert buyer_at_checkout.slots["checkout_zone"] == "centre"

    async def test_outside_offers_pickup(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **PETERSBURG)

        assert buyer_at_checkout.heard[0] == "utter_error_outside_zone"
        assert buyer_at_checkout.offers("button-pickup")

    async def test_means_delivery_when_asked_how(self, buyer_at_checkout: Talk) -> None:
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)

        assert buyer_at_checkout.slots["checkout_kind"] == "delivery"

    async def test_the_map_names_it_and_a_yes_takes_it(
        self, buyer_at_checkout: Talk, yandex: FakeYandex
    ) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        assert "Тверская улица, 7" in buyer_at_checkout.text("ru")

        await buyer_at_checkout.taps("button-yes")
        assert buyer_at_checkout.slots["checkout_address"] == "Россия, Москва, Тверская улица, 7"
        assert buyer_at_checkout.slots["checkout_zone"] == "centre"
        assert buyer_at_checkout.asked == "checkout_flat"

    async def test_a_no_lets_one_type_it(self, buyer_at_checkout: Talk, yandex: FakeYandex) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        await buyer_at_checkout.taps("button-type-address")
        assert buyer_at_checkout.heard == ["utter_address_for_point"]

        await buyer_at_checkout.says("nlu_fallback", "Тверская 9")
        assert buyer_at_checkout.slots["checkout_address"] == "Тверская 9"

    async def test_a_map_that_is_away_stops_nobody(self, buyer_at_checkout: Talk, yandex: FakeYandex) -> None:
        yandex.moods = ["403"]
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)

        assert buyer_at_checkout.heard == ["utter_address_for_point"]

    async def test_a_typed_house_beyond_the_zones_is_told(
        self, buyer_at_checkout: Talk, yandex: FakeYandex
    ) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("nlu_fallback", "Тверская улица 7")
        assert buyer_at_checkout.slots["checkout_zone"] == "centre"

    async def test_another_address_later_forgets_the_shared_point(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        await buyer_at_checkout.says("nlu_fallback", "Тверская 7")
        await buyer_at_checkout.taps("button-no-flat")
        await buyer_at_checkout.says("inform", "нет, везите на Ленина 5", address="Ленина 5")

        assert "point" not in buyer_at_checkout.slots["checkout_notes"]
        assert buyer_at_checkout.asked == "checkout_zone"


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
    async def test_an_impossible_day_is_told_and_asked_again(
        self, asked: Talk, day: str, refusal: str
    ) -> None:
        await asked.says("inform", "тогда", date=day)

        assert asked.heard == [refusal, "utter_question_checkout_date"]

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
        await _fill(shop, TOMORROW, "18:00", "20:00")
        await asked.says("inform", "завтра к 18", date=TOMORROW, time="18:00")
        assert asked.heard[0] == "utter_error_window_full"

        await asked.taps("16:00-18:00")
        assert asked.slots["checkout_window"] == "16:00-18:00"
        assert asked.asked == "checkout_recipient"

    async def test_the_nearest_may_be_on_another_day(self, asked: Talk, shop: Shop) -> None:
        asked.now = "2026-11-20T17:50:00+03:00"
        await asked.taps(TODAY)
        await _fill(shop, TODAY, "20:00", "22:00")
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


def nearest(talk: Talk) -> dict[str, Any]:
    """The first of the free windows that a refusal offers."""
    button = talk.said[0].buttons[0]
    return {"intent": button["intent"], **button["entities"]}


async def _fill(shop: Shop, day: str, start: str, end: str) -> None:
    window = Window(date.fromisoformat(day), start, end)
    async with shop.transaction() as session:
        for _ in range(8):
            await delivery.take(session, window)


class TestTheRecipient:
    async def test_me_is_called_as_in_telegram(self, buyer_at_checkout: Talk) -> None:
        await to_picker(buyer_at_checkout)
        await buyer_at_checkout.says("nlu_fallback", "это я")

        assert buyer_at_checkout.slots["checkout_recipient"] == "Анна"
        assert buyer_at_checkout.heard == ["utter_question_checkout_phone_own"]

    async def test_a_shared_contact_gives_name_and_phone(self, buyer_at_checkout: Talk) -> None:
        await to_picker(buyer_at_checkout)
        await buyer_at_checkout.shares("contact_shared", phone="79161112233", name="Ольга")

        assert buyer_at_checkout.slots["checkout_recipient"] == "Ольга"
        assert buyer_at_checkout.asked == "checkout_card"

    async def test_a_contact_shared_for_its_phone_keeps_the_name(self, buyer_at_checkout: Talk) -> None:
        await to_picker(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Ольга", name="Ольга")
        await buyer_at_checkout.shares("contact_shared", phone="79161112233", name="Анна")

        assert buyer_at_checkout.slots["checkout_recipient"] == "Ольга"
        assert buyer_at_checkout.slots["checkout_phone"] == "+79161112233"

    @pytest.mark.parametrize("phone", ["12345", "880055535350000"])
    async def test_a_phone_that_is_none_is_asked_again(self, buyer_at_checkout: Talk, phone: str) -> None:
        await to_picker(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Ольга", name="Ольга")
        await buyer_at_checkout.says("nlu_fallback", phone)

        assert buyer_at_checkout.heard == [
            "utter_error_checkout_invalid",
            "utter_question_checkout_phone_own",
        ]


class TestTheCard:
    @pytest.fixture
    async def asked(self, buyer_at_checkout: Talk) -> Talk:
        await to_picker(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Ольга", name="Ольга")
        return await buyer_at_checkout.says("inform", PHONE, phone=PHONE)

    @pytest.mark.parametrize(
        ("intent", "text"),
        [
            ("thank", "Спасибо за всё!"),
            ("chitchat", "Как ты, родная"),
            ("complain", "Прости меня, я был неправ"),
            ("affirm", "Да, да, да, я согласна выйти за тебя"),
            ("clear_cart", "Сбрось всё и приезжай"),
        ],
    )
    async def test_may_look_like_anything(self, asked: Talk, intent: str, text: str) -> None:
        await asked.says(intent, text)

        assert asked.slots["checkout_card"] == text

    async def test_says_nothing_of_day_name_or_phone(self, asked: Talk) -> None:
        await asked.says(
            "inform", "До понедельника! Твой Пётр, 8 916 000-11-22",
            date="2026-11-23", name="Пётр", phone="+79160001122", time="10:00",
        )  # fmt: skip

        assert asked.slots["checkout_card"].startswith("До понедельника")
        assert asked.slots["checkout_date"] == TOMORROW
        assert asked.slots["checkout_recipient"] == "Ольга"
        assert asked.slots["checkout_phone"] == PHONE

    async def test_a_plain_question_is_answered(self, asked: Talk) -> None:
        await asked.says("faq", "сколько стоит доставка?", selected="faq/delivery_cost")

        assert asked.heard == ["utter_faq/delivery_cost", "utter_question_checkout_card"]

    @pytest.mark.parametrize("text", ["нет", "нет, открытка не нужна, спасибо"])
    async def test_is_not_wanted(self, asked: Talk, text: str) -> None:
        await asked.says("deny", text)

        assert asked.slots["checkout_card"] == ""

    async def test_is_not_wanted_as_an_add_on(self, asked: Talk) -> None:
        await asked.says("inform", "без открытки", refused={"addon": "card"})

        assert asked.slots["checkout_card"] == ""

    async def test_fits_three_hundred_letters(self, asked: Talk) -> None:
        await asked.says("nlu_fallback", "я" * 301)
        assert asked.heard == ["utter_error_checkout_invalid", "utter_question_checkout_card"]

        await asked.says("nlu_fallback", "я" * 300)
        assert asked.asked == "checkout_substitution"


class TestTheSurprise:
    @pytest.fixture
    async def asked(self, buyer_at_checkout: Talk) -> Talk:
        await to_when(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "завтра к 18", date=TOMORROW, time="18:00")
        await buyer_at_checkout.says("inform", "Ольга", name="Ольга")
        await buyer_at_checkout.says("inform", PHONE, phone=PHONE)
        return await buyer_at_checkout.taps("button-no-card")

    @pytest.mark.parametrize(
        ("intent", "text", "value"),
        [
            ("affirm", "да", "surprise"),
            ("inform", "сюрприз", "surprise"),
            ("inform", "анонимно", "anonymous"),
            ("deny", "нет", "open"),
            ("deny", "нет, без сюрприза", "open"),
            ("inform", "not a surprise", "open"),
            ("skip", "всё равно", "open"),
        ],
    )
    async def test_in_words(self, asked: Talk, intent: str, text: str, value: str) -> None:
        await asked.says(intent, text)

        assert asked.slots["checkout_surprise"] == value


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

    async def test_an_impossible_other_day_is_refused(self, ready: Talk) -> None:
        await ready.says("inform", "лучше первого января", date="2027-01-01")

        assert ready.heard == ["utter_error_closed_day", "utter_question_checkout_date"]

    async def test_a_no_asks_what_to_change(self, ready: Talk) -> None:
        await ready.says("deny", "нет")

        assert ready.heard == ["utter_checkout_what_to_change", "utter_checkout_summary"]

    async def test_the_cart_can_be_looked_at(self, ready: Talk) -> None:
        await ready.says("view_cart", "что в корзине?")

        assert ready.heard == ["utter_cart", "utter_checkout_summary"]

    async def test_an_emptied_cart_ends_it_and_keeps_the_answers(self, ready: Talk) -> None:
        await ready.says("clear_cart", "очисти корзину")

        assert ready.heard == ["utter_cart_cleared", "utter_error_cart_empty"]
        assert ready.form is None
        assert ready.slots["interrupted_form"] == "checkout_form"

    async def test_a_bouquet_somebody_was_faster_with_ends_it_and_keeps_the_answers(
        self, ready: Talk, boris: Talk, shop: Shop
    ) -> None:
        await put(shop, ready, "white-peonies")
        await ready.says("view_cart", "что в корзине?")
        await _buy(shop, boris, "white-peonies")
        await ready.says("view_cart", "что в корзине?")

        assert ready.heard[-1] == "utter_error_out_of_stock"
        assert ready.form is None
        assert ready.slots["checkout_address"] == "Тверская 7"

    async def test_a_window_that_filled_up_is_asked_again_alone(self, ready: Talk, shop: Shop) -> None:
        await _fill(shop, TOMORROW, "18:00", "20:00")
        await ready.says("view_cart", "что в корзине?")

        assert ready.heard == ["utter_cart", "utter_error_window_full", "utter_question_checkout_date"]


async def _buy(shop: Shop, talk: Talk, slug: str) -> None:
    await put(shop, talk, slug)
    async with shop.transaction() as session:
        await orders.place(
            session, talk.user,
            orders.Checkout("pickup", date.fromisoformat(TOMORROW), "09:00-11:00", "Борис", PHONE),
            now=datetime.fromisoformat(talk.now),
        )  # fmt: skip


class TestPlacing:
    async def test_the_last_bouquet_goes_to_who_was_faster(self, anna: Talk, boris: Talk, shop: Shop) -> None:
        await put(shop, anna, "white-peonies")
        await to_summary(await anna.says("checkout", "оформить"))
        await _buy(shop, boris, "white-peonies")
        await anna.says("affirm", "да")

        assert anna.heard == ["utter_error_out_of_stock"]
        assert anna.slots["interrupted_form"] == "checkout_form"
        assert anna.slots["checkout_ready"] is None

    async def test_a_window_that_filled_up_at_the_last_moment_is_asked_when_taken_up(
        self, buyer_at_checkout: Talk, shop: Shop
    ) -> None:
        await to_summary(buyer_at_checkout)
        await _fill(shop, TOMORROW, "18:00", "20:00")
        await buyer_at_checkout.says("affirm", "да")
        assert buyer_at_checkout.heard == ["utter_error_window_full"]

        await buyer_at_checkout.says("checkout", "оформить")
        assert buyer_at_checkout.asked == "checkout_date"

    async def test_the_same_yes_twice_is_one_order(self, buyer_at_checkout: Talk, shop: Shop) -> None:
        await to_summary(buyer_at_checkout)
        before = dict(buyer_at_checkout.slots)
        await buyer_at_checkout.says("affirm", "да")
        buyer_at_checkout.slots, buyer_at_checkout.form = before, "checkout_form"
        await buyer_at_checkout.says("affirm", "да")

        async with shop.reading() as session:
            assert len(await orders.list_orders(session, buyer_at_checkout.user)) == 1

    async def test_nothing_is_placed_without_a_yes(self, buyer_at_checkout: Talk, shop: Shop) -> None:
        await to_summary(buyer_at_checkout)
        await buyer_at_checkout.says("cancel", "отмена")

        async with shop.reading() as session:
            assert await orders.list_orders(session, buyer_at_checkout.user) == []


class TestMisses:
    async def test_what_the_form_understood_is_no_miss(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("nlu_fallback", "Тверская 7")
        await buyer_at_checkout.says("nlu_fallback", "центр")
        await buyer_at_checkout.says("nlu_fallback", "подъезд 2")
        await buyer_at_checkout.says("nlu_fallback", "когда рак свистнет")

        assert buyer_at_checkout.heard == ["utter_example_checkout_date", "utter_question_checkout_date"]
