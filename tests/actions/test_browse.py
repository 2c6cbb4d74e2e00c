"""Looking around: pages, similar ones, what had to be relaxed, prices and stock."""

import pytest

from florist.bootstrap import Shop
from florist.catalogue import service as catalogue
from tests.actions.talking import Talk


async def card_of(shop: Shop, slug: str) -> int:
    async with shop.reading() as session:
        return (await catalogue.find(session, slug)).id


class TestBrowsing:
    async def test_without_a_wish_asks_what_kind_and_shows_the_first(self, anna: Talk) -> None:
        await anna.commands("browse_catalogue")
        assert anna.heard[0] == "utter_browse_what"

        await anna.taps("category-basket")
        assert anna.heard == ["utter_card", "utter_browse_page"]

    async def test_shows_cards_and_remembers_them(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "белые пионы", flower="peony", color="white")

        assert anna.slots["shown_cards"] == [await card_of(shop, "white-peonies")]
        assert anna.slots["wish_flowers"] == ["peony"]

    async def test_pages_on_by_button_and_by_word(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "на день рождения", occasion="birthday")
        first = anna.slots["shown_cards"]
        await anna.taps("button-more")
        second = anna.slots["shown_cards"]
        assert not set(first) & set(second)

        await anna.says("browse_catalogue", "на день рождения", occasion="birthday")
        await anna.says("browse_catalogue", "покажи ещё")
        assert anna.slots["shown_cards"] == second

    async def test_nothing_that_fits_all_of_it_says_what_was_relaxed(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "красные гортензии", category="box", flower="hydrangea")

        assert anna.heard[0] == "utter_browse_relaxed"

    async def test_a_colour_that_does_not_grow_is_said_and_the_nearest_shown(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "синие розы", flower="rose", color="blue")

        assert anna.heard[0] == "utter_no_such_color_of"
        assert "розы: синий цвет в природе не встречается. Ближе всего белый" in anna.text("ru")
        assert "no blue roses in nature" in anna.text("en")

    @pytest.mark.parametrize("words", ["чёрные розы", "gold roses", "бирюзовые розы"])
    async def test_a_colour_that_no_flower_has_is_said_too(self, anna: Talk, words: str) -> None:
        await anna.says("browse_catalogue", words, flower="rose")

        assert anna.heard[0] == "utter_no_such_color_of"

    @pytest.mark.parametrize(
        "words",
        ["розы с чёрной лентой", "цветы на золотую свадьбу", "розы, только не чёрные", "rose gold roses"],
    )
    async def test_a_black_ribbon_is_no_black_rose(self, anna: Talk, words: str) -> None:
        await anna.says("browse_catalogue", words, flower="rose")

        assert "utter_no_such_color_of" not in anna.heard

    async def test_refused_colours_and_kinds_stay_away_and_are_named(self, anna: Talk, shop: Shop) -> None:
        await anna.says("browse_catalogue", "только не белые", refused={"color": "white"})

        assert anna.heard[0] == "utter_browse_without"
        assert "белый" in anna.text("ru")
        assert await card_of(shop, "white-peonies") not in anna.slots["shown_cards"]

    async def test_what_was_refused_is_named_when_the_rest_is_relaxed(self, anna: Talk) -> None:
        await anna.says(
            "browse_catalogue", "пионы до 100, не белые", flower="peony", budget=100, budget_bound="max",
            refused={"color": "white"},
        )  # fmt: skip

        assert "от чего вы отказались, того здесь нет: белый" in anna.text("ru").lower()

    async def test_refused_flowers_stay_away(self, anna: Talk, shop: Shop) -> None:
        await anna.says(
            "browse_catalogue",
            "день рождения, только не розы",
            occasion="birthday",
            refused={"flower": "rose"},
        )

        assert await card_of(shop, "scarlet-sails") not in anna.slots["shown_cards"]

    @pytest.mark.parametrize("words", ["дальше", "next page"])
    async def test_the_next_page_in_a_word(self, anna: Talk, words: str) -> None:
        await anna.commands("browse_catalogue")
        first = set(anna.slots["shown_cards"])
        await anna.says("skip", words)

        assert not first & set(anna.slots["shown_cards"])

    async def test_a_button_puts_a_size_into_the_cart(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "тюльпаны", flower="tulip")
        await anna.taps("size-m")

        assert anna.heard == ["utter_added"]


class TestSimilar:
    async def test_to_the_card_of_the_button(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "тюльпаны", flower="tulip")
        await anna.taps("button-similar")

        assert anna.heard[0] == "utter_similar"
        assert len(anna.slots["shown_cards"]) == 3

    async def test_to_nothing_is_a_look_around(self, anna: Talk) -> None:
        await anna.presses("more_like_this")

        assert anna.heard[0] == "utter_browse_what"


class TestPrices:
    async def test_of_stems(self, anna: Talk) -> None:
        await anna.says("ask_price", "сколько стоят 25 роз?", flower="rose", quantity=25)

        assert anna.answer("utter_price_bouquet").values["total"]["money"] == (25 * 170 + 150) * 100

    async def test_of_one_stem(self, anna: Talk) -> None:
        await anna.says("ask_price", "почём пионы?", flower="peony")

        assert anna.answer("utter_price_stem").values["price"]["money"] == 42_000

    async def test_of_an_add_on(self, anna: Talk) -> None:
        await anna.says("ask_price", "сколько стоит мишка?", addon="teddy")

        assert "1" in anna.answer("utter_price_list").text("ru")

    async def test_of_what_is_on_the_screen(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "розы", flower="rose")
        await anna.says("ask_price", "а сколько это стоит?")

        assert anna.heard == ["utter_price_list"]

    async def test_of_a_named_product(self, anna: Talk, shop: Shop) -> None:
        await anna.says("ask_price", "сколько стоит Прованс?", product=await card_of(shop, "provence"))

        assert anna.heard == ["utter_card"]

    async def test_the_quoted_bouquet_can_be_composed(self, anna: Talk) -> None:
        await anna.says("ask_price", "сколько стоят 25 красных роз?", flower="rose", color="red", quantity=25)
        await anna.taps("button-compose-this")

        assert anna.asked == "bouquet_addons"
        assert anna.slots["bouquet_stems"] == 25

    async def test_in_words_it_can_be_composed_too(self, anna: Talk) -> None:
        await anna.says("ask_price", "how much are 25 red roses?", flower="rose", color="red", quantity=25)
        await anna.says("build_bouquet", "compose this")

        assert anna.slots["bouquet_stems"] == 25
        assert anna.slots["bouquet_colors"] == ["red"]

    async def test_of_two_kinds_each_in_its_own_colours(self, anna: Talk) -> None:
        await anna.says(
            "ask_price", "7 роз и 5 гортензий", flower=["rose", "hydrangea"], quantity=[7, 5]
        )  # fmt: skip

        assert anna.answer("utter_price_bouquet").values["total"]["money"] == (7 * 170 + 5 * 520 + 150) * 100

    async def test_flowers_that_we_do_not_have_are_refused(self, anna: Talk) -> None:
        await anna.says("ask_price", "почём мимоза?", flower="mimosa")

        assert anna.heard == ["utter_error_flower_not_found"]

    async def test_many_of_flowers_that_we_do_not_have_are_refused(self, anna: Talk) -> None:
        await anna.says("ask_price", "сколько 25 мимоз?", flower="mimosa", quantity=25)

        assert anna.heard == ["utter_error_flower_not_found"]


class TestAvailability:
    async def test_tells_how_many_and_in_which_colours(self, anna: Talk) -> None:
        await anna.says("ask_availability", "есть пионы?", flower="peony")

        assert anna.heard[0] == "utter_stock"
        assert "40" in anna.answer("utter_stock").text("ru")

    async def test_offers_other_colours(self, anna: Talk) -> None:
        await anna.says("ask_availability", "есть синие пионы?", flower="peony", color="blue")

        assert anna.heard[0] == "utter_stock_other_colors"

    async def test_of_a_kind_is_a_look_around(self, anna: Talk) -> None:
        await anna.says("ask_availability", "есть корзины?", category="basket")

        assert "utter_card" in anna.heard

    async def test_of_flowers_that_we_do_not_have(self, anna: Talk) -> None:
        await anna.says("ask_availability", "есть мимоза?", flower="mimosa")

        assert anna.heard == ["utter_error_flower_not_found"]
