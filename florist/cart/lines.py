"""Cart lines as they are read: what a row is today, at today's price."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets import pricing
from florist.bouquets.errors import ColorNotGrown, RecipeInvalid
from florist.bouquets.recipe import Recipe
from florist.cart.models import CartLine
from florist.catalogue import service as catalogue
from florist.kit.canon import ADDONS
from florist.kit.money import Money
from florist.kit.terms import Value, term

CUSTOM: dict[str, str] = {"id": "custom-bouquet"}


@dataclass(frozen=True)
class Line:
    """One position: ``kind`` is product or custom; what is unavailable is shown but not sold,
    ``left`` as many could be.

    ``addons`` are those that the customer chose, whatever else comes with a product.
    """

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
    addons: frozenset[str] = frozenset()


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


def written(addons: Iterable[str]) -> str:
    """Add-ons as a product's row keeps them. Raises ``RecipeInvalid`` for what is none."""
    chosen = set(addons)
    if not chosen <= set(ADDONS):
        raise RecipeInvalid(f"{sorted(chosen)}")
    return ",".join(addon for addon in ADDONS if addon in chosen)


def read(addons: str) -> frozenset[str]:
    """What ``written`` wrote."""
    return frozenset(filter(None, addons.split(",")))


def recipe_of(row: CartLine) -> Recipe:
    return Recipe.from_json(row.recipe or {})


def product_line(
    row: CartLine, card: catalogue.Card, held: Mapping[int, int], extras: Mapping[str, Money]
) -> Line:
    """A product's line; ``extras`` are today's prices of the add-ons."""
    # A size that the owner took off the list falls back to the one on the picture, at its price.
    size = next((size for size in card.sizes if size.code == row.size), card.middle)
    left = max(0, card.stock + held.get(card.id, 0))
    addons = read(row.addons)
    sold = [addon for addon in ADDONS if addon in addons and addon in extras]
    price = Money.total([size.price, *(extras[addon] for addon in sold)], size.price.currency)
    return Line(
        id=row.id,
        kind="product",
        name=card.name,
        picture=card.picture,
        count=row.count,
        unit_price=price,
        total=price * row.count,
        details=[term("size", size.code), *size.composition, *(term("addon", addon) for addon in sold)],
        recipe=Recipe(size.recipe.stems, size.recipe.addons | addons, size.recipe.wrap),
        product_id=card.id,
        size=size.code,
        category=card.category,
        available=left >= row.count and len(sold) == len(addons),
        left=left,
        addons=addons,
    )


async def custom_line(session: AsyncSession, row: CartLine) -> Line:
    recipe = recipe_of(row)
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
        addons=recipe.addons,
    )
