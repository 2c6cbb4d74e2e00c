"""The running things these tests talk to: the Rasa server itself, and a stand-in for the action server."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests

from rasa_addons.channels.signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, signature

ROOT = Path(__file__).resolve().parents[2]
BOT = Path(__file__).resolve().parent / "bot"
SECRET = "peony-and-ivy"
MOMENT = "2026-11-20T12:00:00+03:00"


@dataclass
class ActionServer:
    """Answers as an action server would; remembers what it was asked; breaks when told to."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    replies: dict[str, dict[str, Any]] = field(default_factory=dict)
    connections: int = 0
    broken: set[str] = field(default_factory=lambda: {"action_break"})

    def reply(self, call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.asked.append(call)
        name = call["next_action"]
        if name in self.broken:
            return 500, {"error": "wilted"}
        if name in self.replies:
            return 200, self.replies[name]
        slots = call["tracker"]["slots"]
        if name == "validate_bouquet_form":
            return 200, {"events": [], "responses": []}
        if name == "action_say_bouquet":
            said = {"response": "utter_bouquet", "flower": slots["flower"], "count": slots["count"]}
            events = [{"event": "slot", "name": slot, "value": None} for slot in ("flower", "count")]
            return 200, {"events": events, "responses": [said]}
        return 200, {"events": [], "responses": []}


@contextlib.contextmanager
def action_server() -> Iterator[ActionServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            standing.connections += 1

        def do_POST(self) -> None:
            call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            standing.secrets.append(self.headers.get("X-Channel-Secret"))
            status, reply = standing.reply(call)
            body = json.dumps(reply).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    standing = ActionServer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield standing
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class RasaServer:
    """A running `rasa_addons.run` and how the gateway would talk to it."""

    url: str
    process: subprocess.Popen[bytes]

    def post(self, body: bytes, *, secret: str = SECRET, at: int | None = None) -> requests.Response:
        timestamp = str(int(time.time()) if at is None else at)
        headers = {TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: signature(secret, timestamp, body)}
        return requests.post(f"{self.url}/webhooks/telegram/webhook", data=body, headers=headers, timeout=60)

    def tell(self, chat: int, update: int, **context: Any) -> dict[str, Any]:
        """One update's turn; the answer's JSON."""
        answer = self.post(json.dumps(letter_in(chat, update, **context)).encode())
        assert answer.status_code == 200, answer.text
        return answer.json()

    def say(self, chat: int, update: int, text: str, **context: Any) -> list[str]:
        """What is answered to a typed text, as plain strings."""
        return [
            letter.get("text", "") for letter in self.tell(chat, update, text=text, **context)["messages"]
        ]


def letter_in(chat: int, update: int, **context: Any) -> dict[str, Any]:
    kind = "text" if "text" in context else "button"
    return {
        "update": {"update_id": update},
        "context": {
            "update_id": update,
            "chat_id": chat,
            "user_id": chat,
            "roles": ["customer"],
            "language": "ru",
            "correlation_id": f"c{update}",
            "sent_at": MOMENT,
            "kind": kind,
            **context,
        },
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, actions_url: str, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "CHANNEL_SECRET": SECRET,
        "ACTIONS_URL": actions_url,
        "BOT_LOCALES": str(BOT / "locales"),
        "TRACKER_URL": f"sqlite:///{folder / 'tracker.db'}",
        "LOG_LEVEL": "WARNING",
        **more,
    }


@contextlib.contextmanager
def rasa_server(model: Path, folder: Path, actions_url: str, **more: str) -> Iterator[RasaServer]:
    """Starts the server in its own process and waits until it says that it is ready."""
    (folder / "endpoints.yml").write_text((BOT / "endpoints.yml").read_text())
    (folder / "credentials.yml").write_text((ROOT / "credentials.yml").read_text())
    port = free_port()
    log = (folder / "rasa.log").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", "rasa_addons.run", "--port", str(port), "--model", str(model)],
        cwd=folder,
        env=environment(folder, actions_url, **more),
        stdout=log,
        stderr=log,
    )
    server = RasaServer(f"http://127.0.0.1:{port}", process)
    try:
        wait_until_ready(server, folder)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def wait_until_ready(server: RasaServer, folder: Path, seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.process.poll() is None, (folder / "rasa.log").read_text()
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(f"{server.url}/webhooks/telegram/health", timeout=10).status_code == 200:
                return
        threading.Event().wait(0.1)
    raise AssertionError((folder / "rasa.log").read_text())
