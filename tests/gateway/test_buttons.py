"""What a tapped button may do, and what it must not."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from gateway.models import ButtonRow
from tests.gateway.conftest import House, until

CARD = [
    {
        "kind": "text",
        "text": "Белые пионы",
        "buttons": [
            [{"title": "В корзину", "intent": "add_to_cart", "entities": {"product": 12}}],
            [{"title": "Оплатить", "intent": "checkout", "entities": {}, "once": True}],
        ],
    }
]


def card_or_echo(context: dict[str, Any]) -> list[dict[str, Any]]:
    return CARD if context["kind"] == "text" else [{"kind": "text", "text": f"done: {context['intent']}"}]


async def with_card(house: House, user_id: int = 1001) -> dict[str, Any]:
    """The card in this person's chat."""
    house.rasa.say = card_or_echo
    person = house.user(user_id)
    await person.text("пионы", language_code="ru")
    return (await house.said(person, 1))[0]


def tap_of(data: str, user_id: int, update_id: int, message_id: int = 1) -> dict[str, Any]:
    person = {"id": user_id, "is_bot": False, "first_name": "Некто", "language_code": "ru"}
    chat = {"id": user_id, "type": "private"}
    return {
        "update_id": update_id,
        "callback_query": {
            "id": str(update_id),
            "from": person,
            "chat_instance": "1",
            "message": {"message_id": message_id, "date": 1, "chat": chat},
            "data": data,
        },
    }


def kinds(house: House) -> list[str]:
    return [context["kind"] for context in house.rasa.contexts]


async def failures(house: House, kind: str) -> float:
    found = house.gateway.metrics.registry.get_sample_value("gateway_failures_total", {"kind": kind})
    return found or 0.0


class TestAToken:
    async def test_tells_nothing_of_what_the_button_does_and_fits_into_telegram(self, house: House) -> None:
        card = await with_card(house)

        data = card["buttons"][0][0]["data"]

        assert 22 <= len(data) <= 64
        assert "cart" not in data

    async def test_works_again_and_again_unless_it_is_for_once(self, house: House) -> None:
        card, anna = await with_card(house), house.user()

        await anna.tap(card["message_id"], "В корзину")
        await anna.tap(card["message_id"], "В корзину")

        await house.said(anna, 3)
        assert kinds(house) == ["text", "button", "button"]

    async def test_for_once_acts_once_however_often_it_is_tapped(self, house: House) -> None:
        card, anna = await with_card(house), house.user()

        for _ in range(3):
            await anna.tap(card["message_id"], "Оплатить")

        await until(lambda: _at_least(house, "button_used", 2))
        await house.said(anna, 2)
        assert kinds(house) == ["text", "button"]

    async def test_of_somebody_else_does_nothing(self, house: House) -> None:
        card = await with_card(house)
        await house.user(1002).text("я", language_code="ru")
        await house.said(house.user(1002), 1)

        stolen = tap_of(card["buttons"][0][0]["data"], 1002, 90001)
        await house.gateway.receiver.receive(stolen, wait_for_money=False)

        assert await failures(house, "button_expired") == 1
        assert kinds(house) == ["text", "text"]

    async def test_of_somebody_elses_chat_does_nothing(self, house: House) -> None:
        card = await with_card(house)
        foreign = tap_of(card["buttons"][0][0]["data"], 1001, 90002)
        foreign["callback_query"]["message"]["chat"]["id"] = 1002

        await house.gateway.receiver.receive(foreign, wait_for_money=False)

        assert await failures(house, "button_expired") == 1

    async def test_that_was_made_up_does_nothing(self, house: House) -> None:
        await with_card(house)

        for number, data in enumerate(["/checkout", 'add_to_cart{"product": 1}', "x" * 64, ""]):
            await house.gateway.receiver.receive(tap_of(data, 1001, 91000 + number), wait_for_money=False)

        assert await failures(house, "button_expired") == 4
        assert kinds(house) == ["text"]

    async def test_of_yesterday_is_answered_politely_and_does_nothing(self, house: House) -> None:
        card, anna = await with_card(house), house.user()
        async with house.sessions.transaction() as session:
            await session.execute(
                update(ButtonRow).values(expires_at=house.gateway.clock.now() - timedelta(seconds=1))
            )

        answer = await anna.tap(card["message_id"], "В корзину", wait=5)

        await until(lambda: _at_least(house, "button_expired", 1))
        assert kinds(house) == ["text"]
        assert answer is not None

    async def test_that_is_used_stays_used_after_a_crash_in_between(self, house: House) -> None:
        card, anna = await with_card(house), house.user()
        await anna.tap(card["message_id"], "Оплатить")
        await house.said(anna, 2)

        async with house.sessions.reading() as session:
            used = await session.scalar(select(ButtonRow.used_at).where(ButtonRow.once))

        assert used is not None


class TestAMenu:
    async def test_changes_in_place_when_its_button_is_tapped(self, house: House) -> None:
        house.rasa.say = cart
        anna = house.user()
        await anna.text("корзина")
        [menu] = await house.said(anna, 1)

        await anna.tap(menu["message_id"], "+")
        await until(lambda: _edited(house, menu["message_id"]))

        [same] = await anna.messages()
        assert same["message_id"] == menu["message_id"]
        assert same["text"] == "в корзине 2"

    async def test_whose_content_is_the_same_is_a_success(self, house: House) -> None:
        same = {"kind": "text", "text": "то же", "menu": "cart"}
        tap = {"kind": "text", "text": "Обновить?", "buttons": [[{"title": "да", "intent": "affirm"}]]}
        house.rasa.say = lambda _context: [same, tap]
        anna = house.user()
        await anna.text("корзина")
        menu, question = await house.said(anna, 2)
        house.rasa.say = lambda _context: [same, {"kind": "text", "text": "готово"}]

        await anna.tap(question["message_id"], "да")

        answers = await house.said(anna, 3)
        assert [a["text"] for a in answers] == ["то же", "Обновить?", "готово"]
        assert answers[0]["message_id"] == menu["message_id"]

    async def test_asked_for_in_words_stands_below_them_and_the_old_one_loses_its_buttons(
        self, house: House
    ) -> None:
        house.rasa.say = cart
        anna = house.user()
        await anna.text("корзина")
        [old] = await house.said(anna, 1)

        await anna.text("корзина")
        new = (await house.said(anna, 1, after=old["message_id"]))[-1]
        await until(lambda: _bare(house, old["message_id"]))
        stale = tap_of(old["buttons"][0][0]["data"], 1001, 92000, old["message_id"])
        await house.gateway.receiver.receive(stale, wait_for_money=False)

        assert new["message_id"] > old["message_id"]
        assert await failures(house, "button_expired") == 1
        assert kinds(house) == ["text", "text"]


def cart(context: dict[str, Any]) -> list[dict[str, Any]]:
    count = 2 if context["kind"] == "button" else 1
    button = {"title": "+", "intent": "change_quantity", "entities": {"line": 1}}
    return [{"kind": "text", "text": f"в корзине {count}", "menu": "cart", "buttons": [[button]]}]


async def _edited(house: House, message_id: int) -> bool:
    return any(m["message_id"] == message_id and m["edited"] for m in await house.user().messages())


async def _bare(house: House, message_id: int) -> bool:
    return any(m["message_id"] == message_id and not m["buttons"] for m in await house.user().messages())


async def _at_least(house: House, kind: str, count: int) -> bool:
    return await failures(house, kind) >= count
