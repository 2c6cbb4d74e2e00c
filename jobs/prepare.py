"""``python -m jobs.prepare``: a database of today's shape, the catalogue in it, and a picture of every product.

Says what it does while it does it; a second run finds everything done."""

import asyncio
import time
from pathlib import Path

from alembic import command
from alembic.config import Config

from florist.bootstrap import Shop, open_shop
from florist.catalogue.errors import CatalogueFileError
from florist.catalogue.pictures import paint_missing
from florist.catalogue.seed import seed, write_lookups
from florist.settings import ROOT, Settings

CATALOGUE = ROOT / "data" / "catalogue"


def migrate() -> None:
    """Bring the settings' database to the newest migration."""
    command.upgrade(Config(str(ROOT / "alembic.ini")), "head")


async def fill(shop: Shop) -> None:
    """The catalogue's files into the database, product names for the model, pictures into the store."""
    async with shop.transaction() as session:
        seeded = await seed(session, CATALOGUE, currency=shop.settings.shop_currency)
        await write_lookups(session, shop.settings.data_dir / "lookups" / "catalogue.yml")
    print(f"catalogue: {seeded.created} new, {seeded.kept} known, {seeded.retired} retired", flush=True)
    began = time.monotonic()
    async for done, missing in paint_missing(shop):
        if done % 10 and done != missing:
            continue
        print(f"pictures: {done} of {missing} painted, {time.monotonic() - began:.0f} s", flush=True)


def main() -> int:
    settings = Settings()
    Path(settings.data_dir).mkdir(parents=True, exist_ok=True)
    print("database: bringing the tables up to date", flush=True)
    migrate()

    async def work() -> None:
        shop = open_shop(settings)
        try:
            await fill(shop)
        finally:
            await shop.close()

    try:
        asyncio.run(work())
    except CatalogueFileError as mistake:
        print(f"The catalogue cannot be read: {mistake}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
