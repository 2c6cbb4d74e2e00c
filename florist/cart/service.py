"""Put in, change, take out, look. Prices are today's, from the database; whose cart it is, the door knows."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets import pricing
from florist.bouquets.errors import RecipeInvalid
from florist.bouquets.recipe import Recipe
from florist.cart.errors import MAX_LINES, AddonNotFound, CartFull, CountInvalid, LineNotFound
from florist.cart.lines import (
    CUSTOM,
    Cart,
    Line,
    custom_line,
    find_lines,
    product_line,
    read,
    recipe_of,
    written,
)
from florist.cart.models import MAX_COUNT, CartLine
from florist.catalogue import service as catalogue
from florist.catalogue.errors import OutOfStock
from florist.kit.money import Money
from florist.orders.holds import held_products
from florist.sql import lock

__all__ = [
    "CUSTOM", "Cart", "Line", "add_addons", "add_product", "add_recipe", "change", "clear", "find_lines", "remove",
    "remove_addon", "settle", "view",
]  # fmt: skip


async def add_product(
    session: AsyncSession,
    user_id: int,
    product_id: int,
    size: str | None = None,
    count: int = 1,
    *,
    addons: Iterable[str] = (),
    now: datetime | None = None,
) -> Line:
    """Put a product in, with add-ons at their own price; the same thing again adds up.

    Raises ``ProductNotFound``, ``SizeNotFound``, ``RecipeInvalid``, ``OutOfStock``, ``CountInvalid``, ``CartFull``.
    """
    beside = written(addons)
    await _sold(session, read(beside))
    card = await catalogue.card(session, product_id)
    code = card.size(size).code
    await lock(session, "cart", user_id)
    where = (CartLine.user_id == user_id, CartLine.product_id == product_id)
    there = sum(await session.scalars(select(CartLine.count).where(*where)))
    stock = card.stock + (await held_products(session, user_id)).get(product_id, 0)
    if stock < there + count:
        raise OutOfStock(card.name, max(0, stock - there))
    row = await session.scalar(
        select(CartLine).where(*where, CartLine.size == code, CartLine.addons == beside)
    )
    if row is None:
        row = CartLine(user_id=user_id, product_id=product_id, size=code, addons=beside, count=0)
    return await _put(session, row, count, now)


async def add_recipe(
    session: AsyncSession, user_id: int, recipe: Recipe, count: int = 1, *, now: datetime | None = None
) -> Line:
    """Put a composed bouquet in.

    Raises ``ColorNotGrown``, ``RecipeInvalid``, ``CountInvalid``, ``CartFull``.
    """
    await pricing.price(session, recipe)
    await lock(session, "cart", user_id)
    row = await session.scalar(
        select(CartLine).where(CartLine.user_id == user_id, CartLine.recipe_key == recipe.key)
    )
    if row is None:
        row = CartLine(user_id=user_id, recipe=recipe.as_json(), recipe_key=recipe.key, count=0)
    return await _put(session, row, count, now)


async def change(session: AsyncSession, user_id: int, line_id: int, count: int) -> Cart:
    """Make it so many; zero takes the line out. Raises ``LineNotFound``, ``CountInvalid``, ``OutOfStock``."""
    if count == 0:
        return await remove(session, user_id, line_id)
    if not 1 <= count <= MAX_COUNT:
        raise CountInvalid(count)
    await lock(session, "cart", user_id)
    row = await _own(session, user_id, line_id)
    if row.product_id is not None and count > row.count:
        card = await catalogue.card(session, row.product_id)
        stock = card.stock + (await held_products(session, user_id)).get(card.id, 0)
        if stock < count:
            raise OutOfStock(card.name, stock)
    row.count = count
    await session.flush()
    return await view(session, user_id)


async def remove(session: AsyncSession, user_id: int, line_id: int) -> Cart:
    """Take a line out. Raises ``LineNotFound``."""
    await session.delete(await _own(session, user_id, line_id))
    await session.flush()
    return await view(session, user_id)


async def add_addons(session: AsyncSession, user_id: int, line_id: int, addons: Iterable[str]) -> Cart:
    """Put add-ons to a line, at their price. Raises ``LineNotFound``, ``RecipeInvalid`` for what is not sold."""
    await lock(session, "cart", user_id)
    row = await _own(session, user_id, line_id)
    await _readorn(session, row, _addons(row) | set(addons))
    return await view(session, user_id)


async def remove_addon(session: AsyncSession, user_id: int, addon: str, line_id: int | None = None) -> Cart:
    """Take an add-on off the lines to which it was put. Raises ``AddonNotFound``."""
    await lock(session, "cart", user_id)
    rows = await session.scalars(select(CartLine).where(CartLine.user_id == user_id).order_by(CartLine.id))
    chosen = [row for row in rows.all() if line_id in (None, row.id) and addon in _addons(row)]
    if not chosen:
        raise AddonNotFound(addon)
    for row in chosen:
        await _readorn(session, row, _addons(row) - {addon})
    return await view(session, user_id)


def _addons(row: CartLine) -> frozenset[str]:
    return read(row.addons) if row.product_id is not None else recipe_of(row).addons


async def _readorn(session: AsyncSession, row: CartLine, addons: frozenset[str]) -> None:
    """Give a line these add-ons; what then is the same as another line becomes one with it."""
    same: list[ColumnElement[bool]] = [CartLine.user_id == row.user_id, CartLine.id != row.id]
    if row.product_id is not None:
        await _sold(session, addons)
        changed: dict[str, Any] = {"addons": written(addons)}
        same += [CartLine.product_id == row.product_id, CartLine.size == row.size]
        same.append(CartLine.addons == changed["addons"])
    else:
        old = recipe_of(row)
        new = Recipe(old.stems, addons, old.wrap)
        await pricing.price(session, new)
        changed = {"recipe": new.as_json(), "recipe_key": new.key}
        same.append(CartLine.recipe_key == new.key)
    twin = await session.scalar(select(CartLine).where(*same))
    if twin is not None:
        row.count = min(MAX_COUNT, row.count + twin.count)
        await session.delete(twin)
        await session.flush()
    for name, value in changed.items():
        setattr(row, name, value)
    await session.flush()


async def _sold(session: AsyncSession, addons: Iterable[str]) -> None:
    """Raises ``RecipeInvalid`` for an add-on that cannot be had now."""
    prices = await catalogue.extras(session, "addon") if addons else {}
    for addon in addons:
        if addon not in prices:
            raise RecipeInvalid(f"{addon} is not sold")


async def clear(session: AsyncSession, user_id: int) -> None:
    """Take everything out."""
    await session.execute(delete(CartLine).where(CartLine.user_id == user_id))


async def settle(session: AsyncSession, user_id: int, bought: Iterable[tuple[int, int]]) -> None:
    """Take out what was paid: ``(line id, count)``; what was put in since stays."""
    for line_id, count in bought:
        own = (CartLine.id == line_id, CartLine.user_id == user_id)
        await session.execute(delete(CartLine).where(*own, CartLine.count <= count))
        await session.execute(
            update(CartLine).where(*own, CartLine.count > count).values(count=CartLine.count - count)
        )


async def view(session: AsyncSession, user_id: int) -> Cart:
    """The cart as it stands, with today's prices."""
    rows = (
        await session.scalars(select(CartLine).where(CartLine.user_id == user_id).order_by(CartLine.id))
    ).all()
    ids = [row.product_id for row in rows if row.product_id is not None]
    cards = {card.id: card for card in await catalogue.cards(session, ids)}
    # What an unpaid order of this customer holds is still this customer's to have.
    held = await held_products(session, user_id) if ids else {}
    # Whether the last vase is left, the shelves say when the order is placed, as they do of a composed bouquet.
    adorned = any(row.addons for row in rows)
    extras = await catalogue.extras(session, "addon", in_stock=False) if adorned else {}
    lines = [
        await custom_line(session, row)
        if row.product_id is None
        else product_line(row, cards[row.product_id], held, extras)
        for row in rows
        if row.product_id is None or row.product_id in cards
    ]
    sold = [line for line in lines if line.available]
    currency = sold[0].total.currency if sold else "RUB"
    total = Money.total((line.total for line in sold), currency)
    return Cart(lines, total, sum(line.count for line in sold))


async def _put(session: AsyncSession, row: CartLine, count: int, now: datetime | None) -> Line:
    if count < 1 or row.count + count > MAX_COUNT:
        raise CountInvalid(count)
    if row.id is None:
        others = await session.scalars(select(CartLine.id).where(CartLine.user_id == row.user_id))
        if len(others.all()) >= MAX_LINES:
            raise CartFull
        row.added_at = now or datetime.now(UTC)
        session.add(row)
    row.count += count
    await session.flush()
    cart = await view(session, row.user_id)
    return next(line for line in cart.lines if line.id == row.id)


async def _own(session: AsyncSession, user_id: int, line_id: int) -> CartLine:
    row = await session.scalar(select(CartLine).where(CartLine.id == line_id, CartLine.user_id == user_id))
    if row is None:
        raise LineNotFound(str(line_id))
    return row
