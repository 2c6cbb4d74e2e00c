"""What cannot be ordered as it stands: said in words, with buttons that mend just that."""

from datetime import date
from typing import Any

from actions.checkout_questions import last_row
from actions.checkout_when import ANYTHING, TOLD, offer_nearest, wish_again
from actions.fields import State
from actions.shop_action import say_refusal, shop
from actions.turn import Turn, button, word
from florist.bouquets.errors import ColorNotGrown, NotEnoughStems, RecipeInvalid
from florist.cart import service as cart
from florist.cart.service import Line
from florist.catalogue.errors import OutOfStock, ProductNotFound
from florist.delivery.errors import (
    DayUnsuitable,
    OutsideHours,
    OutsideZone,
    WindowFull,
    WindowPast,
    ZoneUnknown,
)
from florist.errors import FloristError
from florist.orders.errors import CheckoutInvalid

#: What the shelves refuse: the cart has to change, the other answers stand.
SHELVES = (OutOfStock, NotEnoughStems, ColorNotGrown, RecipeInvalid, ProductNotFound)
#: The day is good, its hours are not.
_HOURS = (WindowFull, WindowPast, OutsideHours)


async def mend(turn: Turn, state: State, refusal: FloristError) -> bool:
    """Says why it cannot be ordered so, and opens the question that mends it; ``TOLD`` among the notes when the words are a
    question already. False when no answer would help and the form has to end."""
    if isinstance(refusal, SHELVES):
        await _say_what_is_left(turn, refusal)
        state.notes[TOLD] = ANYTHING
        return True
    if isinstance(refusal, (DayUnsuitable, WindowFull)):
        await _ask_when_again(turn, state, refusal)
        return True
    slot = _asked_again(refusal)
    say_refusal(turn, refusal)
    if slot is None:
        return False
    state[slot] = None
    return True


def _asked_again(refusal: FloristError) -> str | None:
    """The question whose answer the summary could not take, if it is one."""
    if isinstance(refusal, (OutsideZone, ZoneUnknown)):
        return "checkout_address"
    if isinstance(refusal, CheckoutInvalid):
        return {"card_text": "checkout_card"}.get(refusal.about, f"checkout_{refusal.about}")
    return None


async def _ask_when_again(turn: Turn, state: State, refusal: FloristError) -> None:
    day, window = date.fromisoformat(state["checkout_date"]), state["checkout_window"]
    await offer_nearest(turn, state, refusal, day, window)
    if isinstance(refusal, _HOURS):
        state["checkout_window"] = None
    else:
        wish_again(state)
        state["checkout_date"] = None


async def _say_what_is_left(turn: Turn, refusal: FloristError) -> None:
    """Take as many as there are, or take it out; and the cart, for anything else."""
    async with shop().reading() as session:
        basket = await cart.view(session, turn.user_id)
    rows: list[list[dict[str, Any]]] = []
    for line in _meant(basket.lines, refusal):
        left = getattr(refusal, "left", 0)
        if isinstance(refusal, OutOfStock) and 0 < left < line.count:
            rows.append(
                [button(word("button-take-left", count=left), "change_quantity", line=line.id, quantity=left)]
            )
        rows.append([button(word("button-take-out", name=line.name), "remove_from_cart", line=line.id)])
    if not isinstance(refusal, OutOfStock):  # whose words have the way to the cart already
        rows.append([button("menu-cart", "view_cart")])
    rows.append(last_row()[1:])
    say_refusal(turn, refusal, letter={"buttons": rows, "buttons_first": True})


def _meant(lines: list[Line], refusal: FloristError) -> list[Line]:
    """The lines of the cart that the shelves cannot give."""
    if isinstance(refusal, OutOfStock):
        return [line for line in lines if line.name == refusal.name]
    if isinstance(refusal, NotEnoughStems):
        flower, color = refusal.flower["id"], refusal.color["id"]
        return [
            line
            for line in lines
            if line.kind == "custom"
            and any((f"flower-{s.flower}", f"color-{s.color}") == (flower, color) for s in line.recipe.stems)
        ]
    return [line for line in lines if not line.available]
