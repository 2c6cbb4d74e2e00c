"""Talking to the real Rasa server with the real action server behind it, without Telegram in between.

``Brain`` runs the two processes; ``Talk`` is one person's conversation: ``says``, ``taps`` a button by its title, ``shares`` a
location or a contact, and hears letters.
"""

import asyncio
import contextlib
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from florist.bootstrap import open_shop
from florist.catalogue.seed import seed
from florist.people import service as people
from florist.settings import ROOT
from tests.support import databases
from tests.support.processes import free_port, running

SECRET = "ivy-and-peony"
NOON = "2026-11-20T12:00:00+03:00"
_people = itertools.count(5001)


@dataclass
class Brain:
    """A running Rasa and action server over a shop of their own."""

    rasa: str
    database: str
    folder: Path
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def meet(self, language: str = "ru", roles: tuple[str, ...] = ("customer",)) -> "Talk":
        """A new person begins to talk."""
        user = next(_people)
        asyncio.run(self._introduce(user, language))
        return Talk(self, user, language, roles)

    async def _introduce(self, user: int, language: str) -> None:
        shop = open_shop(databases.settings(self.database, self.folder))
        async with shop.transaction() as session:
            await people.meet(
                session,
                telegram_id=user,
                first_name="Анна",
                last_name="",
                username="",
                language_code=language,
            )
        await shop.close()


@dataclass
class Talk:
    """One person's conversation."""

    brain: Brain
    user: int
    language: str
    roles: tuple[str, ...]
    letters: list[dict[str, Any]] = field(default_factory=list)
    now: str = NOON
    _updates: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def says(self, text: str) -> "Talk":
        return self._turn(kind="text", text=text)

    def commands(self, intent: str, **entities: Any) -> "Talk":
        return self._turn(kind="command", intent=intent, entities=_listed(entities))

    def taps(self, title: str) -> "Talk":
        """Taps the newest button whose title holds ``title``."""
        for letter in reversed(self.letters):
            for button in itertools.chain.from_iterable(letter.get("buttons") or []):
                if title.lower() in button["title"].lower():
                    entities = _listed(button.get("entities") or {})
                    return self._turn(kind="button", intent=button["intent"], entities=entities, title=title)
        raise AssertionError(f"no button {title!r} among {self.buttons}")

    def shares(self, event: str, **entities: Any) -> "Talk":
        return self._turn(kind="event", intent=event, entities=_listed(entities))

    @property
    def said(self) -> str:
        """Everything said in the last turn."""
        return "\n".join(str(letter.get("text") or "") for letter in self.letters)

    @property
    def buttons(self) -> list[str]:
        """The titles of the last turn's buttons."""
        rows = itertools.chain.from_iterable(letter.get("buttons") or [] for letter in self.letters)
        return [button["title"] for button in itertools.chain.from_iterable(rows)]

    def _turn(self, **context: Any) -> "Talk":
        number = self.user * 1_000_000 + next(self._updates)
        body = json.dumps(
            {
                "update": {"update_id": number},
                "context": {
                    "update_id": number,
                    "chat_id": self.user,
                    "user_id": self.user,
                    "roles": list(self.roles),
                    "language": self.language,
                    "correlation_id": f"test-{number}",
                    "sent_at": self.now,
                    **context,
                },
            },
            ensure_ascii=False,
        ).encode()
        stamp = str(int(time.time()))
        signed = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        answer = self.brain.client.post(
            f"{self.brain.rasa}/webhooks/telegram/webhook",
            content=body,
            headers={
                "X-Channel-Timestamp": stamp,
                "X-Channel-Signature": signed,
                "Content-Type": "application/json",
            },
        )
        answer.raise_for_status()
        self.letters = answer.json()["messages"]
        return self


def _listed(entities: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"entity": name, "value": value} for name, value in entities.items()]


@contextlib.contextmanager
def brain(folder: Path, catalogue: Path | None = None, *, model_root: Path = ROOT) -> Iterator[Brain]:
    """Both processes over a fresh SQLite shop with the shop's own catalogue (pictures are not painted)."""
    database = f"sqlite+aiosqlite:///{folder / 'shop.db'}"
    databases.migrate(database)
    asyncio.run(_seed(database, folder, catalogue or ROOT / "data/catalogue"))
    actions, rasa = free_port(), free_port()
    env = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "TRACKER_URL": f"sqlite:///{folder / 'tracker.db'}",
        "CHANNEL_SECRET": SECRET,
        "ACTIONS_URL": f"http://127.0.0.1:{actions}",
        "RASA_URL": f"http://127.0.0.1:{rasa}",
    }
    with (
        running(
            [str(ROOT / ".venv/bin/python"), "-m", "actions"],
            env=env,
            log=folder / "actions.log",
            ready=f"{env['ACTIONS_URL']}/health",
        ),
        running(
            [str(ROOT / ".venv-rasa/bin/python"), "-m", "rasa_addons.run"],
            env=env,
            log=folder / "rasa.log",
            ready=f"{env['RASA_URL']}/webhooks/telegram/health",
            cwd=model_root,
        ),
    ):
        made = Brain(env["RASA_URL"], database, folder)
        try:
            yield made
        finally:
            made.client.close()


async def _seed(database: str, folder: Path, catalogue: Path) -> None:
    shop = open_shop(databases.settings(database, folder))
    async with shop.transaction() as session:
        await seed(session, catalogue)
        await people.meet(
            session, telegram_id=9001, first_name="Ольга", last_name="", username="", language_code="ru"
        )
        await people.grant(session, telegram_id=9001, role="admin", by=9001)
    await shop.close()
