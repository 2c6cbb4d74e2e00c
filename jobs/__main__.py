"""``python -m jobs``: the worker as a process of its own, where the gateway runs in several copies."""

import asyncio
import contextlib
import signal

from florist.bootstrap import open_shop
from florist.settings import Settings
from jobs.runner import Runner


async def main() -> None:
    settings = Settings()
    shop = open_shop(settings)
    work = asyncio.create_task(Runner(shop).run())
    for end in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(end, work.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await work
    finally:
        await shop.close()


if __name__ == "__main__":
    asyncio.run(main())
