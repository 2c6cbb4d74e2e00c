"""A sandbox, a bot, Anna, and the chat page in a browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import telegram
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.chat_page import CHROMIUM, FLAGS, opened
from tests.support.sandbox import RunningSandbox, User, running_sandbox


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[RunningSandbox]:
    async with running_sandbox(tmp_path) as running:
        yield running


@pytest.fixture
async def bot(sandbox: RunningSandbox) -> AsyncIterator[telegram.Bot]:
    async with sandbox.bot() as bot:
        yield bot


@pytest.fixture
async def anna(sandbox: RunningSandbox) -> AsyncIterator[User]:
    async with sandbox.client() as client:
        anna = User(client, 1001)
        await anna.text("/start")
        yield anna


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        await launched.close()


@pytest.fixture
async def page(browser: Browser, sandbox: RunningSandbox) -> AsyncIterator[Page]:
    async with opened(browser, sandbox) as page:
        yield page
