"""What a person is looking for: read from the message, remembered in ``wish_*`` slots, handed to the catalogue."""

import re
from typing import Any

from rasa_sdk.events import SlotSet

from actions.budgets import budget_of, budget_words
from actions.hues import real_colors, strange_color
from actions.turn import CANON, Events, Turn, word
from florist.catalogue.service import Wish
from florist.kit.terms import term

#: A slot's value when the person does not mind.
ANY = "any"
SLOTS = (
    "wish_occasion",
    "wish_recipient",
    "wish_budget",
    "wish_colors",
    "wish_flowers",
    "wish_category",
    "wish_refused",
)

#: What may be refused; the canons of these have no word in common.
REFUSABLE = ("flower", "color", "category", "addon")

_ORDINALS = [
    (1, r"\b(?:перв\w+|1-?(?:й|ю|ый|ую|ое)|first|1st)\b"),
    (2, r"\b(?:втор\w+|2-?(?:й|ю|ой|ую|ое)|second|2nd)\b"),
    (3, r"\b(?:трет\w+|3-?(?:й|ю|ий|ью|ье)|third|3rd)\b"),
    (-1, r"\b(?:последн\w+|last)\b"),
]


def ordinal(text: str) -> int | None:
    """Which of several is meant: 1, 2, 3, -1 for the last, or None."""
    lowered = text.lower()
    return next((number for number, pattern in _ORDINALS if re.search(pattern, lowered)), None)


def read_wish(turn: Turn) -> dict[str, Any]:
    """The ``wish_*`` values that this message names."""
    named: dict[str, Any] = {
        "wish_occasion": turn.entity("occasion"),
        "wish_recipient": turn.entity("recipient"),
        "wish_budget": budget_of(turn),
        "wish_colors": turn.entities("color") or None,
        "wish_flowers": turn.entities("flower") or None,
        "wish_category": turn.entity("category"),
        "wish_refused": refused_in(turn) or None,
    }
    return {slot: value for slot, value in named.items() if value is not None}


def refused_in(turn: Turn) -> list[str]:
    """What the message wants none of: flowers, colours, kinds and add-ons."""
    return [value for kind in REFUSABLE for value in turn.refused(kind) if value in CANON[kind]]


def words_of(value: str) -> dict[str, Any]:
    """The word for a canonical value that may be refused."""
    kind = next(kind for kind in REFUSABLE if value in CANON[kind])
    return term(kind, value)


def ordinals(text: str) -> list[int]:
    """All that are meant: «первый и третий»."""
    lowered = text.lower()
    return [number for number, pattern in _ORDINALS if re.search(pattern, lowered)]


def refining(turn: Turn) -> dict[str, Any]:
    """The wish of a message that only turns what is on the screen: «а красные есть?» after roses means red roses."""
    wish, before = read_wish(turn), turn.slot("shown_by") or {}
    if not wish or set(wish) - {"wish_colors", "wish_budget", "wish_refused"} or not turn.slot("shown_cards"):
        return wish
    known = before.get("wish") or {}
    kept = {slot: known[slot] for slot in SLOTS if known.get(slot) not in (None, ANY, [ANY])}
    return {**kept, **wish}


async def with_real_colors(turn: Turn, wish: dict[str, Any]) -> dict[str, Any]:
    """The wish with colours that exist; says which do not, and what stands nearest."""
    colors, strange = wish.get("wish_colors") or [], strange_color(turn)
    if colors in ([], [ANY]) and strange is None:
        return wish
    named = [color for color in colors if color != ANY]
    real = await real_colors(turn, named, wish.get("wish_flowers") or [], strange=strange)
    return {**wish, "wish_colors": real or None}


def wish_words(values: dict[str, Any]) -> list[Any]:
    """What of a wish was said, word by word; what does not matter is left out."""
    named: list[Any] = []
    for slot, kind in (("wish_occasion", "occasion"), ("wish_recipient", "recipient")):
        if values.get(slot) not in (None, ANY):
            named.append(term(kind, values[slot]))
    named += budget_words(values.get("wish_budget"))
    named += [term("color", color) for color in values.get("wish_colors") or [] if color != ANY]
    named += [term("flower", flower) for flower in values.get("wish_flowers") or []]
    if values.get("wish_category") not in (None, "bouquet"):
        named.append(term("category", values["wish_category"]))
    named += [word("without", what=words_of(value)) for value in values.get("wish_refused") or []]
    return named


def remember(turn: Turn, values: dict[str, Any]) -> Events:
    """Keeps a wish for what comes next; but a question in between does not touch the answers of a recommendation's form."""
    if not values or turn.form == "recommendation_form":
        return []
    return [SlotSet(slot, values.get(slot)) for slot in SLOTS]


def as_wish(values: dict[str, Any]) -> Wish:
    """The catalogue's wish; what does not matter is left out."""

    def said(slot: str) -> Any:
        value = values.get(slot)
        return None if value in (ANY, [ANY]) else value

    budget = said("wish_budget") or {}
    return Wish(
        occasion=said("wish_occasion"),
        recipient=said("wish_recipient"),
        colors=tuple(said("wish_colors") or ()),
        flowers=tuple(said("wish_flowers") or ()),
        category=said("wish_category"),
        budget_min=budget.get("min"),
        budget_max=budget.get("max"),
        budget_about=budget.get("about"),
        exclude=frozenset(said("wish_refused") or ()),
    )
