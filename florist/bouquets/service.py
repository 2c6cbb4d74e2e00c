"""Composing a bouquet from what was said, with what grows and what is there."""

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets.errors import NotEnoughStems
from florist.bouquets.preview import Preview, paint_now, preview
from florist.bouquets.pricing import Breakdown, PriceLine, price
from florist.bouquets.recipe import MAX_STEMS, Recipe, Stem, from_wish
from florist.catalogue import service as catalogue

__all__ = [
    "MAX_STEMS", "Breakdown", "Preview", "PriceLine", "Recipe", "Stem", "check_stock", "compose", "from_wish",
    "paint_now", "preview", "price",
]  # fmt: skip


async def compose(
    session: AsyncSession,
    *,
    colors: Sequence[str],
    count: int | Sequence[int],
    flowers: Sequence[str],
    addons: Iterable[str] = (),
    wrap: str = "kraft",
) -> Recipe:
    """The recipe for a wish, in colours that exist. Raises ``ColorNotGrown``, ``RecipeInvalid``."""
    grown = await catalogue.palette(session)
    return from_wish(colors, count, flowers, addons, wrap, palette=grown)


async def check_stock(session: AsyncSession, recipe: Recipe, count: int = 1) -> None:
    """A word in time, before the order holds anything. Raises ``NotEnoughStems``, ``FlowerNotFound``."""
    for stem in recipe.stems:
        left = (await catalogue.stock_of(session, stem.flower)).colors.get(stem.color, 0)
        if left < stem.count * count:
            raise NotEnoughStems(stem.flower, stem.color, left)
