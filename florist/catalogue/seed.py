"""From the owner's files into the database, as often as one likes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from florist.catalogue import files
from florist.catalogue.models import Extra, Product, ProductSize, ProductStem, ProductTag, StemKind
from florist.kit.canon import SIZES
from florist.kit.money import Money
from florist.sql import lock


@dataclass(frozen=True)
class Seeded:
    """What the files brought: how many products are new, known from before, or no longer sold."""

    created: int
    kept: int
    retired: int


async def seed(session: AsyncSession, folder: Path, *, currency: str = "RUB") -> Seeded:
    """Bring the files of ``folder`` in.

    Stock that was sold since stays sold; a number that changed in the file adds its difference.
    Raises ``CatalogueFileError`` before anything is written.
    """
    products = files.read_products(folder)
    stems, extras = files.read_stem_kinds(folder), files.read_extras(folder)
    await lock(session, "seed")
    await _seed_stems(session, stems, currency)
    await _seed_extras(session, extras, currency)
    return await _seed_products(session, products, currency)


async def write_lookups(session: AsyncSession, path: Path) -> None:
    """Write product names for the model: ``product: [{value: 12, names: [Красный шёлк, Red Silk]}, …]``."""
    rows = await session.scalars(select(Product).where(Product.active).order_by(Product.id))
    entries = [{"value": row.id, "names": [row.names["ru"], row.names["en"]]} for row in rows]
    text = yaml.safe_dump({"product": entries}, allow_unicode=True, sort_keys=False)
    await asyncio.to_thread(_write_if_new, path, text)


def _write_if_new(path: Path, text: str) -> None:
    # An untouched file keeps its date: the model is trained anew only when something changed.
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


async def _seed_stems(session: AsyncSession, entries: Sequence[files.StemKindEntry], currency: str) -> None:
    known = {(row.flower, row.color): row for row in await session.scalars(select(StemKind))}
    listed = set()
    for entry in entries:
        for color, stock in entry.colors.items():
            listed.add((entry.flower, color))
            row = known.get((entry.flower, color))
            if row is None:
                row = StemKind(flower=entry.flower, color=color, stock=stock, supplied=stock)
                session.add(row)
            row.currency, row.price, row.active = currency, Money.major(entry.price, currency).amount, True
            row.stock, row.supplied = _supply(row.stock, row.supplied, stock), stock
    for pair, row in known.items():
        row.active = pair in listed
    await session.flush()


async def _seed_extras(session: AsyncSession, entries: Sequence[files.ExtraEntry], currency: str) -> None:
    known = {(row.kind, row.code): row for row in await session.scalars(select(Extra))}
    for entry in entries:
        row = known.pop((entry.kind, entry.code), None)
        if row is None:
            row = Extra(kind=entry.kind, code=entry.code, stock=entry.stock, supplied=entry.stock)
            session.add(row)
        row.currency, row.price, row.active = currency, Money.major(entry.price, currency).amount, True
        if entry.stock is None or row.stock is None or row.supplied is None:
            row.stock, row.supplied = entry.stock, entry.stock
        else:
            row.stock, row.supplied = _supply(row.stock, row.supplied, entry.stock), entry.stock
    for row in known.values():
        row.active = False
    await session.flush()


async def _seed_products(
    session: AsyncSession, entries: Sequence[files.ProductEntry], currency: str
) -> Seeded:
    known = {row.slug: row for row in await session.scalars(select(Product))}
    created = 0
    for position, entry in enumerate(entries):
        row = known.pop(entry.slug, None)
        if row is None:
            created += 1
            row = Product(slug=entry.slug, stock=entry.stock, supplied=entry.stock, picture=None)
            session.add(row)
        _fill(row, entry, position, currency)
    retired = [row for row in known.values() if row.active]
    for row in known.values():
        row.active = False
    await session.flush()
    return Seeded(created, len(entries) - created, len(retired))


def _fill(row: Product, entry: files.ProductEntry, position: int, currency: str) -> None:
    prices = {code: Money.major(entry.price[code], currency).amount for code in SIZES if code in entry.price}
    row.category, row.wrap, row.addons = entry.category, entry.wrap, list(entry.addons)
    row.names, row.descriptions = entry.name.model_dump(), entry.description.model_dump()
    row.currency, row.price_from, row.position, row.active = currency, min(prices.values()), position, True
    row.stock, row.supplied = _supply(row.stock, row.supplied, entry.stock), entry.stock

    sizes = {size.code: size for size in row.sizes}
    for code, price in prices.items():
        if code in sizes:
            sizes.pop(code).price = price
        else:
            row.sizes.append(ProductSize(code=code, price=price))
    for size in sizes.values():
        row.sizes.remove(size)

    stems = {(stem.flower, stem.color): stem for stem in row.stems}
    for part in entry.stems:
        stem = stems.pop((part.flower, part.color), None)
        if stem is None:
            row.stems.append(ProductStem(flower=part.flower, color=part.color, counts=entry.counts(part)))
        else:
            stem.counts = entry.counts(part)
    for stem in stems.values():
        row.stems.remove(stem)

    tags = {(tag.kind, tag.value): tag for tag in row.tags}
    for kind, values in (
        ("occasion", entry.occasions),
        ("recipient", entry.recipients),
        ("palette", entry.palettes()),
    ):
        for value in dict.fromkeys(values):
            if tags.pop((kind, value), None) is None:
                row.tags.append(ProductTag(kind=kind, value=value))
    for tag in tags.values():
        row.tags.remove(tag)


def _supply(stock: int, supplied: int, wanted: int) -> int:
    """What is on the shelf after the owner changed the number in the file."""
    return max(0, stock + wanted - supplied)
