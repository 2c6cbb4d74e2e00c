"""The main menu as buttons, and the way back to what was set aside."""

from typing import Any

from actions.turn import Turn, button

MENU = [
    [("menu-catalogue", "browse_catalogue"), ("menu-recommend", "request_recommendation")],
    [("menu-build", "build_bouquet"), ("menu-cart", "view_cart")],
    [("menu-orders", "list_orders"), ("menu-human", "request_human")],
]


def menu_buttons() -> list[list[dict[str, Any]]]:
    """The main menu as inline buttons."""
    return [[button(title, intent) for title, intent in row] for row in MENU]


def resume_buttons() -> list[list[dict[str, Any]]]:
    return [[button("button-resume", "resume_form"), button("button-drop", "drop_form")]]


def offer_interrupted(turn: Turn) -> None:
    """Names the form that was set aside and offers to go on with it."""
    form = turn.slot("interrupted_form")
    if form and not turn.form:
        turn.say(
            "utter_form_waiting",
            letter={"buttons": resume_buttons()},
            form={"id": f"form-{form.replace('_', '-')}"},
        )
