"""Payments: one invoice, one charge, and money that goes back when it has to."""

import asyncio
from datetime import timedelta

import pytest

from florist.bootstrap import Shop
from florist.cart import service as cart
from florist.kit.clock import FixedClock
from florist.orders import service as orders
from florist.orders.errors import OrderNotFound
from florist.payments import refunds
from florist.payments import service as payments
from florist.payments.errors import AlreadyPaid, AmountWrong, HoldExpired, InvoiceStale, InvoiceUnknown
from florist.payments.service import Charge, InvoiceArgs, PreCheckout, Recorded
from tests.florist.ordering import ANNA, BORIS, bought, place, put, stock


async def billed(shop: Shop, number: int, **settings: object) -> InvoiceArgs:
    async with shop.transaction() as session:
        chosen = shop.settings.model_copy(update=settings)
        return await payments.invoice(session, number, settings=chosen, user_id=ANNA, now=shop.clock.now())


def amount(invoice: InvoiceArgs) -> int:
    return sum(part for _, part in invoice.prices)


def charge(invoice: InvoiceArgs, charge_id: str = "tg-1", **more: object) -> Charge:
    given: dict[str, object] = {
        "user_id": ANNA,
        "payload": invoice.payload,
        "currency": invoice.currency,
        "total_amount": amount(invoice),
        "charge_id": charge_id,
        **more,
    }
    return Charge(**given)  # type: ignore[arg-type]


async def pay(shop: Shop, paid: Charge) -> Recorded:
    async with shop.transaction() as session:
        return await payments.record(session, paid, now=shop.clock.now())


async def ask(shop: Shop, invoice: InvoiceArgs, **more: object) -> None:
    given: dict[str, object] = {
        "user_id": ANNA,
        "payload": invoice.payload,
        "currency": invoice.currency,
        "total_amount": amount(invoice),
        **more,
    }
    async with shop.transaction() as session:
        await payments.pre_checkout(session, PreCheckout(**given), now=shop.clock.now())  # type: ignore[arg-type]


class TestInvoice:
    async def test_asks_for_goods_and_delivery_in_kopecks(self, shop: Shop) -> None:
        order = await bought(shop)

        invoice = await billed(shop, order.number)

        assert invoice.title == "Заказ № 1001"
        assert invoice.prices == (("Алые паруса", 340_000), ("Доставка", 30_000))
        assert "Алые паруса" in invoice.description

    async def test_keeps_to_telegrams_limits(self, shop: Shop) -> None:
        for slug in ("scarlet-sails", "pink-cloud", "spring-morning", "blue-evening", "provence"):
            await put(shop, ANNA, slug)
        order = await place(shop)

        invoice = await billed(shop, order.number)

        assert len(invoice.title) <= 32
        assert 1 <= len(invoice.description) <= 255
        assert len(invoice.payload.encode()) <= 128
        assert all(1 <= len(label) <= 32 for label, _ in invoice.prices)

    async def test_there_is_one_open_invoice(self, shop: Shop) -> None:
        order = await bought(shop)

        assert await billed(shop, order.number) == await billed(shop, order.number)

    async def test_stars_are_whole_and_rounded_up(self, shop: Shop) -> None:
        order = await bought(shop)

        invoice = await billed(shop, order.number, goods_paid_in="stars", star_rate=180)

        assert (invoice.currency, invoice.provider_token) == ("XTR", "")
        assert [part for _, part in invoice.prices] == [2056]  # 370000 / 180 = 2055.6

    async def test_an_expired_order_is_held_again(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop, slug="white-peonies")
        clock.at += timedelta(minutes=31)
        async with shop.transaction() as session:
            await payments.expire_holds(session, clock.at)

        await billed(shop, order.number)

        assert await stock(shop, "white-peonies") == 0

    async def test_nobody_gets_somebody_elses_invoice(self, shop: Shop) -> None:
        order = await bought(shop, BORIS)

        with pytest.raises(OrderNotFound):
            await billed(shop, order.number)


class TestPreCheckout:
    async def test_prolongs_the_hold(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop)
        invoice = await billed(shop, order.number)
        clock.at += timedelta(minutes=29)

        await ask(shop, invoice)

        async with shop.reading() as session:
            assert (await orders.get(session, order.number)).hold_until == clock.at + timedelta(minutes=10)

    async def test_refuses_what_does_not_agree_with_the_database(self, shop: Shop) -> None:
        invoice = await billed(shop, (await bought(shop)).number)

        with pytest.raises(InvoiceUnknown):
            await ask(shop, invoice, user_id=BORIS)
        with pytest.raises(InvoiceUnknown):
            await ask(shop, invoice, payload="order:1001:guess")
        with pytest.raises(AmountWrong):
            await ask(shop, invoice, total_amount=1)
        with pytest.raises(AmountWrong):
            await ask(shop, invoice, currency="USD")

    async def test_refuses_when_the_hold_is_over(self, shop: Shop, clock: FixedClock) -> None:
        invoice = await billed(shop, (await bought(shop)).number)
        clock.at += timedelta(minutes=30, seconds=1)

        with pytest.raises(HoldExpired):
            await ask(shop, invoice)

    async def test_refuses_an_order_that_was_cancelled_or_paid(self, shop: Shop, clock: FixedClock) -> None:
        cancelled = await bought(shop)
        stale = await billed(shop, cancelled.number)
        async with shop.transaction() as session:
            await orders.cancel(session, ANNA, cancelled.number, now=clock.at)
        with pytest.raises(InvoiceStale):
            await ask(shop, stale)

        paid = await billed(shop, (await place(shop)).number)
        await pay(shop, charge(paid))
        with pytest.raises(AlreadyPaid):
            await ask(shop, paid)


class TestRecord:
    async def test_the_order_is_paid_and_the_cart_is_empty(self, shop: Shop) -> None:
        order = await bought(shop)

        done = await pay(shop, charge(await billed(shop, order.number)))

        assert done.order is not None
        assert (done.order.status, done.duplicate, done.refund) == ("paid", False, None)
        async with shop.reading() as session:
            assert (await cart.view(session, ANNA)).lines == []

    async def test_what_was_put_in_since_stays_in_the_cart(self, shop: Shop) -> None:
        order = await bought(shop)
        invoice = await billed(shop, order.number)
        await put(shop, ANNA, "scarlet-sails")
        await put(shop, ANNA, "pink-cloud")

        await pay(shop, charge(invoice))

        async with shop.reading() as session:
            left = (await cart.view(session, ANNA)).lines
        assert [(line.name["en"], line.count) for line in left] == [("Scarlet Sails", 1), ("Pink Cloud", 1)]

    async def test_the_same_charge_twice_counts_once(self, shop: Shop) -> None:
        invoice = await billed(shop, (await bought(shop)).number)

        results = await asyncio.gather(pay(shop, charge(invoice)), pay(shop, charge(invoice)))

        assert sorted(result.duplicate for result in results) == [False, True]
        async with shop.reading() as session:
            assert await payments.totals(session) == {"RUB": 370_000}

    async def test_a_second_charge_of_a_paid_order_goes_back(self, shop: Shop) -> None:
        order = await bought(shop)
        invoice = await billed(shop, order.number, goods_paid_in="stars")

        results = await asyncio.gather(pay(shop, charge(invoice, "tg-1")), pay(shop, charge(invoice, "tg-2")))

        assert sorted(result.refund or "" for result in results) == ["", "second_payment"]
        async with shop.reading() as session:
            due = await refunds.due(session)
        assert [(one.user_id, one.amount, one.order_number) for one in due] == [(ANNA, 2056, order.number)]

    async def test_a_currency_refund_is_flagged_for_people(self, shop: Shop) -> None:
        invoice = await billed(shop, (await bought(shop)).number)
        await pay(shop, charge(invoice, "tg-1"))

        second = await pay(shop, charge(invoice, "tg-2"))

        assert second.refund == "second_payment"
        async with shop.reading() as session:
            assert await refunds.due(session) == []

    async def test_money_after_the_hold_still_buys_what_is_there(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop, slug="white-peonies")
        invoice = await billed(shop, order.number)
        clock.at += timedelta(hours=1)
        async with shop.transaction() as session:
            await payments.expire_holds(session, clock.at)

        done = await pay(shop, charge(invoice))

        assert done.order is not None
        assert done.order.status == "paid"
        assert await stock(shop, "white-peonies") == 0

    async def test_money_after_the_hold_goes_back_when_somebody_was_faster(
        self, shop: Shop, clock: FixedClock
    ) -> None:
        order = await bought(shop, slug="white-peonies")
        invoice = await billed(shop, order.number, goods_paid_in="stars")
        clock.at += timedelta(hours=1)
        async with shop.transaction() as session:
            await payments.expire_holds(session, clock.at)
        await bought(shop, BORIS, "white-peonies")

        done = await pay(shop, charge(invoice))

        assert done.order is not None
        assert (done.order.status, done.refund) == ("expired", "sold_out")

    async def test_a_charge_of_an_unknown_invoice_is_kept_and_goes_back(self, shop: Shop) -> None:
        invoice = await billed(shop, (await bought(shop)).number)

        done = await pay(shop, charge(invoice, payload="order:1:forged"))

        assert (done.order, done.refund) == (None, "unknown_invoice")

    async def test_a_wrong_amount_does_not_buy(self, shop: Shop) -> None:
        invoice = await billed(shop, (await bought(shop)).number)

        done = await pay(shop, charge(invoice, total_amount=100))

        assert done.refund == "amount_mismatch"
        assert done.order is not None
        assert done.order.status == "awaiting_payment"

    async def test_payment_and_expiry_in_the_same_moment_leave_one_truth(
        self, shop: Shop, clock: FixedClock
    ) -> None:
        order = await bought(shop, slug="white-peonies")
        invoice = await billed(shop, order.number)
        clock.at += timedelta(minutes=31)

        async def expire() -> None:
            async with shop.transaction() as session:
                await payments.expire_holds(session, clock.at)

        await asyncio.gather(pay(shop, charge(invoice)), expire())

        async with shop.reading() as session:
            assert (await orders.get(session, order.number)).status == "paid"
        assert await stock(shop, "white-peonies") == 0


class TestRefunds:
    async def test_cancelling_a_paid_order_sends_the_stars_back_once(
        self, shop: Shop, clock: FixedClock
    ) -> None:
        order = await bought(shop)
        await pay(shop, charge(await billed(shop, order.number, goods_paid_in="stars")))

        async with shop.transaction() as session:
            await orders.cancel(session, ANNA, order.number, now=clock.at)
            due = await refunds.due(session)
            await refunds.sent(session, due[0].id, now=clock.at)

        async with shop.reading() as session:
            assert await refunds.due(session) == []
            assert await payments.totals(session) == {}

    async def test_a_stubborn_refund_ends_with_people(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop)
        await pay(shop, charge(await billed(shop, order.number, goods_paid_in="stars")))

        async with shop.transaction() as session:
            await orders.cancel(session, ANNA, order.number, now=clock.at)
            one = (await refunds.due(session))[0]
            answers = [await refunds.failed(session, one.id, "Bad Request") for _ in range(20)]

        assert answers == [False] * 19 + [True]
