"""What the customer hears about money: it came, it did not, try again."""

from actions.orders import order_words
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button
from florist.orders import service as orders


class ActionPaymentSucceeded(ShopAction):
    """The gateway recorded the charge; here the customer is thanked, with the summary and the picture."""

    action_name = "action_payment_succeeded"

    async def answer(self, turn: Turn) -> Events:
        async with shop().reading() as session:
            order = await orders.track(session, turn.user_id, turn.number("order_number") or 0)
        picture = next((line.picture for line in order.lines if line.picture), None)
        letter: dict[str, object] = {
            "buttons": [[button("button-order-status", "order_status", order_number=order.number)]]
        }
        if picture:
            letter |= {"kind": "photo", "photo": picture}
        turn.say("utter_paid", letter=letter, **order_words(order))
        return []


class ActionPaymentFailed(ShopAction):
    action_name = "action_payment_failed"

    async def answer(self, turn: Turn) -> Events:
        number = turn.number("order_number") or 0
        retry = button("button-pay-again", "retry_payment", order_number=number)
        turn.say(
            "utter_payment_failed",
            letter={"buttons": [[retry, button("menu-human", "request_human")]]},
            number=number,
        )
        return []


class ActionRetryPayment(ShopAction):
    action_name = "action_retry_payment"

    async def answer(self, turn: Turn) -> Events:
        number = turn.number("order_number") or turn.slot("last_order")
        if number is None:
            turn.say("utter_no_open_orders")
            return []
        async with shop().reading() as session:
            order = await orders.track(session, turn.user_id, number)
        turn.say("utter_invoice", letter={"kind": "invoice", "invoice": {"order": order.number}})
        return []
