"""The routes. Nothing is decided here."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import SQLAlchemyError

from florist.errors import FloristError, NotFound
from florist.inbox import service as inbox
from florist.outbox import service as outbox
from florist.settings import ROOT
from florist.storage.service import FolderStore, content_type_of
from gateway import operators
from gateway.assembly import Gateway
from gateway.registration import WEBHOOK_PATH
from gateway.updates import NotAnUpdate

log = structlog.get_logger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MAX_UPDATE_BYTES = 1024 * 1024
_SHOWN_AS_THEY_ARE = frozenset({"image/png", "image/jpeg", "image/webp", "video/mp4"})


def build(gateway: Gateway) -> FastAPI:
    """The application; its life is the gateway's."""

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        await gateway.start()
        yield
        await gateway.stop()

    app = FastAPI(title="flower-bot", lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.gateway = gateway
    _telegram(app, gateway)
    _files(app, gateway)
    _operations(app, gateway)
    operators.add(app, gateway)
    if (ROOT / "webapp" / "index.html").is_file():
        app.mount("/app", StaticFiles(directory=ROOT / "webapp", html=True), name="webapp")
    return app


def _telegram(app: FastAPI, gateway: Gateway) -> None:
    @app.post(WEBHOOK_PATH)
    async def webhook(request: Request) -> Response:
        """200 when the update is kept, and not before; a stranger is turned away before anything is read."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), gateway.webhook_secret.encode()):
            gateway.metrics.failures.labels("webhook_secret").inc()
            return Response(status_code=403)
        if int(request.headers.get("content-length") or 0) > MAX_UPDATE_BYTES:
            return Response(status_code=200)  # Telegram sends nothing like it; a repeat would be as large
        try:
            await gateway.receiver.receive(await request.json(), wait_for_money=True)
        except (NotAnUpdate, ValueError):
            gateway.metrics.failures.labels("not_an_update").inc()
        except SQLAlchemyError:
            log.exception("store_failed")
            return Response(status_code=503, headers={"Retry-After": "2"})
        return Response(status_code=200)


def _files(app: FastAPI, gateway: Gateway) -> None:
    @app.get("/files/{signed}")
    async def file(signed: str) -> Response:
        """A stored file for whoever holds its link, while the link lives."""
        if not isinstance(gateway.store, FolderStore):
            return Response(status_code=404)  # an S3 store gives out links of its own
        try:
            key = gateway.store.signer.read(signed)
            data = await gateway.store.get(key)
        except FloristError:
            return Response(status_code=404)
        content_type = content_type_of(key)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=600"}
        if content_type not in _SHOWN_AS_THEY_ARE:
            headers["Content-Disposition"] = "attachment"
        return Response(data, media_type=content_type, headers=headers)


def _operations(app: FastAPI, gateway: Gateway) -> None:
    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready")
    async def ready() -> JSONResponse:
        parts = await gateway.health.ask()
        everything = all(parts.values())
        return JSONResponse({"ready": everything, "parts": parts}, status_code=200 if everything else 503)

    @app.get("/metrics")
    async def metrics() -> Response:
        async with gateway.sessions.reading() as session:
            gateway.metrics.outbox.set(await outbox.size(session))
            for state, count in (await inbox.size(session)).items():
                gateway.metrics.inbox.labels(state).set(count)
        return Response(gateway.metrics.text(), media_type="text/plain; version=0.0.4")

    @app.exception_handler(FloristError)
    async def refused(_request: Request, refusal: Exception) -> JSONResponse:
        assert isinstance(refusal, FloristError)
        status = 404 if isinstance(refusal, NotFound) else 400
        return JSONResponse({"error": refusal.code}, status_code=status)
