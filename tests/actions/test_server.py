"""The action server over real HTTP: open to Rasa, closed to everybody else, silent about what broke."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.server import make_app
from florist.settings import ROOT
from tests.support.databases import migrate
from tests.support.processes import free_port, running

SECRET = "ivy-and-peony"
RASA = {"X-Channel-Secret": SECRET}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("actions")
    migrate(f"sqlite+aiosqlite:///{folder / 'shop.db'}")
    address = f"http://127.0.0.1:{free_port()}"
    env = {
        "ACTIONS_URL": address,
        "CHANNEL_SECRET": SECRET,
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'shop.db'}",
    }
    command = [str(ROOT / ".venv/bin/python"), "-m", "actions"]
    with (
        running(command, env=env, log=folder / "actions.log", ready=f"{address}/health"),
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        client.headers["X-Test-Log"] = str(folder / "actions.log")
        yield client


def call(action: str, **message: Any) -> dict[str, Any]:
    """What Rasa posts for one action."""
    latest = {"text": "привет", "intent": {"name": "greet"}, "entities": [], **message}
    tracker = {"sender_id": "1001", "slots": {}, "latest_message": latest, "events": [], "active_loop": {}}
    return {
        "next_action": action,
        "sender_id": "1001",
        "tracker": tracker,
        "domain": {"slots": {}},
        "version": "3.6.21",
    }


class TestTheDoor:
    @pytest.mark.parametrize("path", ["/webhook", "/actions", "/elsewhere"])
    @pytest.mark.parametrize(
        "headers",
        [{}, {"X-Channel-Secret": "rose"}, {"X-Channel-Secret": ""}],
        ids=["none", "wrong", "empty"],
    )
    def test_is_closed_to_strangers(self, server: httpx.Client, path: str, headers: dict[str, str]) -> None:
        answer = server.post(path, json=call("action_greet"), headers=headers)

        assert answer.status_code == 403
        assert answer.json() == {"error": "forbidden"}

    def test_health_is_open(self, server: httpx.Client) -> None:
        assert server.get("/health").json() == {"status": "ok"}

    def test_opens_to_rasa(self, server: httpx.Client) -> None:
        answer = server.post("/webhook", json=call("action_greet"), headers=RASA)

        assert answer.status_code == 200
        assert answer.json()["responses"][0]["response"] == "utter_greet"

    def test_compressed_bodies_are_not_read(self, server: httpx.Client) -> None:
        body = zlib.compress(json.dumps(call("action_greet")).encode())
        answer = server.post("/webhook", content=body, headers={**RASA, "Content-Encoding": "deflate"})

        assert answer.status_code == 415

    def test_there_is_no_server_without_a_secret(self) -> None:
        with pytest.raises(ValueError, match="CHANNEL_SECRET"):
            make_app("")


class TestWhatBreaks:
    @pytest.mark.parametrize("body", [b"[]", b"{", b'"rose"', b"\xff"])
    def test_tells_nothing_of_itself(self, server: httpx.Client, body: bytes) -> None:
        answer = server.post("/webhook", content=body, headers=RASA)

        assert answer.status_code in {400, 500}
        for secret in (SECRET, "Traceback", "rasa_sdk", "/main"):
            assert secret not in answer.text

    def test_an_unknown_action_does_not_repeat_the_conversation(self, server: httpx.Client) -> None:
        answer = server.post(
            "/webhook", json=call("action_wilt", text="мой телефон +79031234567"), headers=RASA
        )

        assert answer.status_code == 404
        assert "+7903" not in answer.text

    def test_a_broken_turn_is_apologised_for_and_logged_without_the_customers_words(
        self, server: httpx.Client
    ) -> None:
        broken = call("action_greet", text="мой телефон +79031234567", metadata={"sent_at": "вчера"})
        broken["next_action"] = "validate_checkout_form"
        broken["tracker"]["slots"] = {"requested_slot": "checkout_window", "checkout_date": "вчера"}
        broken["tracker"]["latest_message"]["intent"] = {"name": "nlu_fallback"}
        answer = server.post("/webhook", json=broken, headers=RASA)

        assert answer.json()["responses"][-1]["response"] == "utter_error_general"
        log = Path(server.headers["X-Test-Log"]).read_text(encoding="utf-8")
        assert "Traceback" in log
        assert "+7903" not in log
