"""What Telegram is told at start: who we are, which commands we know, and how updates reach us."""

import asyncio

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from florist.kit.words import say
from florist.people.service import LANGUAGES
from florist.settings import Settings
from gateway import commands
from gateway.updates import ALLOWED

log = structlog.get_logger(__name__)
_LONGEST_PAUSE = 30.0
WEBHOOK_PATH = "/telegram/webhook"


class Registration:
    """``username`` is empty and ``done`` is not set until Telegram has answered."""

    def __init__(self, bot: Bot, settings: Settings, secret: str) -> None:
        self._bot = bot
        self._settings = settings
        self._secret = secret
        self.username = ""
        self.done = asyncio.Event()

    async def run(self) -> None:
        """Try until Telegram takes it all; a Telegram that is away keeps nobody from starting."""
        pause = 0.5
        while True:
            try:
                await self._introduce()
            except TelegramError as fault:
                log.warning("telegram_away", fault=type(fault).__name__, reason=fault.message)
                await asyncio.sleep(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)
            else:
                self.done.set()
                return

    async def _introduce(self) -> None:
        me = await self._bot.get_me()
        self.username = me.username or ""
        for code in ("", *LANGUAGES):
            language = code or "ru"
            known = [
                BotCommand(name, say(language, f"gateway-command-{name}", plain=True))
                for name in commands.SHOWN
            ]
            await self._bot.set_my_commands(known, language_code=code or None)
        if self._settings.public_url:
            # Without the list Telegram would keep an older one, and a forgotten pre_checkout_query stops
            # payments.
            await self._bot.set_webhook(
                self._settings.public_url.rstrip("/") + WEBHOOK_PATH,
                secret_token=self._secret,
                allowed_updates=list(ALLOWED),
                max_connections=100,
            )
        else:
            await self._bot.delete_webhook()
        log.info("registered", bot=self.username, webhook=bool(self._settings.public_url))
