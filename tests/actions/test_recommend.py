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

        assert anna.heard[0] == "utter_recommend_intro"
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


class TestAQuestionInBetween:
    async def test_leaves_the_answers_alone(self, anna: Talk) -> None:
        await anna.says("request_recommendation", "посоветуй на свадьбу", occasion="wedding")
        await anna.says("ask_availability", "а пионы есть?", flower="peony")

        assert anna.slots["wish_occasion"] == "wedding"
        assert anna.asked == "wish_budget"

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


class TestAnEmptyShop:
    async def test_owns_up(self, anna: Talk, shop: Shop) -> None:
        async with shop.transaction() as session:
            await session.execute(update(Product).values(stock=0))
        await anna.commands("request_recommendation")
        for _ in range(3):
            await anna.says("skip", "неважно")

        assert anna.heard == ["utter_browse_empty"]
