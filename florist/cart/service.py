"""Put in, change, take out, look. Prices are today's, from the database; whose cart it is, the door knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets import pricing
from florist.bouquets.errors import ColorNotGrown, RecipeInvalid
from florist.bouquets.recipe import Recipe
from florist.cart.errors import MAX_LINES, AddonNotFound, CartFull, CountInvalid, LineNotFound
from florist.cart.models import MAX_COUNT, CartLine
from florist.catalogue import service as catalogue
from florist.catalogue.errors import OutOfStock
from florist.kit.money import Money
from florist.kit.terms import Value, term
from florist.orders.holds import held_products
from florist.sql import lock

CUSTOM: dict[str, str] = {"id": "custom-bouquet"}


@dataclass(frozen=True)
class Line:
    """One position: ``kind`` is product or custom; what is unavailable is shown but not sold, ``left`` as many could be."""

    id: int
    kind: str
    name: Value
    picture: str | None
    count: int
    unit_price: Money
    total: Money
    details: list[Value]
    recipe: Recipe
    product_id: int | None = None
    size: str | None = None
    category: str = "bouquet"
    available: bool = True
    left: int = 0


@dataclass(frozen=True)
class Cart:
    """Lines in the order they were put in; ``count`` is things, not lines."""

    lines: list[Line]
    total: Money
    count: int

    @property
    def sold(self) -> list[Line]:
        """The lines that can be ordered now."""
        return [line for line in self.lines if line.available]


async def add_product(
    session: AsyncSession,
    user_id: int,
    product_id: int,
    size: str | None = None,
    count: int = 1,
    *,
    now: datetime | None = None,
) -> Line:
    """Put a product in; the same one again adds up.

    Raises ``ProductNotFound``, ``SizeNotFound``, ``OutOfStock``, ``CountInvalid``, ``CartFull``.
    """
    card = await catalogue.card(session, product_id)
    code = card.size(size).code
    await lock(session, "cart", user_id)
    where = (CartLine.user_id == user_id, CartLine.product_id == product_id)
    there = sum(await session.scalars(select(CartLine.count).where(*where)))
    stock = card.stock + (await held_products(session, user_id)).get(product_id, 0)
    if stock < there + count:
        raise OutOfStock(card.name, max(0, stock - there))
    row = await session.scalar(select(CartLine).where(*where, CartLine.size == code))
    if row is None:
        row = CartLine(user_id=user_id, product_id=product_id, size=code, count=0)
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


async def remove_addon(session: AsyncSession, user_id: int, addon: str, line_id: int | None = None) -> Cart:
    """Take an add-on off the composed bouquets that have it. Raises ``AddonNotFound``."""
    await lock(session, "cart", user_id)
    rows = await session.scalars(
        select(CartLine)
        .where(CartLine.user_id == user_id, CartLine.recipe.is_not(None))
        .order_by(CartLine.id)
    )
    known = {row.recipe_key: row for row in rows}
    chosen = [row for row in known.values() if line_id in (None, row.id) and addon in _recipe(row).addons]
    if not chosen:
        raise AddonNotFound(addon)
    for row in chosen:
        old = _recipe(row)
        new = Recipe(old.stems, old.addons - {addon}, old.wrap)
        twin = known.get(new.key)
        if twin is not None and twin is not row:
            twin.count = min(MAX_COUNT, twin.count + row.count)
            await session.delete(row)
        else:
            row.recipe, row.recipe_key = new.as_json(), new.key
        await session.flush()
    return await view(session, user_id)


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
    lines = [
        await _custom_line(session, row)
        if row.product_id is None
        else _product_line(row, cards[row.product_id], held)
        for row in rows
        if row.product_id is None or row.product_id in cards
    ]
    sold = [line for line in lines if line.available]
    currency = sold[0].total.currency if sold else "RUB"
    total = Money.total((line.total for line in sold), currency)
    return Cart(lines, total, sum(line.count for line in sold))


def find_lines(
    cart: Cart,
    *,
    flowers: Iterable[str] = (),
    colors: Iterable[str] = (),
    category: str | None = None,
    product_id: int | None = None,
    addon: str | None = None,
    position: int | None = None,
) -> list[Line]:
    """The lines that fit everything said; ``position`` counts from 1, and -1 is the last."""
    found = list(cart.lines)
    if position is not None:
        index = position - 1 if position > 0 else len(found) + position
        found = found[index : index + 1] if 0 <= index < len(found) else []
    if product_id is not None:
        found = [line for line in found if line.product_id == product_id]
    if category is not None:
        found = [line for line in found if line.category == category]
    for flower in flowers:
        found = [line for line in found if flower in line.recipe.flowers]
    for color in colors:
        found = [line for line in found if color in line.recipe.colors]
    if addon is not None:
        found = [line for line in found if addon in line.recipe.addons]
    return found


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


def _recipe(row: CartLine) -> Recipe:
    return Recipe.from_json(row.recipe or {})


def _product_line(row: CartLine, card: catalogue.Card, held: dict[int, int]) -> Line:
    # A size that the owner took off the list falls back to the one on the picture, at its price.
    size = next((size for size in card.sizes if size.code == row.size), card.middle)
    left = max(0, card.stock + held.get(card.id, 0))
    return Line(
        id=row.id,
        kind="product",
        name=card.name,
        picture=card.picture,
        count=row.count,
        unit_price=size.price,
        total=size.price * row.count,
        details=[term("size", size.code), *size.composition],
        recipe=size.recipe,
        product_id=card.id,
        size=size.code,
        category=card.category,
        available=left >= row.count,
        left=left,
    )


async def _custom_line(session: AsyncSession, row: CartLine) -> Line:
    recipe = _recipe(row)
    picture = f"previews/{recipe.key}.jpg"
    try:
        breakdown = await pricing.price(session, recipe)
    except (ColorNotGrown, RecipeInvalid):
        # The owner took a stem or an add-on off the list after it was put into the cart.
        return Line(
            row.id, "custom", CUSTOM, picture, row.count, Money(0), Money(0), [], recipe, available=False
        )
    return Line(
        id=row.id,
        kind="custom",
        name=CUSTOM,
        picture=picture,
        count=row.count,
        unit_price=breakdown.total,
        total=breakdown.total * row.count,
        details=[line.name for line in breakdown.lines],
        recipe=recipe,
    )
