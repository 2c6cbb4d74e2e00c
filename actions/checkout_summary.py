"""The summary: everything that was answered, what it costs, a button to change each thing, and "pay"."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from actions.checkout_changes import has_a_but
from actions.checkout_questions import is_pickup
from actions.checkout_said import hours_in_words
from actions.fields import UNREAD, Field, State, affirms
from actions.shop_action import shop
from actions.turn import Turn, button, rows, word
from florist.cart import service as cart
from florist.orders import service as orders
from florist.orders.service import Checkout
from florist.shopinfo.service import facts

_FEW = 4
#: Among the notes: what the customer was told that it costs, in minor units.
TOTAL = "total"


class Ready(Field):
    """The summary with everything, its change buttons, and "pay"."""

    slot = "checkout_ready"

    def __init__(self, questions: Sequence[Field]) -> None:
        self._questions = questions

    async def ask(self, turn: Turn, state: State) -> None:
        async with shop().reading() as session:
            figures = await orders.estimate(session, turn.user_id, checkout_of(turn, state), now=turn.now)
            basket = await cart.view(session, turn.user_id)
        state.notes[TOTAL] = figures.total.amount
        changes = [
            button(edit_title(field.slot), "edit_field", field=field.slot)
            for field in self._questions
            if field.applies(state) and field.slot != "checkout_zone"
        ]
        pay = button(word("button-pay", total=figures.total.value), "affirm", once=True)
        letter = {
            "menu": "checkout",
            "buttons": [[pay], *rows(changes, 2), [button("button-cancel", "cancel")]],
        }
        turn.say("utter_checkout_summary", letter=letter, **summary(turn, state, basket, figures))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        agreed = affirms(turn) or turn.intent in {"checkout", "retry_payment"} or takes_it(turn)
        # «Да, только к семи» is not yet a yes: what changed is shown first.
        return True if asked and agreed and not has_a_but(turn) else UNREAD


def takes_it(turn: Turn) -> bool:
    """«Беру», "I'll take it": under a summary it names nothing else to put in."""
    return (
        turn.is_typed and turn.intent == "add_to_cart" and not turn.spans and len(turn.text.split()) <= _FEW
    )


def edit_title(slot: str) -> str:
    """The Fluent id of the button that changes one answer."""
    return f"button-edit-{slot.replace('_', '-')}"


#: The answers that can have been said beforehand, in the order of telling them.
TAKEN = (
    "checkout_kind",
    "checkout_address",
    "checkout_flat",
    "checkout_date",
    "checkout_window",
    "checkout_recipient",
    "checkout_phone",
)


def values_of(state: State, slots: list[str]) -> list[Any]:
    """Answers as letter values."""
    return [_value(slot, state[slot]) for slot in slots if state[slot]]


def lines_of(state: State, slots: list[str]) -> list[Any]:
    """Answers as lines, each with its sign."""
    return [
        word(f"taken-{slot.removeprefix('checkout_')}", answer=_value(slot, state[slot]))
        for slot in slots
        if state[slot]
    ]


def _value(slot: str, answer: Any) -> Any:
    if slot == "checkout_kind":
        return word(f"kind-{answer}")
    if slot == "checkout_date":
        return {"date": answer}
    return hours_in_words(answer) if slot == "checkout_window" else str(answer)


def checkout_of(turn: Turn, state: State) -> Checkout:
    """The answers as the shop's ``Checkout``."""
    point = state.notes.get("point") if not is_pickup(state) else None
    mood = handing(state)
    return Checkout(
        kind=state["checkout_kind"],
        day=date.fromisoformat(state["checkout_date"]),
        window=state["checkout_window"],
        recipient=state["checkout_recipient"],
        phone=state["checkout_phone"],
        zone=state["checkout_zone"],
        address=state["checkout_address"],
        address_note=state["checkout_flat"] or None,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        card_text=state["checkout_card"] or None,
        anonymous=mood == "anonymous",
        surprise=mood in {"surprise", "anonymous"},
        substitution=state["checkout_substitution"],
        language=turn.language,
    )


def handing(state: State) -> str | None:
    """How it is handed over; who collects it themselves has said nothing of that, or says it no longer."""
    return None if is_pickup(state) or state.notes.get("me") else state["checkout_surprise"]


def summary(turn: Turn, state: State, basket: cart.Cart, figures: orders.Estimate) -> dict[str, Any]:
    """The words' arguments for the summary."""
    lines: list[Any] = [
        word("summary-line", name=line.name, count=line.count, price=line.total.value, details=line.details)
        for line in basket.sold
    ]
    if is_pickup(state):
        lines.append(word("summary-pickup", address=facts(shop().settings).address))
    else:
        lines.append(
            word("summary-fee", fee=figures.fee.value) if figures.fee.amount else word("summary-fee-free")
        )
        address = [state["checkout_address"], state["checkout_flat"]]
        lines.append(word("summary-address", address=[part for part in address if part]))
    lines.append(word("summary-when", when=figures.window.value))
    lines.append(word("summary-who", name=state["checkout_recipient"], phone=state["checkout_phone"]))
    if state["checkout_card"]:
        lines.append(word("summary-card", text=state["checkout_card"]))
    if handing(state) in {"surprise", "anonymous"}:
        lines.append(word(f"summary-{handing(state)}"))
    lines.append(word("summary-substitution", how=word(f"substitution-{state['checkout_substitution']}")))
    return {"lines": {"lines": lines}, "total": figures.total.value}
