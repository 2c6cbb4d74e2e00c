"""What the catalogue shows: wishes as they were said, cards, sizes, quotes; and cards made from rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from florist.bouquets.recipe import Recipe, Stem
from florist.catalogue.errors import SizeNotFound
from florist.catalogue.models import Product, ProductSize
from florist.kit.money import Money
from florist.kit.terms import Value, stems


@dataclass(frozen=True)
class Wish:
    """What a customer said they want. Budgets are in minor units; ``exclude`` are flowers, colours, kinds and add-ons."""

    occasion: str | None = None
    recipient: str | None = None
    colors: tuple[str, ...] = ()
    flowers: tuple[str, ...] = ()
    category: str | None = None
    budget_min: int | None = None
    budget_max: int | None = None
    budget_about: int | None = None
    exclude: frozenset[str] = frozenset()

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Lowest and highest price that fit, or None when price was not spoken of."""
        low, high = self.budget_min or 0, self.budget_max
        if self.budget_about is not None:
            low, high = max(low, round(self.budget_about * 0.75)), high or round(self.budget_about * 1.15)
        if high is None and not low:
            return None
        return low, high if high is not None else 2**31 - 1


@dataclass(frozen=True)
class Size:
    """S, M or L: its price, how many stems it has and which."""

    code: str
    price: Money
    stems: int
    recipe: Recipe

    @property
    def composition(self) -> list[Value]:
        """The stems as letter values: «15 красных роз», …"""
        return [stems(stem.flower, stem.color, stem.count) for stem in self.recipe.stems]


@dataclass(frozen=True)
class Card:
    """A product as it is shown. ``picture`` is a storage key."""

    id: int
    slug: str
    name: dict[str, str]
    description: dict[str, str]
    category: str
    price: Money
    sizes: tuple[Size, ...]
    picture: str | None
    stock: int
    occasions: tuple[str, ...]
    recipients: tuple[str, ...]
    palettes: tuple[str, ...]

    @property
    def in_stock(self) -> bool:
        return self.stock > 0

    @property
    def middle(self) -> Size:
        """The size that stands on the picture: M where there is one."""
        return next((size for size in self.sizes if size.code == "m"), self.sizes[0])

    @property
    def composition(self) -> list[Value]:
        """The stems of the size on the picture."""
        return self.middle.composition

    @property
    def flowers(self) -> tuple[str, ...]:
        return self.middle.recipe.flowers

    @property
    def colors(self) -> tuple[str, ...]:
        return self.middle.recipe.colors

    def size(self, code: str | None) -> Size:
        """The size of this code; without one, the size on the picture. Raises ``SizeNotFound``."""
        if code is None:
            return self.middle
        for size in self.sizes:
            if size.code == code:
                return size
        raise SizeNotFound(code, [size.code for size in self.sizes])

    def fitting(self, wish: Wish) -> Size:
        """The size whose price suits the wish best: the largest that fits, else the one nearest to it."""
        if wish.bounds is None:
            return self.middle
        low, high = wish.bounds
        if wish.budget_about is not None:
            about = wish.budget_about
            return min(self.sizes, key=lambda size: abs(size.price.amount - about))
        fit = [size for size in self.sizes if low <= size.price.amount <= high]
        if fit:
            return fit[-1]
        return min(
            self.sizes, key=lambda size: abs(size.price.amount - min(max(size.price.amount, low), high))
        )


@dataclass(frozen=True)
class Browse:
    """A page of cards; ``relaxed`` names the parts of the wish that had to be given up to find any."""

    cards: list[Card]
    total: int
    page: int
    pages: int
    relaxed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stock:
    """How many stems of a flower are there, in all and by colour (only colours that exist)."""

    flower: str
    count: int
    colors: dict[str, int]


@dataclass(frozen=True)
class Quote:
    """What so many stems cost."""

    flower: str
    color: str | None
    count: int
    unit: Money
    total: Money


def card_of(row: Product) -> Card:
    sizes = tuple(_size(row, size) for size in row.sizes)
    tags: dict[str, list[str]] = {"occasion": [], "recipient": [], "palette": []}
    for tag in row.tags:
        tags[tag.kind].append(tag.value)
    return Card(
        id=row.id,
        slug=row.slug,
        name=row.names,
        description=row.descriptions,
        category=row.category,
        price=Money(row.price_from, row.currency),
        sizes=sizes,
        picture=row.picture,
        stock=row.stock,
        occasions=tuple(tags["occasion"]),
        recipients=tuple(tags["recipient"]),
        palettes=tuple(tags["palette"]),
    )


def _size(row: Product, size: ProductSize) -> Size:
    parts = tuple(
        Stem(stem.flower, stem.color, stem.counts[size.code])
        for stem in row.stems
        if size.code in stem.counts
    )
    recipe = Recipe(parts, frozenset(row.addons), row.wrap)
    return Size(size.code, Money(size.price, row.currency), recipe.count, recipe)


def likeness(one: Card, other: Card) -> float:
    """How much two cards have in common; more is more."""

    def shared(a: Iterable[str], b: Iterable[str]) -> float:
        both = set(a) | set(b)
        return len(set(a) & set(b)) / len(both) if both else 0.0

    cheap, dear = sorted((one.middle.price.amount, other.middle.price.amount))
    return (
        4 * shared(one.flowers, other.flowers)
        + 2 * shared(one.colors, other.colors)
        + 2 * (one.category == other.category)
        + shared(one.occasions, other.occasions)
        + cheap / dear
    )
