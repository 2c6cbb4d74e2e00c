"""Looking around, asking for a price, asking what is left."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from florist.catalogue.cards import Browse, Card, Quote, Size, Stock, Wish, card_of, likeness
from florist.catalogue.errors import FlowerNotFound, ProductNotFound
from florist.catalogue.models import Extra, Product, ProductSize, ProductStem, ProductTag, StemKind
from florist.kit.canon import CATEGORIES, COLORS, FLOWERS, PALETTES
from florist.kit.money import Money

__all__ = [
    "Browse", "Card", "Quote", "Size", "Stock", "Wish", "browse", "card", "cards", "extras", "find", "matches",
    "palette", "price_stems", "similar", "stock_of",
]  # fmt: skip

# What is given up first when nothing fits. A price a little above the wish hurts less than another flower;
# a price far above it is the last thing to offer.
_WEIGHTS = {"recipient": 1, "occasion": 2, "category": 4, "color": 8, "budget": 12, "flower": 16, "price": 40}
_A_LITTLE_ABOVE = 1.2


async def browse(session: AsyncSession, wish: Wish, *, page: int = 0, per_page: int = 3) -> Browse:
    """What there is in stock that fits, best matches first; the nearest when nothing fits all of the wish."""
    ids, relaxed = await matches(session, wish)
    pages = max(1, -(-len(ids) // per_page))
    page = min(max(page, 0), pages - 1)
    shown = ids[page * per_page : (page + 1) * per_page]
    return Browse(await cards(session, shown), len(ids), page, pages, relaxed)


async def matches(session: AsyncSession, wish: Wish) -> tuple[list[int], list[str]]:
    """Ids of products in stock, best first, and what was given up to find them."""
    claims = _claims(wish)
    columns = [claim.label(name) for name, claim in claims.items()]
    query = select(Product.id, Product.addons, _closeness(wish).label("closeness"), *columns).where(
        Product.active, Product.stock > 0, *_not_excluded(wish.exclude)
    )
    rows = [
        row
        for row in (await session.execute(query.order_by(Product.position, Product.id))).all()
        if not wish.exclude & set(row.addons)
    ]
    failed = {row.id: frozenset(n for n in claims if not getattr(row, n)) for row in rows}
    if not failed:
        return [], []
    given_up = min(set(failed.values()), key=lambda names: (_cost(names), sorted(names)))
    found = [row for row in rows if failed[row.id] <= given_up]
    found.sort(key=lambda row: (len(failed[row.id]), -row.closeness))
    relaxed = ["budget" if name == "price" else name for name in _WEIGHTS if name in given_up]
    return [row.id for row in found], list(dict.fromkeys(relaxed))


async def cards(session: AsyncSession, ids: Sequence[int]) -> list[Card]:
    """The cards of these products, in this order; unknown ids are left out."""
    if not ids:
        return []
    query = select(Product).where(Product.id.in_(ids)).execution_options(populate_existing=True)
    rows = (await session.scalars(query)).all()
    known = {row.id: card_of(row) for row in rows}
    return [known[product_id] for product_id in ids if product_id in known]


async def card(session: AsyncSession, product_id: int) -> Card:
    """One product, also when it has run out. Raises ``ProductNotFound``."""
    row = await session.get(Product, product_id, populate_existing=True)
    if row is None or not row.active:
        raise ProductNotFound(str(product_id))
    return card_of(row)


async def find(session: AsyncSession, slug: str) -> Card:
    """The product with this slug (deep links carry it). Raises ``ProductNotFound``."""
    row = await session.scalar(select(Product).where(Product.slug == slug, Product.active))
    if row is None:
        raise ProductNotFound(slug)
    return card_of(row)


async def similar(
    session: AsyncSession, product_id: int, limit: int = 3, exclude: frozenset[str] = frozenset()
) -> list[Card]:
    """Products in stock that are most like this one: flowers first, then colours, kind, occasion, price."""
    one = await card(session, product_id)
    rows = (
        await session.scalars(
            select(Product).where(
                Product.active, Product.stock > 0, Product.id != product_id, *_not_excluded(exclude)
            )
        )
    ).all()
    others = [card_of(row) for row in rows if not exclude & set(row.addons)]
    return sorted(others, key=lambda other: (-likeness(one, other), other.id))[:limit]


async def stock_of(session: AsyncSession, flower: str, color: str | None = None) -> Stock:
    """What is left of a flower. A palette word counts all its colours. Raises ``FlowerNotFound``."""
    rows = await _kinds(session, flower)
    if not rows:
        raise FlowerNotFound(flower, [])
    hues = PALETTES.get(color, (color,)) if color else tuple(rows)
    if not any(hue in rows for hue in hues):
        return Stock(flower, 0, {hue: row.stock for hue, row in rows.items()})
    count = sum(row.stock for hue, row in rows.items() if hue in hues)
    return Stock(flower, count, {hue: row.stock for hue, row in rows.items()})


async def price_stems(session: AsyncSession, flower: str, color: str | None, count: int) -> Quote:
    """What ``count`` stems cost. Raises ``FlowerNotFound`` when it is not grown in that colour."""
    rows = await _kinds(session, flower)
    hues = PALETTES.get(color, (color,)) if color else tuple(rows)
    fit = [row for hue, row in rows.items() if hue in hues]
    if not fit:
        raise FlowerNotFound(flower, list(rows))
    dearest = max(fit, key=lambda row: row.price)
    unit = Money(dearest.price, dearest.currency)
    return Quote(flower, color, count, unit, unit * count)


async def palette(session: AsyncSession) -> dict[str, list[str]]:
    """Which colours each flower exists in, flower by flower: nature's list, whatever is left of it."""
    rows = await session.execute(select(StemKind.flower, StemKind.color).where(StemKind.active))
    found: dict[str, list[str]] = {}
    for flower, color in rows:
        found.setdefault(flower, []).append(color)
    return {flower: sorted(colors, key=COLORS.index) for flower, colors in found.items()}


async def extras(session: AsyncSession, kind: str, *, in_stock: bool = True) -> dict[str, Money]:
    """Prices of the add-ons or wraps that can be had now: ``kind`` is addon or wrap."""
    query = select(Extra).where(Extra.kind == kind, Extra.active).order_by(Extra.id)
    if in_stock:
        query = query.where(or_(Extra.stock.is_(None), Extra.stock > 0))
    rows = await session.scalars(query)
    return {row.code: Money(row.price, row.currency) for row in rows}


async def _kinds(session: AsyncSession, flower: str) -> dict[str, StemKind]:
    rows = await session.scalars(select(StemKind).where(StemKind.flower == flower, StemKind.active))
    found = {row.color: row for row in rows}
    return {color: found[color] for color in COLORS if color in found}


def _has_stem(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(ProductStem.id).where(ProductStem.product_id == Product.id, *conditions).exists()


def _has_tag(kind: str, values: Iterable[str]) -> ColumnElement[bool]:
    return (
        select(ProductTag.id)
        .where(ProductTag.product_id == Product.id, ProductTag.kind == kind, ProductTag.value.in_(values))
        .exists()
    )


def _not_excluded(words: frozenset[str]) -> list[ColumnElement[bool]]:
    """Canonical words of all kinds as truths about products without them; add-ons are a list that SQL does not look into."""
    palettes = words & set(PALETTES)
    named = {
        ProductStem.flower: words & set(FLOWERS),
        ProductStem.color: words & set(COLORS) - palettes,
    }
    truths = [~_has_stem(column.in_(values)) for column, values in named.items() if values]
    if palettes:
        truths.append(~_has_tag("palette", palettes))
    if kinds := words & set(CATEGORIES):
        truths.append(Product.category.not_in(kinds))
    return truths


def _has_price(low: int, high: int) -> ColumnElement[bool]:
    return (
        select(ProductSize.id)
        .where(ProductSize.product_id == Product.id, ProductSize.price.between(low, high))
        .exists()
    )


def _claims(wish: Wish) -> dict[str, ColumnElement[bool]]:
    """Each part of the wish as a truth about a product."""
    claims: dict[str, ColumnElement[bool]] = {}
    if wish.occasion:
        claims["occasion"] = _has_tag("occasion", [wish.occasion])
    if wish.recipient:
        claims["recipient"] = _has_tag("recipient", [wish.recipient])
    if wish.category:
        claims["category"] = Product.category == wish.category
    if wish.flowers:
        claims["flower"] = _has_stem(ProductStem.flower.in_(wish.flowers))
    if wish.colors:
        claims["color"] = or_(*(_is_colored(color, wish.flowers) for color in wish.colors))
    if wish.bounds is not None:
        low, high = wish.bounds
        claims["budget"] = _has_price(low, high)
        claims["price"] = _has_price(int(low / _A_LITTLE_ABOVE), int(min(high * _A_LITTLE_ABOVE, 2**31 - 1)))
    return claims


def _is_colored(color: str, flowers: tuple[str, ...]) -> ColumnElement[bool]:
    """White roses are roses that are white, not roses beside a white lily."""
    if color in PALETTES:
        return _has_tag("palette", [color])
    conditions = [ProductStem.color == color]
    if flowers:
        conditions.append(ProductStem.flower.in_(flowers))
    return _has_stem(*conditions)


def _closeness(wish: Wish) -> ColumnElement[int]:
    """How many of the named flowers and colours a product has: two of two stand before one of two."""
    parts: list[ColumnElement[Any]] = [literal(0)]
    parts += [cast(_has_stem(ProductStem.flower == f), Integer) for f in wish.flowers]
    parts += [cast(_is_colored(color, ()), Integer) for color in wish.colors]
    total: ColumnElement[Any] = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _cost(names: Iterable[str]) -> int:
    return sum(_WEIGHTS[name] for name in names)
