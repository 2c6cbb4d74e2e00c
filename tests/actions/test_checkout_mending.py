"""What cannot be ordered any more is told in words, with buttons that mend just that."""

import pytest

from florist.bootstrap import Shop
from florist.bouquets.recipe import from_wish
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from tests.actions.checking_out import PHONE, buy, fill, nearest, put, to_summary
from tests.actions.talking import TOMORROW, Talk


@pytest.fixture
async def ready(buyer_at_checkout: Talk) -> Talk:
    return await to_summary(buyer_at_checkout)


class TestAtTheSummary:
    async def test_a_bouquet_somebody_was_faster_with_can_be_taken_out(
        self, ready: Talk, boris: Talk, shop: Shop
    ) -> None:
        await put(shop, ready, "white-peonies")
        await ready.says("view_cart", "что в корзине?")
        await buy(shop, boris, "white-peonies")
        await ready.says("view_cart", "что в корзине?")
        assert ready.heard == ["utter_cart", "utter_error_out_of_stock"]

        await ready.taps("button-take-out")
        assert ready.heard == ["utter_cart", "utter_checkout_summary"]
        assert ready.slots["checkout_address"] == "Тверская 7"

    async def test_a_window_that_filled_up_offers_the_nearest(self, ready: Talk, shop: Shop) -> None:
        await fill(shop, TOMORROW, "18:00", "20:00")
        await ready.says("view_cart", "что в корзине?")
        assert ready.heard == ["utter_cart", "utter_error_window_full"]
        assert ready.asked == "checkout_window"
        assert not ready.offers("button-keep")

        await ready.presses(**nearest(ready, "utter_error_window_full"))
        assert ready.heard == ["utter_checkout_summary"]

    async def test_a_yes_to_what_cannot_be_had_says_so_again(
        self, ready: Talk, boris: Talk, shop: Shop
    ) -> None:
        await put(shop, ready, "white-peonies")
        await ready.says("view_cart", "что в корзине?")
        await buy(shop, boris, "white-peonies")
        await ready.says("affirm", "да")
        await ready.says("affirm", "да")

        assert ready.heard == ["utter_error_out_of_stock"]
        assert ready.form == "checkout_form"


class TestPlacing:
    async def test_the_last_bouquet_goes_to_who_was_faster(self, anna: Talk, boris: Talk, shop: Shop) -> None:
        await put(shop, anna, "white-peonies")
        await to_summary(await anna.says("checkout", "оформить"))
        await buy(shop, boris, "white-peonies")
        await anna.says("affirm", "да")
        assert anna.heard == ["utter_error_out_of_stock"]
        assert anna.form == "checkout_form"

        await anna.taps("button-take-out")
        assert anna.heard == ["utter_cart_empty"]

    async def test_fewer_are_taken_where_fewer_are_left(self, anna: Talk, boris: Talk, shop: Shop) -> None:
        await put(shop, anna, "blue-evening", 3)
        await to_summary(await anna.says("checkout", "оформить"))
        await buy(shop, boris, "blue-evening")
        await anna.says("affirm", "да")
        assert anna.heard == ["utter_error_out_of_stock"]

        await anna.taps("button-take-left")
        assert anna.heard == ["utter_cart", "utter_checkout_summary"]

        await anna.says("affirm", "да")
        assert anna.heard == ["utter_order_placed", "utter_invoice"]

    async def test_stems_that_ran_out_name_the_bouquet_to_take_out(
        self, buyer: Talk, boris: Talk, shop: Shop
    ) -> None:
        async with shop.transaction() as session:
            grown = await catalogue.palette(session)
            left = (await catalogue.stock_of(session, "rose", "white")).count
            recipe = from_wish(["white"], min(left, 101), ["rose"], palette=grown)
            count = -(-left // recipe.count) if left > 101 else 1
            await cart.add_recipe(session, buyer.user, recipe, count + 1)
        await to_summary(await buyer.says("checkout", "оформить"))
        await buyer.says("affirm", "да")

        assert buyer.heard == ["utter_error_not_enough_stems"]
        assert buyer.offers("button-take-out")
        assert buyer.offers("menu-cart")

    async def test_a_window_that_filled_up_at_the_last_moment_is_mended_by_one_tap(
        self, ready: Talk, shop: Shop
    ) -> None:
        await fill(shop, TOMORROW, "18:00", "20:00")
        await ready.says("affirm", "да")
        assert ready.heard == ["utter_error_window_full"]
        assert ready.asked == "checkout_window"

        await ready.presses(**nearest(ready, "utter_error_window_full"))
        assert ready.heard == ["utter_checkout_summary"]

        await ready.says("affirm", "да")
        assert ready.heard == ["utter_order_placed", "utter_invoice"]

    async def test_a_sum_that_changed_meanwhile_is_shown_before_anything_is_placed(
        self, ready: Talk, shop: Shop
    ) -> None:
        await put(shop, ready)  # from another device, say
        await ready.says("affirm", "да")
        assert ready.heard == ["utter_error_price_changed", "utter_checkout_summary"]

        await ready.says("affirm", "да")
        assert ready.heard == ["utter_order_placed", "utter_invoice"]

    async def test_an_emptied_cart_is_told_and_the_answers_wait(self, ready: Talk, shop: Shop) -> None:
        async with shop.transaction() as session:
            await cart.clear(session, ready.user)
        await ready.says("affirm", "да")

        assert ready.heard == ["utter_error_cart_empty"]
        assert ready.form is None
        assert ready.slots["checkout_phone"] == PHONE
        assert ready.slots["interrupted_form"] == "checkout_form"
