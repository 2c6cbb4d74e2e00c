"""What the operator reads, by the names that scripts rely on."""

import json

import pytest

from florist.bootstrap import Shop
from florist.cart import service as cart
from florist.kit.clock import FixedClock
from florist.orders.errors import OrderNotFound
from florist.payments import service as payments
from florist.payments.service import Charge
from florist.people import service as people
from florist.reporting import service as reporting
from tests.florist.ordering import ANNA, BORIS, bought, place, put


async def meet(shop: Shop, telegram_id: int, name: str) -> None:
    async with shop.transaction() as session:
        await people.meet(
            session,
            telegram_id=telegram_id,
            first_name=name,
            last_name="Петрова",
            username="",
            language_code="ru",
        )


class TestOrder:
    async def test_holds_everything_that_was_promised(self, shop: Shop, clock: FixedClock) -> None:
        await meet(shop, ANNA, "Анна")
        number = (await bought(shop, card_text="С любовью", latitude=55.7585, longitude=37.6113)).number
        async with shop.transaction() as session:
            invoice = await payments.invoice(session, number, settings=shop.settings, now=clock.at)
            paid = Charge(ANNA, invoice.payload, "RUB", 370_000, "tg-1", "bank-1")
            await payments.record(session, paid, now=clock.at)

        async with shop.reading() as session:
            order = await reporting.order(session, number)

        assert json.loads(json.dumps(order)) == order
        assert order["customer"] == {"telegram_id": ANNA, "name": "Анна Петрова"}
        assert (order["number"], order["status"], order["total"], order["currency"]) == (
            1001,
            "paid",
            370_000,
            "RUB",
        )
        assert {"kind", "name", "quantity", "unit_price", "details"} <= set(order["items"][0])
        assert {
            "kind", "address", "latitude", "longitude", "date", "window", "recipient", "phone", "card_text",
        } <= set(order["delivery"])  # fmt: skip
        assert (order["delivery"]["date"], order["delivery"]["window"]) == ("2026-11-21", "18:00-20:00")
        assert order["payments"] == [
            {
                "provider": "provider",
                "charge_id": "tg-1",
                "amount": 370_000,
                "currency": "RUB",
                "status": "received",
            }
        ]
        assert [move["status"] for move in order["history"]] == ["draft", "awaiting_payment", "paid"]

    async def test_an_unknown_number_is_not_found(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(OrderNotFound):
                await reporting.order(session, 4040)


class TestPages:
    async def test_the_cursor_leads_through_all_orders_once(self, shop: Shop) -> None:
        for person in range(3001, 3006):
            await bought(shop, person)

        numbers, cursor = [], None
        async with shop.reading() as session:
            while True:
                page = await reporting.orders(session, limit=2, cursor=cursor)
                numbers += [order["number"] for order in page["items"]]
                cursor = page["next_cursor"]
                if cursor is None:
                    break

        assert numbers == [1005, 1004, 1003, 1002, 1001]

    @pytest.mark.parametrize("cursor", ["x", "-1", "1;drop", "9" * 40, "٣"])
    async def test_a_cursor_that_we_never_gave_is_refused(self, sqlite_shop: Shop, cursor: str) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(reporting.CursorInvalid):
                await reporting.orders(session, cursor=cursor)


async def test_people_carts_images_and_figures(shop: Shop) -> None:
    await meet(shop, ANNA, "Анна")
    await meet(shop, BORIS, "Борис")
    await put(shop, BORIS, "pink-cloud", 2, "s")
    async with shop.transaction() as session:
        from florist.bouquets.recipe import Recipe, Stem

        await cart.add_recipe(session, ANNA, Recipe((Stem("rose", "red", 9),)))
    await place(shop, ANNA)

    async with shop.reading() as session:
        users = (await reporting.users(session))["items"]
        basket = await reporting.cart(session, BORIS)
        pictures = (await reporting.images(session, ANNA))["items"]
        figures = await reporting.stats(session)
        visits = await reporting.appointments(session)

    assert [(user["telegram_id"], user["roles"]) for user in users] == [
        (BORIS, ["customer"]),
        (ANNA, ["customer"]),
    ]
    assert (basket["total"], basket["items"][0]["quantity"]) == (640_000, 2)
    assert [(picture["owner"], picture["order"]) for picture in pictures] == [(ANNA, 1001)]
    assert (figures["users"], figures["orders"]) == (2, {"awaiting_payment": 1})
    assert visits == {"items": [], "next_cursor": None}
