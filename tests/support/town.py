"""The whole system, started as ``make run`` starts it, on free ports over a database of its own; and the people in it."""

import contextlib
import itertools
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from florist.settings import ROOT
from tests.support.processes import free_port

READY = "Everything is ready"
PATIENCE = 40.0
_ids = itertools.count(7001)


@dataclass
class Town:
    """Where the running system is."""

    telegram: str
    gateway: str
    folder: Path
    database: str
    token: str
    process: "subprocess.Popen[str]"
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=70, trust_env=False))

    def person(self, language: str = "ru", name: str = "Анна", number: int | None = None) -> "Person":
        return Person(self, number or next(_ids), language, name)


@dataclass
class Person:
    """Somebody with a phone: writes, taps, and reads what the bot sends."""

    town: Town
    id: int
    language: str
    name: str
    seen: int = 0
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    last_act: dict[str, Any] = field(default_factory=dict)

    def writes(self, text: str) -> "Person":
        self._act("text", {"text": text, "language_code": self.language, "first_name": self.name})
        return self

    def taps(self, title: str) -> "Person":
        """Taps the newest inline button whose title holds ``title``."""
        for number in sorted(self.messages, reverse=True):
            for button in itertools.chain.from_iterable(self.messages[number].get("buttons") or []):
                if title.lower() in button["title"].lower():
                    self._act("tap", {"message_id": number, "button": button["title"]})
                    return self
        raise AssertionError(f"no button {title!r}; the last message: {self.last}")

    def sends_location(self, latitude: float, longitude: float) -> "Person":
        self._act("location", {"latitude": latitude, "longitude": longitude})
        return self

    def sends_contact(self, phone: str) -> "Person":
        self._act("contact", {"phone_number": phone})
        return self

    def pays(self, outcome: str = "paid", **more: Any) -> dict[str, Any]:
        """Acts on the newest invoice."""
        number = max(n for n, message in self.messages.items() if message.get("invoice"))
        return self._act("pay", {"message_id": number, "outcome": outcome, **more})

    def hears(self, pattern: str) -> dict[str, Any]:
        """Reads on until something new matches; fails with everything that came instead."""
        heard: list[str] = []
        with contextlib.suppress(httpx.ReadTimeout):
            for _ in range(int(PATIENCE)):
                for message in self._new():
                    said = said_in(message)
                    heard.append(said)
                    if re.search(pattern, said, re.IGNORECASE | re.DOTALL):
                        return message
                if len(heard) > 200:
                    break
        raise AssertionError(f"nothing like {pattern!r} came, but:\n" + "\n---\n".join(heard))

    @property
    def last(self) -> dict[str, Any]:
        return self.messages[max(self.messages)] if self.messages else {}

    def _new(self) -> list[dict[str, Any]]:
        answer = self.town.client.get(
            f"{self.town.telegram}/user/{self.id}/messages", params={"after_seq": self.seen, "wait": 2}
        )
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()
        for message in found:
            self.messages[message["message_id"]] = message
            self.seen = max(self.seen, message["seq"])
        return found

    def _act(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.town.client.post(f"{self.town.telegram}/user/{self.id}/{what}", json=body)
        assert answer.is_success, answer.text
        self.last_act = answer.json()
        return self.last_act

    def message(self, text: str) -> dict[str, Any]:
        """What Telegram would deliver for a text of this person; for forgeries."""
        who = {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}
        chat = {"id": self.id, "type": "private", "first_name": self.name}
        return {
            "message": {
                "message_id": 999_999,
                "date": int(time.time()),
                "chat": chat,
                "from": who,
                "text": text,
            }
        }

    def forges(self, update: dict[str, Any]) -> dict[str, Any]:
        """Delivers an update as it stands."""
        return self._act("raw", {"update": update})


def said_in(message: dict[str, Any]) -> str:
    """All words of a message: text or caption, buttons, the invoice's title."""
    buttons = itertools.chain.from_iterable(message.get("buttons") or [])
    parts = [message.get("text"), message.get("caption"), *(button["title"] for button in buttons)]
    if message.get("invoice"):
        parts += ["[invoice]", str(message["invoice"])]
    return "\n".join(part for part in parts if part)


@contextlib.contextmanager
def town(folder: Path, database: str = "", **settings: str) -> Iterator[Town]:
    """``make run`` without its installing, in ``folder``. Raises ``RuntimeError`` with its words when it does not start."""
    ports = {name: free_port() for name in ("sandbox", "gateway", "rasa", "actions")}
    telegram = f"http://127.0.0.1:{ports['sandbox']}"
    database = database or f"sqlite+aiosqlite:///{folder / 'shop.db'}"
    env = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "TELEGRAM_API_URL": telegram,
        "GATEWAY_PORT": str(ports["gateway"]),
        "RASA_URL": f"http://127.0.0.1:{ports['rasa']}",
        "ACTIONS_URL": f"http://127.0.0.1:{ports['actions']}",
        "SANDBOX_FLOOD_LIMIT": "false",
        "ADMIN_IDS": "9001",
        "ADMIN_API_TOKEN": "tulip",
        **settings,
    }
    process = subprocess.Popen(
        [str(ROOT / ".venv/bin/python"), "-m", "launcher"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        _wait_ready(process)
        gateway = f"http://127.0.0.1:{ports['gateway']}"
        started = Town(telegram, gateway, folder, database, env.get("TELEGRAM_BOT_TOKEN", ""), process)
        with started.client:
            yield started
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=30)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def _wait_ready(process: "subprocess.Popen[str]") -> None:
    said: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if READY in line:
            return
    raise RuntimeError("the system did not start:\n" + "".join(said[-60:]))
