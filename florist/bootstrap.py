"""The shop, opened once per process: everything that talks to the world is made here and closed here."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from florist.bouquets.preview import PainterPreviews, Previews
from florist.db import Sessions, open_engine
from florist.delivery.rules import Plan, plan
from florist.delivery.service import Geocoder
from florist.integrations.perplexity.client import PerplexityRanker
from florist.integrations.sd_webui.client import WebUiPreviews
from florist.integrations.yandex.client import NoGeocoder, YandexGeocoder
from florist.kit.clock import Clock, SystemClock
from florist.recommendation.service import CatalogueRanker, Ranker
from florist.settings import Settings
from florist.shopinfo.service import Facts, facts
from florist.storage.service import Store, open_store


@dataclass
class Shop:
    """What doors work with. ``transaction()`` commits at its end; ``reading()`` never writes."""

    settings: Settings
    sessions: Sessions
    storage: Store
    clock: Clock
    geocoder: Geocoder
    ranker: Ranker
    previews: Previews
    painter: Previews
    http: httpx.AsyncClient
    plan: Plan
    facts: Facts

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self.sessions.transaction()

    def reading(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self.sessions.reading()

    async def close(self) -> None:
        """Let go of every connection."""
        await self.previews.close()
        await self.http.aclose()
        close_store = getattr(self.storage, "close", None)
        if close_store is not None:
            await close_store()
        await self.sessions.close()


def open_shop(settings: Settings | None = None, *, clock: Clock | None = None) -> Shop:
    """The shop that the settings describe. Opens no connection before the first use."""
    settings = settings or Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    http = httpx.AsyncClient(timeout=httpx.Timeout(5, connect=3), follow_redirects=False)
    painter = PainterPreviews()
    return Shop(
        settings=settings,
        sessions=Sessions(open_engine(settings.database)),
        storage=open_store(settings),
        clock=clock or SystemClock(),
        geocoder=_geocoder(settings, http),
        ranker=_ranker(settings, http),
        previews=_previews(settings, painter),
        painter=painter,
        http=http,
        plan=plan(settings.shop_timezone),
        facts=facts(settings),
    )


def _geocoder(settings: Settings, http: httpx.AsyncClient) -> Geocoder:
    key = settings.yandex_geocoder_key.get_secret_value()
    return YandexGeocoder(http, settings.yandex_geocoder_url, key) if key else NoGeocoder()


def _ranker(settings: Settings, http: httpx.AsyncClient) -> Ranker:
    key = settings.perplexity_api_key.get_secret_value()
    if not key:
        return CatalogueRanker()
    return PerplexityRanker(http, settings.perplexity_api_url, key, settings.perplexity_model)


def _previews(settings: Settings, painter: Previews) -> Previews:
    return WebUiPreviews(settings.sd_webui_url) if settings.sd_webui_url else painter
