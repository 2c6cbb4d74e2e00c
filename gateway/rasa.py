"""The way to Rasa: signed updates there, finished letters back."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any

import httpx


class RasaAway(Exception):
    """Rasa does not answer, or is loading: nobody's fault, try later."""


class RasaBroke(Exception):
    """Rasa answered something that is no answer."""


@dataclass(frozen=True)
class Turn:
    """What Rasa said. ``handled`` false: it broke inside and the letters are its apology."""

    letters: list[dict[str, Any]]
    handled: bool
    replayed: bool
    retry: bool


class RasaClient:
    """``turn_seconds`` is the longest a turn may take; a turn that was run and not heard is replayed by
    Rasa."""

    def __init__(self, base_url: str, secret: str, *, turn_seconds: float = 60) -> None:
        self._secret = secret.encode()
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/"),
            timeout=httpx.Timeout(turn_seconds, connect=3, pool=turn_seconds),
            limits=httpx.Limits(max_connections=120, max_keepalive_connections=40),
            trust_env=False,  # Rasa is never behind a proxy
        )

    async def turn(self, update: dict[str, Any], context: dict[str, Any]) -> Turn:
        """Raises :class:`RasaAway` or :class:`RasaBroke`."""
        body = json.dumps({"update": update, "context": context}, ensure_ascii=False).encode()
        try:
            answer = await self._http.post(
                "/webhooks/telegram/webhook", content=body, headers=self._headers(body)
            )
        except httpx.ReadTimeout:
            raise RasaBroke("no answer in time") from None
        except httpx.TransportError as fault:
            raise RasaAway(type(fault).__name__) from fault
        if answer.status_code in (403, 404, 429, 502, 503, 504):
            # 403: the two sides do not share the secret (yet): the update is not to blame.
            raise RasaAway(f"status {answer.status_code}")
        if answer.status_code != 200:
            raise RasaBroke(f"status {answer.status_code}")
        return _turn(answer)

    async def ready(self) -> bool:
        """Whether a model is loaded and turns can run."""
        try:
            answer = await self._http.get("/webhooks/telegram/health", timeout=3)
        except httpx.TransportError:
            return False
        return answer.status_code == 200

    async def close(self) -> None:
        await self._http.aclose()

    def _headers(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signature = hmac.new(self._secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json",
            "X-Channel-Timestamp": timestamp,
            "X-Channel-Signature": signature,
        }


def _turn(answer: httpx.Response) -> Turn:
    try:
        said = answer.json()
        letters = [letter for letter in said["messages"] if isinstance(letter, dict)]
    except (ValueError, KeyError, TypeError) as fault:
        raise RasaBroke("not the answer of our connector") from fault
    return Turn(
        letters,
        handled=bool(said.get("handled", True)),
        replayed=bool(said.get("replayed", False)),
        retry=bool(said.get("retry", False)),
    )
