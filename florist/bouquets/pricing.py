"""What a composed bouquet costs, line by line, so that the price can be seen to add up."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets.errors import ColorNotGrown, RecipeInvalid
from florist.bouquets.recipe import Recipe
from florist.catalogue.models import Extra, StemKind
from florist.kit.canon import ADDONS, COLORS
from florist.kit.money import Money
from florist.kit.terms import Value, stems, term


@dataclass(frozen=True)
class PriceLine:
    """One position: what it is (a letter value), how many, for how much each and together."""

    name: Value
    count: int
    unit: Money
    total: Money


@dataclass(frozen=True)
class Breakdown:
    """The positions and their sum."""

    lines: tuple[PriceLine, ...]
    total: Money


@dataclass(frozen=True)
class Part:
    """What a recipe takes from the shelves: ``kind`` is stem or extra, ``item_id`` its row."""

    kind: str
    item_id: int
    name: Value
    unit: Money
    count: int
    flower: str = ""
    color: str = ""


async def price(session: AsyncSession, recipe: Recipe) -> Breakdown:
    """What the recipe costs today. Raises ``ColorNotGrown`` or ``RecipeInvalid`` for what is not sold."""
    lines = [
        PriceLine(
            stems(part.flower, part.color, part.count) if part.kind == "stem" else part.name,
            part.count,
            part.unit,
            part.unit * part.count,
        )
        for part in await parts(session, recipe)
    ]
    currency = lines[0].unit.currency
    shown = tuple(line for line in lines if line.total.amount)
    return Breakdown(shown, Money.total((line.total for line in lines), currency))


async def parts(session: AsyncSession, recipe: Recipe) -> list[Part]:
    """The rows behind a recipe, in its order. Raises ``ColorNotGrown`` or ``RecipeInvalid``."""
    kinds = {
        (row.flower, row.color): row
        for row in await session.scalars(
            select(StemKind).where(StemKind.flower.in_(recipe.flowers), StemKind.active)
        )
    }
    found = []
    for stem in recipe.stems:
        row = kinds.get((stem.flower, stem.color))
        if row is None:
            possible = [color for color in COLORS if (stem.flower, color) in kinds]
            raise ColorNotGrown(stem.flower, stem.color, possible)
        unit = Money(row.price, row.currency)
        name = term("flower", stem.flower)
        found.append(Part("stem", row.id, name, unit, stem.count, stem.flower, stem.color))
    return found + await _extras(session, recipe)


async def addon_parts(session: AsyncSession, addons: Iterable[str]) -> list[Part]:
    """The rows behind add-ons that stand beside a product. Raises ``RecipeInvalid`` for what is not sold."""
    return await _rows(session, [("addon", code) for code in addons])


async def _extras(session: AsyncSession, recipe: Recipe) -> list[Part]:
    wanted = [("wrap", recipe.wrap), *(("addon", code) for code in ADDONS if code in recipe.addons)]
    return await _rows(session, wanted)


async def _rows(session: AsyncSession, wanted: list[tuple[str, str]]) -> list[Part]:
    rows = {(row.kind, row.code): row for row in await session.scalars(select(Extra).where(Extra.active))}
    found = []
    for kind, code in wanted:
        row = rows.get((kind, code))
        if row is None:
            raise RecipeInvalid(f"{kind} {code} is not sold")
        found.append(Part("extra", row.id, term(kind, code), Money(row.price, row.currency), 1))
    return found
