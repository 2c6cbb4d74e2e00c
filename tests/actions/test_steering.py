"""Greeting, menu, language, what is unclear, questions about the shop, the call for a human, what comes later."""

import re

import pytest

from actions.unclear import GUESSES
from florist.bootstrap import Shop
from florist.catalogue import service as catalogue
from florist.people import service as people
from tests.actions.talking import ANSWERS, RESPONSES, Talk

FAQ = sorted(name.removeprefix("utter_") for name in RESPONSES if name.startswith("utter_faq/"))
CHITCHAT = sorted(name.removeprefix("utter_") for name in RESPONSES if name.startswith("utter_chitchat/"))
SOON = sorted(intent for intent, action in ANSWERS.items() if action == "action_soon")


class TestStarting:
    async def test_greets_with_the_menu(self, anna: Talk) -> None:
        await anna.commands("start")

        assert anna.heard == ["utter_start"]
        assert anna.offers("menu-catalogue")

    async def test_from_a_link_shows_its_bouquet(self, anna: Talk, shop: Shop) -> None:
        async with shop.reading() as session:
            card = await catalogue.find(session, "provence")
        await anna.commands("start", payload=f"product-{card.id}")

        assert anna.answer("utter_card").values["name"] == card.name
        assert anna.slots["shown_cards"] == [card.id]

    @pytest.mark.parametrize(
        "payload", ["product-", "product-x", "product-²", "product-" + "9" * 40, "'; --", "x" * 4000]
    )
    async def test_from_a_broken_link_just_greets(self, anna: Talk, payload: str) -> None:
        await anna.commands("start", payload=payload)

        assert anna.heard == ["utter_start"]

    async def test_from_an_old_link_says_it_is_not_sold_any_more(self, anna: Talk) -> None:
        await anna.commands("start", payload="product-999999")

        assert anna.heard == ["utter_start", "utter_error_product_not_found"]

    async def test_offers_the_form_that_was_set_aside(self, anna: Talk) -> None:
        anna.slots["interrupted_form"] = "bouquet_form"
        await anna.says("greet", "привет")

        assert anna.heard == ["utter_greet", "utter_form_waiting"]


class TestTheWays:
    @pytest.mark.parametrize(
        ("intent", "said"),
        [
            ("goodbye", "utter_goodbye"),
            ("thank", "utter_thank"),
            ("bot_challenge", "utter_bot_challenge"),
            ("help", "utter_help"),
            ("show_menu", "utter_menu"),
            ("show_terms", "utter_terms"),
            ("show_paysupport", "utter_paysupport"),
            ("voice_unreadable", "utter_unreadable"),
            ("sticker_shared", "utter_unreadable"),
            ("contact_shared", "utter_contact_shared"),
            ("photo_shared", "utter_photo_shared"),
            ("deny", "utter_declined"),
            ("skip", "utter_declined"),
            ("affirm", "utter_menu"),
            ("go_back", "utter_menu"),
            ("cancel", "utter_nothing_to_cancel"),
            ("resume_form", "utter_nothing_to_resume"),
            ("drop_form", "utter_dropped"),
            ("inform", "utter_clarify_nothing"),
            ("choose", "utter_clarify_nothing"),
            ("edit_field", "utter_clarify_nothing"),
            ("handoff_ended", "utter_handoff_ended"),
        ],
    )
    async def test_are_answered(self, anna: Talk, intent: str, said: str) -> None:
        await anna.says(intent)

        assert anna.heard == [said]

    @pytest.mark.parametrize("intent", SOON)
    async def test_that_come_later_are_announced(self, anna: Talk, intent: str) -> None:
        await anna.says(intent)

        assert anna.heard == ["utter_soon"]


class TestYesWithoutAQuestion:
    async def test_takes_up_the_form_that_waits(self, anna: Talk) -> None:
        await anna.says("build_bouquet", "букет", color="red")
        await anna.says("cancel", "отмена")
        await anna.says("affirm", "да")

        assert anna.form == "bouquet_form"
        assert anna.asked == "bouquet_stems"

    async def test_values_go_to_the_form_that_waits(self, anna: Talk) -> None:
        await anna.says("build_bouquet", "букет", color="red")
        await anna.says("cancel", "отмена")
        await anna.says("inform", "15", quantity=15)

        assert anna.slots["bouquet_stems"] == 15

    async def test_shows_the_cart_when_there_is_something_in_it(self, anna: Talk) -> None:
        await anna.says("add_to_cart", "гортензию", flower="hydrangea")
        await anna.says("affirm", "да")

        assert anna.heard == ["utter_cart"]


class TestLanguage:
    async def test_changes_to_the_one_that_is_named(self, anna: Talk, shop: Shop) -> None:
        await anna.says("change_language", "switch to English", language="en")

        assert anna.slots["language"] == "en"
        letter = anna.answer("utter_language_changed").letter
        assert letter["language"] == "en"
        assert letter["buttons"]
        async with shop.reading() as session:
            assert (await people.person(session, anna.user)).language == "en"

    async def test_unnamed_is_the_other_one(self, anna: Talk) -> None:
        await anna.says("change_language", "смени язык")

        assert anna.slots["language"] == "en"

    async def test_the_command_asks_which(self, anna: Talk) -> None:
        await anna.commands("change_language")
        await anna.taps("English")

        assert anna.slots["language"] == "en"

    async def test_changes_in_the_middle_of_a_form(self, anna: Talk) -> None:
        await anna.says("build_bouquet", "букет", color="red")
        await anna.says("change_language", "English please", language="en")

        assert anna.heard == ["utter_language_changed", "utter_question_bouquet_stems"]


class TestWhatIsUnclear:
    async def test_is_guessed_then_explained_then_led_out(self, anna: Talk) -> None:
        await anna.says("nlu_fallback", "розовое", ranking=("browse_catalogue", "ask_price"), color="pink")
        assert anna.heard == ["utter_clarify_guess"]
        assert anna.offers("guess-browse-catalogue")

        await anna.says("nlu_fallback", "ну", ranking=("browse_catalogue",))
        assert anna.heard == ["utter_clarify_examples"]

        await anna.says("nlu_fallback", "эх", ranking=("browse_catalogue",))
        assert anna.heard == ["utter_clarify_way_out"]
        assert anna.offers("menu-human")

    async def test_a_tapped_guess_keeps_what_was_said(self, anna: Talk) -> None:
        await anna.says("nlu_fallback", "розовое", ranking=("browse_catalogue",), color="pink")
        await anna.taps("guess-browse-catalogue")

        assert anna.slots["wish_colors"] == ["pink"]

    async def test_nobody_is_offered_what_customers_may_not_do(self, anna: Talk) -> None:
        await anna.says("nlu_fallback", "рассылка", ranking=("broadcast", "grant_role"))

        assert anna.heard == ["utter_clarify_examples"]

    async def test_a_good_message_forgives_the_misses_before(self, anna: Talk) -> None:
        for _ in range(2):
            await anna.says("nlu_fallback", "эх")
        await anna.says("thank", "спасибо")
        await anna.says("nlu_fallback", "роз", ranking=("browse_catalogue",))

        assert anna.heard == ["utter_clarify_guess"]

    async def test_after_an_answer_nothing_is_added(self, anna: Talk) -> None:
        anna._events.append({"event": "user", "text": "…"})
        anna._note("action", "action_view_cart")
        assert await anna._run("action_default_fallback") is None

        assert anna.heard == []

    async def test_out_of_scope_is_said_and_led_out_of(self, anna: Talk) -> None:
        for _ in range(2):
            await anna.says("out_of_scope", "реши уравнение")
            assert anna.heard == ["utter_out_of_scope"]
        await anna.says("out_of_scope", "реши уравнение")

        assert anna.heard == ["utter_clarify_way_out"]

    @pytest.mark.parametrize("intent", sorted(GUESSES))
    async def test_every_guess_has_words(self, anna: Talk, intent: str) -> None:
        await anna.says("nlu_fallback", "…", ranking=(intent,))

        assert anna.offers(f"guess-{intent.replace('_', '-')}")

    async def test_a_guessed_question_is_answered_when_tapped(self, anna: Talk) -> None:
        await anna.says("nlu_fallback", "скок доставка", ranking=("faq",), selected="faq/delivery_cost")
        await anna.taps("guess-faq")

        assert anna.heard == ["utter_faq/delivery_cost"]


class TestQuestions:
    @pytest.mark.parametrize("key", FAQ)
    async def test_are_answered_in_full(self, anna: Talk, key: str) -> None:
        await anna.says("faq", "вопрос", selected=key)

        assert anna.heard == [f"utter_{key}"]

    async def test_know_the_shops_own_facts(self, anna: Talk) -> None:
        await anna.says("faq", "до скольки вы?", selected="faq/opening_hours")
        assert "09:00–21:00" in anna.text("ru")

        await anna.says("faq", "где вы?", selected="faq/shop_address")
        assert "Малая Бронная" in anna.text("ru")
        assert "Bronnaya" in anna.text("en")

        await anna.says("faq", "сколько доставка?", selected="faq/delivery_cost")
        assert re.search(r"300\s₽", anna.text("ru"))

    async def test_without_a_known_answer_gives_examples(self, anna: Talk) -> None:
        await anna.says("faq", "вопрос")

        assert anna.heard == ["utter_clarify_examples"]

    @pytest.mark.parametrize("key", CHITCHAT)
    async def test_small_talk_gets_small_answers(self, anna: Talk, key: str) -> None:
        await anna.says("chitchat", "болтовня", selected=key)

        assert anna.heard == [f"utter_{key}"]


class TestAHuman:
    async def test_is_called(self, anna: Talk, admin: int) -> None:
        await anna.says("request_human", "позовите человека")

        assert anna.heard == ["utter_human_called"]

    async def test_that_is_not_there_is_admitted(self, anna: Talk) -> None:
        await anna.says("request_human", "позовите человека")

        assert anna.heard == ["utter_error_nobody_there"]


class TestALocationNobodyAskedFor:
    async def test_gets_its_price(self, anna: Talk) -> None:
        await anna.shares("location_shared", latitude=55.758463, longitude=37.611347)

        assert anna.answer("utter_location_zone").values["fee"]["money"] == 30_000

    async def test_may_be_too_far(self, anna: Talk) -> None:
        await anna.shares("location_shared", latitude=59.93, longitude=30.33)

        assert anna.heard == ["utter_location_outside"]
