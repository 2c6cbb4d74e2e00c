"""What is stored, in which order it is worked on, and what happens when somebody falls over."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update
from starlette.responses import Response

from florist.inbox.models import InboxRow
from florist.leases.models import LeaseRow
from florist.outbox.models import OutboxRow
from tests.gateway.conftest import House, gateway_for, running_house, until
from tests.support.rasa_stand_in import RasaStandIn


def message(update_id: int, text: str, user_id: int = 1001) -> dict[str, Any]:
    person = {"id": user_id, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
    chat = {"id": user_id, "type": "private", "first_name": "Анна"}
    body = {"message_id": update_id, "from": person, "chat": chat, "date": 1, "text": text}
    return {"update_id": update_id, "message": body}


async def states(house: House) -> list[str]:
    async with house.sessions.reading() as session:
        return list(await session.scalars(select(InboxRow.state).order_by(InboxRow.id)))


async def all_done(house: House, count: int) -> bool:
    found = await states(house)
    return len(found) == count and "new" not in found


class TestADuplicate:
    async def test_update_is_worked_on_once(self, house: House) -> None:
        update = message(500, "пионы")

        for _ in range(3):
            await house.gateway.receiver.receive(update, wait_for_money=False)

        await until(lambda: all_done(house, 1))
        assert len(house.rasa.heard) == 1

    async def test_arriving_at_the_same_moment_is_worked_on_once(self, house: House) -> None:
        update = message(500, "пионы")

        await asyncio.gather(
            *(house.gateway.receiver.receive(update, wait_for_money=False) for _ in range(5))
        )

        await until(lambda: all_done(house, 1))
        assert len(house.rasa.heard) == 1


class TestOrder:
    async def test_of_one_chat_is_kept_and_never_two_turns_at_once(self, house: House) -> None:
        for number in range(8):
            await house.gateway.receiver.receive(message(600 + number, f"{number}"), wait_for_money=False)

        await until(lambda: all_done(house, 8))
        assert [context["text"] for context in house.rasa.contexts] == [str(n) for n in range(8)]
        assert house.rasa.most_at_work == 1

    async def test_of_two_chats_is_not_each_others_business(self, house: House) -> None:
        house.rasa.hold = asyncio.Event()
        await house.gateway.receiver.receive(message(700, "a", 1001), wait_for_money=False)
        await house.gateway.receiver.receive(message(701, "b", 1002), wait_for_money=False)

        await until(lambda: _is(house.rasa.at_work == 2))
        house.rasa.hold.set()

        await until(lambda: all_done(house, 2))

    async def test_holds_when_two_gateways_work_on_one_database(
        self, tmp_path: Path, database_url: str
    ) -> None:
        async with running_house(tmp_path, database_url=database_url) as house:
            webhooks = house.settings.model_copy(update={"public_url": "http://127.0.0.1:1"})
            other = gateway_for(webhooks, house.sessions)
            await other.start()
            try:
                for number in range(10):
                    door = (house.gateway, other)[number % 2]
                    await door.receiver.receive(message(800 + number, str(number)), wait_for_money=False)
                await until(lambda: all_done(house, 10))
            finally:
                await other.stop()

        assert [context["text"] for context in house.rasa.contexts] == [str(n) for n in range(10)]
        assert house.rasa.most_at_work == 1


class TestACrash:
    async def test_between_storing_and_working_loses_nothing(self, tmp_path: Path) -> None:
        async with running_house(tmp_path, started=False) as house:
            await house.gateway.receiver.receive(message(900, "до сбоя"), wait_for_money=False)
            await house.gateway.start()  # "the next process": the same database

            anna = house.user()
            await anna.text("после сбоя")
            answers = await house.said(anna, 2)
            await house.gateway.stop()

        assert [answer["text"] for answer in answers] == ["heard: до сбоя", "heard: после сбоя"]

    async def test_in_the_middle_of_a_turn_runs_it_again_under_the_same_number(self, tmp_path: Path) -> None:
        rasa = RasaStandIn(hold=asyncio.Event())
        async with running_house(tmp_path, rasa=rasa) as house:
            await house.user().text("в середине")
            await rasa.begun.wait()
            await _kill(house)

            assert rasa.hold is not None
            rasa.hold.set()
            heir = gateway_for(house.settings, house.sessions)
            await heir.start()
            [answer] = await house.said(house.user(), 1)
            await heir.stop()

        assert answer["text"] == "heard: в середине"
        assert len({context["update_id"] for context in rasa.contexts}) == 1

    async def test_of_a_copy_leaves_its_chat_to_the_others_after_the_lease(self, tmp_path: Path) -> None:
        async with running_house(tmp_path, started=False) as house:
            async with house.sessions.transaction() as session:
                soon = house.gateway.clock.now() + timedelta(seconds=0.3)
                session.add(LeaseRow(name="turn:chat:1001", owner="a dead one", until=soon))
            await house.gateway.start()

            await house.user().text("есть кто?")

            [answer] = await house.said(house.user(), 1)
            assert answer["text"] == "heard: есть кто?"
            await house.gateway.stop()


class TestAPoisonUpdate:
    async def test_is_set_aside_after_five_tries_and_its_chat_goes_on(self, house: House) -> None:
        def say(context: dict[str, Any]) -> Any:
            if context["text"] == "яд":
                return Response("Internal Server Error", status_code=500)
            return [{"kind": "text", "text": "живы"}]

        house.rasa.say = say
        anna = house.user()
        await anna.text("яд", language_code="ru")
        await anna.text("вы живы?")

        await _hurry(house, "яд")
        answers = await house.said(anna, 2)

        assert "не получилось" in answers[0]["text"]
        assert answers[1]["text"] == "живы"
        assert len([c for c in house.rasa.contexts if c["text"] == "яд"]) == 5
        assert await states(house) == ["dead", "done"]


class TestRasaAway:
    async def test_keeps_updates_waiting_and_tells_the_customer_once(self, house: House) -> None:
        house.rasa.ready = False
        anna = house.user()
        await anna.text("привет", language_code="en")

        [told] = await house.said(anna, 1)
        assert "longer" in told["text"]
        async with house.sessions.reading() as session:
            row = await session.scalar(select(InboxRow))
            assert row is not None
            assert (row.state, row.tries) == ("new", 0)

        house.rasa.ready = True
        answers = await house.said(anna, 2)
        assert answers[1]["text"] == "heard: привет"

    async def test_its_own_apology_is_delivered_and_counted_not_repeated(self, house: House) -> None:
        house.rasa.say = lambda _context: {
            "messages": [{"kind": "text", "text": "Простите"}],
            "handled": False,
            "replayed": False,
        }
        anna = house.user()

        await anna.text("сломайся")

        [answer] = await house.said(anna, 1)
        assert answer["text"] == "Простите"
        assert len(house.rasa.heard) == 1
        assert b'gateway_failures_total{kind="turn"} 1.0' in house.gateway.metrics.text()

    async def test_when_the_secrets_differ_is_nobodys_fault(self, tmp_path: Path) -> None:
        async with running_house(tmp_path, channel_secret="another") as house:
            await house.gateway.receiver.receive(message(1, "привет"), wait_for_money=False)

            await until(lambda: _is(house.rasa.refused > 0))
            assert await states(house) == ["new"]


class TestLimits:
    async def test_the_thirty_first_message_of_a_minute_gets_one_friendly_sentence(
        self, house: House
    ) -> None:
        anna = house.user()
        for number in range(35):
            await anna.text(str(number), language_code="ru")

        await until(lambda: all_done(house, 35))
        answers = await house.said(anna, 31)
        assert len(house.rasa.heard) == 30
        assert len([a for a in answers if "быстрее" in a["text"]]) == 1
        assert (await states(house)).count("limited") == 5

    async def test_nobody_is_banned_once_the_minute_is_over(self, house: House) -> None:
        for number in range(32):
            await house.gateway.receiver.receive(message(100 + number, str(number)), wait_for_money=False)
        await until(lambda: all_done(house, 32))
        async with house.sessions.transaction() as session:
            past = house.gateway.clock.now() - timedelta(seconds=61)
            await session.execute(update(InboxRow).values(received_at=past))

        await house.gateway.receiver.receive(message(200, "снова я"), wait_for_money=False)

        await until(lambda: all_done(house, 33))
        assert house.rasa.contexts[-1]["text"] == "снова я"

    async def test_too_many_turns_at_once_wait_and_are_told(self, tmp_path: Path) -> None:
        rasa = RasaStandIn(hold=asyncio.Event())
        async with running_house(tmp_path, rasa=rasa, turns_at_once=1) as house:
            await house.user(1001).text("first", language_code="ru")
            await rasa.begun.wait()
            await house.user(1002).text("second", language_code="ru")

            [told] = await house.said(house.user(1002), 1)
            assert "много гостей" in told["text"]
            assert rasa.hold is not None
            rasa.hold.set()
            answers = await house.said(house.user(1002), 2)
            assert answers[1]["text"] == "heard: second"


class TestTheOutbox:
    async def test_gets_the_letters_of_a_turn_once_even_if_it_is_finished_twice(self, house: House) -> None:
        await house.user().text("пионы")
        await house.said(house.user(), 1)
        async with house.sessions.transaction() as session:
            await session.execute(update(InboxRow).values(state="new"))

        await until(lambda: _is(len(house.rasa.heard) == 2))
        await until(lambda: all_done(house, 1))

        async with house.sessions.reading() as session:
            assert await session.scalar(select(func.count()).select_from(OutboxRow)) == 1


async def _is(truth: bool) -> bool:
    return truth


async def _kill(house: House) -> None:
    """As a power cut does it: nothing is given back, nothing is finished."""
    tasks = [
        *house.gateway._tasks,
        *house.gateway.turns.workers._tasks.values(),
        *house.gateway.sender.workers._tasks.values(),
    ]
    house.gateway.turns.workers._again.clear()
    house.gateway.sender.workers._again.clear()
    leases = await _leases(house)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with house.sessions.transaction() as session:
        for name, owner, until_when in leases:
            await session.merge(LeaseRow(name=name, owner=owner, until=until_when))


async def _leases(house: House) -> list[tuple[str, str, Any]]:
    async with house.sessions.reading() as session:
        rows = await session.scalars(select(LeaseRow))
        return [(row.name, row.owner, row.until) for row in rows]


async def _hurry(house: House, text: str) -> None:
    """The pauses between tries grow; the test does not wait for them."""

    async def dead() -> bool:
        async with house.sessions.transaction() as session:
            await session.execute(
                update(InboxRow).where(InboxRow.state == "new").values(next_at=InboxRow.received_at)
            )
        return "dead" in await states(house)

    await until(dead)
