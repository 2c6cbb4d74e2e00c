"""The order is placed and its invoice sent; or it is said why not, and just that is mended."""

from datetime import timedelta

from rasa_sdk.events import FollowupAction, SlotSet

from actions.checkout import MENDING, ValidateCheckoutForm
from actions.checkout_mending import mend
from actions.checkout_said import NOTES
from actions.checkout_summary import TOTAL, checkout_of
from actions.fields import State
from actions.shop_action import ShopAction, log, say_refusal, shop
from actions.turn import Events, Turn
from florist.errors import FloristError
from florist.kit.money import Money
from florist.orders import service as orders
from florist.orders.errors import PriceChanged


class ActionFinishCheckout(ShopAction):
    """Places the order and sends its invoice; what cannot be placed any more is told, and the form asks just that again."""

    action_name = "action_finish_checkout"
    keeps_what_is_said = False

    async def answer(self, turn: Turn) -> Events:
        if not turn.slot("checkout_ready"):
            return []
        state = ValidateCheckoutForm().state_of(turn)
        state["checkout_ready"] = None
        try:
            order = await self._place(turn, state)
        except FloristError as refusal:
            return await self._mend(turn, state, refusal)
        turn.say(
            "utter_order_placed",
            letter={"reply_keyboard": "remove"},
            number=order.number,
            minutes=shop().settings.hold_minutes,
        )
        turn.say("utter_invoice", letter={"kind": "invoice", "invoice": {"order": order.number}})
        return [
            SlotSet("checkout_ready", None),
            SlotSet("last_order", order.number),
            SlotSet("interrupted_form", None),
        ]

    async def _place(self, turn: Turn, state: State) -> orders.Order:
        """The order. Raises what ``orders.place`` raises, and ``PriceChanged`` when it would cost other than was told."""
        hold = timedelta(minutes=shop().settings.hold_minutes)
        async with shop().transaction() as session:
            order = await orders.place(
                session, turn.user_id, checkout_of(turn, state), now=turn.now, hold=hold
            )
            told = state.notes.get(TOTAL, order.total.amount)
            if told != order.total.amount:
                raise PriceChanged(Money(told, order.total.currency), order.total)
        return order

    async def _mend(self, turn: Turn, state: State, refusal: FloristError) -> Events:
        """The form begins again where the refusal is mended; the other answers stand."""
        log.info("refused", code=refusal.code, action=self.name())
        if isinstance(refusal, PriceChanged):
            say_refusal(turn, refusal)  # and the summary comes again with what it costs now
        elif not await mend(turn, state, refusal):
            return [SlotSet("checkout_ready", None), SlotSet("interrupted_form", "checkout_form")]
        state.notes[MENDING] = True
        return [
            *state.events(),
            SlotSet(NOTES, state.notes),
            SlotSet("interrupted_form", "checkout_form"),
            FollowupAction("checkout_form"),
        ]

    def after_refusal(self, turn: Turn) -> Events:
        return [SlotSet("checkout_ready", None), SlotSet("interrupted_form", "checkout_form")]
