"""What all questions of the checkout share: their last row, and whether we drive at all."""

from typing import Any

from actions.forms import Field, State
from actions.turn import Turn, button


def last_row() -> list[dict[str, Any]]:
    return [button("button-back", "go_back"), button("button-cancel", "cancel")]


def plain_menu(turn: Turn, choices: list[list[dict[str, Any]]], **more: Any) -> dict[str, Any]:
    return {"menu": "checkout", "buttons": [*choices, last_row()], **more}


def is_pickup(state: State) -> bool:
    return bool(state["checkout_kind"] == "pickup")


class AtHome(Field):
    """Questions that only make sense when we deliver."""

    def applies(self, state: State) -> bool:
        return not is_pickup(state)
