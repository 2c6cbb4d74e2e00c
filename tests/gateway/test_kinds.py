"""What people send besides words."""

import io
from typing import Any

import pytest
from PIL import Image

from florist.people import service as people
from florist.storage import service as storage
from tests.gateway.conftest import House, until


def picture(size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", size, "pink").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def event(house: House) -> dict[str, Any]:
    await until(lambda: _heard(house))
    context = house.rasa.contexts[-1]
    values = {entity["entity"]: entity["value"] for entity in context["entities"]}
    return {"kind": context["kind"], "intent": context["intent"], **values}


class TestALocation:
    async def test_is_an_event_with_its_coordinates(self, house: House) -> None:
        await house.user().location(55.7558, 37.6173)

        assert await event(house) == {
            "kind": "event",
            "intent": "location_shared",
            "latitude": 55.7558,
            "longitude": 37.6173,
        }


class TestAContact:
    async def test_of_the_sender_is_marked_as_own(self, house: House) -> None:
        await house.user().contact("+79161234567")

        shared = await event(house)
        assert (shared["intent"], shared["own"]) == ("contact_shared", True)
        assert shared["phone"].lstrip("+") == "79161234567"

    async def test_of_somebody_else_is_still_a_phone_for_a_recipient(self, house: House) -> None:
        card = {"phone_number": "+79031112233", "first_name": "Мама", "user_id": 5}
        await house.gateway.receiver.receive(message(1, {"contact": card}), wait_for_money=False)

        shared = await event(house)
        assert (shared["phone"], shared["name"], shared["own"]) == ("+79031112233", "Мама", False)


class TestAPhoto:
    async def test_goes_to_the_customers_own_folder_without_its_secrets(self, house: House) -> None:
        await house.user().photo(picture())

        shared = await event(house)
        assert shared["intent"] == "photo_shared"
        assert shared["photo"].startswith("customers/1001/photos/")
        kept = await house.gateway.store.get(shared["photo"])
        with Image.open(io.BytesIO(kept)) as image:
            assert image.size == (64, 48)
            assert not image.getexif()

    async def test_that_is_none_is_told_so_and_nothing_is_stored(self, house: House) -> None:
        document = {"file_id": "x", "mime_type": "image/png", "file_size": storage.pictures.MAX_BYTES + 1}
        anna = house.user()
        await anna.text("привет", language_code="ru")
        await house.said(anna, 1)

        await house.gateway.receiver.receive(message(77, {"document": document}), wait_for_money=False)

        answers = await house.said(anna, 2)
        assert "10 МБ" in answers[1]["text"]
        assert len(house.rasa.heard) == 1


class TestOtherThings:
    @pytest.mark.parametrize(
        ("content", "intent"),
        [
            ({"sticker": {"file_id": "s", "emoji": "🌷"}}, "sticker_shared"),
            ({"video": {"file_id": "v"}}, "sticker_shared"),
            ({"dice": {"emoji": "🎲", "value": 3}}, "sticker_shared"),
            ({"web_app_data": {"data": '{"price": 1}', "button_text": "x"}}, "sticker_shared"),
            ({"voice": {"file_id": "v", "duration": 2}}, "voice_unreadable"),
            ({"video_note": {"file_id": "v"}}, "voice_unreadable"),
            ({"text": "\u200b\u2060"}, "sticker_shared"),
        ],
    )
    async def test_are_events_that_say_so(self, house: House, content: dict[str, Any], intent: str) -> None:
        await house.gateway.receiver.receive(message(5, content), wait_for_money=False)

        assert (await event(house))["intent"] == intent

    @pytest.mark.parametrize(
        "update",
        [
            {
                "update_id": 1,
                "channel_post": {"message_id": 1, "chat": {"id": -1, "type": "channel"}, "text": "x"},
            },
            {
                "update_id": 2,
                "message": {
                    "message_id": 1,
                    "chat": {"id": -5, "type": "group"},
                    "from": {"id": 5},
                    "text": "x",
                },
            },
            {"update_id": 3, "inline_query": {"id": "1", "from": {"id": 5}, "query": "x"}},
            {"update_id": 4, "message": {"message_id": 1, "chat": {"id": 5, "type": "private"}}},
            {"update_id": 5, "message": {"chat": "nonsense", "from": 7, "text": ["x"]}},
            {"update_id": 6, "message_reaction": {}},
            {"update_id": 7},
        ],
    )
    async def test_that_are_not_for_us_are_left_alone(self, house: House, update: dict[str, Any]) -> None:
        await house.gateway.receiver.receive(update, wait_for_money=False)

        assert house.rasa.heard == []

    async def test_an_edited_message_is_not_a_second_order(self, house: House) -> None:
        anna = house.user()
        await anna.text("15 роз", language_code="ru")
        await house.said(anna, 1)
        edited = message(50, {"text": "51 роза"})
        edited["edited_message"] = edited.pop("message")

        await house.gateway.receiver.receive(edited, wait_for_money=False)

        answers = await house.said(anna, 2)
        assert "новым сообщением" in answers[1]["text"]
        assert len(house.rasa.heard) == 1


class TestBlocking:
    async def test_the_bot_makes_a_person_unreachable_until_they_write_again(self, house: House) -> None:
        anna = house.user()
        await anna.text("привет")
        await house.said(anna, 1)

        await anna.block(True)
        await until(lambda: _reachable(house, False))
        await anna.block(False)
        await anna.text("я вернулась")

        await until(lambda: _reachable(house, True))


def message(update_id: int, content: dict[str, Any]) -> dict[str, Any]:
    person = {"id": 1001, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
    chat = {"id": 1001, "type": "private"}
    return {
        "update_id": update_id,
        "message": {"message_id": 1, "from": person, "chat": chat, "date": 1, **content},
    }


async def _heard(house: House) -> bool:
    return bool(house.rasa.heard)


async def _reachable(house: House, wanted: bool) -> bool:
    async with house.sessions.reading() as session:
        return (await people.person(session, 1001)).reachable is wanted
