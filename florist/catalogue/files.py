"""The catalogue as its owner writes it: YAML files, with file, line and entry in every error."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from florist.catalogue.errors import CatalogueFileError
from florist.kit.canon import (
    ADDONS,
    CATEGORIES,
    COLORS,
    FLOWERS,
    OCCASIONS,
    PALETTES,
    RECIPIENTS,
    SIZES,
    WRAPS,
)

Count = Annotated[int, Field(ge=1, le=101)]
Stock = Annotated[int, Field(ge=0, le=100_000)]
Price = Annotated[float, Field(gt=0, le=1_000_000)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Entry = TypeVar("Entry", bound=_Entry)


class Words(_Entry):
    """One text in both languages."""

    ru: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class StemEntry(_Entry):
    """A flower in a colour; ``count`` is a number for every size, or a number by size."""

    flower: str
    color: str
    count: Count | dict[str, Count]

    @model_validator(mode="after")
    def _known(self) -> "StemEntry":
        _one_of("flower", self.flower, FLOWERS)
        _one_of("color", self.color, tuple(c for c in COLORS if c not in PALETTES))
        return self


class ProductEntry(_Entry):
    """A product: prices are whole units of the shop's currency, by size."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,64}$")]
    name: Words
    description: Words
    category: str
    wrap: str = "kraft"
    addons: list[str] = []
    stems: Annotated[list[StemEntry], Field(min_length=1)]
    price: Annotated[dict[str, Price], Field(min_length=1)]
    stock: Stock
    occasions: list[str] = []
    recipients: list[str] = []
    palette: Literal["pastel", "mixed"] | None = None

    @model_validator(mode="after")
    def _known(self) -> "ProductEntry":
        _one_of("category", self.category, CATEGORIES)
        _one_of("wrap", self.wrap, WRAPS)
        for field, values, known in (
            ("addons", self.addons, ADDONS),
            ("occasions", self.occasions, OCCASIONS),
            ("recipients", self.recipients, RECIPIENTS),
            ("price", list(self.price), SIZES),
        ):
            for value in values:
                _one_of(field, value, known)
        prices = [self.price[size] for size in SIZES if size in self.price]
        if prices != sorted(prices):
            raise ValueError("a larger size is cheaper than a smaller one")
        for stem in self.stems:
            if isinstance(stem.count, dict) and set(stem.count) != set(self.price):
                raise ValueError(f"stems of {stem.flower} are counted for other sizes than there are prices")
        return self

    def counts(self, stem: StemEntry) -> dict[str, int]:
        """How many of ``stem`` go into each size."""
        return stem.count if isinstance(stem.count, dict) else dict.fromkeys(self.price, stem.count)

    def palettes(self) -> list[str]:
        """The palette that was named, or the ones that the colours make by themselves."""
        if self.palette:
            return [self.palette]
        colors = {stem.color for stem in self.stems}
        found = ["mixed"] if len(colors) >= 3 else []
        return found + (["pastel"] if len(colors) >= 2 and colors <= set(PALETTES["pastel"]) else [])


class StemKindEntry(_Entry):
    """A flower's price by the stem and its stock by colour."""

    flower: str
    price: Price
    colors: Annotated[dict[str, Stock], Field(min_length=1)]

    @model_validator(mode="after")
    def _known(self) -> "StemKindEntry":
        _one_of("flower", self.flower, FLOWERS)
        for color in self.colors:
            _one_of("colors", color, tuple(c for c in COLORS if c not in PALETTES))
        return self


class ExtraEntry(_Entry):
    """An add-on or a wrap; without ``stock`` there is always enough."""

    kind: Literal["addon", "wrap"]
    code: str
    price: Annotated[float, Field(ge=0, le=1_000_000)]
    stock: Stock | None = None

    @model_validator(mode="after")
    def _known(self) -> "ExtraEntry":
        _one_of("code", self.code, ADDONS if self.kind == "addon" else WRAPS)
        return self


def read_products(folder: Path) -> list[ProductEntry]:
    """Every product of every file but the price lists. Raises ``CatalogueFileError``."""
    seen: dict[str, str] = {}
    products = []
    for path in sorted(folder.glob("*.yml")):
        if path.name in ("stems.yml", "extras.yml"):
            continue
        for entry, line in _entries(path):
            product = _read(ProductEntry, path, line, entry, entry.get("slug"))
            if product.slug in seen:
                raise CatalogueFileError(path, line, product.slug, f"is in {seen[product.slug]} already")
            seen[product.slug] = f"{path.name}:{line}"
            products.append(product)
    # Bouquets first, as in the shop window; inside a category the owner's order stays.
    return sorted(products, key=lambda product: CATEGORIES.index(product.category))


def read_stem_kinds(folder: Path) -> list[StemKindEntry]:
    """The price list by the stem. Raises ``CatalogueFileError``."""
    path = folder / "stems.yml"
    return [_read(StemKindEntry, path, line, e, e.get("flower")) for e, line in _entries(path)]


def read_extras(folder: Path) -> list[ExtraEntry]:
    """Add-ons and wraps with their prices. Raises ``CatalogueFileError``."""
    path = folder / "extras.yml"
    return [_read(ExtraEntry, path, line, e, e.get("code")) for e, line in _entries(path)]


def _one_of(field: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"{field} {value!r} is not one of {', '.join(known)}")


class _Lines(yaml.SafeLoader):
    """Remembers the line of every mapping under the key ``__line__``."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} twice", key.start_mark)
            seen.add(key.value)
        return {**super().construct_mapping(node, deep=deep), "__line__": node.start_mark.line + 1}


def _entries(path: Path) -> Iterator[tuple[dict[str, Any], int]]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _Lines)  # noqa: S506  # a SafeLoader with line numbers
    except FileNotFoundError:
        raise CatalogueFileError(path, 0, "the file", "is missing") from None
    except UnicodeDecodeError as error:
        raise CatalogueFileError(path, 0, "the file", "is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise CatalogueFileError(path, line, "the file", str(error.problem or error.context)) from error
    for index, entry in enumerate(data if isinstance(data, list) else [data]):
        if not isinstance(entry, dict):
            raise CatalogueFileError(path, 1, f"entry {index + 1}", "must be a list item with fields")
        yield _without_lines(entry), entry["__line__"]


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(part) for key, part in value.items() if key != "__line__"}
    return [_without_lines(part) for part in value] if isinstance(value, list) else value


def _read(model: type[Entry], path: Path, line: int, data: dict[str, Any], name: Any) -> Entry:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        why = first["msg"].removeprefix("Value error, ")
        raise CatalogueFileError(path, line, str(name), f"{where}: {why}" if where else why) from error
