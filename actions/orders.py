"""Where an order is, all of them, again, or not after all; and what only a human can settle."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk.events import FollowupAction, SlotSet

from actions import checkout_said
from actions.cart import show_cart
from actions.menu import menu_buttons
from actions.screen import Attentive
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, word
from actions.unclear import ActionClarify, begin_delivery
from florist.kit.terms import term
from florist.orders import service as orders
from florist.orders.rules import OPEN
from florist.orders.service import Order
from florist.people import service as people

HAPPY = 4


def order_words(order: Order) -> dict[str, Any]:
    """The words' arguments for one order."""
    return {
        "number": order.number,
        "status": term("status", order.status),
        "lines": {"lines": [word("order-line", name=line.name, count=line.count) for line in order.lines]},
        "total": order.total.value,
        "when": order.window_value,
    }


def order_buttons(order: Order) -> list[list[dict[str, Any]]]:
    """What can be done with the order as it stands."""
    buttons = []
    if order.status in {"awaiting_payment", "expired"}:
        buttons.append(button("button-pay-order", "retry_payment", order_number=order.number))
    if order.is_cancellable and order.status != "expired":
        buttons.append(button("button-cancel-order", "cancel_order", order_number=order.number))
    if order.status in {"delivered", "cancelled", "refunded", "paid"}:
        buttons.append(button("button-repeat-order", "repeat_order", order_number=order.number))
    return [buttons] if buttons else []


async def meant_order(turn: Turn, *, only_open: bool = False) -> Order | None:
    """The order the message names, else the one spoken of last, else the newest. Raises ``OrderNotFound`` for a number that
    is not this customer's."""
    named = turn.number("order_number")
    async with shop().reading() as session:
        if named is not None:
            return await orders.track(session, turn.user_id, named)
        found = await orders.list_orders(session, turn.user_id, only_open=only_open, limit=1)
        return found[0] if found else None


class ActionTrackOrder(ShopAction):
    action_name = "action_track_order"

    async def answer(self, turn: Turn) -> Events:
        order = await meant_order(turn, only_open=turn.entity("order_number") is None) or await meant_order(
            turn
        )
        if order is None:
            turn.say("utter_no_orders")
            return []
        turn.say("utter_order", letter={"buttons": order_buttons(order)}, **order_words(order))
        return [SlotSet("last_order", order.number)]


class ActionListOrders(ShopAction):
    action_name = "action_list_orders"

    async def answer(self, turn: Turn) -> Events:
        async with shop().reading() as session:
            found = await orders.list_orders(session, turn.user_id)
        if not found:
            turn.say("utter_no_orders")
            return []
        lines = [
            word(
                "order-row",
                number=o.number,
                status=term("status", o.status),
                total=o.total.value,
                day={"date": o.day.isoformat()},
            )
            for o in found
        ]
        choices = [
            [
                button(word("button-order", number=o.number), "order_status", order_number=o.number)
                for o in found[:4]
            ]
        ]
        turn.say("utter_orders", letter={"buttons": choices}, lines={"lines": lines}, count=len(found))
        return []


class ActionRepeatOrder(Attentive):
    action_name = "action_repeat_order"

    async def reply(self, turn: Turn) -> Events:
        order = await meant_order(turn)
        if order is None:
            turn.say("utter_no_orders")
            return []
        async with shop().transaction() as session:
            basket, missing = await orders.repeat(session, turn.user_id, order.number)
        if missing:
            turn.say("utter_repeat_missing", number=order.number, missing=missing)
        else:
            turn.say("utter_repeated", number=order.number)
        return show_cart(turn, basket)


class ActionCancelOrder(ShopAction):
    """Asks once, then cancels; the yes is a button or «да, отмени заказ 1042»."""

    action_name = "action_cancel_order"

    async def answer(self, turn: Turn) -> Events:
        order = await meant_order(turn, only_open=turn.entity("order_number") is None)
        if order is None:
            turn.say("utter_no_open_orders")
            return []
        if turn.entity("choice") != "yes":
            sure = button(
                word("button-cancel-order-sure", number=order.number),
                "cancel_order",
                once=True,
                order_number=order.number,
                choice="yes",
            )
            if not order.is_cancellable:
                turn.say("utter_cancel_too_late", number=order.number, status=term("status", order.status))
            else:
                turn.say(
                    "utter_cancel_sure",
                    letter={"buttons": [[sure], [button("button-keep-order", "deny")]]},
                    **order_words(order),
                )
            return []
        async with shop().transaction() as session:
            ended = await orders.cancel(session, turn.user_id, order.number)
        turn.say(
            "utter_order_cancelled_paid" if ended.paid_at else "utter_order_cancelled", number=ended.number
        )
        return []


#: Below this the model guesses.
SURE_ENOUGH = 0.4


class CallsHuman(ShopAction, ABC):
    """What a person of the shop must settle: opens the conversation with them and says so."""

    reason: str

    @property
    @abstractmethod
    def response(self) -> str: ...

    async def answer(self, turn: Turn) -> Events:
        if turn.is_typed and turn.confidence < SURE_ENOUGH:
            return await ActionClarify().answer(turn)  # a colleague is not called for a word misread
        order = await meant_order(turn, only_open=turn.entity("order_number") is None)
        async with shop().transaction() as session:
            await people.handoff_open(
                session, turn.user_id, reason=self.reason, correlation_id=turn.metadata.get("correlation_id")
            )
        if order is None:
            turn.say(f"{self.response}_without_order")
        else:
            turn.say(self.response, number=order.number)
        return []


class ActionRequestRefund(CallsHuman):
    action_name = "action_request_refund"
    response = "utter_refund"
    reason = "refund"


class ActionComplain(CallsHuman):
    action_name = "action_complain"
    response = "utter_complaint"
    reason = "complaint"


class ActionChangeDelivery(ShopAction):
    """Outside checkout: an order that is not paid yet is checked out again, a paid one goes to a human."""

    action_name = "action_change_delivery"

    async def answer(self, turn: Turn) -> Events:
        order = await meant_order(turn, only_open=turn.entity("order_number") is None)
        if order is None:
            if checkout_said.is_worth_saying(checkout_said.said_in(turn)):
                return await begin_delivery(
                    turn
                )  # "bring it tomorrow to 12 Tverskaya", of what is in the cart
            turn.say("utter_no_open_orders")
            return []
        if order.status == "awaiting_payment":
            return [SlotSet("interrupted_form", "checkout_form"), FollowupAction("checkout_form")]
        if order.status not in OPEN:
            turn.say("utter_change_too_late", number=order.number, status=term("status", order.status))
            return []
        async with shop().transaction() as session:
            await people.handoff_open(
                session,
                turn.user_id,
                reason="change_delivery",
                correlation_id=turn.metadata.get("correlation_id"),
            )
        turn.say("utter_change_by_human", number=order.number)
        return []


class ActionLeaveFeedback(ShopAction):
    action_name = "action_leave_feedback"

    async def answer(self, turn: Turn) -> Events:
        rating = turn.number("rating")
        if rating is not None and rating < HAPPY:
            turn.say("utter_feedback_sorry", letter={"buttons": [[button("menu-human", "request_human")]]})
            return []
        turn.say("utter_feedback_thanks", letter={"buttons": menu_buttons()[:1]})
        return []
