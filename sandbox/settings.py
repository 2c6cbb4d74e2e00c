"""What can be set: by environment, or on the command line of `python -m sandbox`."""

from ipaddress import ip_address
from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from sandbox import DEFAULT_TOKEN


class SandboxSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SANDBOX_", extra="ignore", populate_by_name=True)

    host: str = "127.0.0.1"
    port: int = 8081
    data: Path = Path("var/sandbox")
    token: str = Field(
        default=DEFAULT_TOKEN, validation_alias=AliasChoices("TELEGRAM_BOT_TOKEN", "SANDBOX_TOKEN")
    )
    bot_name: str = "Цветочная"
    bot_username: str = "sandbox_flower_bot"
    # Telegram keeps its real numbers to itself; these are the published rule of thumb with its bursts.
    flood_limit: bool = True
    chat_burst: int = 120
    chat_per_second: float = 1.0
    bot_burst: int = 300
    bot_per_second: float = 30.0

    @property
    def bot_id(self) -> int:
        return int(self.token.partition(":")[0])


def is_loopback(host: str) -> bool:
    """Whether the name can only mean this machine."""
    if host.strip("[]").casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
