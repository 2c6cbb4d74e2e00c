"""What the cart's tests begin with: things in it."""

from typing import Any

from florist.bootstrap import Shop
from florist.bouquets.recipe import Recipe, Stem
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from tests.actions.talking import Talk

ROSES = Recipe((Stem("rose", "white", 15),), frozenset({"ribbon"}))


async def card_of(shop: Shop, slug: str) -> int:
    async with shop.reading() as session:
        return (await catalogue.find(session, slug)).id


async def put(shop: Shop, talk: Talk, *slugs: str, count: int = 1) -> None:
    for slug in slugs:
        product = await card_of(shop, slug)
        async with shop.transaction() as session:
            await cart.add_product(session, talk.user, product, count=count)


async def put_roses(shop: Shop, talk: Talk) -> None:
    async with shop.transaction() as session:
        await cart.add_recipe(session, talk.user, ROSES)


async def lines_of(shop: Shop, talk: Talk) -> list[cart.Line]:
    async with shop.reading() as session:
        return (await cart.view(session, talk.user)).lines


def first_button(talk: Talk) -> dict[str, Any]:
    button = talk.said[-1].buttons[0]
    return {"intent": button["intent"], **button["entities"]}
