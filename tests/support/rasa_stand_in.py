"""A small real HTTP server in Rasa's place: checks the signature, remembers what it was told, says what it is told to."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.server import listen

SECRET = "a secret between the gateway and Rasa"
Say = Callable[[dict[str, Any]], Any]


def echo(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Says back what it heard."""
    heard = context.get("text") or context.get("intent") or ""
    return [{"kind": "text", "text": f"heard: {heard}"}]


@dataclass
class RasaStandIn:
    """``say`` turns a context into letters (or a whole answer, or a ``Response``); ``hold`` keeps turns waiting."""

    say: Say = echo
    heard: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    ready: bool = True
    hold: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    at_work: int = 0
    most_at_work: int = 0
    refused: int = 0

    @property
    def contexts(self) -> list[dict[str, Any]]:
        return [one["context"] for one in self.heard]

    async def turn(self, request: Request) -> Response:
        body = await request.body()
        signed = request.headers["x-channel-timestamp"].encode() + b"." + body
        expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, request.headers["x-channel-signature"]):
            self.refused += 1
            return JSONResponse({"error": "signature"}, status_code=403)
        if not self.ready:
            return JSONResponse({"error": "loading", "retry": True}, status_code=503)
        letter = json.loads(body)
        self.heard.append(letter)
        self.begun.set()
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            if self.hold is not None:
                await self.hold.wait()
        finally:
            self.at_work -= 1
        said = self.say(letter["context"])
        if isinstance(said, Response):
            return said
        if isinstance(said, dict):
            return JSONResponse(said)
        return JSONResponse({"messages": said, "handled": True, "replayed": False})

    async def health(self, _request: Request) -> Response:
        return JSONResponse({"ready": self.ready}, status_code=200 if self.ready else 503)


@asynccontextmanager
async def running_rasa(rasa: RasaStandIn, port: int = 0) -> AsyncIterator[RasaStandIn]:
    """Serves ``rasa`` on a free port of this machine."""
    app = Starlette(
        routes=[
            Route("/webhooks/telegram/webhook", rasa.turn, methods=["POST"]),
            Route("/webhooks/telegram/health", rasa.health),
            Route("/health", rasa.health),
        ]
    )
    listener = listen("127.0.0.1", port)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # the test's own stay
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    rasa.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        yield rasa
    finally:
        if rasa.hold is not None:
            rasa.hold.set()
        server.should_exit = True
        await serving
        listener.close()
