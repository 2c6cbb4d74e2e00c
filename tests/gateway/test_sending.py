"""From the outbox to Telegram, with everything that Telegram may answer."""

import io
from typing import Any

from PIL import Image
from sqlalchemy import select, update

from florist.outbox import service as outbox
from florist.outbox.models import OutboxRow
from florist.people import service as people
from gateway.limits import Bucket, Pace
from gateway.models import SentFileRow
from tests.gateway.conftest import House, gateway_for, until

ANNA = 1001


async def known(house: House, user_id: int = ANNA) -> int:
    """A person whose chat exists; gives the id of the last message in it."""
    person = house.user(user_id)
    await person.text("привет", language_code="ru")
    return int((await house.said(person, 1))[-1]["message_id"])


async def post(house: House, *letters: dict[str, Any], key: str = "test", chat_id: int = ANNA) -> None:
    async with house.sessions.transaction() as session:
        await outbox.post(session, chat_id=chat_id, letters=list(letters), key=key)
    house.gateway.sender.poke(chat_id)


async def fault(house: House, method: str, code: int, times: int = 1, **more: Any) -> None:
    body = {"method": method, "error_code": code, "times": times, **more}
    answer = await house.client.post("/faults", json=body)
    assert answer.is_success, answer.text


async def rows(house: House) -> list[OutboxRow]:
    async with house.sessions.reading() as session:
        return list(await session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


async def settled(house: House) -> bool:
    return all(row.state not in outbox.WAITING for row in await rows(house))


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"kind": "text", "text": words, **more}


class TestOrder:
    async def test_of_letters_is_the_order_of_posting(self, house: House) -> None:
        after = await known(house)

        await post(house, *(text(f"{number}") for number in range(12)))

        answers = await house.said(house.user(), 12, after)
        assert [answer["text"] for answer in answers] == [str(number) for number in range(12)]

    async def test_survives_a_429_in_the_middle(self, house: House) -> None:
        after = await known(house)
        await fault(house, "sendMessage", 429, retry_after=1)

        await post(house, text("первое"), text("второе"))

        answers = await house.said(house.user(), 2, after)
        assert [answer["text"] for answer in answers] == ["первое", "второе"]

    async def test_survives_telegram_being_away_for_a_moment(self, house: House) -> None:
        after = await known(house)
        await fault(house, "sendMessage", 502)

        await post(house, text("первое"), text("второе"))

        answers = await house.said(house.user(), 2, after)
        assert [answer["text"] for answer in answers] == ["первое", "второе"]


class TestTheSameKey:
    async def test_posts_once(self, house: House) -> None:
        after = await known(house)

        await post(house, text("раз"), key="order:1042:paid")
        await post(house, text("раз"), key="order:1042:paid")
        await post(house, text("два"), key="other")

        answers = await house.said(house.user(), 2, after)
        assert [answer["text"] for answer in answers] == ["раз", "два"]


class TestABlockedBot:
    async def test_makes_the_person_unreachable_and_forgets_the_queue(self, house: House) -> None:
        await known(house)
        await fault(house, "sendMessage", 403)

        await post(house, text("раз"), text("два"))

        await until(lambda: settled(house))
        assert [row.state for row in await rows(house)][-2:] == ["dropped", "dropped"]
        async with house.sessions.reading() as session:
            assert not (await people.person(session, ANNA)).reachable


class TestBrokenWords:
    async def test_lose_their_markup_and_not_their_sense(self, house: House) -> None:
        after = await known(house)

        await post(house, text("<b>розы & <i>пионы</b>"))

        [answer] = await house.said(house.user(), 1, after)
        assert "розы" in answer["text"]
        assert "пионы" in answer["text"]

    async def test_that_telegram_never_takes_do_not_block_the_chat(self, house: House) -> None:
        after = await known(house)
        await fault(house, "sendMessage", 400)

        await post(house, text("никогда"), text("дальше"))

        [answer] = await house.said(house.user(), 1, after)
        assert answer["text"] == "дальше"
        assert "failed" in [row.state for row in await rows(house)]


class TestPictures:
    async def test_are_uploaded_once_and_then_known_by_telegrams_id(self, house: House) -> None:
        after = await known(house)
        await house.gateway.store.put("catalogue/pions.jpg", jpeg())

        card = {"kind": "photo", "photo": "catalogue/pions.jpg", "text": "<b>Пионы</b>"}
        await post(house, card, card)

        first, second = await house.said(house.user(), 2, after)
        assert first["kind"] == second["kind"] == "photo"
        async with house.sessions.reading() as session:
            assert len(list(await session.scalars(select(SentFileRow)))) == 1

    async def test_whose_id_telegram_forgot_are_uploaded_again(self, house: House) -> None:
        after = await known(house)
        await house.gateway.store.put("catalogue/pions.jpg", jpeg())
        bot_id = int(house.sandbox.token.partition(":")[0])
        async with house.sessions.transaction() as session:
            session.add(SentFileRow(bot_id=bot_id, key="catalogue/pions.jpg", file_id="forgotten"))

        await post(house, {"kind": "photo", "photo": "catalogue/pions.jpg", "text": "Пионы"})

        [answer] = await house.said(house.user(), 1, after)
        assert answer["kind"] == "photo"

    async def test_that_are_missing_do_not_take_the_words_with_them(self, house: House) -> None:
        after = await known(house)

        await post(house, {"kind": "photo", "photo": "catalogue/none.jpg", "text": "Пионы"})

        [answer] = await house.said(house.user(), 1, after)
        assert answer["text"] == "Пионы"

    async def test_take_the_place_of_a_promise(self, house: House) -> None:
        after = await known(house)
        await house.gateway.store.put("previews/a.jpg", jpeg())
        await post(house, text("Рисую…", menu="preview"), key="promise")
        [promise] = await house.said(house.user(), 1, after)

        await post(
            house, {"kind": "photo", "photo": "previews/a.jpg", "text": "Вот", "menu": "preview"}, key="kept"
        )

        await until(lambda: settled(house))
        [kept] = await house.said(house.user(), 1, after)
        assert kept["message_id"] == promise["message_id"]
        assert kept["kind"] == "photo"

    async def test_of_an_album_come_together_with_their_captions(self, house: House) -> None:
        after = await known(house)
        for number in range(3):
            await house.gateway.store.put(f"catalogue/{number}.jpg", jpeg())
        photos = [{"photo": f"catalogue/{n}.jpg", "text": f"№{n}"} for n in range(3)]

        await post(house, {"kind": "album", "photos": photos, "text": "Выбирайте"})

        answers = await house.said(house.user(), 4, after)
        assert [a["caption"] for a in answers[:3]] == ["№0", "№1", "№2"]
        assert answers[3]["text"] == "Выбирайте"


class TestKeyboards:
    async def test_ask_for_a_location_and_a_contact(self, house: House) -> None:
        after = await known(house)
        keys = [[{"title": "📍 Где я", "request": "location"}, {"title": "Отмена"}]]

        await post(house, text("Куда везём?", reply_keyboard=keys), text("Спасибо", reply_keyboard="remove"))

        answers = await house.said(house.user(), 2, after)
        assert answers[0]["text"] == "Куда везём?"

    async def test_may_lead_to_pages_and_to_the_app(self, house: House) -> None:
        after = await known(house)
        buttons = [
            [{"title": "Сайт", "url": "https://flowers.example/"}],
            [{"title": "Витрина", "web_app": "/app/"}],
        ]

        await post(house, text("Смотрите", buttons=buttons))

        [answer] = await house.said(house.user(), 1, after)
        assert [row[0]["title"] for row in answer["buttons"]] == ["Сайт", "Витрина"]


class TestACrash:
    async def test_before_the_send_loses_nothing(self, house: House) -> None:
        after = await known(house)
        await house.gateway.stop()
        async with house.sessions.transaction() as session:
            await outbox.post(session, chat_id=ANNA, letters=[text("ещё не сказано")], key="left")

        heir = gateway_for(house.settings, house.sessions)
        await heir.start()

        [answer] = await house.said(house.user(), 1, after)
        await heir.stop()
        assert answer["text"] == "ещё не сказано"

    async def test_in_the_moment_of_the_send_says_it_rather_twice_than_never(self, house: House) -> None:
        after = await known(house)
        await post(house, text("сомнение"))
        await house.said(house.user(), 1, after)
        async with house.sessions.transaction() as session:
            last = (await outbox_last(session)).id
            await session.execute(update(OutboxRow).where(OutboxRow.id == last).values(state="sending"))

        house.gateway.sender.poke(ANNA)

        assert len(await house.said(house.user(), 2, after)) == 2

    async def test_after_the_send_doubles_nothing(self, house: House) -> None:
        after = await known(house)
        await post(house, text("сказано"))
        await house.said(house.user(), 1, after)
        await until(lambda: settled(house))
        await house.gateway.stop()

        heir = gateway_for(house.settings, house.sessions)
        await heir.start()
        await post(house, text("дальше"), key="next")
        answers = await house.said(house.user(), 2, after)
        await heir.stop()

        assert [answer["text"] for answer in answers] == ["сказано", "дальше"]


class TestPace:
    def test_lets_a_burst_through_and_then_one_a_second(self) -> None:
        now = 0.0
        bucket = Bucket(rate=1, burst=3, clock=lambda: now)

        assert [bucket.take() for _ in range(5)] == [0, 0, 0, 1, 2]

    async def test_of_all_chats_together_is_bounded(self) -> None:
        now, pauses = 0.0, []

        async def sleep(seconds: float) -> None:
            pauses.append(seconds)

        pace = Pace(rate=10, burst=2, clock=lambda: now, sleep=sleep)
        for chat_id in range(4):
            await pace.wait(chat_id)

        assert [round(pause, 1) for pause in pauses] == [0.1, 0.2]


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "JPEG")
    return out.getvalue()


async def outbox_last(session: Any) -> OutboxRow:
    row: OutboxRow | None = await session.scalar(select(OutboxRow).order_by(OutboxRow.id.desc()).limit(1))
    assert row is not None
    return row
