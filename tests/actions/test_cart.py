"""The cart by words, by ordinals and by buttons: what goes in, and how it looks."""

from typing import Any

import pytest
from sqlalchemy import update

from florist.bootstrap import Shop
from florist.catalogue.models import Product
from tests.actions.filling import card_of, first_button, lines_of, put, put_roses
from tests.actions.talking import Talk


class TestAdding:
    async def test_a_product_by_its_button(self, anna: Talk, shop: Shop) -> None:
        await anna.presses("add_to_cart", product=await card_of(shop, "scarlet-sails"), size="l")

        [line] = await lines_of(shop, anna)
        assert (line.size, line.total.amount) == ("l", 520_000)
        assert anna.heard == ["utter_added"]

    async def test_stems_in_words_become_a_bouquet(self, anna: Talk, shop: Shop) -> None:
        await anna.says("add_to_cart", "15 белых роз", quantity=15, color="white", flower="rose")

        [line] = await lines_of(shop, anna)
        assert [(s.flower, s.color, s.count) for s in line.recipe.stems] == [("rose", "white", 15)]

    async def test_a_flower_not_grown_in_that_colour_is_refused(self, anna: Talk, shop: Shop) -> None:
        await anna.says("add_to_cart", "9 синих пионов", quantity=9, color="blue", flower="peony")

        assert anna.heard == ["utter_error_color_not_grown"]
        assert await lines_of(shop, anna) == []

    async def test_the_second_on_the_screen(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        second = anna.slots["shown_cards"][1]
        await anna.says("add_to_cart", "беру второй")

        assert [line.product_id for line in await lines_of(shop, anna)] == [second]

    async def test_the_first_alone_is_taken_at_the_price_that_was_shown(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "розы до 2500", flower="rose", budget=2500, budget_bound="max")
        first = anna.slots["shown_cards"][0]
        await anna.says("inform", "первый")

        [line] = await lines_of(shop, anna)
        assert line.product_id == first
        assert line.unit_price.amount <= 250_000

    @pytest.mark.parametrize("words", ["подешевле", "cheaper"])
    async def test_cheaper_in_a_word_brings_other_cards(self, anna: Talk, words: str) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says("nlu_fallback", words)

        assert anna.heard[0] == "utter_recommend_again"

    @pytest.mark.parametrize("words", ["другие", "show me more"])
    async def test_others_in_a_word_turn_the_page_until_there_is_none(self, anna: Talk, words: str) -> None:
        await anna.commands("browse_catalogue")
        first = set(anna.slots["shown_cards"])
        await anna.says("nlu_fallback", words)
        assert anna.heard[-1] == "utter_browse_page"
        assert not first & set(anna.slots["shown_cards"])

        await anna.says("nlu_fallback", words)
        assert not first & set(anna.slots["shown_cards"]) or anna.heard[0] == "utter_recommend_again"

    async def test_there_is_no_second_of_one(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "гортензии", flower="hydrangea")
        await anna.says("inform", "второй")

        assert anna.heard == ["utter_add_which"]
        assert await lines_of(shop, anna) == []

    async def test_the_only_fitting_one_on_the_screen_and_two_of_it(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "день рождения", occasion="birthday")
        await anna.says("add_to_cart", "два тюльпановых", flower="tulip", color="purple")

        assert anna.heard == ["utter_added"]

    async def test_several_fitting_ones_are_asked_about(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says("add_to_cart", "добавь")
        assert anna.heard == ["utter_add_which"]

        await anna.presses(**first_button(anna))
        assert anna.heard == ["utter_added"]

    async def test_something_without_anything_on_the_screen_is_asked(self, anna: Talk) -> None:
        await anna.says("add_to_cart", "добавь в корзину")

        assert anna.heard[0] == "utter_add_what"

    async def test_the_only_one_of_the_catalogue_is_taken(self, anna: Talk, shop: Shop) -> None:
        await anna.says("add_to_cart", "добавь гортензию", flower="hydrangea")

        assert [line.product_id for line in await lines_of(shop, anna)] == [
            await card_of(shop, "blue-evening")
        ]

    async def test_a_ribbon_goes_to_the_bouquet_being_bought(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("add_to_cart", "добавь открытку", addon="card")

        [line] = await lines_of(shop, anna)
        assert line.recipe.addons == {"ribbon", "card"}

    async def test_a_ribbon_without_a_bouquet_is_explained(self, anna: Talk) -> None:
        await anna.says("add_to_cart", "добавь ленту", addon="ribbon")

        assert anna.heard[0] == "utter_addon_needs_bouquet"

    async def test_more_than_there_are_is_refused(self, anna: Talk, shop: Shop) -> None:
        await anna.presses("add_to_cart", product=await card_of(shop, "white-peonies"), quantity=2)

        assert anna.answer("utter_error_out_of_stock").values["left"] == 1


class TestAddonsForWhatIsReadyMade:
    async def test_by_words_it_goes_to_the_newest(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "white-peonies", "scarlet-sails")
        await anna.says("add_to_cart", "добавь к нему ленту", addon="ribbon")

        first, second = await lines_of(shop, anna)
        assert (first.addons, second.addons) == (frozenset(), {"ribbon"})
        assert anna.heard == ["utter_cart"]
        assert "лента" in anna.text("ru")

    async def test_or_to_the_one_that_is_named(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "white-peonies", "scarlet-sails")
        await anna.says("add_to_cart", "добавь ленту к пионам", addon="ribbon", flower="peony")

        assert [line.addons for line in await lines_of(shop, anna)] == [{"ribbon"}, frozenset()]

    @pytest.mark.parametrize("intent", ["skip", "deny", "inform"])
    async def test_without_it_after_all(self, anna: Talk, shop: Shop, intent: str) -> None:
        await put_roses(shop, anna)
        await anna.says(intent, "нет, без ленты", refused={"addon": "ribbon"})

        assert [line.addons for line in await lines_of(shop, anna)] == [frozenset()]

    async def test_twice_the_same_is_said(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("add_to_cart", "добавь ленту", addon="ribbon")

        assert anna.heard == ["utter_addon_already"]

    async def test_and_comes_off_again(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("add_to_cart", "добавь ленту", addon="ribbon")
        await anna.says("remove_from_cart", "убери ленту", addon="ribbon")

        assert [line.addons for line in await lines_of(shop, anna)] == [frozenset()]

    async def test_by_buttons_alone(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "white-peonies", "scarlet-sails")
        await anna.commands("view_cart")
        await anna.taps("button-addons")
        await anna.presses(**first_button(anna))
        assert anna.heard == ["utter_add_which_addon"]

        await anna.taps("addon-vase")
        assert [line.addons for line in await lines_of(shop, anna)] == [{"vase"}, frozenset()]

    async def test_the_second_on_the_screen_with_a_card(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says("add_to_cart", "беру второй с открыткой", addon="card")

        [line] = await lines_of(shop, anna)
        assert line.addons == {"card"}
        assert "+ открытка" in anna.text("ru")
        assert "+ greeting card" in anna.text("en")

    async def test_which_card_is_meant_is_asked(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says("repeat_order", "такой же, но с лентой", addon="ribbon")
        assert anna.heard == ["utter_add_which"]

        await anna.presses(**first_button(anna))
        assert [line.addons for line in await lines_of(shop, anna)] == [{"ribbon"}]

    @pytest.mark.parametrize("words", ["такой же, но с лентой", "the same but with a ribbon"])
    async def test_the_same_again_with_a_ribbon(self, anna: Talk, shop: Shop, words: str) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("repeat_order", words, addon="ribbon")

        assert [line.addons for line in await lines_of(shop, anna)] == [frozenset(), {"ribbon"}]

    async def test_one_more_of_it(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("change_quantity", "ещё один такой же")

        assert [line.count for line in await lines_of(shop, anna)] == [2]


class TestSeveralAtOnce:
    @pytest.mark.parametrize(
        ("words", "count"), [("беру первый и третий", 2), ("беру все три", 3), ("all three please", 3)]
    )
    async def test_of_the_cards_on_the_screen(self, anna: Talk, shop: Shop, words: str, count: int) -> None:
        await anna.commands("browse_catalogue")
        await anna.says("add_to_cart", words)

        assert len(await lines_of(shop, anna)) == count
        assert anna.heard == ["utter_cart"]

    async def test_two_of_it_without_a_verb(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.commands("view_cart")
        await anna.says("inform", "two of them", quantity=2)

        assert [line.count for line in await lines_of(shop, anna)] == [2]


class TestNothingIsThrownAwayOnAGuess:
    async def test_emptying_is_asked_about_when_unsure(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("clear_cart", "start over", confidence=0.62)
        assert anna.heard == ["utter_clear_sure"]
        assert len(await lines_of(shop, anna)) == 1

        await anna.taps("button-clear-sure")
        assert await lines_of(shop, anna) == []

    async def test_a_wish_that_is_misread_takes_nothing_out(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "spring-morning")
        await anna.says("remove_from_cart", "хочу тюльпаны", confidence=0.2, flower="tulip")

        assert "utter_card" in anna.heard
        assert len(await lines_of(shop, anna)) == 1


class TestWordsThatSoundLikeTheCart:
    @pytest.mark.parametrize("intent", ["view_cart", "clear_cart"])
    async def test_everything_but_baskets_empties_nothing(self, anna: Talk, shop: Shop, intent: str) -> None:
        await put_roses(shop, anna)
        await anna.says(intent, "everything except baskets", refused={"category": "basket"})

        assert anna.heard[0] == "utter_browse_without"
        assert len(await lines_of(shop, anna)) == 1

    @pytest.mark.parametrize("intent", ["edit_image", "nlu_fallback"])
    async def test_taking_out_never_puts_in(self, anna: Talk, shop: Shop, intent: str) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says(intent, "убери первую")

        assert await lines_of(shop, anna) == []

    async def test_similar_to_the_second_is_not_bought(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says("nlu_fallback", "похожие на второй")

        assert anna.heard[0] == "utter_similar"
        assert await lines_of(shop, anna) == []

    async def test_what_does_it_all_cost(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("ask_price", "сколько всё стоит")

        assert anna.heard == ["utter_cart"]


class TestLooking:
    async def test_an_empty_cart_leads_on(self, anna: Talk) -> None:
        await anna.says("view_cart", "корзина")

        assert anna.heard == ["utter_cart_empty"]
        assert anna.offers("menu-catalogue")

    async def test_a_full_one_offers_to_check_out(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails", count=2)
        await anna.says("view_cart", "корзина")

        said = anna.answer("utter_cart")
        assert said.values["total"]["money"] == 680_000
        assert anna.offers("button-checkout")

    async def test_what_somebody_else_bought_meanwhile_is_shown_but_not_sold(
        self, anna: Talk, shop: Shop
    ) -> None:
        await put(shop, anna, "white-peonies")
        async with shop.transaction() as session:
            await session.execute(update(Product).where(Product.slug == "white-peonies").values(stock=0))
        await anna.says("view_cart", "корзина")

        assert not anna.offers("button-checkout")
        assert anna.answer("utter_cart").values["total"]["money"] == 0


class TestPromo:
    @pytest.mark.parametrize(
        ("code", "said"), [("SPRING", "utter_promo_unknown"), (None, "utter_promo_none")]
    )
    async def test_there_are_none_and_that_is_said(self, anna: Talk, code: str | None, said: str) -> None:
        await anna.says("apply_promo", "промокод", **_named(code))

        assert anna.heard == [said]


def _named(code: str | None) -> dict[str, Any]:
    return {"promo_code": code} if code else {}
