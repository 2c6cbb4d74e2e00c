from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path

import httpx
import pytest
import telegram
from PIL import Image

from tests.support.sandbox import HandClock, RunningSandbox, User, running_sandbox


@pytest.fixture(autouse=True)
def waits_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns about anything else, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[RunningSandbox]:
    async with running_sandbox(tmp_path) as running:
        yield running


@pytest.fixture
async def client(sandbox: RunningSandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with sandbox.client() as client:
        yield client


@pytest.fixture
async def anna(client: httpx.AsyncClient) -> User:
    """A customer who has started the bot."""
    anna = User(client, 1001)
    await anna.text("/start")
    return anna


@pytest.fixture
async def bot(sandbox: RunningSandbox) -> AsyncIterator[telegram.Bot]:
    async with sandbox.bot() as bot:
        yield bot


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def picture() -> Callable[..., bytes]:
    def paint(width: int = 400, height: int = 300, kind: str = "PNG") -> bytes:
        out = BytesIO()
        Image.new("RGB", (width, height), "hotpink").save(out, kind)
        return out.getvalue()

    return paint
