"""The gateway between a real sandbox Telegram and a stand-in for Rasa, all in one loop and on loopback only."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import gateway.models  # noqa: F401 - the tables
from florist.db import Base, Sessions, open_engine
from florist.kit.clock import Clock, SystemClock
from florist.settings import Settings
from florist.storage.service import open_store
from gateway.assembly import Gateway, assemble
from gateway.limits import Pace
from tests.support.databases import (  # noqa: F401 - fixtures
    clock,
    database_url,
    migrated_sqlite,
    postgresql,
)
from tests.support.rasa_stand_in import SECRET, RasaStandIn, running_rasa
from tests.support.sandbox import RunningSandbox, User, running_sandbox


@dataclass
class House:
    """A gateway at work: the people's side, Rasa's side, and the inside for looking."""

    sandbox: RunningSandbox
    rasa: RasaStandIn
    gateway: Gateway
    settings: Settings
    sessions: Sessions
    client: Any

    def user(self, user_id: int = 1001) -> User:
        return User(self.client, user_id)

    async def said(self, user: User, count: int, after: int = 0) -> list[dict[str, Any]]:
        """The bot's messages to this person, as soon as there are ``count`` of them after ``after``."""
        async with asyncio.timeout(10):
            while True:
                found = await user.messages(after=after)
                if len(found) >= count:
                    return found
                await user.messages(after=max([after, *(m["message_id"] for m in found)]), wait=5)


async def until(truth: Callable[[], Awaitable[Any]]) -> Any:
    """Ask again until it is so."""
    async with asyncio.timeout(10):
        while True:
            found = await truth()
            if found:
                return found
            await asyncio.sleep(0.01)


def settings_for(sandbox: RunningSandbox, rasa: RasaStandIn, folder: Path, **changes: Any) -> Settings:
    values: dict[str, Any] = {
        "data_dir": folder,
        "telegram_api_url": sandbox.url,
        "telegram_bot_token": sandbox.token,
        "rasa_url": rasa.url,
        "actions_url": rasa.url,
        "channel_secret": SECRET,
        "_env_file": None,
    }
    return Settings(**{**values, **changes})


async def open_sessions(settings: Settings) -> Sessions:
    engine = open_engine(settings.database)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return Sessions(engine)


def gateway_for(
    settings: Settings, sessions: Sessions, keeper: Clock | None = None, **changes: Any
) -> Gateway:
    quick = Pace(chat_rate=1000, chat_burst=1000, rate=1000, burst=1000)
    options: dict[str, Any] = {"pace": quick, "lease": timedelta(seconds=1), **changes}
    return assemble(
        settings,
        sessions=sessions,
        store=open_store(settings),
        clock=keeper or SystemClock(),
        **options,
    )


@asynccontextmanager
async def running_house(
    folder: Path, *, rasa: RasaStandIn | None = None, started: bool = True, **changes: Any
) -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        standing = await stack.enter_async_context(running_rasa(rasa or RasaStandIn()))
        sandbox = await stack.enter_async_context(running_sandbox(folder / "sandbox", flood_limit=False))
        options = {name: changes.pop(name) for name in ("turns_at_once", "turn_seconds") if name in changes}
        settings = settings_for(sandbox, standing, folder, **changes)
        sessions = await open_sessions(settings)
        stack.push_async_callback(sessions.close)
        door = gateway_for(settings, sessions, **options)
        client = await stack.enter_async_context(sandbox.client())
        if started:
            await door.start()
            stack.push_async_callback(door.stop)
        yield House(sandbox, standing, door, settings, sessions, client)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with running_house(tmp_path) as built:
        yield built
