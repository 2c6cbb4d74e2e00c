"""Workers: one for a key at a time, none lost, none after the end."""

import asyncio

from gateway.workers import Workers


class Bench:
    """Work that waits to be let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = asyncio.Event()
        self.workers: Workers[str] = Workers("tie", self.tie)
        self.workers.open()

    async def tie(self, key: str) -> None:
        self.begun.append(key)
        await self.go.wait()

    async def settle(self) -> None:
        """Until every task has gone as far as it can."""
        for _ in range(5):
            await asyncio.sleep(0)


async def test_a_poke_while_one_is_at_work_makes_it_look_once_more() -> None:
    bench = Bench()
    for _ in range(3):
        bench.workers.poke("roses")
    await bench.settle()
    assert bench.begun == ["roses"]

    bench.go.set()
    await bench.settle()

    assert bench.begun == ["roses", "roses"]


async def test_different_keys_work_side_by_side() -> None:
    bench = Bench()

    bench.workers.poke("roses")
    bench.workers.poke("lilies")
    await bench.settle()

    assert bench.begun == ["roses", "lilies"]
    await bench.workers.stop()


async def test_a_poke_during_the_end_wakes_nobody() -> None:
    bench = Bench()

    async def last_wish(key: str) -> None:
        try:
            await bench.tie(key)
        finally:
            bench.workers.poke("lilies")
            bench.workers.poke("roses")

    bench.workers = Workers("tie", last_wish)
    bench.workers.open()
    bench.workers.poke("roses")
    await bench.settle()

    await bench.workers.stop()
    await bench.settle()

    assert bench.begun == ["roses"]
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("tie")]


async def test_before_it_is_opened_nobody_works() -> None:
    bench = Bench()
    closed: Workers[str] = Workers("tie", bench.tie)

    closed.poke("roses")
    await bench.settle()

    assert bench.begun == []
