"""The cart changed by words, by ordinals and by buttons: whose line is meant, and what then."""

import pytest

from florist.bootstrap import Shop
from tests.actions.filling import card_of, first_button, lines_of, put, put_roses
from tests.actions.talking import Talk


class TestAnotherColour:
    async def test_of_the_composed_bouquet_in_the_cart(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("faq", "другой цвет")
        assert anna.heard == ["utter_recolor_which"]

        await anna.taps("color-red")
        [line] = await lines_of(shop, anna)
        assert (line.recipe.colors, line.recipe.count, line.recipe.addons) == (("red",), 15, {"ribbon"})

    async def test_in_one_breath(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("edit_image", "make it red", instruction="make it red")

        assert [line.recipe.colors for line in await lines_of(shop, anna)] == [("red",)]

    async def test_answered_in_words(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("edit_image", "поменяй цвет")
        await anna.says("inform", "красный", color="red")

        assert [line.recipe.colors for line in await lines_of(shop, anna)] == [("red",)]

    async def test_that_does_not_grow_is_refused_and_nothing_lost(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("faq", "another colour")
        await anna.says("inform", "синий", color="blue")

        assert anna.heard == ["utter_error_color_not_grown"]
        assert len(await lines_of(shop, anna)) == 1

    async def test_of_a_ready_made_one_looks_for_the_same_flowers(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("faq", "другой цвет")
        await anna.taps("color-pink")

        assert "utter_card_reasoned" in anna.heard
        assert anna.slots["wish_colors"] == ["pink"]
        assert anna.slots["wish_flowers"] == ["rose"]
        assert len(await lines_of(shop, anna)) == 1


class TestAnotherSize:
    @pytest.mark.parametrize(("words", "size"), [("нет, лучше L", "l"), ("a smaller one", "s")])
    async def test_of_the_newest_in_words(self, anna: Talk, shop: Shop, words: str, size: str) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("deny", words)

        assert [line.size for line in await lines_of(shop, anna)] == [size]

    async def test_that_it_does_not_come_in_loses_nothing(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "white-peonies")
        await anna.says("deny", "лучше L")

        assert anna.heard == ["utter_error_size_not_found"]
        assert len(await lines_of(shop, anna)) == 1


class TestTakingOut:
    async def test_the_only_line_needs_no_name(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("remove_from_cart", "убери")

        assert await lines_of(shop, anna) == []

    async def test_by_its_flower(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails", "provence")
        await anna.says("remove_from_cart", "убери лаванду", flower="lavender")

        assert [line.product_id for line in await lines_of(shop, anna)] == [
            await card_of(shop, "scarlet-sails")
        ]

    @pytest.mark.parametrize(
        ("text", "left"), [("убери первый", "provence"), ("удали последний", "scarlet-sails")]
    )
    async def test_by_its_place(self, anna: Talk, shop: Shop, text: str, left: str) -> None:
        await put(shop, anna, "scarlet-sails", "provence")
        await anna.says("remove_from_cart", text)

        assert [line.product_id for line in await lines_of(shop, anna)] == [await card_of(shop, left)]

    async def test_of_several_fitting_ones_one_is_picked(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails", "pink-cloud")
        await anna.says("remove_from_cart", "убери розы", flower="rose")
        assert anna.heard == ["utter_cart_which"]

        await anna.presses(**first_button(anna))
        assert [line.product_id for line in await lines_of(shop, anna)] == [await card_of(shop, "pink-cloud")]

    async def test_what_is_not_there_is_said(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("remove_from_cart", "убери пионы", flower="peony")

        assert anna.heard == ["utter_error_line_not_found"]

    async def test_a_ribbon_leaves_its_bouquet(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("remove_from_cart", "убери ленту", addon="ribbon")

        [line] = await lines_of(shop, anna)
        assert line.recipe.addons == frozenset()

    async def test_a_ribbon_nobody_has_is_said(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("remove_from_cart", "убери ленту", addon="ribbon")

        assert anna.heard == ["utter_error_addon_not_found"]

    async def test_from_an_empty_cart_nothing(self, anna: Talk) -> None:
        await anna.says("remove_from_cart", "убери розы", flower="rose")

        assert anna.heard == ["utter_cart_empty"]

    async def test_everything(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails", "provence")
        await anna.says("clear_cart", "очисти")

        assert await lines_of(shop, anna) == []

    async def test_of_a_colour_that_is_only_looked_at_is_no_wish_for_it(self, anna: Talk) -> None:
        await anna.says("browse_catalogue", "что есть")
        await anna.says("edit_image", "убери красные", instruction="убери красные")

        assert anna.heard == ["utter_cart_empty"]


class TestHowMany:
    async def test_two_of_the_only_line(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("change_quantity", "сделай две", quantity=2)

        assert [line.count for line in await lines_of(shop, anna)] == [2]

    async def test_a_big_number_means_the_stems_of_a_composed_bouquet(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("change_quantity", "пусть будет 21", quantity=21)

        [line] = await lines_of(shop, anna)
        assert (line.count, line.recipe.count) == (1, 21)
        assert line.recipe.addons == {"ribbon"}

    async def test_a_button_always_means_bouquets(self, anna: Talk, shop: Shop) -> None:
        await put_roses(shop, anna)
        await anna.says("view_cart", "корзина")
        await anna.taps("button-line-more")

        assert [line.count for line in await lines_of(shop, anna)] == [2]

    async def test_one_less_of_one_takes_it_out(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("view_cart", "корзина")
        await anna.taps("button-line-less")

        assert await lines_of(shop, anna) == []

    async def test_without_a_number_it_is_asked(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("change_quantity", "поменяй количество")

        assert anna.heard == ["utter_change_to_how_many"]

    async def test_the_picked_line_gets_the_number_that_was_said(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails", "pink-cloud")
        await anna.says("change_quantity", "роз две", quantity=2, flower="rose")
        await anna.presses(**first_button(anna))

        assert [line.count for line in await lines_of(shop, anna)] == [2, 1]
