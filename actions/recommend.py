"""``recommendation_form`` asks only for what is missing; then three options, cheaper ones, other ones."""

from typing import Any

from actions.browse import relaxed_words, show_card, shown
from actions.forms import UNREAD, Field, FormAction, State, declines
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, rows, word
from actions.wishes import ANY, RICHEST, SLOTS, as_wish, budget_of, read_wish, remember
from florist.catalogue import service as catalogue
from florist.kit.canon import COLORS, OCCASIONS
from florist.kit.money import Money
from florist.kit.terms import term
from florist.recommendation import service as recommendation

ASKED_OCCASIONS = (*OCCASIONS[:10], "apology", "thank_you", "just_because")
ASKED_BUDGETS = (2000, 3000, 5000, 8000)


class WishField(Field):
    """A part of the wish; "doesn't matter" is an answer."""

    any_value: Any = ANY

    def recognises(self, turn: Turn) -> bool:
        return self.slot in read_wish(turn)

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = read_wish(turn).get(self.slot)
        if named is not None:
            return named
        return self.any_value if asked and declines(turn) else UNREAD


class Occasion(WishField):
    slot = "wish_occasion"

    def applies(self, state: State) -> bool:
        # Whom the flowers are for already tells enough.
        return state["wish_recipient"] is None

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [button(term("occasion", o), "choose", occasion=o) for o in ASKED_OCCASIONS]
        turn.say("utter_question_wish_occasion", letter=_menu(turn, rows(choices, 2)))


class Recipient(WishField):
    slot = "wish_recipient"

    def applies(self, state: State) -> bool:
        return False  # read when it is said, never asked for

    async def ask(self, turn: Turn, state: State) -> None:
        raise AssertionError("never asked for")


class Budget(WishField):
    slot = "wish_budget"

    async def ask(self, turn: Turn, state: State) -> None:
        currency = shop().settings.shop_currency
        choices = [
            button(
                word("button-budget-max", price=Money.major(amount, currency).value),
                "choose",
                budget=amount,
                budget_bound="max",
            )
            for amount in ASKED_BUDGETS
        ]
        turn.say("utter_question_wish_budget", letter=_menu(turn, rows(choices, 2)))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if asked and budget_of(turn) is None and turn.entities("quantity"):
            # A bare small number is a count everywhere else; here it answers "for how much?" in thousands or as it is.
            amount = turn.numbers("quantity")[-1]
            worth = Money.major(amount * 1000 if amount < 100 else amount, shop().settings.shop_currency)
            return {"about": min(worth.amount, RICHEST)} if amount > 0 else UNREAD
        return await super().read(turn, state, asked=asked)


class Colors(WishField):
    slot = "wish_colors"
    any_value = [ANY]

    def applies(self, state: State) -> bool:
        return not state.notes.get("flowers")

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [button(term("color", c), "choose", color=c) for c in COLORS]
        turn.say("utter_question_wish_colors", letter=_menu(turn, rows(choices, 3)))


def _menu(turn: Turn, choices: list[list[dict[str, Any]]]) -> dict[str, Any]:
    last = [button("button-any", "skip"), button("button-back", "go_back"), button("button-cancel", "cancel")]
    return {"menu": "wish", "buttons": [*choices, last]}


class ValidateRecommendationForm(FormAction):
    form = "recommendation_form"
    notes_slot = "wish_notes"
    fields = (Occasion(), Recipient(), Budget(), Colors())
    own = frozenset({"request_recommendation"})

    async def prepare(self, turn: Turn, state: State) -> None:
        flowers = turn.entities("flower") or turn.slot("wish_flowers")
        state.notes |= {"flowers": turn.entities("flower"), "category": turn.entity("category")}
        if turn.intent == "inform" and flowers:
            state.notes["flowers"] = flowers

    async def _read(self, turn: Turn, state: State, *, asked: Field | None) -> bool:
        understood = await super()._read(turn, state, asked=asked)
        if turn.entities("flower"):
            state.notes["flowers"] = turn.entities("flower")
            return True
        return understood


class ActionRecommend(ShopAction):
    """Three options for the wish; ``cheaper`` and ``another`` start from those on the screen."""

    action_name = "action_recommend"

    async def answer(self, turn: Turn) -> Events:
        if turn.intent == "browse_catalogue" and not read_wish(turn):
            return await self.offer(turn, "another")  # a bare "more" after three options
        return await self.offer(turn, turn.intent)

    async def offer(self, turn: Turn, how: str) -> Events:
        """``how``: ``cheaper`` or ``another`` start from what is on the screen, anything else from the wish."""
        before = turn.slot("shown_by") or {}
        again = how in {"cheaper", "another"} and before.get("wish") is not None
        notes = turn.slot("wish_notes") or {}
        values: dict[str, Any] = before["wish"] if again else {slot: turn.slot(slot) for slot in SLOTS}
        if not again:
            values |= {"wish_flowers": notes.get("flowers") or None, "wish_category": notes.get("category")}
        seen: list[int] = before.get("seen", []) if again else []
        on_screen = turn.slot("shown_cards") or []
        async with shop().reading() as session:
            cards = await catalogue.cards(session, on_screen) if how == "cheaper" else []
            if cards:
                # What was shown as cheaper was shown in the size that is.
                shown_for = [card.fitting(as_wish(values)).price.amount for card in cards]
                roof = before.get("lowest") or min(shown_for)
                found = await recommendation.cheaper(
                    session, as_wish(values), than=roof, language=turn.language, ranker=shop().ranker
                )
            else:
                found = await recommendation.recommend(
                    session, as_wish(values), language=turn.language, ranker=shop().ranker, shown=set(seen)
                )
        options = found.options
        if cards and "budget" in found.relaxed:
            options = []
        if not options:
            turn.say("utter_recommend_none" if again else "utter_browse_empty")
            return []
        turn.say("utter_recommend_intro" if not again else "utter_recommend_again")
        if found.relaxed and how != "another":
            turn.say("utter_browse_relaxed", relaxed=relaxed_words(found.relaxed))
        for option in options:
            show_card(turn, option.card, option.size, option.reason)
        turn.say("utter_recommend_next")
        offered = [option.card for option in options]
        seen = list(dict.fromkeys([*seen, *(card.id for card in offered)]))
        lowest = min(option.size.price.amount for option in options)
        sizes = {str(option.card.id): option.size.code for option in options}
        by = {"by": "recommend", "wish": values, "page": 0, "seen": seen, "lowest": lowest, "sizes": sizes}
        return [
            *shown(offered, by),
            *remember(turn, values),
        ]
