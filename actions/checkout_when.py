"""When: the day and its window of hours, and the nearest free ones where a wish will not do."""

import re
from datetime import date, timedelta
from typing import Any

from actions.checkout_questions import is_pickup, keep_row, last_row, plain_menu
from actions.fields import BEFORE, UNREAD, Field, State
from actions.shop_action import say_refusal, shop
from actions.turn import Turn, button, rows, word
from florist.delivery import service as delivery
from florist.delivery.errors import DayUnsuitable, WindowFull, WindowPast
from florist.delivery.rules import Window
from florist.errors import FloristError
from florist.orders.errors import CheckoutInvalid

_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?:-(?:[01]\d|2[0-3]):[0-5]\d)?")
DAYS_OFFERED = 6
#: Among the notes: hours that were wished for and wait to be checked against the day; "" is any.
WISH = "time"
#: Among the notes: the words of a refusal were a question already, with its buttons: for other hours, or for anything.
TOLD, HOURS, ANYTHING = "told", "hours", "anything"


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
        turn.say(
            "utter_question_checkout_date",
            letter=plain_menu(turn, [*rows(choices, 2), *keep_row(state, self.slot)]),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = turn.entity("date")
        if named is None:
            if turn.entity("date_unclear"):
                state.notes["weekend"] = True
                wish_again(state)
                return None
            return UNREAD
        day = _day(named)
        async with shop().reading() as session:
            try:
                await delivery.check(session, day, None, now=turn.now, pickup=is_pickup(state))
            except (DayUnsuitable, WindowFull) as refusal:
                await offer_nearest(turn, state, refusal, day, turn.entity("time"))
                return None
        if day.isoformat() != state[self.slot]:
            wish_again(state)
        return day.isoformat()


def _day(named: Any) -> date:
    try:
        return date.fromisoformat(str(named))
    except ValueError:
        raise CheckoutInvalid("date") from None


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
        if not free:
            await offer_nearest(turn, state, WindowPast(day), day, None)
            return
        choices = [button({"window": window.text}, "choose", time=window.text) for window in free]
        turn.say(
            "utter_question_checkout_window",
            letter=plain_menu(turn, [*rows(choices, 3), *keep_row(state, self.slot)]),
            day={"date": day.isoformat()},
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        wish = turn.entity("time")
        if wish is None and not (asked and turn.intent == "skip"):
            return UNREAD
        if wish is not None and not _HOURS.fullmatch(str(wish)):
            raise CheckoutInvalid("window")
        # Kept until the day is known: the same message may name another one, or none was named yet.
        state.notes[WISH] = str(wish or "")
        return None


def wish_again(state: State) -> None:
    """The chosen hours become a wish: they hold on if they can be had on another day or in another way, too."""
    if state["checkout_window"] is not None:
        state.notes.setdefault(WISH, state.notes.get("wish") or state["checkout_window"])
        state["checkout_window"] = None


async def settle(turn: Turn, state: State) -> None:
    """Turns the wish for a time into a window of the chosen day; a change between driving and collecting asks this anew."""
    way = "pickup" if is_pickup(state) else "delivery"
    if state.notes.get("way", way) != way:
        wish_again(state)
    state.notes["way"] = way
    if state.notes.get(WISH) is None or state["checkout_date"] is None:
        return
    wish = state.notes.pop(WISH)
    day = date.fromisoformat(state["checkout_date"])
    async with shop().reading() as session:
        try:
            found = await delivery.check(session, day, wish or None, now=turn.now, pickup=is_pickup(state))
        except (DayUnsuitable, WindowFull) as refusal:
            state["checkout_window"] = None
            await offer_nearest(turn, state, refusal, day, wish)
            return
    state["checkout_window"] = found.text
    state.notes["wish"] = wish


async def offer_nearest(turn: Turn, state: State, refusal: FloristError, day: date, wish: str | None) -> None:
    """Says why not then, with the nearest free windows as buttons, another day, and what was chosen before."""
    hours = wish if wish and _HOURS.fullmatch(str(wish)) else None
    async with shop().reading() as session:
        nearest = await delivery.nearest_free(session, day, hours, now=turn.now, pickup=is_pickup(state))
    choices = [_window_button(window) for window in nearest]
    others = [button("button-other-day", "edit_field", field="checkout_date")]
    former_day, former = state.former("checkout_date"), state.former("checkout_window")
    if former_day and former and (former_day, former) != (day.isoformat(), wish):
        state.notes[BEFORE] = {"checkout_date": former_day, "checkout_window": former}
    if state.notes.get(BEFORE):
        others.append(button("button-keep", "choose", choice="keep"))
    say_refusal(turn, refusal, letter={"buttons": [*rows(choices, 1), others, last_row()]})
    state.notes[TOLD] = HOURS


def _window_button(window: Window) -> dict[str, Any]:
    return button(window.value, "choose", date=window.day.isoformat(), time=window.text)
