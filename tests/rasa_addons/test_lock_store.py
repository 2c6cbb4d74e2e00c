import asyncio

import pytest
from rasa.core.lock_store import LockError

from rasa_addons.lock_store import ShopLockStore


@pytest.fixture(params=["alone", "redis"])
def url(request):
    return request.getfixturevalue("redis_url") if request.param == "redis" else ""


@pytest.fixture
def store(url):
    return ShopLockStore(redis_url=url)


class TestTakingTurns:
    async def test_one_waits_for_the_other_and_is_woken_at_once(self, store):
        told, came, leave = [], asyncio.Event(), asyncio.Event()

        async def first():
            async with store.lock("7"):
                told.append("first in")
                came.set()
                await leave.wait()
                told.append("first out")

        async def second():
            async with store.lock("7"):
                told.append("second in")

        both = asyncio.gather(first(), second())
        await came.wait()
        leave.set()
        await asyncio.wait_for(both, 0.9)  # Rasa's own lock would look again after a second

        assert told == ["first in", "first out", "second in"]

    async def test_they_come_in_the_order_of_arrival(self, store):
        order = []

        async def message(number):
            async with store.lock("7"):
                order.append(number)
                await asyncio.sleep(0)

        await asyncio.gather(*(message(number) for number in range(10)))

        assert order == list(range(10))

    async def test_other_conversations_do_not_wait(self, store):
        async with store.lock("7"), store.lock("8"):
            pass

    async def test_a_turn_that_broke_frees_its_place(self, store):
        with pytest.raises(RuntimeError):
            async with store.lock("7"):
                raise RuntimeError("wilted")

        async with store.lock("7"):
            pass

    async def test_patience_ends(self, url):
        store = ShopLockStore(redis_url=url, patience=0.01)
        async with store.lock("7"):
            with pytest.raises(LockError):
                async with store.lock("7"):
                    pass

    async def test_nothing_is_kept_of_those_who_left(self, store):
        async with store.lock("7"):
            pass

        assert store._queues == {}


class TestSeveralWorkers:
    async def test_take_turns_too(self, redis_url):
        one, other = ShopLockStore(redis_url=redis_url), ShopLockStore(redis_url=redis_url)
        inside = []

        async def message(store, number):
            async with store.lock("7"):
                inside.append(number)
                await asyncio.sleep(0)
                assert inside[-1] == number
                inside.append(number)

        await asyncio.wait_for(asyncio.gather(*(message((one, other)[n % 2], n) for n in range(8))), 8)

        assert all(inside[place] == inside[place + 1] for place in range(0, 16, 2))

    async def test_a_dead_workers_place_is_freed_in_time(self, redis_url):
        store = ShopLockStore(redis_url=redis_url, patience=5)
        redis = store._connection()
        await redis.set("flower-bot:turn:7", "dead", px=50)

        async with store.lock("7"):
            pass

    async def test_one_cannot_free_what_another_holds(self, redis_url):
        store = ShopLockStore(redis_url=redis_url)
        redis = store._connection()
        async with store.lock("7"):
            await redis.set("flower-bot:turn:7", "somebody else")

        assert await redis.get("flower-bot:turn:7") == b"somebody else"

    async def test_say_so_when_redis_is_away(self):
        with pytest.raises(LockError, match="cannot be reached"):
            async with ShopLockStore(redis_url="redis://127.0.0.1:1/0").lock("7"):
                pass
