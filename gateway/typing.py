"""The customer sees that we are at it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

# Telegram shows the action for five seconds. What is answered faster than the delay needs none.
AGAIN, DELAY = 4.0, 0.2


@contextlib.asynccontextmanager
async def typing_in(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """While the block runs, the chat shows "typing…"; that it cannot be shown never matters."""
    task = asyncio.create_task(_type(bot, chat_id))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _type(bot: Bot, chat_id: int) -> None:
    await asyncio.sleep(DELAY)
    while True:
        with contextlib.suppress(TelegramError):
            await bot.send_chat_action(chat_id, ChatAction.TYPING)
        await asyncio.sleep(AGAIN)
