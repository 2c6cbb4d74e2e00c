"""Composing a bouquet: at once and step by step, with customs and nature's limits."""

import pytest

from florist.bootstrap import Shop
from florist.bouquets.recipe import Recipe, Stem
from florist.cart import service as cart
from tests.actions.composing import RED_ROSES, build, cart_of
from tests.actions.talking import Talk


class TestAllInOneSentence:
    async def test_leads_to_the_picture_and_the_price(self, anna: Talk) -> None:
        await build(anna, "15 красных роз с лентой в крафте", **RED_ROSES, addon="ribbon", wrap="kraft")

        ready = anna.answer("utter_question_bouquet_ready")
        assert ready.letter["kind"] == "photo"
        assert ready.values["total"]["money"] == (15 * 170 + 150 + 150) * 100
        assert anna.asked == "bouquet_ready"

    async def test_the_wrap_is_read_from_the_words(self, anna: Talk) -> None:
        await build(anna, "15 красных роз с лентой без упаковки", **RED_ROSES, addon="ribbon")

        assert anna.slots["bouquet_wrap"] == "none"

    async def test_only_what_is_missing_is_asked(self, anna: Talk) -> None:
        await build(anna, "15 красных роз", **RED_ROSES)

        assert anna.heard == ["utter_question_bouquet_addons"]
        assert "15 стеблей" in anna.text()


class TestStepByStep:
    async def test_by_buttons_from_colour_to_cart(self, anna: Talk, shop: Shop) -> None:
        await build(anna)
        for title in (
            "color-pink",
            "7",
            "flower-peony",
            "button-done",
            "addon-ribbon",
            "button-done",
            "wrap-matte",
        ):
            await anna.taps(title)
        await anna.taps("button-to-cart")

        [line] = (await cart_of(shop, anna)).lines
        assert [(s.flower, s.color, s.count) for s in line.recipe.stems] == [("peony", "pink", 7)]
        assert line.recipe.addons == {"ribbon"}
        assert line.recipe.wrap == "matte"
        assert anna.heard == ["utter_bouquet_added"]
        assert anna.form is None

    async def test_skipping_everything_leaves_it_to_the_florist(self, anna: Talk, shop: Shop) -> None:
        await build(anna)
        for _ in range(5):
            await anna.says("skip", "неважно")
        await anna.says("affirm", "да")

        [line] = (await cart_of(shop, anna)).lines
        assert line.recipe.count == 15
        assert line.recipe.wrap == "kraft"

    async def test_only_flowers_of_the_colour_are_offered(self, anna: Talk) -> None:
        await build(anna, color="blue", quantity=7)

        assert anna.offers("flower-hydrangea")
        assert not anna.offers("flower-peony")

    async def test_only_colours_that_grow_are_offered(self, anna: Talk) -> None:
        await build(anna)

        assert anna.offers("color-red")
        assert not anna.offers("color-burgundy")

    async def test_a_ticked_flower_can_be_unticked(self, anna: Talk) -> None:
        await build(anna, color="pink", quantity=7)
        await anna.taps("flower-peony")
        await anna.taps("flower-rose")
        await anna.taps("flower-peony")
        await anna.taps("button-done")

        assert anna.slots["bouquet_flowers"] == ["rose"]

    async def test_the_price_so_far_is_told_when_asked(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("ask_price", "сколько выходит?")

        assert anna.answer("utter_price_so_far").values["price"]["money"] == (15 * 170 + 150) * 100
        assert anna.asked == "bouquet_addons"

    async def test_before_there_is_a_price_it_is_promised(self, anna: Talk) -> None:
        await build(anna)
        await anna.says("ask_price", "сколько выходит?")

        assert anna.heard == ["utter_price_later", "utter_question_bouquet_colors"]

    async def test_paying_straight_from_the_picture(self, anna: Talk, shop: Shop) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.says("checkout", "оформляем")

        assert anna.form == "checkout_form"
        assert (await cart_of(shop, anna)).count == 1


class TestTheBudget:
    async def test_named_while_composing_is_shown_and_compared(self, anna: Talk) -> None:
        await build(anna, "букет до 2000", budget=2000, budget_bound="max")
        assert "до 2\u00a0000" in anna.text("ru")

        await anna.says("inform", "15 красных роз", **RED_ROSES)
        assert "на 700\u00a0₽ больше, чем вы хотели" in anna.text("ru")
        assert "₽700 more than you wanted" in anna.text("en")


class TestTheEvenNumber:
    async def test_is_explained_and_may_be_kept(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        assert anna.heard == ["utter_even_stems"]

        await anna.taps("button-keep-stems")
        assert anna.slots["bouquet_stems"] == 12

    async def test_or_made_odd(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        await anna.says("deny", "нет, сделайте нечётное")

        assert anna.slots["bouquet_stems"] == 13

    async def test_is_explained_once(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        await anna.taps("button-make-stems")
        await anna.says("inform", "давайте 10", quantity=10)

        assert "utter_even_stems" not in anna.heard
        assert anna.slots["bouquet_stems"] == 10

    async def test_is_right_for_a_funeral(self, anna: Talk) -> None:
        await build(
            anna, "10 белых роз на похороны", color="white", quantity=10, flower="rose", occasion="funeral"
        )

        assert anna.slots["bouquet_stems"] == 10

    async def test_survives_a_change_of_colour(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        await anna.says("inform", "лучше белые", color="white")
        assert anna.heard == ["utter_even_stems"]

        await anna.says("affirm", "да, оставить")
        assert anna.slots["bouquet_stems"] == 12

    async def test_kept_parts_stay_parts(self, anna: Talk) -> None:
        await build(anna, color=["red", "white"], quantity=[15, 9], flower="rose")
        await anna.taps("button-keep-stems")

        assert anna.slots["bouquet_stems"] == [15, 9]

    async def test_parts_made_odd_stay_parts(self, anna: Talk) -> None:
        await build(anna, color=["red", "white"], quantity=[15, 9], flower="rose")
        await anna.taps("button-make-stems")

        assert anna.slots["bouquet_stems"] == [16, 9]


class TestParts:
    async def test_each_colour_has_its_number(self, anna: Talk) -> None:
        await build(
            anna, "15 красных и 10 белых роз", color=["red", "white"], quantity=[15, 10], flower="rose",
            addon="ribbon", wrap="kraft",
        )  # fmt: skip

        ready = anna.answer("utter_question_bouquet_ready").text("ru")
        assert "15 красных роз" in ready
        assert "10 белых роз" in ready


class TestLimits:
    async def test_there_is_no_blue_peony(self, anna: Talk) -> None:
        await build(anna, "7 синих пионов", color="blue", quantity=7, flower="peony")

        assert anna.heard == ["utter_error_color_not_grown", "utter_question_bouquet_colors"]
        assert anna.offers("color-pink")
        assert not anna.offers("color-blue")

    @pytest.mark.parametrize("count", [0, 102, 10**9])
    async def test_a_hundred_and_one_at_most(self, anna: Talk, count: int) -> None:
        await build(anna, color="red", quantity=count, flower="rose")

        assert anna.heard == ["utter_error_recipe_invalid", "utter_question_bouquet_stems"]

    async def test_a_hundred_and_one_is_possible(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=101, flower="rose")

        assert anna.slots["bouquet_stems"] == 101

    async def test_a_full_cart_keeps_the_bouquet_for_later(self, anna: Talk, shop: Shop) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        async with shop.transaction() as session:
            for count in range(1, 31):
                await cart.add_recipe(session, anna.user, Recipe((Stem("tulip", "red", count),)))
        await anna.says("affirm", "да")

        assert anna.heard == ["utter_error_cart_full"]
        assert anna.slots["interrupted_form"] == "bouquet_form"
        assert anna.slots["bouquet_ready"] is None
        assert anna.slots["bouquet_stems"] == 15


class TestThePicture:
    async def test_that_came_takes_the_place_of_its_promise(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.shares("preview_painted", recipe_key="x")

        assert anna.heard == ["utter_question_bouquet_ready"]

    async def test_that_came_too_late_is_let_go(self, anna: Talk) -> None:
        await anna.shares("preview_painted", recipe_key="x")

        assert anna.heard == []
