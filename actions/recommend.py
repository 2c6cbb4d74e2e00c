"""``recommendation_form`` asks only for what is missing; then three options, cheaper ones, other ones."""

from typing import Any

from actions import phrases
from actions.adding import ActionAddToCart
from actions.browse import say_relaxed, show_card, shown
from actions.budgets import RICHEST, budget_of
from actions.fields import UNREAD, Field, State, passes
from actions.form_turns import form_left
from actions.forms import FormAction
from actions.shop_action import ShopAction, shop
from actions.turn import ANEW, Events, Turn, button, rows, word
from actions.wishes import (
    ANY,
    SLOTS,
    as_wish,
    ordinal,
    read_wish,
    refused_in,
    remember,
    wish_words,
    with_real_colors,
)
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
        return self.any_value if asked and passes(turn) else UNREAD


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
        return not state.notes.get("flowers") or bool(state.notes.get("other_color"))

    async def ask(self, turn: Turn, state: State) -> None:
        refused = state.notes.get("refused") or []
        choices = [button(term("color", c), "choose", color=c) for c in COLORS if c not in refused]
        turn.say("utter_question_wish_colors", letter=_menu(turn, rows(choices, 3)))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        wish = {"wish_colors": turn.entities("color") or None, "wish_flowers": state.notes.get("flowers")}
        named = (await with_real_colors(turn, wish))["wish_colors"]
        if named is not None:
            return named
        refused = turn.refused("color")
        if refused:
            # Who says what colour it must not be has said what matters to them of it.
            kept = [color for color in state[self.slot] or [] if color not in refused]
            return kept or [ANY]
        return await super().read(turn, state, asked=asked)


def _menu(turn: Turn, choices: list[list[dict[str, Any]]]) -> dict[str, Any]:
    last = [button("button-any", "skip"), button("button-back", "go_back"), button("button-cancel", "cancel")]
    return {"menu": "wish", "buttons": [*choices, last]}


class ValidateRecommendationForm(FormAction):
    form = "recommendation_form"
    notes_slot = "wish_notes"
    fields = (Occasion(), Recipient(), Budget(), Colors())
    own = frozenset({"request_recommendation"})
    anew = "request_recommendation"

    async def prepare(self, turn: Turn, state: State) -> None:
        """What is known already goes on: from the screen when it is only refined, from a bouquet that gave way."""
        state.notes = {"flowers": None, "category": None, **state.notes}
        screen = {} if turn.entity("choice") == ANEW else _refined(turn)
        known = screen or ({} if turn.entity("choice") == ANEW else _from_bouquet(turn))
        state.notes["refined"] = bool(screen)
        for slot in ("wish_occasion", "wish_recipient", "wish_budget", "wish_colors"):
            if state[slot] is None and known.get(slot):
                state[slot] = known[slot]
        for note in ("flowers", "category", "refused"):
            state.notes[note] = state.notes.get(note) or known.get(f"wish_{note}") or None
        if turn.intent == "inform" and turn.slot("wish_flowers") and not state.notes["flowers"]:
            state.notes["flowers"] = turn.slot("wish_flowers")
        if _wants_other_color(turn):
            state["wish_colors"], state.notes["other_color"] = None, True

    def begins_afresh(self, turn: Turn) -> bool:
        return super().begins_afresh(turn) or wants_another(turn)

    async def understand(self, turn: Turn, state: State, asked: Field | None) -> Events | None:
        which = turn.is_typed and ordinal(turn.text) is not None and not turn.spans
        if which and turn.slot("shown_cards") and len(turn.text.split()) <= 3:
            added = await ActionAddToCart().answer(turn)  # a card that a question in between brought
            return [*added, *await self._ask_on(turn, state)]
        if asked is not None and _wants_other_color(turn):
            state.notes["other_color"] = True
            return await self._reopen(turn, state, "wish_colors")
        return None

    def insists(self, turn: Turn) -> bool:
        return _wants_other_color(turn)

    async def _read(self, turn: Turn, state: State, *, asked: Field | None) -> bool:
        from_screen = state.notes.pop("refined", False)
        before = wish_words(_said_so_far(state)) if asked is not None or from_screen else []
        flowers, category, refused = turn.entities("flower"), turn.entity("category"), refused_in(turn)
        state.notes["flowers"] = flowers or state.notes.get("flowers")
        state.notes["category"] = category or state.notes.get("category")
        if refused:
            state.notes["refused"] = list(dict.fromkeys([*(state.notes.get("refused") or []), *refused]))
            for note, kept in (("flowers", state.notes["flowers"] or []),):
                state.notes[note] = [value for value in kept if value not in refused] or None
            if state.notes["category"] in refused:
                state.notes["category"] = None
        understood = await super()._read(turn, state, asked=asked)
        after = wish_words(_said_so_far(state))
        # What answers the question at hand needs no echo, the rest does: nothing is noted in silence.
        asked_for = {asked.slot, "wish_recipient"} if isinstance(asked, Occasion) else {asked and asked.slot}
        answer = wish_words({slot: state[slot] for slot in asked_for if slot})
        state.notes["noted"] = [said for said in after if said not in before and said not in answer]
        return understood or bool(flowers or refused)

    async def _ask_on(self, turn: Turn, state: State) -> Events:
        noted = state.notes.pop("noted", None)
        if noted and any(field.applies(state) and state[field.slot] is None for field in self.fields):
            turn.say("utter_wish_noted", noted=noted)
        return await super()._ask_on(turn, state)


def _said_so_far(state: State) -> dict[str, Any]:
    values = {slot: state[slot] for slot in ("wish_occasion", "wish_recipient", "wish_budget", "wish_colors")}
    return values | {f"wish_{note}": state.notes.get(note) for note in ("flowers", "category", "refused")}


def _wants_other_color(turn: Turn) -> bool:
    return turn.is_typed and bool(phrases.OTHER_COLOR.search(turn.text)) and not turn.entities("color")


def _refined(turn: Turn) -> dict[str, Any]:
    """The wish behind the cards on the screen, when this message only changes a part of it; what was left open stays open."""
    before = turn.slot("shown_by") or {}
    if not turn.slot("shown_cards") or before.get("wish") is None:
        return {}
    other = any(
        named and before["wish"].get(slot) not in (None, ANY, named)
        for slot, named in (
            ("wish_occasion", turn.entity("occasion")),
            ("wish_recipient", turn.entity("recipient")),
        )
    )
    changes = turn.intent in {"inform", "choose", "edit_image"} and not other
    if not (changes or _wants_other_color(turn) or wants_another(turn)):
        return {}
    wish = {slot: before["wish"].get(slot) for slot in SLOTS}
    if turn.entities("flower"):
        wish |= {"wish_flowers": None, "wish_colors": None}
    open_ones = {"wish_occasion": ANY, "wish_budget": ANY, "wish_colors": [ANY]}
    return {slot: value or open_ones.get(slot) for slot, value in wish.items()}


def _from_bouquet(turn: Turn) -> dict[str, Any]:
    """What a bouquet that was being composed tells of the wish, when advice is asked for instead."""
    if "bouquet_form" not in {turn.slot("interrupted_form"), form_left(turn, "recommendation_form")}:
        return {}
    notes = turn.slot("bouquet_notes") or {}
    return {
        **(notes.get("wish") or {}),
        "wish_colors": turn.slot("bouquet_colors"),
        "wish_flowers": turn.slot("bouquet_flowers"),
    }


def wants_another(turn: Turn) -> bool:
    """«Хочу другой букет», "something else": others than those on the screen, and nothing said of them."""
    if not turn.is_typed or not phrases.OTHER_BOUQUET.search(turn.text):
        return False
    return not set(read_wish(turn)) - {"wish_category"}


class ActionRecommend(ShopAction):
    """Three options for the wish; ``cheaper`` and ``another`` start from those on the screen."""

    action_name = "action_recommend"

    async def answer(self, turn: Turn) -> Events:
        bare_more = turn.intent == "browse_catalogue" and not read_wish(turn)
        if bare_more or (wants_another(turn) and turn.slot("shown_cards")):
            return await self.offer(turn, "another")
        return await self.offer(turn, turn.intent)

    async def offer(self, turn: Turn, how: str) -> Events:
        """``how``: ``cheaper`` or ``another`` start from what is on the screen, anything else from the wish."""
        before = turn.slot("shown_by") or {}
        again = how in {"cheaper", "another"} and before.get("wish") is not None
        notes = turn.slot("wish_notes") or {}
        values: dict[str, Any] = before["wish"] if again else {slot: turn.slot(slot) for slot in SLOTS}
        if not again:
            values |= {f"wish_{note}": notes.get(note) or None for note in ("flowers", "category", "refused")}
        on_screen = turn.slot("shown_cards") or []
        seen: list[int] = before.get("seen", on_screen) if again else []
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
        if how == "another" and {option.card.id for option in options} <= set(seen):
            turn.say("utter_recommend_none")
            return []
        if not found.relaxed or how == "another":
            turn.say("utter_recommend_intro" if not again else "utter_recommend_again")
        else:
            say_relaxed(turn, found.relaxed, values.get("wish_refused") or [])
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
