"""Whether all that the gateway needs answers."""

import asyncio

import httpx
from sqlalchemy import text

from florist.db import Sessions
from florist.errors import FloristError
from florist.settings import Settings
from florist.storage.service import Store
from gateway.rasa import RasaClient
from gateway.registration import Registration


class Health:
    """Asks everybody side by side; an answer is needed within three seconds."""

    def __init__(
        self,
        settings: Settings,
        *,
        sessions: Sessions,
        rasa: RasaClient,
        registration: Registration,
        store: Store,
    ) -> None:
        self._sessions = sessions
        self._rasa = rasa
        self._registration = registration
        self._store = store
        self._http = httpx.AsyncClient(base_url=settings.actions_url.rstrip("/"), timeout=3, trust_env=False)

    async def ask(self) -> dict[str, bool]:
        """What answers, by name."""
        database, rasa, actions, store = await asyncio.gather(
            self._database(), self._rasa.ready(), self._actions(), self._files()
        )
        return {
            "database": database,
            "rasa": rasa,
            "actions": actions,
            "storage": store,
            "telegram": self._registration.done.is_set(),
        }

    async def close(self) -> None:
        await self._http.aclose()

    async def _database(self) -> bool:
        try:
            async with asyncio.timeout(3), self._sessions.reading() as session:
                await session.execute(text("SELECT 1"))
        except Exception:  # whatever a driver raises, the answer is the same: it does not answer
            return False
        return True

    async def _actions(self) -> bool:
        try:
            return (await self._http.get("/health")).status_code == 200
        except httpx.HTTPError:
            return False

    async def _files(self) -> bool:
        try:
            await self._store.ready()
        except FloristError:
            return False
        return True
