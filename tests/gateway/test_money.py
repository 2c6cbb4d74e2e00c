"""Payments through the real sandbox: asked for by a letter, checked before, recorded once, returned when due."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import ASGITransport
from sqlalchemy import select, update

from florist.bootstrap import Shop
from florist.inbox import service as inbox
from florist.orders import models as order_models
from florist.orders import service as orders
from florist.outbox import service as outbox
from florist.payments.models import Invoice, Payment, Refund
from gateway import updates
from gateway.app import build
from tests.florist.ordering import bought
from tests.gateway.conftest import House, gateway_for, settings_for, until
from tests.support.databases import _copy as copy_of
from tests.support.databases import opened
from tests.support.rasa_stand_in import RasaStandIn, running_rasa
from tests.support.sandbox import running_sandbox

ANNA = 1001


@pytest.fixture(params=["provider", "stars"])
async def till(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    migrated_sqlite: Path,
    clock: Any,
) -> AsyncIterator[tuple[House, Shop]]:
    """A gateway over a seeded shop whose goods are paid in the currency of the parameter."""
    async with AsyncExitStack() as stack:
        rasa = await stack.enter_async_context(running_rasa(RasaStandIn()))
        sandbox = await stack.enter_async_context(running_sandbox(tmp_path / "sandbox", flood_limit=False))
        url = copy_of(migrated_sqlite, tmp_path)
        more = {"goods_paid_in": request.param, "admin_api_token": "operators-only"}
        shop = await stack.enter_async_context(opened(url, tmp_path, clock, **more))
        settings = settings_for(
            sandbox, rasa, tmp_path, database_url=url, payment_provider_token="1:TEST:1", **more
        )
        door = gateway_for(settings, shop.sessions, clock)
        client = await stack.enter_async_context(sandbox.client())
        await door.start()
        stack.push_async_callback(door.stop)
        house = House(sandbox, rasa, door, settings, shop.sessions, client)
        await house.user(ANNA).text("привет", language_code="ru")
        await house.said(house.user(ANNA), 1)
        rasa.heard.clear()
        yield house, shop


async def invoiced(house: House, shop: Shop) -> tuple[orders.Order, int]:
    """An order that awaits payment, and the invoice's message."""
    order = await bought(shop, ANNA)
    letter = {"kind": "invoice", "invoice": {"order": order.number}}
    async with house.sessions.transaction() as session:
        await outbox.post(session, chat_id=ANNA, letters=[letter], key=f"invoice:{order.number}")
    house.gateway.sender.poke(ANNA)
    message = (await house.said(house.user(ANNA), 2))[1]
    assert message["kind"] == "invoice"
    return order, int(message["message_id"])


async def status(house: House, number: int) -> str:
    async with house.sessions.reading() as session:
        found = await session.scalar(
            select(order_models.Order.status).where(order_models.Order.id == order_models.id_of(number))
        )
        return str(found)


async def is_paid(house: House, number: int) -> bool:
    return await status(house, number) == "paid"


class TestAPayment:
    async def test_is_recorded_and_then_told_to_the_dialogue(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order, message_id = await invoiced(house, shop)

        await house.user(ANNA).pay(message_id, "paid")

        await until(lambda: is_paid(house, order.number))
        await until(lambda: _heard(house))
        context = house.rasa.contexts[0]
        assert (context["kind"], context["intent"]) == ("event", "payment_succeeded")
        assert context["entities"] == [{"entity": "order_number", "value": order.number}]

    async def test_is_recorded_while_rasa_is_away(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order, message_id = await invoiced(house, shop)
        house.rasa.ready = False

        await house.user(ANNA).pay(message_id, "paid")

        await until(lambda: is_paid(house, order.number))

    async def test_is_allowed_while_the_chat_waits_for_a_slow_turn(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order, message_id = await invoiced(house, shop)
        house.rasa.hold = asyncio.Event()
        await house.user(ANNA).text("сколько стоит?")
        await until(lambda: _heard(house))

        await house.user(ANNA).pay(message_id, "paid")

        await until(lambda: is_paid(house, order.number))
        house.rasa.hold.set()
        await until(lambda: _heard(house, 2))

    async def test_told_twice_is_recorded_once_and_heard_once(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order, message_id = await invoiced(house, shop)
        await house.user(ANNA).pay(message_id, "paid")
        await until(lambda: _heard(house))
        async with house.sessions.reading() as session:
            charge = (await session.scalars(select(Payment))).one()

        again = notice(charge, await payload(house))
        await house.gateway.receiver.receive(again, wait_for_money=False)

        async with house.sessions.reading() as session:
            assert len((await session.scalars(select(Payment))).all()) == 1
            assert (await session.scalars(select(Refund))).all() == []
        assert len(house.rasa.heard) == 1
        assert order.number

    async def test_recorded_by_two_at_once_is_heard_once(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order, _message_id = await invoiced(house, shop)
        async with house.sessions.reading() as session:
            bill = (await session.scalars(select(Invoice))).one()
        charge = Payment(currency=bill.currency, amount=bill.amount, charge_id="c1", provider_charge_id="p1")
        incoming = updates.read(notice(charge, bill.payload))
        async with house.sessions.transaction() as session:
            item = await inbox.store(
                session, bot_id=1, update_id=88000, lane="elsewhere", kind="payment", body=incoming.raw,
                chat_id=ANNA, user_id=ANNA, due=shop.clock.now() + timedelta(hours=1),
            )  # fmt: skip
        assert item is not None

        money = house.gateway.receiver._money
        found = await asyncio.gather(*(money.record(item, incoming) for _ in range(3)))

        assert [one["intent"] for one in found] == ["payment_succeeded"] * 3
        assert await is_paid(house, order.number)

    async def test_of_a_paid_order_goes_back(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        _order, message_id = await invoiced(house, shop)
        await house.user(ANNA).pay(message_id, "paid")
        await until(lambda: _heard(house))
        async with house.sessions.reading() as session:
            charge = (await session.scalars(select(Payment))).one()
        charge.charge_id = "a-second-charge"

        await house.gateway.receiver.receive(notice(charge, await payload(house)), wait_for_money=False)

        last = (await house.said(house.user(ANNA), 4))[-1]
        assert "вернём" in last["text"]
        async with house.sessions.reading() as session:
            refund = (await session.scalars(select(Refund))).one()
        assert refund.status in ("queued", "flagged", "done")
        assert len(house.rasa.heard) == 1


class TestAPreCheckoutQuery:
    async def test_of_a_cancelled_order_gets_a_human_no(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order, message_id = await invoiced(house, shop)
        async with house.sessions.transaction() as session:
            await orders.cancel(session, ANNA, order.number, now=shop.clock.now())

        outcome = await house.user(ANNA).pay(message_id, "paid")

        assert outcome["status"] == "refused"
        assert any("а" <= letter.lower() <= "я" for letter in outcome["error_message"])
        assert await status(house, order.number) == "cancelled"
        assert house.rasa.heard == []

    async def test_of_somebody_elses_order_is_refused(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order, message_id = await invoiced(house, shop)
        async with house.sessions.transaction() as session:
            await session.execute(update(order_models.Order).values(user_id=1002))

        outcome = await house.user(ANNA).pay(message_id, "paid")

        assert outcome["status"] == "refused"
        assert await status(house, order.number) == "awaiting_payment"
        async with house.sessions.reading() as session:
            assert (await session.scalars(select(Payment))).all() == []


class TestAnInvoice:
    async def test_that_cannot_be_made_is_explained(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order = await bought(shop, ANNA)
        async with house.sessions.transaction() as session:
            await orders.cancel(session, ANNA, order.number, now=shop.clock.now())
            letter = {"kind": "invoice", "invoice": {"order": order.number}}
            await outbox.post(session, chat_id=ANNA, letters=[letter], key="late")

        house.gateway.sender.poke(ANNA)

        answer = (await house.said(house.user(ANNA), 2))[1]
        assert answer["kind"] == "text"
        assert answer["text"]


class TestTheOperatorApi:
    @pytest.mark.parametrize(
        "path", ["orders", "users", "carts/1001", "appointments", "images?owner=1001", "stats"]
    )
    async def test_is_shown_to_the_token_and_to_nothing_else(
        self, till: tuple[House, Shop], path: str
    ) -> None:
        house, shop = till
        await bought(shop, ANNA)
        app = build(house.gateway)
        async with httpx.AsyncClient(transport=ASGITransport(app), base_url="http://gateway") as client:
            shown = await client.get(f"/api/admin/{path}", headers={"Authorization": "Bearer operators-only"})
            guessed = await client.get(
                f"/api/admin/{path}", headers={"Authorization": "Bearer operators-onlx"}
            )
            bare = await client.get(f"/api/admin/{path}")

        assert shown.status_code == 200
        assert isinstance(shown.json(), dict)
        assert guessed.status_code == bare.status_code == 401

    async def test_tells_of_an_order_and_admits_what_is_not_there(self, till: tuple[House, Shop]) -> None:
        house, shop = till
        order = await bought(shop, ANNA)
        app = build(house.gateway)
        headers = {"Authorization": "Bearer operators-only"}
        async with httpx.AsyncClient(
            transport=ASGITransport(app), base_url="http://gateway", headers=headers
        ) as client:
            found = await client.get(f"/api/admin/orders/{order.number}")
            missing = await client.get("/api/admin/orders/999999")
            crooked = await client.get("/api/admin/orders?cursor=x&limit=0")

        assert found.json()["number"] == order.number
        assert found.json()["total"] == order.total.amount
        assert missing.status_code == 404
        assert crooked.status_code == 422


def notice(charge: Payment, invoice_payload: str) -> dict[str, Any]:
    person = {"id": ANNA, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
    payment = {
        "currency": charge.currency,
        "total_amount": charge.amount,
        "invoice_payload": invoice_payload,
        "telegram_payment_charge_id": charge.charge_id,
        "provider_payment_charge_id": charge.provider_charge_id,
    }
    chat = {"id": ANNA, "type": "private"}
    body = {"message_id": 888, "from": person, "chat": chat, "date": 1, "successful_payment": payment}
    return {"update_id": 88000, "message": body}


async def payload(house: House) -> str:
    async with house.sessions.reading() as session:
        return str(await session.scalar(select(Invoice.payload)))


async def _heard(house: House, count: int = 1) -> bool:
    return len(house.rasa.heard) >= count
