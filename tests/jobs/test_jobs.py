"""Slow and scheduled work."""

import asyncio
from datetime import timedelta

from sqlalchemy import select

from florist.bootstrap import Shop
from florist.bouquets.recipe import Recipe, Stem
from florist.errands import service as errands
from florist.errands.models import ErrandRow
from florist.errands.service import Errand
from florist.inbox import service as inbox
from florist.kit.clock import FixedClock
from florist.outbox import service as outbox
from florist.people import service as people
from jobs.runner import TRIES, Runner
from jobs.schedules import SCHEDULES, Schedule, end_old_handoffs, expire_holds
from tests.florist.ordering import ANNA, bought


def later(shop: Shop, by: timedelta) -> None:
    assert isinstance(shop.clock, FixedClock)
    shop.clock.at += by


async def ask(shop: Shop, kind: str, **payload: object) -> None:
    async with shop.transaction() as session:
        await errands.enqueue(session, kind, key="a", payload=payload, run_at=shop.clock.now())


async def state(shop: Shop) -> tuple[str, int]:
    async with shop.reading() as session:
        row = (await session.scalars(select(ErrandRow))).one()
        return row.state, row.tries


class TestARunner:
    async def test_paints_a_preview_and_tells_the_dialogue(self, sqlite_shop: Shop) -> None:
        recipe = Recipe((Stem("rose", "red", 5),))
        await ask(sqlite_shop, "paint_preview", recipe=recipe.as_json(), chat_id=ANNA)

        assert await Runner(sqlite_shop).one()

        async with sqlite_shop.reading() as session:
            event = await inbox.next_in(session, inbox.chat_lane(ANNA))
        assert event is not None
        assert event.resolved is not None
        values = {e["entity"]: e["value"] for e in event.resolved["entities"]}
        assert (event.resolved["intent"], values["recipe_key"]) == ("preview_painted", recipe.key)
        assert await sqlite_shop.storage.exists(values["photo"])

    async def test_tries_again_later_and_gives_up_in_the_end(self, shop: Shop) -> None:
        async def fail(_shop: Shop, _errand: Errand) -> None:
            raise ConnectionError("away")

        runner = Runner(shop, handlers={"hopeless": fail})
        await ask(shop, "hopeless")

        assert await runner.one()
        assert await state(shop) == ("new", 1)
        assert not await runner.one()
        for _ in range(TRIES - 1):
            later(shop, timedelta(hours=1))
            assert await runner.one()

        assert await state(shop) == ("failed", TRIES)

    async def test_sets_aside_what_nobody_knows_how_to_do(self, shop: Shop) -> None:
        await ask(shop, "unheard_of")

        await Runner(shop).one()

        assert await state(shop) == ("failed", 1)

    async def test_does_an_errand_once_however_many_runners_there_are(self, shop: Shop) -> None:
        done: list[str] = []

        async def work(_shop: Shop, errand: Errand) -> None:
            done.append(errand.key)

        await ask(shop, "work")
        await asyncio.gather(*(Runner(shop, handlers={"work": work}).one() for _ in range(4)))

        assert done == ["a"]


class TestASchedule:
    async def test_is_run_by_one_of_many_in_its_time(self, shop: Shop) -> None:
        runs: list[int] = []

        async def work(_shop: Shop) -> None:
            runs.append(1)

        schedule = Schedule("hourly", timedelta(hours=1), work)
        runners = [Runner(shop), Runner(shop)]
        for runner in runners:
            await runner.due(schedule)
        assert len(runs) == 1
        later(shop, timedelta(hours=1))
        await runners[1].due(schedule)

        assert len(runs) == 2

    async def test_each_runs_on_an_empty_shop(self, shop: Shop) -> None:
        for schedule in SCHEDULES:
            await schedule.run(shop)


class TestExpiredHolds:
    async def test_free_the_flowers_and_tell_the_customer_once(self, shop: Shop) -> None:
        order = await bought(shop, ANNA)
        later(shop, timedelta(minutes=31))

        await expire_holds(shop)
        await expire_holds(shop)

        async with shop.transaction() as session:
            letter = await outbox.next_letter(session, ANNA)
            assert letter is not None
            assert str(order.number) in letter.letter["text"]
            [[button]] = letter.letter["buttons"]
            assert (button["intent"], button["entities"]) == ("retry_payment", {"order_number": order.number})
            assert await outbox.size(session) == 1


class TestForgottenHandoffs:
    async def test_end_after_a_day_and_the_dialogue_hears_it(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await people.meet(session, telegram_id=ANNA)
            await people.grant(session, telegram_id=2, role="admin", by=None)
            await people.handoff_open(session, ANNA)
        later(shop, timedelta(days=3650))

        await end_old_handoffs(shop)

        async with shop.reading() as session:
            event = await inbox.next_in(session, inbox.chat_lane(ANNA))
            assert event is not None
            assert event.resolved is not None
            assert event.resolved["intent"] == "handoff_ended"
            assert not (await people.person(session, ANNA)).in_handoff
