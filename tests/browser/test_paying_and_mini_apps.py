"""Invoices and Mini Apps on the chat page, with the bot's part played through python-telegram-bot."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import telegram
from playwright.async_api import Page, expect
from telegram import (
    InlineKeyboardButton,
    KeyboardButton,
    LabeledPrice,
    ReplyKeyboardMarkup,
    WebAppInfo,
)

from tests.browser.chat_page import CHROMIUM, invoice, keyboard, next_update
from tests.support.sandbox import RunningSandbox

pytestmark = pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason=f"no Chromium at {CHROMIUM}")


async def test_an_invoice_is_paid_with_success(anna, page: Page, bot) -> None:
    await next_update(bot)
    await invoice(bot)

    await page.locator('[data-kind="pay"]').click()
    await expect(page.locator(".bill .total")).to_contain_text("4 890")
    await page.get_by_role("button", name=re.compile("^Оплатить")).click()
    await (await next_update(bot)).pre_checkout_query.answer(ok=True)

    await expect(page.locator(".outcome.good")).to_have_text("Оплачено")
    assert (await next_update(bot)).message.successful_payment.total_amount == 489_000
    await page.keyboard.press("Escape")
    await expect(page.locator('[data-kind="pay"]')).to_be_disabled()


async def test_a_declined_card_and_a_refusing_bot_say_so(anna, page: Page, bot) -> None:
    await next_update(bot)
    await invoice(bot)

    await page.locator('[data-kind="pay"]').click()
    await page.get_by_role("button", name="Банк отклонит карту").click()
    await (await next_update(bot)).pre_checkout_query.answer(ok=True)
    await expect(page.locator(".outcome.sad")).to_contain_text("Платёж не прошёл")
    await page.keyboard.press("Escape")

    await page.locator('[data-kind="pay"]').click()
    await page.get_by_role("button", name=re.compile("^Оплатить")).click()
    await (await next_update(bot)).pre_checkout_query.answer(ok=False, error_message="Пионы кончились")
    await expect(page.locator(".outcome.sad")).to_contain_text("Пионы кончились")


APP = """<!doctype html><script src="{url}/telegram-web-app.js"></script><body><p id="who"></p><p id="end"></p><script>
const app = Telegram.WebApp;
who.textContent = app.initDataUnsafe.user ? app.initDataUnsafe.user.first_name + app.isVersionAtLeast("8.0") : "nobody";
app.ready();
app.MainButton.setText("Выбрать").show().onClick(() => {action});
</script></body>"""


@asynccontextmanager
async def mini_app(sandbox: RunningSandbox, action: str) -> AsyncIterator[str]:
    body = APP.replace("{url}", sandbox.url).replace("{action}", action).encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/app"


async def sale(bot: telegram.Bot) -> str:
    """What the Mini App does to sell: opens an invoice and writes down how it ended."""
    prices = [LabeledPrice("50 картинок", 100)]
    link = await bot.create_invoice_link("50 картинок", "Студия", "credits", "XTR", prices, provider_token="")
    return f'app.openInvoice("{link}", status => {{ end.textContent = status; }})'


async def test_a_mini_app_knows_who_opened_it_and_can_sell(anna, page: Page, bot, sandbox) -> None:
    await next_update(bot)
    action = await sale(bot)
    async with mini_app(sandbox, action) as url:
        button = InlineKeyboardButton("Магазин", web_app=WebAppInfo(url))
        await bot.send_message(1001, "Откройте", reply_markup=keyboard([button]))

        await page.get_by_role("button", name="Магазин").click()
        frame = page.frame_locator(".mini-app iframe")
        await expect(frame.locator("#who")).to_have_text("Аннаtrue")

        await page.get_by_role("button", name="Выбрать").click()
        await page.get_by_role("button", name=re.compile("^Оплатить")).click()
        await (await next_update(bot)).pre_checkout_query.answer(ok=True)
        await expect(page.locator(".outcome.good")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(frame.locator("#end")).to_have_text("paid")


async def test_a_sheet_put_away_while_the_bank_thinks_does_not_call_the_payment_off(
    anna, page: Page, bot, sandbox
) -> None:
    await next_update(bot)
    action = await sale(bot)
    async with mini_app(sandbox, action) as url:
        button = InlineKeyboardButton("Магазин", web_app=WebAppInfo(url))
        await bot.send_message(1001, "Откройте", reply_markup=keyboard([button]))
        await page.get_by_role("button", name="Магазин").click()
        await page.get_by_role("button", name="Выбрать").click()
        await page.get_by_role("button", name=re.compile("^Оплатить")).click()
        query = (await next_update(bot)).pre_checkout_query

        await page.keyboard.press("Escape")
        await expect(page.locator(".sheet")).to_have_count(0)
        await query.answer(ok=True)

        await expect(page.frame_locator(".mini-app iframe").locator("#end")).to_have_text("paid")


async def test_a_keyboard_mini_app_sends_its_choice_and_closes(anna, page: Page, bot, sandbox) -> None:
    await next_update(bot)
    async with mini_app(sandbox, 'app.sendData("пионы")') as url:
        rows = [[KeyboardButton("Открыть", web_app=WebAppInfo(url))]]
        await bot.send_message(1001, "Выберите", reply_markup=ReplyKeyboardMarkup(rows))

        await page.get_by_role("button", name="Открыть").click()
        await expect(page.frame_locator(".mini-app iframe").locator("#who")).to_have_text("nobody")
        await page.get_by_role("button", name="Выбрать").click()

        assert (await next_update(bot)).message.web_app_data.data == "пионы"
        await expect(page.locator(".mini-app")).to_have_count(0)
