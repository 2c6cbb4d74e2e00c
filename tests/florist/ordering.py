"""What tests of orders, payments and reports begin with."""

from datetime import date
from typing import Any

from florist.bootstrap import Shop
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.orders import service as orders
from florist.orders.service import Checkout, Order

ANNA, BORIS = 1001, 1002
TOMORROW = date(2026, 11, 21)


def checkout(**more: Any) -> Checkout:
    """To Tverskaya tomorrow evening, unless said otherwise."""
    given: dict[str, Any] = {
        "kind": "delivery",
        "day": TOMORROW,
        "window": "18:00-20:00",
        "recipient": "Ольга",
        "phone": "+79161234567",
        "zone": "centre",
        "address": "Тверская улица, 7",
        **more,
    }
    return Checkout(**given)


async def put(shop: Shop, user_id: int, slug: str, count: int = 1, size: str | None = None) -> int:
    """A product into a cart; returns the cart line."""
    async with shop.transaction() as session:
        card = await catalogue.find(session, slug)
        return (await cart.add_product(session, user_id, card.id, size, count)).id


async def place(shop: Shop, user_id: int = ANNA, **more: Any) -> Order:
    """What is in the cart, as an order that awaits payment."""
    async with shop.transaction() as session:
        return await orders.place(session, user_id, checkout(**more), now=shop.clock.now())


async def bought(shop: Shop, user_id: int = ANNA, slug: str = "scarlet-sails", **more: Any) -> Order:
    """One product, ordered."""
    await put(shop, user_id, slug)
    return await place(shop, user_id, **more)


async def stock(shop: Shop, slug: str) -> int:
    """How many are on the shelf."""
    async with shop.reading() as session:
        return (await catalogue.find(session, slug)).stock
