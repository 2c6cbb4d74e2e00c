"""The chat page opened in a real Chromium, and small things that its tests share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

import telegram
from PIL import Image
from playwright.async_api import Browser, Page
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LabeledPrice,
)

from sandbox import TEST_PROVIDER_TOKEN
from tests.support.sandbox import RunningSandbox

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


@asynccontextmanager
async def opened(browser: Browser, sandbox: RunningSandbox, **looks) -> AsyncIterator[Page]:
    """The chat page; fails at the end when it stumbled over an error."""
    context = await browser.new_context(
        **{"locale": "ru-RU", "viewport": {"width": 1200, "height": 850}, **looks}
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(sandbox.url)
    await page.wait_for_selector(".entry, .about")
    yield page
    await context.close()
    assert errors == []


def picture(colour: str = "hotpink") -> bytes:
    out = BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def keyboard(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


async def next_update(bot: telegram.Bot) -> telegram.Update:
    """The next one that was not seen yet."""
    seen = await bot.get_updates(timeout=30)
    await bot.get_updates(offset=seen[0].update_id + 1)
    return seen[0]


async def invoice(bot: telegram.Bot) -> None:
    prices = [LabeledPrice("Пионы", 450_000), LabeledPrice("Доставка", 39_000)]
    await bot.send_invoice(
        1001, "Заказ № 1042", "Завтра", "order:1042", "RUB", prices, provider_token=TEST_PROVIDER_TOKEN
    )
