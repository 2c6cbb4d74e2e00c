"""The routes: webhook, files, health, metrics, and the operator's reading room."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import ASGITransport

from gateway.app import SECRET_HEADER, build
from gateway.registration import WEBHOOK_PATH
from tests.gateway.conftest import House, running_house, until

SECRET = "only-telegram-knows-it"


@asynccontextmanager
async def http(house: House) -> AsyncIterator[httpx.AsyncClient]:
    app = build(house.gateway)
    async with httpx.AsyncClient(transport=ASGITransport(app), base_url="http://gateway") as client:
        yield client


@asynccontextmanager
async def webhook_house(tmp_path: Path) -> AsyncIterator[tuple[House, httpx.AsyncClient]]:
    changes = {"public_url": "http://127.0.0.1:9", "telegram_webhook_secret": SECRET}
    async with running_house(tmp_path, **changes) as house, http(house) as client:
        yield house, client


def update(number: int, text: str = "пионы") -> dict[str, Any]:
    person = {"id": 1001, "is_bot": False, "first_name": "Анна"}
    chat = {"id": 1001, "type": "private"}
    body = {"message_id": 1, "from": person, "chat": chat, "date": 1, "text": text}
    return {"update_id": number, "message": body}


class TestTheWebhook:
    async def test_keeps_an_update_that_knows_the_secret(self, tmp_path: Path) -> None:
        async with webhook_house(tmp_path) as (house, client):
            answer = await client.post(WEBHOOK_PATH, json=update(1), headers={SECRET_HEADER: SECRET})

            assert answer.status_code == 200
            await until(lambda: _heard(house, 1))

    @pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: ""}])
    async def test_turns_strangers_away(self, tmp_path: Path, headers: dict[str, str]) -> None:
        async with webhook_house(tmp_path) as (house, client):
            answer = await client.post(WEBHOOK_PATH, json=update(1), headers=headers)

            assert answer.status_code == 403
            assert house.rasa.heard == []

    @pytest.mark.parametrize("body", [b"", b"not json", b"[1]", b'{"update_id": "x"}', b"{}"])
    async def test_takes_nonsense_calmly(self, tmp_path: Path, body: bytes) -> None:
        async with webhook_house(tmp_path) as (_house, client):
            answer = await client.post(WEBHOOK_PATH, content=body, headers={SECRET_HEADER: SECRET})

            assert answer.status_code == 200

    async def test_is_registered_with_its_secret_and_all_kinds_of_updates(self, tmp_path: Path) -> None:
        async with webhook_house(tmp_path) as (house, _client):
            await house.gateway.registration.done.wait()

            info = await house.gateway.bot.get_webhook_info()

            assert info.url.endswith(WEBHOOK_PATH)
            assert info.allowed_updates is not None
            assert "pre_checkout_query" in info.allowed_updates


class TestFiles:
    async def test_are_shown_to_whoever_has_a_live_link(self, house: House) -> None:
        await house.gateway.store.put("catalogue/a.png", b"\x89PNG...")
        link = await house.gateway.store.link("catalogue/a.png")

        async with http(house) as client:
            answer = await client.get(link.removeprefix("http://127.0.0.1:8000"))

        assert answer.content == b"\x89PNG..."
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("signed", ["x", "e30.AAAA", "....", "a.b.c"])
    async def test_are_hidden_from_forged_links(self, house: House, signed: str) -> None:
        async with http(house) as client:
            assert (await client.get(f"/files/{signed}")).status_code == 404


class TestOperations:
    async def test_health_answers_while_the_process_lives(self, house: House) -> None:
        async with http(house) as client:
            assert (await client.get("/health")).status_code == 200

    async def test_ready_says_who_is_missing(self, house: House) -> None:
        await house.gateway.registration.done.wait()
        async with http(house) as client:
            well = await client.get("/ready")
            house.rasa.ready = False
            ill = await client.get("/ready")

        assert well.status_code == 200
        assert ill.status_code == 503
        assert ill.json()["parts"] == {
            "database": True,
            "rasa": False,
            "actions": False,
            "storage": True,
            "telegram": True,
        }

    async def test_metrics_count_updates_turns_and_what_waits(self, house: House) -> None:
        await house.user().text("пионы")
        await house.said(house.user(), 1)

        async with http(house) as client:
            said = (await client.get("/metrics")).text

        assert 'gateway_updates_total{kind="text"} 1.0' in said
        assert 'gateway_turns_total{kind="text",outcome="ok"} 1.0' in said
        assert "gateway_outbox_size 0.0" in said
        assert "gateway_turn_seconds_count 1.0" in said


class TestTheOperatorApi:
    async def test_is_not_there_without_a_token(self, house: House) -> None:
        async with http(house) as client:
            answer = await client.get("/api/admin/orders", headers={"Authorization": "Bearer "})

        assert answer.status_code == 404


async def _heard(house: House, count: int) -> bool:
    return len(house.rasa.heard) >= count
