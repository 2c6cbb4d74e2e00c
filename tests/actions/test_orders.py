"""Orders afterwards: where it is, all of them, again, called off, too late; money that came and money that did not."""

from datetime import date, datetime

import pytest
from sqlalchemy import update

from florist.bootstrap import Shop
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.catalogue.models import Product
from florist.orders import service as orders
from florist.orders.service import Order
from tests.actions.talking import NOON, TOMORROW, Talk


async def ordered(shop: Shop, talk: Talk, *then: str) -> Order:
    """An order of Scarlet Sails for tomorrow, moved on through the states named."""
    async with shop.transaction() as session:
        card = await catalogue.find(session, "scarlet-sails")
        await cart.add_product(session, talk.user, card.id)
        checkout = orders.Checkout(
            "pickup", date.fromisoformat(TOMORROW), "09:00-11:00", "Анна", "+79031234567"
        )
        order = await orders.place(session, talk.user, checkout, now=datetime.fromisoformat(NOON))
        for status in then:
            order = await orders.move(session, order.number, status, "test", now=datetime.fromisoformat(NOON))
        await cart.clear(session, talk.user)
    return order


async def status_of(shop: Shop, order: Order) -> str:
    async with shop.reading() as session:
        return (await orders.get(session, order.number)).status


class TestTracking:
    async def test_without_orders_leads_to_the_catalogue(self, anna: Talk) -> None:
        await anna.says("order_status", "где мой заказ?")

        assert anna.heard == ["utter_no_orders"]

    async def test_the_open_one_needs_no_number(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna, "paid", "preparing")
        await anna.says("order_status", "где мой заказ?")

        said = anna.answer("utter_order")
        assert said.values["number"] == order.number
        assert said.values["status"] == {"id": "status-preparing"}

    async def test_by_its_number(self, anna: Talk, shop: Shop) -> None:
        first = await ordered(shop, anna, "paid")
        await ordered(shop, anna)
        await anna.says("order_status", "заказ номер", order_number=first.number)

        assert anna.answer("utter_order").values["number"] == first.number

    async def test_somebody_elses_is_not_found(self, anna: Talk, boris: Talk, shop: Shop) -> None:
        order = await ordered(shop, boris)
        await anna.says("order_status", "где заказ?", order_number=order.number)

        assert anna.heard == ["utter_error_order_not_found"]

    async def test_all_of_them_are_listed_and_one_is_looked_at(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna, "paid")
        await anna.commands("list_orders")
        assert anna.answer("utter_orders").values["count"] == 1

        await anna.taps("button-order")
        assert anna.answer("utter_order").values["number"] == order.number


class TestRepeating:
    async def test_fills_the_cart(self, anna: Talk, shop: Shop) -> None:
        await ordered(shop, anna, "paid")
        await anna.says("repeat_order", "повтори прошлый заказ")

        assert anna.heard == ["utter_repeated", "utter_cart"]

    async def test_names_what_cannot_be_had(self, anna: Talk, shop: Shop) -> None:
        await ordered(shop, anna, "paid")
        async with shop.transaction() as session:
            await session.execute(update(Product).values(stock=0))
        await anna.says("repeat_order", "повтори прошлый заказ")

        assert anna.heard == ["utter_repeat_missing", "utter_cart_empty"]

    async def test_nothing_yet(self, anna: Talk) -> None:
        await anna.says("repeat_order", "повтори")

        assert anna.heard == ["utter_no_orders"]


class TestCancelling:
    async def test_asks_first(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna, "paid")
        await anna.says("cancel_order", "отмените заказ")

        assert anna.heard == ["utter_cancel_sure"]
        assert await status_of(shop, order) == "paid"

    async def test_then_cancels(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna)
        await anna.says("cancel_order", "отмените заказ")
        await anna.taps("button-cancel-order-sure")

        assert anna.heard == ["utter_order_cancelled"]
        assert await status_of(shop, order) == "cancelled"

    async def test_a_paid_one_gets_its_money_back(self, anna: Talk, shop: Shop) -> None:
        await ordered(shop, anna, "paid")
        await anna.says("cancel_order", "отмените заказ")
        await anna.taps("button-cancel-order-sure")

        assert anna.heard == ["utter_order_cancelled_paid"]

    async def test_or_keeps_it(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna)
        await anna.says("cancel_order", "отмените заказ")
        await anna.taps("button-keep-order")

        assert await status_of(shop, order) == "awaiting_payment"

    async def test_too_late_while_it_is_prepared(self, anna: Talk, shop: Shop) -> None:
        await ordered(shop, anna, "paid", "preparing")
        await anna.says("cancel_order", "отмените заказ")

        assert anna.heard == ["utter_cancel_too_late"]

    async def test_too_late_between_the_question_and_the_yes(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna, "paid")
        await anna.says("cancel_order", "отмените заказ")
        async with shop.transaction() as session:
            await orders.move(session, order.number, "preparing", "florist")
        await anna.taps("button-cancel-order-sure")

        assert anna.heard == ["utter_error_too_late_to_cancel"]

    async def test_nothing_to_cancel(self, anna: Talk) -> None:
        await anna.says("cancel_order", "отмените заказ")

        assert anna.heard == ["utter_no_open_orders"]


class TestChangingTheDelivery:
    async def test_of_an_unpaid_order_goes_back_to_checkout(self, anna: Talk, shop: Shop) -> None:
        await ordered(shop, anna)
        async with shop.transaction() as session:
            card = await catalogue.find(session, "scarlet-sails")
            await cart.add_product(session, anna.user, card.id)
        await anna.says("change_delivery", "хочу другой адрес")

        assert anna.form == "checkout_form"

    async def test_of_a_paid_one_calls_a_human(self, anna: Talk, shop: Shop, admin: int) -> None:
        await ordered(shop, anna, "paid")
        await anna.says("change_delivery", "хочу другой адрес")

        assert anna.heard == ["utter_change_by_human"]

    async def test_without_an_order_says_so(self, anna: Talk) -> None:
        await anna.says("change_delivery", "хочу другой адрес")

        assert anna.heard == ["utter_no_open_orders"]


class TestWhatOnlyAHumanSettles:
    @pytest.mark.parametrize(
        ("intent", "said"), [("request_refund", "utter_refund"), ("complain", "utter_complaint")]
    )
    async def test_is_handed_over(self, anna: Talk, shop: Shop, admin: int, intent: str, said: str) -> None:
        await anna.says(intent, "это безобразие")
        assert anna.heard == [f"{said}_without_order"]

        await ordered(shop, anna, "paid")
        await anna.says(intent, "это безобразие")
        assert anna.heard == [said]

    async def test_with_nobody_there_it_is_admitted(self, anna: Talk) -> None:
        await anna.says("complain", "это безобразие")

        assert anna.heard == ["utter_error_nobody_there"]

    async def test_nobody_is_called_for_a_word_misread(self, anna: Talk, admin: int) -> None:
        await anna.says("complain", "букетик какой-нить", confidence=0.24, ranking=("browse_catalogue",))

        assert anna.heard == ["utter_clarify_guess"]


class TestFeedback:
    @pytest.mark.parametrize(
        ("rating", "said"),
        [(5, "utter_feedback_thanks"), (4, "utter_feedback_thanks"), (3, "utter_feedback_sorry")],
    )
    async def test_is_answered_by_its_stars(self, anna: Talk, rating: int, said: str) -> None:
        await anna.says("leave_feedback", "оценка", rating=rating)

        assert anna.heard == [said]


class TestMoney:
    async def test_that_came_is_thanked_for_with_the_picture(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna, "paid")
        await anna.shares("payment_succeeded", order_number=order.number)

        assert anna.answer("utter_paid").values["number"] == order.number

    async def test_that_did_not_come_may_be_tried_again(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna)
        await anna.shares("payment_failed", order_number=order.number)
        await anna.taps("button-pay-again")

        assert anna.answer("utter_invoice").letter["invoice"] == {"order": order.number}

    async def test_is_tried_again_for_the_last_order(self, anna: Talk, shop: Shop) -> None:
        order = await ordered(shop, anna)
        anna.slots["last_order"] = order.number
        await anna.presses("retry_payment")

        assert anna.answer("utter_invoice").letter["invoice"] == {"order": order.number}

    async def test_for_no_order_is_not_asked(self, anna: Talk) -> None:
        await anna.presses("retry_payment")

        assert anna.heard == ["utter_no_open_orders"]

    async def test_for_somebody_elses_order_is_not_asked(self, anna: Talk, boris: Talk, shop: Shop) -> None:
        order = await ordered(shop, boris)
        await anna.presses("retry_payment", order_number=order.number)

        assert anna.heard == ["utter_error_order_not_found"]

    async def test_in_the_middle_of_a_form_is_thanked_for_and_the_form_asks_on(
        self, anna: Talk, shop: Shop
    ) -> None:
        order = await ordered(shop, anna, "paid")
        await anna.says("build_bouquet", "собери букет", color="red")
        await anna.shares("payment_succeeded", order_number=order.number)

        assert anna.heard == ["utter_paid", "utter_question_bouquet_stems"]
