"""Work that is written down, done once, and done again when its doer died."""

import asyncio
from datetime import timedelta

from florist.bootstrap import Shop
from florist.errands import service as errands
from florist.errands.service import Errand

LEASE = timedelta(minutes=5)


async def claim(shop: Shop, owner: str = "me", later: timedelta = timedelta()) -> Errand | None:
    async with shop.transaction() as session:
        return await errands.claim(session, owner=owner, now=shop.clock.now() + later, lease=LEASE)


async def ask(shop: Shop, key: str, later: timedelta = timedelta()) -> bool:
    async with shop.transaction() as session:
        return await errands.enqueue(
            session, "paint", key=key, payload={"n": key}, run_at=shop.clock.now() + later
        )


class TestAnErrand:
    async def test_is_written_down_once_for_a_key(self, shop: Shop) -> None:
        assert await ask(shop, "a")
        assert not await ask(shop, "a")

    async def test_is_claimed_by_one_of_many(self, shop: Shop) -> None:
        await ask(shop, "a")

        claimed = await asyncio.gather(*(claim(shop, f"copy-{n}") for n in range(5)))

        assert len([errand for errand in claimed if errand is not None]) == 1

    async def test_waits_for_its_hour(self, shop: Shop) -> None:
        await ask(shop, "a", timedelta(hours=1))

        assert await claim(shop) is None
        assert await claim(shop, later=timedelta(hours=1)) is not None

    async def test_comes_back_when_its_doer_died(self, shop: Shop) -> None:
        await ask(shop, "a")
        first = await claim(shop)

        assert await claim(shop) is None
        second = await claim(shop, later=LEASE)

        assert first is not None
        assert second is not None
        assert (first.id, second.tries) == (second.id, 2)

    async def test_that_is_done_stays_done(self, shop: Shop) -> None:
        await ask(shop, "a")
        errand = await claim(shop)
        assert errand is not None
        async with shop.transaction() as session:
            await errands.finish(session, errand.id)

        assert await claim(shop, later=timedelta(days=1)) is None

    async def test_that_failed_is_tried_again_when_told(self, shop: Shop) -> None:
        await ask(shop, "a")
        errand = await claim(shop)
        assert errand is not None
        async with shop.transaction() as session:
            soon = shop.clock.now() + timedelta(seconds=9)
            await errands.try_again(session, errand.id, at=soon, error="away")

        assert await claim(shop, later=timedelta(seconds=8)) is None
        assert await claim(shop, later=timedelta(seconds=9)) is not None
