"""When: the day and its window of hours."""

import re
from datetime import date, timedelta
from typing import Any

from actions.checkout_questions import is_pickup, plain_menu
from actions.forms import UNREAD, Field, State
from actions.shop_action import say_refusal, shop
from actions.turn import Turn, button, rows, word
from florist.delivery import service as delivery
from florist.delivery.rules import Window
from florist.errors import FloristError
from florist.orders.errors import CheckoutInvalid

_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?:-(?:[01]\d|2[0-3]):[0-5]\d)?")
DAYS_OFFERED = 6


class Day(Field):
    slot = "checkout_date"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("date") or turn.entities("date_unclear"))

    async def ask(self, turn: Turn, state: State) -> None:
        if state.notes.pop("weekend", None):
            saturday = _next_saturday(turn.now.date())
            days = [saturday, saturday + timedelta(days=1)]
        else:
            async with shop().reading() as session:
                free = await delivery.nearest_free(
                    session, turn.now.date(), now=turn.now, pickup=is_pickup(state), limit=40
                )
            days = sorted({window.day for window in free})[:DAYS_OFFERED]
        choices = [
            button(word("button-day", day={"date": day.isoformat()}), "choose", date=day.isoformat())
            for day in days
        ]
        turn.say("utter_question_checkout_date", letter=plain_menu(turn, rows(choices, 2)))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = turn.entity("date")
        if named is None:
            if turn.entity("date_unclear"):
                state.notes["weekend"] = True
                return None
            return UNREAD
        day = _day(named)
        async with shop().reading() as session:
            await delivery.check(session, day, None, now=turn.now, pickup=is_pickup(state))
        if state["checkout_window"] is not None and not turn.entities("time"):
            state["checkout_window"] = await _still_free(turn, state, day)
        return day.isoformat()


def _day(named: Any) -> date:
    try:
        return date.fromisoformat(str(named))
    except ValueError:
        raise CheckoutInvalid("date") from None


async def _still_free(turn: Turn, state: State, day: date) -> str | None:
    """The chosen window if it can be had on the new day too, else nothing: it is asked again."""
    try:
        async with shop().reading() as session:
            found = await delivery.check(
                session, day, state["checkout_window"], now=turn.now, pickup=is_pickup(state)
            )
        return found.text
    except FloristError:
        return None


def _next_saturday(today: date) -> date:
    return today + timedelta(days=(5 - today.weekday()) % 7)


class When(Field):
    slot = "checkout_window"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("time"))

    async def ask(self, turn: Turn, state: State) -> None:
        day = date.fromisoformat(state["checkout_date"])
        async with shop().reading() as session:
            found = await delivery.windows(session, day, now=turn.now, pickup=is_pickup(state))
        free = [window for window in found if window.free != 0]
        choices = [button({"window": window.text}, "choose", time=window.text) for window in free]
        turn.say(
            "utter_question_checkout_window",
            letter=plain_menu(turn, rows(choices, 3)),
            day={"date": day.isoformat()},
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        wish = turn.entity("time")
        if wish is None and not (asked and turn.intent == "skip"):
            return UNREAD
        if wish is not None and not _HOURS.fullmatch(str(wish)):
            raise CheckoutInvalid("window")
        # Kept until the day is known: the same message may name another one, or none was named yet.
        state.notes["time"] = str(wish or "")
        return None

    async def checked(self, turn: Turn, state: State, wish: str) -> str | None:
        """The window for a wish on the chosen day; past or full ones are told with the nearest free as buttons."""
        day = date.fromisoformat(state["checkout_date"])
        async with shop().reading() as session:
            try:
                found = await delivery.check(
                    session, day, wish or None, now=turn.now, pickup=is_pickup(state)
                )
                return found.text
            except FloristError as refusal:
                nearest = await delivery.nearest_free(
                    session, day, wish or None, now=turn.now, pickup=is_pickup(state)
                )
                say_refusal(
                    turn, refusal, letter={"buttons": [[_window_button(window)] for window in nearest]}
                )
                return None


def _window_button(window: Window) -> dict[str, Any]:
    return button(window.value, "choose", date=window.day.isoformat(), time=window.text)
