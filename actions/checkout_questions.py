"""What all questions of the checkout share: their last row, whether we drive at all, and an answer that may stay as it is."""

from typing import Any

from actions.fields import BEFORE, Field, State
from actions.turn import Turn, button, word

#: The first titles of buttons are no place for a whole address.
_SHOWN = 40


def last_row() -> list[dict[str, Any]]:
    return [button("button-back", "go_back"), button("button-cancel", "cancel")]


def kept_row(state: State, slot: str) -> list[list[dict[str, Any]]]:
    """The button that leaves the answer which was to be changed, in a row of its own; no row when there is none."""
    before = state.notes.get(BEFORE, {}).get(slot)
    if before is None:
        return []
    shown = str(before)
    value = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
    title = word("button-keep-answer", answer=value) if value else "button-keep"
    return [[button(title, "choose", choice="keep")]]


def keep_row(state: State, slot: str) -> list[list[dict[str, Any]]]:
    """The same where the answers are buttons, which say for themselves what was chosen."""
    return [[button("button-keep", "choose", choice="keep")]] if slot in state.notes.get(BEFORE, {}) else []


def plain_menu(turn: Turn, choices: list[list[dict[str, Any]]], **more: Any) -> dict[str, Any]:
    return {"menu": "checkout", "buttons": [*choices, last_row()], **more}


def keyboard(*first: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Keys in place of the person's own: what can be shared, and the steps that inline buttons give elsewhere."""
    return [list(first), [{"title": word("button-back")}, {"title": word("button-cancel")}]]


def is_pickup(state: State) -> bool:
    return bool(state["checkout_kind"] == "pickup")


class AtHome(Field):
    """Questions that only make sense when we deliver."""

    def applies(self, state: State) -> bool:
        return not is_pickup(state)
