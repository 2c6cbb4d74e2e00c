"""Every setting of the shop's own processes, typed, read once by ``bootstrap``. Rasa reads its own few from the environment."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Defaults run everything on this machine alone; ``.env.example`` lists them with their meaning."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(default=ROOT / "var", description="everything that is written while running")
    database_url: str = ""
    redis_url: str = ""

    s3_endpoint: str = ""
    s3_access_key: SecretStr = SecretStr("")
    s3_secret_key: SecretStr = SecretStr("")
    s3_bucket: str = "flower-bot"
    s3_secure: bool = True

    # The sandbox's token: it opens nothing but the local Telegram.
    telegram_bot_token: SecretStr = SecretStr("1000000001:sandbox-token-for-local-development-00")
    telegram_api_url: str = "http://127.0.0.1:8081"
    telegram_webhook_secret: SecretStr = SecretStr("")
    public_url: str = ""
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    trainer_ids: Annotated[tuple[int, ...], NoDecode] = ()
    admin_api_token: SecretStr = SecretStr("")

    shop_timezone: str = "Europe/Moscow"
    shop_currency: str = "RUB"
    shop_address: str = ""

    # The sandbox's test provider: there is no money behind it.
    payment_provider_token: SecretStr = SecretStr("1000000001:TEST:sandbox-provider")
    goods_paid_in: Literal["provider", "stars"] = "provider"
    star_rate: int = Field(default=180, gt=0, description="kopecks of goods that one Star pays for")
    hold_minutes: int = Field(default=30, gt=0)

    perplexity_api_key: SecretStr = SecretStr("")
    perplexity_api_url: str = "https://api.perplexity.ai"
    perplexity_model: str = "perplexity/sonar"
    sd_webui_url: str = ""
    yandex_geocoder_key: SecretStr = SecretStr("")
    yandex_geocoder_url: str = "https://geocode-maps.yandex.ru"
    replicate_api_token: SecretStr = SecretStr("")
    replicate_api_url: str = "https://api.replicate.com"
    fal_key: SecretStr = SecretStr("")
    fal_queue_url: str = "https://queue.fal.run"
    openai_api_key: SecretStr = SecretStr("")
    openai_api_url: str = "https://api.openai.com"

    channel_secret: SecretStr = Field(
        default=SecretStr(""), description="shared by gateway, Rasa and actions; made at first start"
    )
    gateway_host: str = "127.0.0.1"
    gateway_port: int = 8000
    rasa_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    log_level: str = "INFO"

    @field_validator("admin_ids", "trainer_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(int(part) for part in value.replace(" ", "").split(",") if part)
        return value

    @property
    def database(self) -> str:
        """The SQLAlchemy async URL in use."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'shop.db'}"
