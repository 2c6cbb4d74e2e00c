"""Flowers, add-ons and windows that an order takes from the shelves, and gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets import pricing
from florist.bouquets.errors import NotEnoughStems
from florist.bouquets.recipe import Recipe
from florist.catalogue.errors import OutOfStock
from florist.catalogue.models import Extra, Product, StemKind
from florist.delivery import service as delivery
from florist.delivery.rules import Plan, Window
from florist.kit.terms import Value
from florist.orders.models import Hold, Order, OrderLine
from florist.sql import lock

_TABLES: dict[str, Any] = {"product": Product, "stem": StemKind, "extra": Extra}


@dataclass
class _Want:
    count: int
    name: Value
    flower: str = ""
    color: str = ""


async def at_the_shelves(session: AsyncSession) -> None:
    """Wait for one's turn at the shelves, to the end of the transaction.

    The conditions in the writes are what guards the stock. This only keeps transactions that touch several
    orders, things and windows in different order from waiting for each other in a circle.
    """
    await lock(session, "shelves")


async def take(
    session: AsyncSession, order_id: int, lines: Sequence[OrderLine], window: Window | None, plan: Plan | None
) -> None:
    """Take everything the lines need, and the window; all of it or, by raising, nothing.

    Raises ``OutOfStock``, ``NotEnoughStems``, ``WindowFull``, ``ColorNotGrown``, ``RecipeInvalid``.
    """
    wants = await _wants(session, lines)
    # Everybody takes in the same order, so that two who want the same two things do not wait for each other.
    for (kind, item_id), want in sorted(wants.items(), key=lambda item: item[0]):
        if await _take_one(session, kind, item_id, want):
            session.add(Hold(order_id=order_id, kind=kind, item_id=item_id, count=want.count))
    if window is not None:
        row_id = await delivery.take(session, window, plan=plan)
        session.add(Hold(order_id=order_id, kind="window", item_id=row_id, count=1))
    await session.flush()


async def give_back(session: AsyncSession, order_id: int) -> None:
    """Put everything the order holds back. A second call finds nothing to give."""
    rows = await session.execute(
        delete(Hold).where(Hold.order_id == order_id).returning(Hold.kind, Hold.item_id, Hold.count)
    )
    for kind, item_id, count in sorted((row.kind, row.item_id, row[2]) for row in rows):
        if kind == "window":
            await delivery.give_back(session, item_id, count)
            continue
        table = _TABLES[kind]
        await session.execute(
            update(table)
            .where(table.id == item_id, table.stock.is_not(None))
            .values(stock=table.stock + count)
            .execution_options(synchronize_session=False)
        )


async def held_products(session: AsyncSession, user_id: int) -> dict[int, int]:
    """How many of each product this customer's unpaid order keeps from the shelves."""
    rows = await session.execute(
        select(Hold.item_id, Hold.count)
        .join(Order, Order.id == Hold.order_id)
        .where(Order.user_id == user_id, Order.status == "awaiting_payment", Hold.kind == "product")
    )
    return {row.item_id: row[1] for row in rows}


async def _take_one(session: AsyncSession, kind: str, item_id: int, want: _Want) -> bool:
    """False when there is no count to keep. The condition stands in the write: one order gets the last."""
    table = _TABLES[kind]
    left = await session.scalar(
        update(table)
        .where(table.id == item_id, table.stock >= want.count)
        .values(stock=table.stock - want.count)
        .returning(table.stock)
        .execution_options(synchronize_session=False)
    )
    if left is not None:
        return True
    row = await session.get(table, item_id, populate_existing=True)
    stock: int | None = row.stock if row is not None else 0
    if stock is None:
        return False
    if kind == "stem":
        raise NotEnoughStems(want.flower, want.color, stock)
    raise OutOfStock(want.name, stock)


async def _wants(session: AsyncSession, lines: Sequence[OrderLine]) -> dict[tuple[str, int], _Want]:
    wants: dict[tuple[str, int], _Want] = {}

    def add(kind: str, item_id: int, want: _Want) -> None:
        if (kind, item_id) in wants:
            wants[kind, item_id].count += want.count
        else:
            wants[kind, item_id] = want

    for line in lines:
        if line.kind == "product":
            if line.product_id is None:
                raise OutOfStock(line.name, 0)
            add("product", line.product_id, _Want(line.count, line.name))
            beside = await pricing.addon_parts(session, filter(None, line.addons.split(",")))
        else:
            beside = await pricing.parts(session, Recipe.from_json(line.recipe))
        for part in beside:
            want = _Want(part.count * line.count, part.name, part.flower, part.color)
            add(part.kind, part.item_id, want)
    return wants
