"""The operator's reading room: JSON for scripts, behind a bearer token, off without one."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request

from florist.reporting import service as reporting
from gateway.assembly import Gateway

Limit = Query(50, ge=1, le=200)
Cursor = Query(None, max_length=200)


def add(app: FastAPI, gateway: Gateway) -> None:
    """Without ``ADMIN_API_TOKEN`` there is nothing here: 404, as for any other wrong address."""
    if not gateway.settings.admin_api_token.get_secret_value():
        return
    app.include_router(_routes(gateway), prefix="/api/admin", dependencies=[Depends(_guard(gateway))])


def _guard(gateway: Gateway) -> Callable[[Request], Awaitable[None]]:
    token = gateway.settings.admin_api_token.get_secret_value()

    async def check(request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})

    return check


def _routes(gateway: Gateway) -> APIRouter:
    router = APIRouter()

    @router.get("/orders")
    async def orders(limit: int = Limit, cursor: str | None = Cursor) -> Any:
        async with gateway.sessions.reading() as session:
            return await reporting.orders(session, limit=limit, cursor=cursor)

    @router.get("/orders/{number}")
    async def order(number: int) -> Any:
        async with gateway.sessions.reading() as session:
            return await reporting.order(session, number)

    @router.get("/users")
    async def users(limit: int = Limit, cursor: str | None = Cursor) -> Any:
        async with gateway.sessions.reading() as session:
            return await reporting.users(session, limit=limit, cursor=cursor)

    @router.get("/carts/{telegram_id}")
    async def cart(telegram_id: int) -> Any:
        async with gateway.sessions.reading() as session:
            return await reporting.cart(session, telegram_id)

    @router.get("/appointments")
    async def appointments(limit: int = Limit, cursor: str | None = Cursor) -> Any:
        async with gateway.sessions.reading() as session:
            return await reporting.appointments(session, limit=limit, cursor=cursor)

    @router.get("/images")
    async def images(owner: int, limit: int = Limit, cursor: str | None = Cursor) -> Any:
        async with gateway.sessions.reading() as session:
            return await reporting.images(session, owner, limit=limit, cursor=cursor)

    @router.get("/stats")
    async def stats() -> Any:
        async with gateway.sessions.reading() as session:
            return await reporting.stats(session)

    return router
