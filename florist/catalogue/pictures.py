"""A picture of every product, painted once: a changed composition has another key and is painted anew."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from florist.bouquets.recipe import Recipe
from florist.catalogue import service as catalogue
from florist.catalogue.models import Product

if TYPE_CHECKING:
    from florist.bootstrap import Shop


def key_of(recipe: Recipe) -> str:
    """Where a product's picture lies in storage."""
    return f"catalogue/{recipe.key}.jpg"


async def paint_missing(shop: "Shop") -> AsyncIterator[tuple[int, int]]:
    """Paint what has no picture yet; yields ``(done, missing)`` after each, nothing when all are there."""
    async with shop.reading() as session:
        ids = (await session.scalars(select(Product.id).where(Product.active).order_by(Product.id))).all()
        cards = await catalogue.cards(session, ids)
    missing = []
    for card in cards:
        key = key_of(card.middle.recipe)
        if not await shop.storage.exists(key):
            missing.append((card, key))
        elif card.picture != key:
            await _hang(shop, card.id, key)
    for done, (card, key) in enumerate(missing, start=1):
        picture = await shop.painter.paint(card.middle.recipe)
        await shop.storage.put(key, picture, "image/jpeg")
        await _hang(shop, card.id, key)
        yield done, len(missing)


async def _hang(shop: "Shop", product_id: int, key: str) -> None:
    async with shop.transaction() as session:
        await session.execute(update(Product).where(Product.id == product_id).values(picture=key))
