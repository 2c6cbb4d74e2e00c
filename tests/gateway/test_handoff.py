"""A person answers instead of the bot, and the bot keeps still meanwhile."""

from typing import Any

import pytest

from florist.people import service as people
from tests.gateway.conftest import House, until

CUSTOMER, ADMIN = 1001, 2001


async def opened(house: House) -> dict[str, Any]:
    """A customer who asked for a person, an admin who was told; gives the admin's note."""
    await house.user(CUSTOMER).text("привет", language_code="ru", first_name="Анна")
    await house.user(ADMIN).text("я на месте", language_code="ru", first_name="Ольга")
    await house.said(house.user(CUSTOMER), 1)
    await house.said(house.user(ADMIN), 1)
    async with house.sessions.transaction() as session:
        await people.grant(session, telegram_id=ADMIN, role="admin", by=None)
        await people.handoff_open(session, CUSTOMER)
    house.rasa.heard.clear()
    return (await house.said(house.user(ADMIN), 2))[1]


class TestAnOpenHandoff:
    async def test_tells_the_admins_who_it_is(self, house: House) -> None:
        note = await opened(house)

        assert "Анна" in note["text"]
        assert [button["title"] for button in note["buttons"][0]] == ["Отвечу я", "Закончить"]

    async def test_keeps_the_bot_still_and_copies_the_customers_words(self, house: House) -> None:
        await opened(house)

        await house.user(CUSTOMER).text("у меня <аллергия>")

        copy = (await house.said(house.user(ADMIN), 3))[2]
        assert "у меня <аллергия>" in copy["text"]
        assert house.rasa.heard == []

    async def test_brings_the_admins_reply_to_the_customer(self, house: House) -> None:
        await opened(house)
        await house.user(CUSTOMER).text("есть гипоаллергенные?")
        copy = (await house.said(house.user(ADMIN), 3))[2]

        await reply(house, ADMIN, copy["message_id"], "Да, орхидеи")

        answer = (await house.said(house.user(CUSTOMER), 2))[1]
        assert "Да, орхидеи" in answer["text"]
        assert house.rasa.heard == []

    async def test_is_no_way_for_others_to_write_to_the_customer(self, house: House) -> None:
        note = await opened(house)
        async with house.sessions.transaction() as session:
            await people.revoke(session, telegram_id=ADMIN, role="admin", by=None)

        await reply(house, ADMIN, note["message_id"], "Я уже не админ")

        await until(lambda: _heard(house))
        assert house.rasa.contexts[0]["user_id"] == ADMIN
        assert len(await house.user(CUSTOMER).messages()) == 1

    async def test_ends_when_the_admin_finishes_it(self, house: House) -> None:
        note = await opened(house)

        await house.user(ADMIN).tap(note["message_id"], "Закончить")

        await until(lambda: _heard(house))
        assert (house.rasa.contexts[0]["intent"], house.rasa.contexts[0]["chat_id"]) == (
            "handoff_ended",
            CUSTOMER,
        )
        await house.user(CUSTOMER).text("спасибо")
        await until(lambda: _heard(house, 2))

    @pytest.mark.parametrize("way", ["/cancel", "button"])
    async def test_ends_when_the_customer_wants_the_bot_back(self, house: House, way: str) -> None:
        note = await opened(house)
        if way == "button":
            await reply(house, ADMIN, note["message_id"], "Здравствуйте")
            answer = (await house.said(house.user(CUSTOMER), 2))[1]
            await house.user(CUSTOMER).tap(answer["message_id"], "↩️ Вернуться к боту")
        else:
            await house.user(CUSTOMER).text("/cancel")

        await until(lambda: _heard(house))
        assert house.rasa.contexts[0]["intent"] == "handoff_ended"
        async with house.sessions.reading() as session:
            assert not (await people.person(session, CUSTOMER)).in_handoff

    async def test_lets_commands_through(self, house: House) -> None:
        await opened(house)

        await house.user(CUSTOMER).text("/paysupport")

        await until(lambda: _heard(house))
        assert house.rasa.contexts[0]["intent"] == "show_paysupport"

    async def test_may_be_taken_by_one_admin_only(self, house: House) -> None:
        await opened(house)
        async with house.sessions.transaction() as session:
            assert await people.handoff_take(session, CUSTOMER, by=ADMIN)
            assert not await people.handoff_take(session, CUSTOMER, by=ADMIN + 1)


async def reply(house: House, user_id: int, to: int, text: str) -> None:
    person = {"id": user_id, "is_bot": False, "first_name": "Ольга", "language_code": "ru"}
    chat = {"id": user_id, "type": "private"}
    original = {"message_id": to, "date": 1, "chat": chat}
    body = {
        "message_id": 70000,
        "from": person,
        "chat": chat,
        "date": 1,
        "text": text,
        "reply_to_message": original,
    }
    await house.gateway.receiver.receive({"update_id": 70000, "message": body}, wait_for_money=False)


async def _heard(house: House, count: int = 1) -> bool:
    return len(house.rasa.heard) >= count
