"""The questions of ``bouquet_form`` and how their answers are read: colour, stems, flowers, add-ons, wrap."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from actions.fields import UNREAD, Field, State, affirms, passes, removes
from actions.hues import real_colors, strange_color
from actions.recipes import USUAL, hues_of, palette, so_far
from actions.turn import Turn, button, rows, word
from florist.bouquets.errors import RecipeInvalid
from florist.bouquets.recipe import MAX_STEMS
from florist.kit.canon import ADDONS, COLORS, FLOWERS, PALETTES
from florist.kit.terms import term

COUNTS = (5, 7, 11, 15, 21, 25)
WRAPS = ("kraft", "matte", "tulle", "clear", "box", "basket", "none")
#: What the florist takes when the customer leaves the flowers to her, in the order of her liking.
FLORISTS_CHOICE = ("rose", "eustoma", "alstroemeria", "chrysanthemum", "tulip", "hydrangea")
TASTE = 3
#: So many colours look chosen; more look like leftovers.
HUES = 3
#: «Нет, не 12, давай 15»: the second number is meant.
CORRECTED = re.compile(r"\b(?:не|not)\s+\d{1,3}\b\D{1,20}?\b(\d{1,3})\b", re.IGNORECASE)
_KEEP = re.compile(r"^(?:пусть\s+)?(?:остав\w+|keep|leave)\b", re.IGNORECASE)


def as_menu(turn: Turn, name: str, buttons: list[list[dict[str, Any]]], **more: Any) -> dict[str, Any]:
    """A letter that replaces its predecessor when a button led here, and comes anew after words."""
    return {"menu": name, "buttons": buttons, **more}


def steps(*extra: dict[str, Any]) -> list[dict[str, Any]]:
    """The last row under every question."""
    return [*extra, button("button-back", "go_back"), button("button-cancel", "cancel")]


class Colors(Field):
    slot = "bouquet_colors"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("color"))

    async def ask(self, turn: Turn, state: State) -> None:
        grown = await palette()
        flowers = state["bouquet_flowers"] or []
        possible = [c for c in COLORS if any(c in hues_of(f, grown) for f in flowers or grown)]
        choices = [button(term("color", c), "choose", color=c) for c in possible]
        last = [button("button-any-color", "skip"), button("button-cancel", "cancel")]
        turn.say(
            "utter_question_bouquet_colors",
            letter=as_menu(turn, "bouquet", [*rows(choices, 3), last]),
            **so_far(state),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = turn.entities("color")
        strange = strange_color(turn) if not named else None
        if strange:
            await real_colors(turn, [], state["bouquet_flowers"] or [], strange=strange)
            return state[self.slot]
        refused = turn.refused("color")
        if refused and not named:
            return await self._without(refused, state)
        if named:
            added = turn.intent == "add_to_cart" and state[self.slot]
            return list(dict.fromkeys([*(state[self.slot] if added else []), *named]))
        return ["mixed"] if asked and passes(turn) else UNREAD

    async def _without(self, refused: list[Any], state: State) -> list[str] | None:
        """What stays when some colours are not wanted; left to the florist, she takes a few of the others."""
        kept = [color for color in state[self.slot] or [] if color not in refused]
        if state[self.slot] and state[self.slot] != ["mixed"]:
            return kept or None
        grown = await palette()
        flowers = state["bouquet_flowers"] or list(grown)
        return [c for c in PALETTES["mixed"] if c not in refused and any(c in grown[f] for f in flowers)][
            :HUES
        ]


class Stems(Field):
    slot = "bouquet_stems"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("quantity"))

    async def ask(self, turn: Turn, state: State) -> None:
        even = state.notes.get("even")
        if even:
            choices = [
                button(word("button-keep-stems", count=even), "choose", quantity=even),
                button(word("button-make-stems", count=even + 1), "choose", quantity=even + 1),
            ]
            turn.say("utter_even_stems", letter={"buttons": [choices, steps()]}, count=even)
            return
        choices = [button({"ru": str(n), "en": str(n)}, "choose", quantity=n) for n in COUNTS]
        turn.say(
            "utter_question_bouquet_stems",
            letter=as_menu(turn, "bouquet", [*rows(choices, 3), steps()]),
            **so_far(state),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        counts = counts_of(turn)
        even = state.notes.get("even")
        if even and asked:
            # "Shall we keep twelve?": a yes keeps it, a no makes it odd; either way each colour keeps its part.
            parts: list[int] = state.notes["parts"]
            kept = affirms(turn) or turn.intent == "skip" or keeps_count(turn)
            if counts == [even] or (counts is None and kept):
                return self._settled(state, parts)
            if counts == [even + 1] or (counts is None and turn.intent == "deny"):
                return self._settled(state, [parts[0] + 1, *parts[1:]])
        if counts is None:
            return USUAL if asked and not even and passes(turn) else UNREAD
        total = sum(counts)
        if min(counts) < 1 or total > MAX_STEMS:
            raise RecipeInvalid(f"{counts} stems")
        mourns = turn.slot("wish_occasion") == "funeral" or "funeral" in turn.entities("occasion")
        if total % 2 == 0 and not mourns and not state.notes.get("even_explained"):
            state.notes |= {"even": total, "parts": counts, "even_explained": True}
            return None
        return self._settled(state, counts)

    def _settled(self, state: State, counts: list[int]) -> int | list[int]:
        state.notes.pop("even", None)
        return counts if len(counts) > 1 else counts[0]


def counts_of(turn: Turn) -> list[int] | None:
    """The numbers of stems in the message, each for its colour or flower; None when there are none."""
    # From the spans, not the entities: «15 роз и 15 лилий» are two numbers.
    spoken = [span["value"] for span in turn.spans if span.get("entity") == "quantity"]
    numbers = [
        n for n in (spoken if all(map(_is_count, spoken)) else turn.entities("quantity")) if _is_count(n)
    ]
    if not numbers:
        corrected = CORRECTED.search(turn.text) if turn.is_typed else None
        return [int(corrected[1])] if corrected else None
    shared = len(numbers) in {len(turn.entities("color")), len(turn.entities("flower"))}
    return numbers if len(numbers) > 1 and shared else numbers[-1:]


def keeps_count(turn: Turn) -> bool:
    """«Оставить», "keep it": the button's words typed."""
    return turn.is_typed and bool(_KEEP.search(turn.text))


def _is_count(value: Any) -> bool:
    return isinstance(value, int)


class Several(Field, ABC):
    """A question with several answers: in words all at once, by buttons one after another until "done"."""

    entity: str
    optional = False

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities(self.entity) or turn.refused(self.entity))

    @abstractmethod
    async def offers(self, state: State) -> list[str]:
        """What can be chosen, given the answers so far."""

    async def ask(self, turn: Turn, state: State) -> None:
        ticked = state.notes.get(self.slot, [])
        choices = [
            button(
                word("button-ticked" if value in ticked else "button-plain", what=term(self.entity, value)),
                "choose",
                entities={self.entity: value},
            )
            for value in await self.offers(state)
        ]
        done = button("button-done", "choose", choice="done")
        first = [done] if ticked else [button(f"button-no-{self.entity}", "skip")]
        letter = as_menu(turn, "bouquet", [*rows(choices, 2), steps(*first)])
        turn.say(f"utter_question_{self.slot}", letter=letter, **so_far(state))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        refused = turn.refused(self.entity)
        if refused and state[self.slot]:
            kept = [value for value in state[self.slot] if value not in refused]
            return list(dict.fromkeys([*kept, *turn.entities(self.entity)])) or (
                None if not self.optional else []
            )
        if refused and asked and not turn.entities(self.entity):
            return await self.default(state, refused=refused)
        named = turn.entities(self.entity)
        if refused and not asked and not named:
            return state[self.slot]  # heard, and nothing of it was chosen
        ticked: list[str] = state.notes.get(self.slot, [])
        if removes(turn):
            if not named or (state[self.slot] is None and not ticked):
                return UNREAD
            state.notes[self.slot] = [value for value in ticked if value not in named]
            kept = [value for value in state[self.slot] or [] if value not in named]
            return (kept or None) if not self.optional else kept
        if named and asked and turn.intent == "choose":
            state.notes[self.slot] = [v for v in ticked if v not in named] + [
                v for v in named if v not in ticked
            ]
            return None
        if named:
            keeps = turn.intent in {"add_to_cart"} or self.optional
            before = [*ticked, *((state[self.slot] or []) if keeps else [])]
            state.notes.pop(self.slot, None)
            return list(dict.fromkeys([*before, *named]))
        if asked and passes(turn) and not CORRECTED.search(turn.text):
            state.notes.pop(self.slot, None)
            return ticked or await self.default(state)
        return UNREAD

    async def default(self, state: State, *, refused: Sequence[str] = ()) -> list[str] | None:
        """What is taken when the customer leaves it to us; None when there is nothing to take."""
        return []


class Flowers(Several):
    slot = "bouquet_flowers"
    entity = "flower"

    async def offers(self, state: State) -> list[str]:
        grown = await palette()
        colors = set(state["bouquet_colors"] or ["mixed"])
        return [flower for flower in FLOWERS if colors & hues_of(flower, grown)]

    async def default(self, state: State, *, refused: Sequence[str] = ()) -> list[str] | None:
        offered = [flower for flower in await self.offers(state) if flower not in refused]
        liked = [flower for flower in FLORISTS_CHOICE if flower in offered] or offered
        return liked[:TASTE] or None


class Addons(Several):
    slot = "bouquet_addons"
    entity = "addon"
    optional = True

    async def offers(self, state: State) -> list[str]:
        return list(ADDONS)

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        value = await super().read(turn, state, asked=asked)
        if value is UNREAD and turn.intent == "skip" and not asked and not turn.entities("addon"):
            return UNREAD
        return value


class Wrap(Field):
    slot = "bouquet_wrap"

    def recognises(self, turn: Turn) -> bool:
        return wrap_in(turn.text) is not None or turn.entity("category") in {"box", "basket"}

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [button(term("wrap", wrap), "choose", wrap=wrap) for wrap in WRAPS]
        last = steps(button("button-florists-choice", "skip"))
        turn.say(
            "utter_question_bouquet_wrap",
            letter=as_menu(turn, "bouquet", [*rows(choices, 2), last]),
            **so_far(state),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = turn.entity("wrap") or (wrap_in(turn.text) if turn.is_typed else None)
        if named in WRAPS:
            return named
        category = turn.entity("category")
        if category in {"box", "basket"}:
            return category
        refuses_other = bool(turn.refused("addon") or turn.refused("flower") or turn.refused("color"))
        return "kraft" if asked and passes(turn) and not refuses_other else UNREAD


_WRAP_WORDS = {
    "kraft": r"крафт|\bkraft\b|brown paper",
    "matte": r"\bматов|\bmatte\b",
    "tulle": r"\bтюл(?:ь|я|ю|е|ем|ев\w+)\b|сетк|вуал|\btulle\b|\bmesh\b",
    "clear": r"прозрачн|целлофан|\bclear\b|\bcellophane\b|transparent",
    "none": r"без (?:всякой )?упаковк|не (?:надо )?(?:упаковыва|заворачива)|no wrap|without (?:any )?wrap|unwrapped",
}


def wrap_in(text: str) -> str | None:
    """The wrap that the words name, if any."""
    return next((wrap for wrap, words in _WRAP_WORDS.items() if re.search(words, text, re.IGNORECASE)), None)
