"""Invoices, checkouts and Stars, as a bot sees them."""

import asyncio

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LabeledPrice, ShippingOption
from telegram.error import BadRequest

from sandbox import TEST_PROVIDER_TOKEN
from tests.support.sandbox import User, running_sandbox


async def invoice(bot: telegram.Bot, **changes) -> telegram.Message:
    terms = {
        "title": "Заказ № 1042",
        "description": "Пионы и доставка",
        "payload": "order:1042",
        "currency": "RUB",
        "prices": [LabeledPrice("Пионы", 450_000), LabeledPrice("Доставка", 39_000)],
        "provider_token": TEST_PROVIDER_TOKEN,
    }
    return await bot.send_invoice(1001, **(terms | changes))


async def stars(bot: telegram.Bot, **changes) -> telegram.Message:
    terms = {"currency": "XTR", "prices": [LabeledPrice("50 картинок", 100)], "provider_token": ""}
    return await invoice(bot, **(terms | changes))


async def next_update(bot: telegram.Bot) -> telegram.Update:
    """The next one that was not seen yet."""
    seen = await bot.get_updates(timeout=30)
    await bot.get_updates(offset=seen[0].update_id + 1)
    return seen[0]


@pytest.fixture
async def shop(bot: telegram.Bot, anna: User) -> telegram.Bot:
    """The bot, with Anna's /start behind it."""
    await next_update(bot)
    return bot


class TestInvoices:
    async def test_an_invoice_gets_its_pay_button(self, shop, anna: User) -> None:
        await invoice(shop)

        [message] = await anna.messages()
        assert (message["kind"], message["buttons"][0][0]["kind"]) == ("invoice", "pay")
        assert message["invoice"]["total_amount"] == 489_000

    @pytest.mark.parametrize(
        ("changes", "complaint"),
        [
            ({"title": "р" * 33}, "title"),
            ({"description": "р" * 256}, "description"),
            ({"payload": "я" * 65}, "invoice_payload_invalid"),
            ({"currency": "rub"}, "currency_invalid"),
            ({"prices": [LabeledPrice("x", 10)]}, "currency_total_amount_invalid"),
            ({"provider_token": "1:LIVE:x"}, "payment_provider_invalid"),
            ({"provider_data": "{"}, "data_json_invalid"),
            ({"currency": "XTR"}, "stars_invoice_invalid"),
            ({"currency": "XTR", "prices": [LabeledPrice("x", 1)]}, "stars_invoice_invalid"),
        ],
    )
    async def test_what_cannot_be_sold_is_refused(self, shop, changes, complaint) -> None:
        with pytest.raises(BadRequest, match=rf"(?i){complaint}"):
            await invoice(shop, **changes)

    async def test_the_pay_button_stands_first(self, shop) -> None:
        rows = [
            [InlineKeyboardButton("Отменить", callback_data="x")],
            [InlineKeyboardButton("Оплатить", pay=True)],
        ]

        with pytest.raises(BadRequest, match=r"(?i)button_pos_invalid"):
            await invoice(shop, reply_markup=InlineKeyboardMarkup(rows))
        assert await invoice(shop, reply_markup=InlineKeyboardMarkup(rows[::-1]))


class TestPaying:
    async def test_money_moves_after_the_bot_agreed(self, shop, anna: User) -> None:
        sent = await invoice(shop)
        paying = asyncio.create_task(anna.pay(sent.message_id))

        query = (await next_update(shop)).pre_checkout_query
        assert (query.invoice_payload, query.total_amount) == ("order:1042", 489_000)
        await query.answer(ok=True)

        paid, payment = await paying, (await next_update(shop)).message.successful_payment
        assert paid["status"] == "paid"
        assert payment.telegram_payment_charge_id == paid["telegram_payment_charge_id"]
        assert payment.provider_payment_charge_id
        assert (await anna.messages())[-1]["invoice"]["paid"] is True

    async def test_a_refusal_is_told_in_the_bots_words(self, shop, anna: User) -> None:
        paying = asyncio.create_task(anna.pay((await invoice(shop)).message_id))

        await (await next_update(shop)).pre_checkout_query.answer(ok=False, error_message="Пионы кончились")

        refused = await paying
        assert (refused["status"], refused["error_message"]) == ("refused", "Пионы кончились")

    async def test_ten_seconds_of_silence_are_a_failure(self, tmp_path, clock) -> None:
        async with running_sandbox(tmp_path, clock=clock) as box, box.client() as client, box.bot() as bot:
            anna = User(client)
            await anna.text("/start")
            await next_update(bot)
            paying = asyncio.create_task(anna.pay((await invoice(bot)).message_id))
            query = (await next_update(bot)).pre_checkout_query

            clock.advance(10)

            assert (await paying)["status"] == "failed"
            with pytest.raises(BadRequest, match=r"(?i)query is too old"):
                await query.answer(ok=True)

    async def test_a_declined_card_comes_after_the_question(self, shop, anna: User) -> None:
        paying = asyncio.create_task(anna.pay((await invoice(shop)).message_id, "failed"))

        await (await next_update(shop)).pre_checkout_query.answer(ok=True)

        assert (await paying)["status"] == "failed"
        assert await shop.get_updates() == ()

    async def test_closing_the_sheet_asks_nobody(self, shop, anna: User) -> None:
        closed = await anna.pay((await invoice(shop)).message_id, "cancelled")

        assert closed["status"] == "cancelled"
        assert await shop.get_updates() == ()

    async def test_a_paid_invoice_is_paid(self, shop, anna: User, client) -> None:
        sent = await invoice(shop)
        paying = asyncio.create_task(anna.pay(sent.message_id))
        await (await next_update(shop)).pre_checkout_query.answer(ok=True)
        await paying

        answer = await client.post("/user/1001/pay", json={"message_id": sent.message_id, "outcome": "paid"})
        assert answer.status_code == 409

        again = asyncio.create_task(anna.pay(sent.message_id, again=True))
        await next_update(shop)
        await (await next_update(shop)).pre_checkout_query.answer(ok=True)
        assert (await again)["status"] == "paid"

    async def test_a_bot_that_forgot_to_ask_for_checkouts_sells_nothing(self, shop, anna: User) -> None:
        await shop.get_updates(allowed_updates=["message"])

        assert (await anna.pay((await invoice(shop)).message_id))["status"] == "failed"

    async def test_shipping_is_asked_first_when_it_changes_the_price(self, shop, anna: User) -> None:
        sent = await invoice(shop, need_shipping_address=True, is_flexible=True)
        paying = asyncio.create_task(anna.pay(sent.message_id, shipping_option_id="fast"))

        question = (await next_update(shop)).shipping_query
        assert question.shipping_address.city == "Москва"
        options = [
            ShippingOption("slow", "Завтра", [LabeledPrice("Завтра", 10_000)]),
            ShippingOption("fast", "Сегодня", [LabeledPrice("Сегодня", 50_000)]),
        ]
        await question.answer(ok=True, shipping_options=options)

        query = (await next_update(shop)).pre_checkout_query
        assert (query.total_amount, query.shipping_option_id) == (539_000, "fast")
        await query.answer(ok=True)
        assert (await paying)["status"] == "paid"

    async def test_a_link_can_be_paid_too(self, shop, anna: User) -> None:
        link = await shop.create_invoice_link(
            "50 картинок", "Студия", "credits:50", "XTR", [LabeledPrice("50", 100)], provider_token=""
        )
        paying = asyncio.create_task(anna.act("pay", {"invoice_link": link, "outcome": "paid"}))

        await (await next_update(shop)).pre_checkout_query.answer(ok=True)

        assert (await paying)["status"] == "paid"

    @pytest.mark.parametrize(
        "wish", [{"message_id": 999}, {"message_id": 1}, {"message_id": 1, "outcome": "maybe"}]
    )
    async def test_what_cannot_be_paid_is_explained(self, client, anna, wish) -> None:
        answer = await client.post("/user/1001/pay", json=wish)

        assert answer.status_code in (400, 404)
        assert answer.json()["error"]


class TestStars:
    async def test_come_in_show_up_and_go_back_once(self, shop, anna: User) -> None:
        paying = asyncio.create_task(anna.pay((await stars(shop)).message_id))
        await (await next_update(shop)).pre_checkout_query.answer(ok=True)
        charge = (await paying)["telegram_payment_charge_id"]
        await next_update(shop)

        [income] = (await shop.get_star_transactions()).transactions
        assert (income.id, income.amount, income.source.user.id) == (charge, 100, 1001)
        assert (await shop.get_my_star_balance()).amount == 100

        assert await shop.refund_star_payment(1001, charge)
        refund = (await next_update(shop)).message.refunded_payment
        assert (refund.telegram_payment_charge_id, refund.currency) == (charge, "XTR")
        assert (await shop.get_my_star_balance()).amount == 0
        assert len((await shop.get_star_transactions(offset=1)).transactions) == 1
        with pytest.raises(BadRequest, match=r"(?i)charge_already_refunded"):
            await shop.refund_star_payment(1001, charge)

    async def test_an_unknown_charge_cannot_go_back(self, shop) -> None:
        with pytest.raises(BadRequest, match=r"(?i)charge_not_found"):
            await shop.refund_star_payment(1001, "stx-nothing")
