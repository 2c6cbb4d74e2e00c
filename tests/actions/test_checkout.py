"""Checkout as a whole: its beginning, the way by words and by buttons, placing the order, misses."""

from florist.bootstrap import Shop
from florist.orders import service as orders
from tests.actions.checking_out import PHONE, to_address, to_summary, to_when
from tests.actions.talking import TODAY, TOMORROW, Talk


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


class TestPlacing:
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
