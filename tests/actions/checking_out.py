"""What the checkout's tests begin with: a full cart, and the way to each question."""

from datetime import date, datetime
from typing import Any

from florist.bootstrap import Shop
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.delivery import service as delivery
from florist.delivery.rules import Window
from florist.orders import service as orders
from tests.actions.talking import TOMORROW, Talk

TVERSKAYA = {"latitude": 55.758463, "longitude": 37.611347}
PETERSBURG = {"latitude": 59.93, "longitude": 30.33}
PHONE = "+79031234567"


async def put(shop: Shop, talk: Talk, slug: str = "scarlet-sails", count: int = 1) -> None:
    async with shop.transaction() as session:
        card = await catalogue.find(session, slug)
        await cart.add_product(session, talk.user, card.id, card.middle.code, count)


async def to_picker(talk: Talk) -> Talk:
    """Pickup tomorrow morning: asks for the name next."""
    await talk.taps("button-pickup")
    return await talk.says("inform", "завтра утром", date=TOMORROW, time="09:00-12:00")


async def to_address(talk: Talk) -> Talk:
    return await talk.taps("button-delivery")


async def to_when(talk: Talk) -> Talk:
    await to_address(talk)
    await talk.says("inform", "Тверская 7", address="Тверская 7")
    await talk.presses("choose", choice="zone:centre")
    return await talk.taps("button-no-flat")


async def to_summary(talk: Talk) -> Talk:
    await to_when(talk)
    await talk.says("inform", "завтра к шести вечера", date=TOMORROW, time="18:00")
    await talk.says("inform", "Ольге", name="Ольга")
    await talk.says("inform", "+7 903 123-45-67", phone=PHONE)
    await talk.says("nlu_fallback", "С днём рождения!")
    await talk.taps("button-open")
    return await talk.taps("button-substitution-call")


def nearest(talk: Talk, refusal: str | None = None) -> dict[str, Any]:
    """The first of the free windows that a refusal offers."""
    said = talk.answer(refusal) if refusal else talk.said[0]
    button = said.buttons[0]
    return {"intent": button["intent"], **button["entities"]}


async def fill(shop: Shop, day: str, start: str, end: str) -> None:
    window = Window(date.fromisoformat(day), start, end)
    async with shop.transaction() as session:
        for _ in range(8):
            await delivery.take(session, window)


async def buy(shop: Shop, talk: Talk, slug: str) -> None:
    await put(shop, talk, slug)
    async with shop.transaction() as session:
        await orders.place(
            session, talk.user,
            orders.Checkout("pickup", date.fromisoformat(TOMORROW), "09:00-11:00", "Борис", PHONE),
            now=datetime.fromisoformat(talk.now),
        )  # fmt: skip
