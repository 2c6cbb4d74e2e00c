"""What looking around in the whole catalogue costs: `.venv/bin/python -m benchmarks.catalogue [--quick]`.

The shop's own catalogue on a fresh SQLite file; a page of three cards for every kind of wish that customers have,
interleaved, in the session that an action opens for it.
"""

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks import baseline
from benchmarks.figures import Latency, Row, table
from florist.bootstrap import Shop, open_shop
from florist.catalogue import service as catalogue
from florist.catalogue.seed import seed
from florist.catalogue.service import Wish
from florist.settings import ROOT
from tests.support import databases

WISHES: Mapping[str, Wish] = {
    "everything": Wish(),
    "a flower": Wish(flowers=("rose",)),
    "a colour": Wish(colors=("pink",)),
    "a kind": Wish(category="basket"),
    "a price": Wish(budget_max=500_000),
    "an occasion, for whom, about how much": Wish(
        occasion="birthday", recipient="mother", budget_about=400_000
    ),
    "all of it, no lilies": Wish(
        occasion="anniversary",
        colors=("red",),
        flowers=("rose", "peony"),
        budget_max=700_000,
        exclude=frozenset({"lily"}),
    ),
    "what is not there": Wish(flowers=("orchid",), colors=("black",), budget_max=10_000),
}


async def measure(shop: Shop, rounds: int) -> dict[str, Latency]:
    """Milliseconds of one page for every wish, the wishes taken in turn; the first round warms up."""
    spent: dict[str, list[float]] = {name: [] for name in WISHES}
    for number in range(rounds + 1):
        for name, wish in WISHES.items():
            began = time.perf_counter()
            async with shop.reading() as session:
                found = await catalogue.browse(session, wish)
            if number:
                spent[name].append((time.perf_counter() - began) * 1000)
            assert found.cards, f"the catalogue has nothing to offer for {name!r}"
    return {name: Latency.of(values) for name, values in spent.items()}


async def full_catalogue(database: str, folder: Path, rounds: int) -> tuple[int, dict[str, Latency]]:
    """How many products the shop has, and what browsing them costs."""
    shop = open_shop(databases.settings(database, folder))
    async with contextlib.AsyncExitStack() as closing:
        closing.push_async_callback(shop.close)
        async with shop.transaction() as session:
            await seed(session, ROOT / "data" / "catalogue")
        async with shop.reading() as session:
            products = (await catalogue.browse(session, Wish())).total
        return products, await measure(shop, rounds)


def report(products: int, latencies: Mapping[str, Latency], empty_call: Latency) -> str:
    """The table."""
    rows = [Row(name, latency) for name, latency in latencies.items()]
    return table(f"A page of the catalogue by wish, {products} products, SQLite", rows, empty_call)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fifty rounds instead of three hundred")
    rounds = 50 if parser.parse_args().quick else 300
    with tempfile.TemporaryDirectory() as scratch, baseline.served() as url:
        folder = Path(scratch)
        database = f"sqlite+aiosqlite:///{folder / 'shop.db'}"
        databases.migrate(database)
        products, latencies = asyncio.run(full_catalogue(database, folder, rounds))
        print(report(products, latencies, baseline.measure(url)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
