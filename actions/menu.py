"""The main menu as buttons, the way back to what was set aside, and the ways to another bouquet."""

from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.turn import ANEW, Events, Turn, button

MENU = [
    [("menu-catalogue", "browse_catalogue"), ("menu-recommend", "request_recommendation")],
    [("menu-build", "build_bouquet"), ("menu-cart", "view_cart")],
    [("menu-orders", "list_orders"), ("menu-human", "request_human")],
]


def menu_buttons() -> list[list[dict[str, Any]]]:
    """The main menu as inline buttons."""
    return [[button(title, intent) for title, intent in row] for row in MENU]


def resume_button() -> dict[str, Any]:
    return button("button-resume", "resume_form")


def resume_buttons() -> list[list[dict[str, Any]]]:
    return [[resume_button(), button("button-drop", "drop_form")]]


def offer_interrupted(turn: Turn) -> None:
    """Names the form that was set aside and offers to go on with it."""
    form = turn.slot("interrupted_form")
    if form and not turn.form:
        turn.say(
            "utter_form_waiting",
            letter={"buttons": resume_buttons()},
            form={"id": f"form-{form.replace('_', '-')}"},
        )


def other_ways() -> list[list[dict[str, Any]]]:
    """The ways to another bouquet, each from its beginning."""
    build = button("button-build-anew", "build_bouquet", choice=ANEW)
    return [
        [button("menu-recommend", "request_recommendation", choice=ANEW)],
        [build, button("menu-catalogue", "browse_catalogue")],
    ]


def offer_another(turn: Turn) -> Events:
    """«Передумала, хочу другой букет»: the form gives way, and the ways to another bouquet lie open."""
    if not turn.form:
        turn.say("utter_another_way", letter={"buttons": other_ways()})
        return []
    turn.say("utter_another_way_aside", letter={"buttons": [*other_ways(), [resume_button()]]})
    return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("interrupted_form", turn.form)]
