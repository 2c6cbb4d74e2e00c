"""A bouquet in the making as a recipe: what is chosen, what is left to the florist, what it costs so far."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.budgets import budget_words
from actions.fields import State
from actions.shop_action import shop
from actions.turn import word
from florist.bouquets import service as bouquets
from florist.bouquets.recipe import Recipe, from_wish
from florist.catalogue import service as catalogue
from florist.kit.canon import PALETTES
from florist.kit.terms import term

#: So many when the customer leaves it to us.
USUAL = 15
Palette = Mapping[str, Sequence[str]]


async def palette() -> Palette:
    """Which colours each flower is really grown in."""
    async with shop().reading() as session:
        return await catalogue.palette(session)


def hues_of(flower: str, grown: Palette) -> set[str]:
    """The colour words one can say of a flower: its own colours, and the palettes they make up."""
    own = set(grown.get(flower, ()))
    return own | {name for name, parts in PALETTES.items() if own & set(parts)}


def stems_of(state: State) -> int | list[int]:
    stems: int | list[int] = state["bouquet_stems"] or USUAL
    if isinstance(stems, list) and len(stems) not in {
        len(state["bouquet_colors"] or []),
        len(state["bouquet_flowers"] or []),
    }:
        return sum(stems)
    return stems


async def recipe_of(state: State) -> Recipe:
    """The recipe as far as it is said; what is not is the florist's usual. Raises what ``from_wish`` raises."""
    return from_wish(
        state["bouquet_colors"] or ["mixed"],
        stems_of(state),
        state["bouquet_flowers"] or ["rose"],
        state["bouquet_addons"] or state.notes.get("bouquet_addons") or [],
        state["bouquet_wrap"] or "kraft",
        palette=await palette(),
    )


async def price_so_far(state: State) -> Any:
    """What the bouquet costs as it stands (``Money``), or None before stems and flowers are known."""
    if not state["bouquet_stems"] or not state["bouquet_flowers"] or not state["bouquet_colors"]:
        return None
    async with shop().reading() as session:
        return (await bouquets.price(session, await recipe_of(state))).total


def so_far(state: State) -> dict[str, Any]:
    """The line above each question: what is chosen and what it costs so far."""
    parts = chosen(state)
    price, over = state.notes.get("price"), state.notes.get("over")
    if not parts:
        return {"sofar": ""}
    if price and over:
        return {"sofar": word("so-far-over", chosen=parts, price=price, more=over)}
    return {"sofar": word("so-far-priced" if price else "so-far", chosen=parts, price=price or "")}


def total_of(stems: int | list[int]) -> int:
    return sum(stems) if isinstance(stems, list) else stems


def chosen(state: State) -> list[Any]:
    """What is chosen, word by word."""
    parts: list[Any] = []
    if state["bouquet_stems"]:
        parts.append(word("stems", count=total_of(state["bouquet_stems"])))
    parts += [term("color", c) for c in state["bouquet_colors"] or []]
    parts += [term("flower", f) for f in state["bouquet_flowers"] or []]
    parts += [term("addon", a) for a in state["bouquet_addons"] or []]
    if state["bouquet_wrap"]:
        parts.append(term("wrap", state["bouquet_wrap"]))
    if not state.notes.get("price"):
        parts += budget_words((state.notes.get("wish") or {}).get("wish_budget"))
    return parts
