"""A picture of every product: painted from its recipe once, and again when the recipe changes."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from florist.catalogue import service
from florist.catalogue.models import Product
from florist.catalogue.service import Card

if TYPE_CHECKING:
    from florist.bootstrap import Shop


def key_of(card: Card) -> str:
    """Where the picture lies: a changed recipe gets another name, so no cache anywhere shows the old one."""
    return f"catalogue/{card.slug}-{card.middle.recipe.key[:10]}.jpg"


async def paint_missing(shop: "Shop") -> AsyncIterator[tuple[int, int]]:
    """Paint what has no picture yet; gives (painted, to paint) after each. Several processes may do it at once."""
    async with shop.reading() as session:
        cards = await _active(session)
    missing = [
        card for card in cards if card.picture != key_of(card) or not await shop.storage.exists(key_of(card))
    ]
    for done, card in enumerate(missing, 1):
        await shop.storage.put(key_of(card), await shop.painter.paint(card.middle.recipe), "image/jpeg")
        async with shop.transaction() as session:
            row = await session.get_one(Product, card.id)
            row.picture = key_of(card)
        yield done, len(missing)


async def _active(session: AsyncSession) -> list[Card]:
    ids = await session.scalars(select(Product.id).where(Product.active).order_by(Product.position))
    return await service.cards(session, list(ids))
