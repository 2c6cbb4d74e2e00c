"""The recipient, the phone, the card and the surprise."""

import pytest

from tests.actions.checking_out import PHONE, to_picker, to_when
from tests.actions.talking import TOMORROW, Talk


class TestTheRecipient:
    @pytest.mark.parametrize(
        "text",
        [
            "это я",
            "для меня",
            "я сама получу",
            "Мне самой",
            "лично мне, пожалуйста",
            "it’s for me",
            "I'll take it",
            "Me!",
        ],
    )
    async def test_me_is_called_as_in_telegram(self, buyer_at_checkout: Talk, text: str) -> None:
        await to_picker(buyer_at_checkout)
        await buyer_at_checkout.says("nlu_fallback", text)

        assert buyer_at_checkout.slots["checkout_recipient"] == "Анна"
        assert buyer_at_checkout.heard == ["utter_question_checkout_phone_own"]

    @pytest.mark.parametrize(
        ("text", "name"), [("для Майи", "Майи"), ("я и Маша", "я и Маша"), ("to Mia", "Mia")]
    )
    async def test_somebody_else_is_called_as_written(
        self, buyer_at_checkout: Talk, text: str, name: str
    ) -> None:
        await to_picker(buyer_at_checkout)
        await buyer_at_checkout.says("inform", text)

        assert buyer_at_checkout.slots["checkout_recipient"] == name

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
            "utter_example_checkout_phone",
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

    @pytest.mark.parametrize("text", ["who are you?", "ты бот?"])
    async def test_neither_is_a_question_about_us(self, asked: Talk, text: str) -> None:
        await asked.says("bot_challenge", text)

        assert asked.heard == ["utter_bot_challenge", "utter_question_checkout_card"]

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
            ("list_orders", "просто как обычно", "open"),
            ("nlu_fallback", "just as usual", "open"),
            ("faq", "сюрприз", "surprise"),
        ],
    )
    async def test_in_words(self, asked: Talk, intent: str, text: str, value: str) -> None:
        await asked.says(intent, text)

        assert asked.slots["checkout_surprise"] == value
