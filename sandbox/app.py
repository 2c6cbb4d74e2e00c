"""The sandbox as a web application."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.api import BotApi, not_found
from sandbox.clock import Clock
from sandbox.core import Sandbox, build
from sandbox.courier import Courier
from sandbox.errors import UserSideError
from sandbox.settings import SandboxSettings, is_loopback
from sandbox.user_side.routes import user_routes

PAGE = Path(__file__).parent / "page"


class LoopbackOnly:
    """Turns away what a strange web page might send through the developer's own browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._from_here(scope):
            refusal = JSONResponse({"ok": False, "error": "the sandbox talks to this machine only"}, 403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _from_here(self, scope: Scope) -> bool:
        headers = dict(scope["headers"])
        named = [f"//{headers.get(b'host', b'localhost').decode('latin-1')}"]
        origin = headers.get(b"origin", b"null").decode("latin-1")
        if origin != "null":
            named.append(origin)
        return all(is_loopback(urlsplit(name).hostname or "") for name in named)


def create_app(settings: SandboxSettings, clock: Clock | None = None) -> FastAPI:
    """The application; its `state.sandbox` is the running core."""
    sandbox = build(settings, clock)
    api = BotApi(sandbox)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        courier = Courier(sandbox.world, sandbox.updates, sandbox.http, api.from_webhook)
        running = asyncio.create_task(courier.run())
        try:
            yield
        finally:
            sandbox.release()
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            await sandbox.http.aclose()
            sandbox.world.save()

    app = FastAPI(title="Sandbox Telegram", lifespan=lifespan, docs_url="/docs", openapi_url="/openapi.json")
    app.state.sandbox = sandbox
    app.add_middleware(LoopbackOnly)
    both = ["GET", "POST"]
    app.add_route("/bot{token}/test/{method}", api.__call__, both)
    app.add_route("/bot{token}/{method}", api.__call__, both)
    app.add_route("/file/bot{token}/{path:path}", api.file, ["GET"])
    app.include_router(user_routes(sandbox))
    _page_routes(app, sandbox)
    _refusals(app)
    return app


def _page_routes(app: FastAPI, sandbox: Sandbox) -> None:
    @app.get("/", include_in_schema=False)
    async def page() -> Response:
        return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})

    @app.get("/telegram-web-app.js", include_in_schema=False)
    async def bridge() -> Response:
        return FileResponse(PAGE / "telegram-web-app.js", media_type="text/javascript",
                            headers={"Cache-Control": "no-cache"})  # fmt: skip

    @app.get("/health")
    async def health() -> dict[str, bool]:
        return {"ok": True}

    app.mount("/page", StaticFiles(directory=PAGE), name="page")
    app.add_route("/{anything:path}", not_found, ["GET", "POST"])


def _refusals(app: FastAPI) -> None:
    @app.exception_handler(UserSideError)
    async def refuse(request: Request, error: UserSideError) -> JSONResponse:
        return JSONResponse({"ok": False, "error": error.message}, error.status)

    @app.exception_handler(RequestValidationError)
    async def explain(request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
        return JSONResponse({"ok": False, "error": wrong}, 400)

    @app.exception_handler(Exception)
    async def apologise(request: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"ok": False, "error_code": 500, "description": "Internal Server Error"}, 500)
