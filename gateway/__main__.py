"""``python -m gateway``: the gateway, with the jobs in the same process, as on one machine."""

import asyncio

import uvicorn

from florist.bootstrap import open_shop
from florist.settings import Settings
from gateway import logs
from gateway.app import build
from gateway.assembly import assemble
from jobs.runner import Runner


async def main() -> None:
    settings = Settings()
    if not settings.channel_secret.get_secret_value():
        raise SystemExit("CHANNEL_SECRET is not set: start with `make run`, or set one for all processes.")
    logs.set_up(settings.log_level)
    shop = open_shop(settings)
    gateway = assemble(settings, sessions=shop.sessions, store=shop.storage, clock=shop.clock)
    gateway.background.append(Runner(shop).run)
    server = uvicorn.Server(
        uvicorn.Config(
            build(gateway),
            host=settings.gateway_host,
            port=settings.gateway_port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=5,
        )
    )
    try:
        await server.serve()
    finally:
        await shop.close()


if __name__ == "__main__":
    asyncio.run(main())
