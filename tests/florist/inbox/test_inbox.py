"""Everything that comes in is kept once and given out in order, on every database."""

import asyncio
from datetime import timedelta

from florist.bootstrap import Shop
from florist.inbox import service as inbox
from florist.inbox.service import Item
from florist.leases import service as leases


async def keep(shop: Shop, update_id: int, lane: str = "chat:1", bot_id: int = 7) -> Item | None:
    async with shop.transaction() as session:
        return await inbox.store(
            session,
            bot_id=bot_id,
            update_id=update_id,
            lane=lane,
            kind="text",
            body={"update_id": update_id},
            chat_id=1,
            user_id=1,
            now=shop.clock.now(),
        )


class TestStore:
    async def test_keeps_an_update_once(self, shop: Shop) -> None:
        assert await keep(shop, 10) is not None
        assert await keep(shop, 10) is None

    async def test_keeps_the_same_number_of_another_bot(self, shop: Shop) -> None:
        await keep(shop, 10)

        assert await keep(shop, 10, bot_id=8) is not None

    async def test_keeps_one_of_many_that_come_at_once(self, shop: Shop) -> None:
        kept = await asyncio.gather(*(keep(shop, 10) for _ in range(6)))

        assert len([item for item in kept if item is not None]) == 1


class TestOrder:
    async def test_of_a_lane_waits_for_its_first(self, shop: Shop) -> None:
        first = await keep(shop, 10)
        await keep(shop, 11)
        assert first is not None
        now = shop.clock.now()
        async with shop.transaction() as session:
            await inbox.wait(session, first.id, until=now + timedelta(seconds=5))

            assert await inbox.waiting_lanes(session, now) == []
            assert await inbox.waiting_lanes(session, now + timedelta(seconds=5)) == ["chat:1"]
            following = await inbox.next_in(session, "chat:1")
            assert following is not None
            assert following.update_id == 10

    async def test_of_other_lanes_is_not_held_up(self, shop: Shop) -> None:
        first = await keep(shop, 10)
        await keep(shop, 11, lane="chat:2")
        assert first is not None
        async with shop.transaction() as session:
            await inbox.wait(session, first.id, until=shop.clock.now() + timedelta(seconds=5))

            assert await inbox.waiting_lanes(session, shop.clock.now()) == ["chat:2"]


class TestRaiseEvent:
    async def test_reaches_the_lane_of_the_chat_once(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            for _ in range(2):
                await inbox.raise_event(
                    session, chat_id=1, intent="preview_painted", entities={"recipe_key": "ab"}, key="job:1"
                )
            item = await inbox.next_in(session, "chat:1")
            assert item is not None
            assert item.resolved == {
                "kind": "event",
                "intent": "preview_painted",
                "entities": [{"entity": "recipe_key", "value": "ab"}],
                "title": "",
            }
            await inbox.mark_done(session, item.id)
            assert await inbox.next_in(session, "chat:1") is None


class TestRecent:
    async def test_counts_what_this_person_sent_lately(self, shop: Shop) -> None:
        for number in range(3):
            await keep(shop, number)
        refused = await keep(shop, 3)
        assert refused is not None
        async with shop.transaction() as session:
            await inbox.mark_done(session, refused.id, state="limited")
            since = shop.clock.now() - timedelta(minutes=1)

            assert await inbox.recent(session, 1, since) == (3, 1)
            assert await inbox.recent(session, 2, since) == (0, 0)
            assert await inbox.recent(session, 1, shop.clock.now()) == (0, 0)


class TestForgetting:
    async def test_leaves_what_is_undone(self, shop: Shop) -> None:
        done = await keep(shop, 1)
        await keep(shop, 2)
        assert done is not None
        async with shop.transaction() as session:
            await inbox.mark_done(session, done.id)
            later = shop.clock.now() + timedelta(days=8)

            assert await inbox.forget_old(session, later, keep=timedelta(days=7)) == 1
            assert await inbox.size(session) == {"new": 1, "dead": 0}


class TestALease:
    async def test_has_one_holder_until_it_ends(self, shop: Shop) -> None:
        now = shop.clock.now()
        soon = now + timedelta(seconds=10)

        async def take(owner: str, at: timedelta = timedelta()) -> bool:
            async with shop.transaction() as session:
                return await leases.take(session, "turn:1", owner=owner, now=now + at, until=soon + at)

        winners = await asyncio.gather(*(take(f"copy-{n}") for n in range(5)))
        assert winners.count(True) == 1
        assert not await take("late")
        assert await take("late", timedelta(seconds=10))

    async def test_is_counted_by_family_and_given_back(self, shop: Shop) -> None:
        now = shop.clock.now()
        async with shop.transaction() as session:
            for name in ("turn:1", "turn:2", "send:1"):
                await leases.take(session, name, owner="me", now=now, until=now + timedelta(seconds=5))
            assert await leases.held(session, "turn:", now) == 2
            await leases.give_back(session, "turn:1", owner="somebody else")
            assert await leases.held(session, "turn:", now) == 2
            await leases.give_back_all(session, owner="me")
            assert await leases.held(session, "turn:", now) == 0
