"""Whatever a button may carry, and whoever presses it: a polite answer, and nobody's cart or order but one's own."""

from typing import Any

import pytest

from florist.bootstrap import Shop
from florist.cart import service as cart
from tests.actions.talking import ANSWERS, Talk
from tests.actions.test_cart import lines_of, put
from tests.actions.test_orders import ordered, status_of

ODD: list[Any] = [-1, 10**9, 10**30, "abc; DROP TABLE orders", "²", "я" * 4000, None]
FIELDS: dict[str, list[str]] = {
    "product": ["add_to_cart", "more_like_this", "ask_price"],
    "quantity": ["change_quantity", "ask_price", "add_to_cart"],
    "line": ["remove_from_cart", "change_quantity"],
    "page": ["show_more"],
    "order_number": ["order_status", "repeat_order", "cancel_order", "retry_payment", "change_delivery"],
    "rating": ["leave_feedback"],
    "budget": ["request_recommendation", "browse_catalogue"],
    "choice": ["faq", "chitchat"],
    "language": ["change_language"],
    "flower": ["ask_price", "ask_availability", "browse_catalogue", "add_to_cart"],
    "color": ["browse_catalogue", "request_recommendation"],
    "size": ["add_to_cart"],
}
#: Raised by the gateway alone: nobody types them.
EVENTS = {"preview_painted", "location_shared", "payment_failed", "payment_succeeded"}
IN_FORMS: dict[str, list[str]] = {
    "bouquet_form": ["color", "quantity", "flower", "addon", "wrap", "field"],
    "recommendation_form": ["occasion", "recipient", "budget", "color", "flower", "quantity"],
    "checkout_form": ["choice", "date", "time", "address", "name", "phone", "field"],
}
BEGINNINGS = {
    "bouquet_form": "build_bouquet",
    "recommendation_form": "request_recommendation",
    "checkout_form": "checkout",
}


class TestOddValues:
    """``utter_error_general`` would mean that an action broke: nothing here may."""

    @pytest.mark.parametrize(("entity", "intent"), [(e, i) for e, intents in FIELDS.items() for i in intents])
    async def test_get_an_answer(self, anna: Talk, shop: Shop, entity: str, intent: str) -> None:
        await put(shop, anna, "scarlet-sails", "provence")
        more = {"flower": "rose"} if entity == "quantity" else {}
        for value in ODD:
            anna.form = None
            await anna.presses(intent, **{entity: value}, **more)

            assert anna.said, value
            assert "utter_error_general" not in anna.heard, value

    @pytest.mark.parametrize(
        ("form", "entity"), [(f, e) for f, entities in IN_FORMS.items() for e in entities]
    )
    async def test_do_not_break_a_form(self, anna: Talk, shop: Shop, form: str, entity: str) -> None:
        await put(shop, anna, "scarlet-sails")
        for value in ODD:
            anna.form = None
            await anna.presses(BEGINNINGS[form])
            await anna.presses("choose" if entity != "field" else "edit_field", **{entity: value})

            assert anna.said, value
            assert "utter_error_general" not in anna.heard, value

    @pytest.mark.parametrize("intent", sorted(set(ANSWERS) - EVENTS))
    async def test_a_huge_text_is_answered_whatever_it_is_taken_for(
        self, anna: Talk, admin: int, intent: str
    ) -> None:
        await anna.says(intent, "ромашка " * 500)

        assert anna.said
        assert "utter_error_general" not in anna.heard


class TestWhatIsOthers:
    async def test_a_line_of_somebody_elses_cart(self, anna: Talk, boris: Talk, shop: Shop) -> None:
        await put(shop, boris, "scarlet-sails")
        await put(shop, anna, "provence")
        [line] = await lines_of(shop, boris)
        for intent in ("remove_from_cart", "change_quantity"):
            await anna.presses(intent, line=line.id, quantity=0)
            assert anna.heard == ["utter_error_line_not_found"]

        assert len(await lines_of(shop, boris)) == 1

    async def test_an_order_of_somebody_else(self, anna: Talk, boris: Talk, shop: Shop) -> None:
        order = await ordered(shop, boris)
        for intent in ("order_status", "repeat_order", "cancel_order", "retry_payment"):
            await anna.presses(intent, order_number=order.number, choice="yes")
            assert anna.heard == ["utter_error_order_not_found"]

        assert await status_of(shop, order) == "awaiting_payment"

    async def test_an_order_number_beyond_all_orders_is_not_taken_for_the_newest(
        self, anna: Talk, shop: Shop
    ) -> None:
        order = await ordered(shop, anna)
        await anna.presses("cancel_order", order_number=10**12, choice="yes")

        assert await status_of(shop, order) == "awaiting_payment"


class TestOldButtons:
    async def test_a_choice_for_a_form_that_is_over_changes_nothing(self, anna: Talk) -> None:
        before = dict(anna.slots)
        await anna.presses("choose", choice="zone:centre")

        assert anna.heard == ["utter_clarify_nothing"]
        assert anna.slots == before

    async def test_of_a_line_that_is_gone(self, anna: Talk, shop: Shop) -> None:
        await put(shop, anna, "scarlet-sails")
        await anna.says("view_cart", "корзина")
        shown = anna.said
        await anna.taps("button-line-remove")
        anna.said = shown
        await anna.taps("button-line-more")

        assert anna.heard == ["utter_cart_empty"]

    async def test_pay_of_an_emptied_cart_places_nothing(self, anna: Talk, shop: Shop) -> None:
        anna.slots |= {"checkout_ready": True, "checkout_kind": "pickup"}
        async with shop.transaction() as session:
            await cart.clear(session, anna.user)
        await anna.says("checkout", "оформить")

        assert anna.heard == ["utter_error_cart_empty"]
