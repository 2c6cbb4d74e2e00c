"""Our end of the Bot API: python-telegram-bot's ``Bot``, against Telegram or whoever answers in its place."""

from typing import Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.request import HTTPXRequest

from florist.settings import Settings


class ShopBot(Bot):
    """The library's bot, with updates as they came and an end that needs no beginning."""

    async def raw_updates(
        self, *, offset: int | None, seconds: int, allowed: list[str]
    ) -> list[dict[str, Any]]:
        """What waits, or comes within ``seconds``: untouched, since the library drops what it does not know."""
        asked: dict[str, Any] = {"timeout": seconds, "allowed_updates": allowed, "offset": offset}
        answer: Any = await self._post("getUpdates", asked, read_timeout=seconds + 10)
        return list(answer)

    async def close_connections(self) -> None:
        for request in self._request:
            await request.shutdown()


def open_bot(settings: Settings) -> ShopBot:
    """Opens no connection. Uploads get more time than words; the long poll has a line of its own."""
    api = settings.telegram_api_url.rstrip("/")
    return ShopBot(
        settings.telegram_bot_token.get_secret_value(),
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=64,
            connect_timeout=5,
            read_timeout=20,
            write_timeout=20,
            media_write_timeout=60,
            pool_timeout=30,
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=2, connect_timeout=5, read_timeout=35),
    )


def bot_id(settings: Settings) -> int:
    """The number in the token, which is the bot's Telegram id."""
    return int(settings.telegram_bot_token.get_secret_value().partition(":")[0])


def is_local(settings: Settings) -> bool:
    """Whether the Bot API in use is a stand-in on this machine, which takes what Telegram would not (plain
    http)."""
    return urlsplit(settings.telegram_api_url).hostname in ("127.0.0.1", "localhost", "::1")


def public_base(settings: Settings) -> str | None:
    """Where people's browsers find the gateway: for Telegram https only, for a local stand-in this
    machine."""
    if settings.public_url.startswith("https://"):
        return settings.public_url.rstrip("/")
    if is_local(settings):
        return (settings.public_url or f"http://{settings.gateway_host}:{settings.gateway_port}").rstrip("/")
    return None
