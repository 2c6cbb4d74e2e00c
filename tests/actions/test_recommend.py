"""Advice: asks only for what is missing, lets "doesn't matter" through, then cheaper, another, relaxed."""

import pytest
from sqlalchemy import update

from florist.bootstrap import Shop
from florist.catalogue.models import Product
from tests.actions.talking import Talk


def prices(talk: Talk) -> list[int]:
    return [said.values["price"]["money"] for said in talk.said if said.name == "utter_card_reasoned"]


class TestAsking:
    async def test_everything_said_at_once_asks_nothing(self, anna: Talk) -> None:
        await anna.says(
            "request_recommendation", "белый букет маме на день рождения до 5000",
            recipient="mother", occasion="birthday", color="white", budget=5000, budget_bound="max", currency="RUB",
        )  # fmt: skip

        assert anna.heard[0] == "utter_recommend_intro"
        assert anna.form is None

    async def test_only_what_is_missing_is_asked(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "посоветуй маме", recipient="mother")

        assert anna.asked == "wish_budget"

    async def test_by_buttons(self, anna: Talk) -> None:
        await anna.commands("request_recommendation")
        await anna.taps("occasion-birthday")
        await anna.taps("button-budget-max")
        await anna.taps("color-pink")

        assert "utter_card_reasoned" in anna.heard
        assert anna.slots["wish_budget"] == {"max": 200_000}

    async def test_nothing_matters(self, anna: Talk) -> None:
        await anna.commands("request_recommendation")
        for _ in range(3):
            await anna.says("skip", "неважно")

        assert len(prices(anna)) == 3

    @pytest.mark.parametrize(("said", "kopecks"), [(3, 300_000), (3000, 300_000)])
    async def test_a_bare_number_is_a_budget(self, anna: Talk, said: int, kopecks: int) -> None:
        await anna.says("request_recommendation", "посоветуй маме", recipient="mother")
        await anna.says("inform", str(said), quantity=said)

        assert anna.slots["wish_budget"] == {"about": kopecks}

    async def test_a_budget_in_foreign_money_is_counted_in_ours(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "for mom", recipient="mother")
        await anna.says("inform", "under 50 dollars", budget=50, budget_bound="max", currency="USD")

        assert anna.slots["wish_budget"] == {"max": 50 * 82 * 100}

    async def test_flowers_make_the_colour_needless(self, anna: Talk) -> None:
        await anna.says(
            "request_recommendation", "пионы маме до 5000", recipient="mother", flower="peony",
            budget=5000, budget_bound="max", currency="RUB",
        )  # fmt: skip

        assert anna.heard[0] == "utter_recommend_intro"

    async def test_values_alone_begin_it(self, anna: Talk) -> None:
        await anna.says("inform", "маме на юбилей", recipient="mother", occasion="anniversary")

        assert anna.form == "recommendation_form"
        assert anna.asked == "wish_budget"

    async def test_a_correction_is_taken(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "на свадьбу", occasion="wedding")
        await anna.says("inform", "нет, на день рождения", occasion="birthday")

        assert anna.slots["wish_occasion"] == "birthday"
        assert anna.asked == "wish_budget"

    async def test_back_asks_the_occasion_again(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "на свадьбу", occasion="wedding")
        await anna.taps("button-back")

        assert anna.asked == "wish_occasion"


class TestWhatIsNoted:
    async def test_what_the_question_did_not_ask_for_is_echoed(self, anna: Talk) -> None:
        await anna.commands("request_recommendation")
        await anna.says("inform", "до 3000 розовый", color="pink", budget=3000, budget_bound="max")

        assert anna.heard == ["utter_wish_noted", "utter_question_wish_occasion"]
        assert "Записала: до 3\u00a0000\u00a0₽, розовый." in anna.text("ru")
        assert "Noted: up to ₽3,000, pink." in anna.text("en")

    async def test_the_answer_itself_is_not(self, anna: Talk) -> None:
        await anna.commands("request_recommendation")
        await anna.says("inform", "на свадьбу", occasion="wedding")

        assert anna.heard == ["utter_question_wish_budget"]

    async def test_a_refused_colour_is_noted_not_offered_and_not_asked_for(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "букет, только не белый", refused={"color": "white"})
        assert "не белый" in anna.text("ru")
        assert "not white" in anna.text("en")

        for _ in range(2):
            await anna.says("skip", "неважно")
        white = [said for said in anna.said if "белых пионов" in said.text("ru")]
        assert "utter_card_reasoned" in anna.heard
        assert not white

    async def test_a_colour_that_no_flower_has_is_told_at_once(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "хочу синие розы", flower="rose", color="blue")

        assert anna.heard[0] == "utter_no_such_color_of"
        assert anna.slots["wish_colors"] == ["white"]


class TestFromComposingToAdvice:
    async def test_colour_flowers_and_budget_go_along_both_ways(self, anna: Talk) -> None:
        await anna.says(
            "build_bouquet", "15 красных роз до 3000", color="red", quantity=15, flower="rose", budget=3000,
            budget_bound="max",
        )  # fmt: skip
        await anna.says("request_recommendation", "лучше посоветуйте")

        assert anna.slots["wish_colors"] == ["red"]
        assert anna.slots["wish_budget"] == {"max": 300_000}
        assert anna.slots["wish_notes"]["flowers"] == ["rose"]

        await anna.says("build_bouquet", "нет, соберу")
        assert anna.asked == "bouquet_addons"

    async def test_by_buttons_from_advice_to_composing(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "розы маме", flower="rose", recipient="mother")
        await anna.taps("button-budget-max")
        await anna.taps("menu-build")

        assert anna.slots["bouquet_flowers"] == ["rose"]
        assert "2\u00a0000\u00a0₽" in anna.text("ru")

    async def test_an_advice_left_in_the_middle_hands_its_flowers_over(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "розы на свадьбу", flower="rose", occasion="wedding")
        await anna.commands("build_bouquet")

        assert anna.slots["bouquet_flowers"] == ["rose"]


class TestAQuestionInBetween:
    async def test_leaves_the_answers_alone(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "посоветуй на свадьбу", occasion="wedding")
        await anna.says("ask_availability", "а пионы есть?", flower="peony")

        assert anna.slots["wish_occasion"] == "wedding"
        assert anna.asked == "wish_budget"

    async def test_its_cards_can_be_taken_and_the_question_stays(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "посоветуй на свадьбу", occasion="wedding")
        await anna.says("ask_availability", "а пионы есть?", flower="peony")
        await anna.says("inform", "первый")

        assert anna.heard == ["utter_added", "utter_question_wish_budget"]

    async def test_looking_around_without_a_wish_keeps_the_one_there_was(self, anna: Talk) -> None:
        anna.slots["wish_colors"] = ["white"]
        await anna.commands("browse_catalogue")

        assert anna.slots["wish_colors"] == ["white"]


class TestAfterwards:
    @pytest.fixture
    async def advised(self, anna: Talk) -> Talk:
        await anna.commands("request_recommendation")
        for _ in range(3):
            await anna.says("skip", "неважно")
        return anna

    async def test_cheaper_is_cheaper_each_time_until_nothing_is(self, advised: Talk) -> None:
        before = min(prices(advised))
        for _ in range(8):
            await advised.taps("button-cheaper")
            if advised.heard == ["utter_recommend_none"]:
                break
            assert max(prices(advised)) < before
            before = min(prices(advised))

        assert advised.heard == ["utter_recommend_none"]

    async def test_another_shows_others(self, advised: Talk) -> None:
        before = set(advised.slots["shown_cards"])
        await advised.taps("button-another")

        assert not before & set(advised.slots["shown_cards"])

    async def test_one_goes_into_the_cart(self, advised: Talk) -> None:
        await advised.says("add_to_cart", "беру первый")

        assert advised.heard == ["utter_added"]

    async def test_cheaper_is_no_question_for_a_price(self, advised: Talk) -> None:
        await advised.says("ask_price", "а подешевле?")

        assert advised.heard[0] in {"utter_recommend_again", "utter_recommend_none"}

    async def test_cheaper_of_what_was_only_looked_at(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.presses("cheaper")

        assert all(price < 340_000 for price in prices(anna))

    async def test_what_was_given_up_is_said(self, anna: Talk) -> None:
        await anna.says(
            "request_recommendation", "синий букет маме до 500", recipient="mother", color="blue",
            budget=500, budget_bound="max", currency="RUB",
        )  # fmt: skip

        assert "utter_browse_relaxed" in anna.heard

    async def test_a_colour_alone_turns_what_is_on_the_screen(self, advised: Talk) -> None:
        await advised.says("inform", "а в красном?", color="red")

        assert "utter_card_reasoned" in advised.heard
        assert advised.form is None

    async def test_another_occasion_is_another_wish(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "маме", recipient="mother")
        for _ in range(2):
            await anna.says("skip", "неважно")
        await anna.says("inform", "а теперь коллеге", recipient="colleague")

        assert anna.asked == "wish_budget"

    @pytest.mark.parametrize(
        "words", ["другой цвет", "а в другом цвете?", "another colour", "different colors"]
    )
    async def test_another_colour_asks_which_and_keeps_the_rest(self, anna: Talk, words: str) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says("faq", words)
        assert anna.heard == ["utter_question_wish_colors"]

        await anna.taps("color-red")
        assert anna.heard[0] == "utter_recommend_intro"
        assert "красных роз" in anna.text("ru")

    async def test_when_all_have_been_shown_it_is_said(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "гортензии", flower="hydrangea")
        await anna.presses("another")
        await anna.presses("another")

        assert anna.heard == ["utter_recommend_none"]

    @pytest.mark.parametrize(
        "words", ["хочу другой букет", "давай что-нибудь другое", "something else please"]
    )
    async def test_another_bouquet_brings_others(self, advised: Talk, words: str) -> None:
        before = set(advised.slots["shown_cards"])
        await advised.says("request_recommendation", words)

        assert "utter_recommend_again" in advised.heard
        assert not before & set(advised.slots["shown_cards"])


class TestAnEmptyShop:
    async def test_owns_up(self, anna: Talk, shop: Shop) -> None:
        async with shop.transaction() as session:
            await session.execute(update(Product).values(stock=0))
        await anna.commands("request_recommendation")
        for _ in range(3):
            await anna.says("skip", "неважно")

        assert anna.heard == ["utter_browse_empty"]
