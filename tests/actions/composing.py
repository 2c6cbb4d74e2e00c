"""What the composing tests begin with: a bouquet asked for, and the cart that it ends in."""

from typing import Any

from florist.bootstrap import Shop
from florist.cart import service as cart
from tests.actions.talking import Talk

RED_ROSES: dict[str, Any] = {"color": "red", "quantity": 15, "flower": "rose"}


async def build(talk: Talk, text: str = "собери букет", **entities: Any) -> Talk:
    return await talk.says("build_bouquet", text, **entities)


async def cart_of(shop: Shop, talk: Talk) -> cart.Cart:
    async with shop.reading() as session:
        return await cart.view(session, talk.user)
