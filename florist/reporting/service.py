"""What the operator API says: plain JSON values, newest first, paged by an opaque cursor. It only reads."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from florist.cart import service as carts
from florist.errors import Invalid
from florist.orders import models as order_models
from florist.orders.errors import OrderNotFound
from florist.orders.models import id_of, number_of
from florist.payments.models import Payment, Refund
from florist.people.models import PersonRow, RoleRow

Json = dict[str, Any]
Row = TypeVar("Row")


class CursorInvalid(Invalid):
    """A cursor that we never gave."""


async def orders(session: AsyncSession, *, limit: int = 50, cursor: str | None = None) -> Json:
    """``{"items": […], "next_cursor": …}``; every item as ``order`` gives it."""
    query = select(order_models.Order).where(order_models.Order.status != "draft")
    rows, after = await _page(session, query, order_models.Order.id, limit, cursor, lambda row: row.id)
    names = await _names(session, {row.user_id for row in rows})
    paid = await _payments(session, [row.id for row in rows])
    return {
        "items": [_order(row, names.get(row.user_id, ""), paid.get(row.id, [])) for row in rows],
        "next_cursor": after,
    }


async def order(session: AsyncSession, number: int) -> Json:
    """One order with all its parts. Raises ``OrderNotFound``."""
    row = await session.get(order_models.Order, id_of(number))
    if row is None:
        raise OrderNotFound(str(number))
    names = await _names(session, {row.user_id})
    paid = await _payments(session, [row.id])
    return _order(row, names.get(row.user_id, ""), paid.get(row.id, []))


async def users(session: AsyncSession, *, limit: int = 50, cursor: str | None = None) -> Json:
    """People with their names, language and roles."""
    rows, after = await _page(
        session, select(PersonRow), PersonRow.telegram_id, limit, cursor, lambda row: row.telegram_id
    )
    ids = [row.telegram_id for row in rows]
    roles: dict[int, list[str]] = {}
    for held in await session.scalars(select(RoleRow).where(RoleRow.telegram_id.in_(ids))):
        roles.setdefault(held.telegram_id, []).append(held.role)
    return {
        "items": [
            {
                "telegram_id": row.telegram_id,
                "name": _name(row),
                "username": row.username,
                "language": row.language or row.language_code,
                "roles": sorted({"customer", *roles.get(row.telegram_id, [])}),
                "reachable": row.reachable,
                "created_at": row.created_at.isoformat(),
                "seen_at": row.seen_at.isoformat(),
            }
            for row in rows
        ],
        "next_cursor": after,
    }


async def cart(session: AsyncSession, telegram_id: int) -> Json:
    """A customer's cart at today's prices."""
    seen = await carts.view(session, telegram_id)
    return {
        "telegram_id": telegram_id,
        "items": [
            {
                "id": line.id,
                "kind": line.kind,
                "name": line.name,
                "quantity": line.count,
                "unit_price": line.unit_price.amount,
                "details": line.details,
                "available": line.available,
            }
            for line in seen.lines
        ],
        "total": seen.total.amount,
        "currency": seen.total.currency,
    }


async def appointments(session: AsyncSession, *, limit: int = 50, cursor: str | None = None) -> Json:
    """Appointments with florists: the shop takes none so far."""
    return {"items": [], "next_cursor": None}


async def images(session: AsyncSession, owner: int, *, limit: int = 50, cursor: str | None = None) -> Json:
    """Pictures of the bouquets that a customer ordered."""
    query = (
        select(order_models.OrderLine)
        .join(order_models.Order, order_models.Order.id == order_models.OrderLine.order_id)
        .where(order_models.Order.user_id == owner, order_models.OrderLine.kind == "custom")
    )
    rows, after = await _page(session, query, order_models.OrderLine.id, limit, cursor, lambda row: row.id)
    return {
        "items": [
            {"key": row.picture, "kind": "preview", "owner": owner, "order": number_of(row.order_id)}
            for row in rows
        ],
        "next_cursor": after,
    }


async def stats(session: AsyncSession) -> Json:
    """Figures of the shop: people, orders by state, money that came and stayed, refunds that wait."""
    by_status = await session.execute(
        select(order_models.Order.status, func.count()).group_by(order_models.Order.status)
    )
    income = await session.execute(
        select(Payment.currency, func.sum(Payment.amount))
        .where(Payment.status == "received")
        .group_by(Payment.currency)
    )
    waiting = await session.scalar(select(func.count()).select_from(Refund).where(Refund.status != "done"))
    return {
        "users": await session.scalar(select(func.count()).select_from(PersonRow)),
        "orders": {row[0]: row[1] for row in by_status},
        "revenue": {row[0]: int(row[1]) for row in income},
        "refunds_waiting": waiting,
    }


async def _page(
    session: AsyncSession,
    query: Select[Row],
    column: Any,
    limit: int,
    cursor: str | None,
    key: Callable[[Row], int],
) -> tuple[Sequence[Row], str | None]:
    """Rows below the cursor and, when there are more, the next cursor. Raises ``CursorInvalid``."""
    if cursor is not None:
        if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
            raise CursorInvalid(cursor)
        query = query.where(column < int(cursor))
    rows = (await session.scalars(query.order_by(column.desc()).limit(limit + 1))).all()
    return rows[:limit], str(key(rows[limit - 1])) if len(rows) > limit else None


def _order(row: order_models.Order, name: str, payments: list[Json]) -> Json:
    return {
        "number": row.number,
        "status": row.status,
        "customer": {"telegram_id": row.user_id, "name": name},
        "items": [
            {
                "kind": line.kind,
                "name": line.name,
                "quantity": line.count,
                "unit_price": line.unit_price,
                "details": {"size": line.size, "composition": line.details, "recipe": line.recipe},
            }
            for line in row.lines
        ],
        "total": row.total,
        "goods_total": row.goods_total,
        "delivery_fee": row.delivery_fee,
        "currency": row.currency,
        "delivery": {
            "kind": row.kind,
            "address": row.address,
            "address_note": row.address_note,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "date": row.day.isoformat(),
            "window": f"{row.window_start}-{row.window_end}",
            "recipient": row.recipient,
            "phone": row.phone,
            "card_text": row.card_text,
            "anonymous": row.anonymous,
            "surprise": row.surprise,
            "substitution": row.substitution,
        },
        "payments": payments,
        "created_at": row.created_at.isoformat(),
        "history": [{"status": move.status, "at": move.at.isoformat(), "by": move.by} for move in row.moves],
    }


async def _payments(session: AsyncSession, order_ids: Sequence[int]) -> dict[int, list[Json]]:
    found: dict[int, list[Json]] = {}
    rows = await session.scalars(select(Payment).where(Payment.order_id.in_(order_ids)).order_by(Payment.id))
    for row in rows:
        found.setdefault(row.order_id or 0, []).append(
            {
                "provider": row.provider,
                "charge_id": row.charge_id,
                "amount": row.amount,
                "currency": row.currency,
                "status": row.status,
            }
        )
    return found


async def _names(session: AsyncSession, ids: set[int]) -> dict[int, str]:
    rows = await session.scalars(select(PersonRow).where(PersonRow.telegram_id.in_(ids)))
    return {row.telegram_id: _name(row) for row in rows}


def _name(row: PersonRow) -> str:
    return f"{row.first_name} {row.last_name}".strip()
