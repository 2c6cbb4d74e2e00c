"""The person's side over HTTP: writing, tapping, sharing, reading."""

import asyncio
import hashlib
import hmac
from urllib.parse import parse_qsl

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup
from telegram.error import BadRequest

from sandbox.init_data import public_key
from tests.support.sandbox import RunningSandbox, User, running_sandbox, until

MENU = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Каталог", callback_data="c1"),
            InlineKeyboardButton("Корзина", callback_data="c2"),
        ],
        [InlineKeyboardButton("Сайт", url="https://shop.example")],
    ]
)


class TestWriting:
    async def test_a_deep_link_arrives_as_a_command_with_its_payload(self, bot, client) -> None:
        await User(client, 5005).text("/start gift42", language_code="en", first_name="Zoe", username="zoe")

        [update] = await bot.get_updates()
        assert update.message.text == "/start gift42"
        assert update.message.entities[0].type == "bot_command"
        assert (update.effective_user.first_name, update.effective_user.language_code) == ("Zoe", "en")

    @pytest.mark.parametrize("body", [{}, {"text": 5}, {"text": "  "}, {"text": "x", "username": 7}, [], "{"])
    async def test_bad_input_is_explained(self, client, body) -> None:
        content = {"content": body} if isinstance(body, str) else {"json": body}
        answer = await client.post("/user/1001/text", **content)

        assert answer.status_code == 400
        assert answer.json()["ok"] is False
        assert answer.json()["error"]

    async def test_a_person_must_be_a_number(self, client) -> None:
        answer = await client.post("/user/anna/text", json={"text": "x"})

        assert (answer.status_code, answer.json()["ok"]) == (400, False)

    async def test_places_contacts_photos_and_voices_arrive(self, bot, anna: User, picture) -> None:
        await anna.location(55.75, 37.61)
        await anna.contact("+79261234567")
        question = await bot.send_message(1001, "?")
        await anna.photo(picture(), caption="такой же", reply_to=question.message_id)
        await anna.voice(b"OggS")

        place, contact, photo, voice = [update.message for update in (await bot.get_updates())[1:]]
        assert place.location.latitude == 55.75
        assert (contact.contact.phone_number, contact.contact.user_id) == ("+79261234567", 1001)
        assert (photo.caption, photo.reply_to_message.message_id) == ("такой же", question.message_id)
        assert await (await voice.voice.get_file()).download_as_bytearray() == b"OggS"

    async def test_a_place_off_the_globe_is_refused(self, client) -> None:
        answer = await client.post("/user/1001/location", json={"latitude": 91, "longitude": 0})

        assert answer.status_code == 400

    async def test_a_raw_update_is_delivered_as_it_stands_and_as_often(self, bot, client) -> None:
        forged = {
            "update_id": 77,
            "message": {"message_id": 1, "date": 1, "chat": {"id": 3, "type": "private"}},
        }
        anna = User(client)

        await anna.raw(forged)
        assert [update.update_id for update in await bot.get_updates()] == [77]
        await bot.get_updates(offset=78)
        await anna.raw(forged)
        assert [update.update_id for update in await bot.get_updates()] == [77]

    async def test_being_looked_at_does_not_open_the_chat(self, bot, client) -> None:
        await client.get("/user/9001/chat")

        with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
            await bot.send_message(9001, "x")

    async def test_blocking_is_told_and_writing_unblocks(self, bot, anna: User) -> None:
        await anna.block()
        assert (await bot.get_updates())[-1].my_chat_member.new_chat_member.status == "kicked"

        await anna.text("передумала")
        assert await bot.send_message(1001, "рады")


class TestTapping:
    @pytest.mark.parametrize(("button", "data"), [("Корзина", "c2"), (0, "c1")])
    async def test_by_title_or_by_index(self, bot, anna: User, button, data) -> None:
        message = await bot.send_message(1001, "меню", reply_markup=MENU)

        await anna.tap(message.message_id, button)

        query = (await bot.get_updates())[-1].callback_query
        assert (query.data, query.message.message_id) == (data, message.message_id)

    async def test_the_answer_comes_back_to_whoever_waits_for_it(self, bot, anna: User) -> None:
        message = await bot.send_message(1001, "меню", reply_markup=MENU)
        await bot.get_updates(offset=2)
        tapping = asyncio.create_task(anna.tap(message.message_id, 0, wait=30))
        [update] = await bot.get_updates(offset=2, timeout=30)

        await update.callback_query.answer("Готово", show_alert=True)

        assert (await tapping)["answer"] == {"text": "Готово", "show_alert": True}

    async def test_a_query_is_answered_once_and_in_time(self, tmp_path, clock) -> None:
        async with running_sandbox(tmp_path, clock=clock) as box, box.client() as client, box.bot() as bot:
            anna = User(client)
            await anna.text("/start")
            message = await bot.send_message(1001, "меню", reply_markup=MENU)
            once, late = [(await anna.tap(message.message_id, 0))["query_id"] for _ in range(2)]

            await bot.answer_callback_query(once)
            clock.advance(151)

            for query_id in (once, late):
                with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired"):
                    await bot.answer_callback_query(query_id)

    async def test_a_long_answer_is_refused(self, bot, anna: User) -> None:
        message = await bot.send_message(1001, "меню", reply_markup=MENU)
        query_id = (await anna.tap(message.message_id, 0))["query_id"]

        with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
            await bot.answer_callback_query(query_id, "я" * 201)
        assert await bot.answer_callback_query(query_id, "я" * 200)

    async def test_a_link_only_opens(self, bot, anna: User) -> None:
        message = await bot.send_message(1001, "меню", reply_markup=MENU)

        tapped = await anna.tap(message.message_id, "Сайт")

        assert (tapped["kind"], tapped["url"], tapped["update_id"]) == ("url", "https://shop.example", None)

    async def test_a_missing_button_names_those_that_are_there(self, bot, anna: User, client) -> None:
        message = await bot.send_message(1001, "меню", reply_markup=MENU)

        answer = await client.post(
            "/user/1001/tap", json={"message_id": message.message_id, "button": "Кактус"}
        )

        assert answer.status_code == 404
        assert '"Каталог"' in answer.json()["error"]

    async def test_a_reply_keyboard_writes_its_title(self, bot, anna: User) -> None:
        board = ReplyKeyboardMarkup([["Да"], [KeyboardButton("Место", request_location=True)]])
        message = await bot.send_message(1001, "?", reply_markup=board)

        await anna.tap(message.message_id, "Да")

        assert (await bot.get_updates())[-1].message.text == "Да"
        assert (await anna.tap(message.message_id, "Место"))["kind"] == "request_location"


class TestReading:
    async def test_shows_what_the_bot_sent_with_its_buttons(self, bot, anna: User) -> None:
        await bot.send_message(1001, "меню", reply_markup=MENU)

        [message] = await anna.messages()

        assert (message["kind"], message["text"], message["edited"]) == ("text", "меню", False)
        assert message["buttons"][0][0] == {"title": "Каталог", "kind": "callback", "data": "c1"}
        assert message["buttons"][1][0]["url"] == "https://shop.example"

    async def test_waits_for_the_next_message(self, bot, anna: User) -> None:
        said = await anna.text("?")
        waiting = asyncio.create_task(anna.messages(after=said["message_id"], wait=60))

        await bot.send_message(1001, "!")

        assert [message["text"] for message in await waiting] == ["!"]

    async def test_waits_for_an_edit_too(self, bot, anna: User) -> None:
        message = await bot.send_message(1001, "рисую…")
        [seen] = await anna.messages()
        waiting = asyncio.create_task(anna.messages(after=message.message_id, wait=60))
        exact = asyncio.create_task(anna.messages(after_seq=seen["seq"], wait=60))

        await message.edit_text("готово")

        assert [one["text"] for one in await waiting] == ["готово"]
        [edited] = await exact
        assert edited["seq"] > seen["seq"]
        assert await anna.messages(after_seq=edited["seq"]) == []

    async def test_comes_back_empty_when_nothing_happens(self, tmp_path, clock) -> None:
        async with running_sandbox(tmp_path, clock=clock) as box, box.client() as client:
            waiting = asyncio.create_task(User(client).messages(wait=5))
            await until(lambda: clock.sleepers > 0)

            clock.advance(5)

            assert await waiting == []

    async def test_a_long_chat_forgets_its_oldest_messages(self, sandbox: RunningSandbox, anna: User) -> None:
        world = sandbox.core.world
        for number in range(2005):
            world.post(world.people[1001], {"text": str(number)}, from_bot=True)

        seen = await anna.messages()

        assert (len(seen), seen[-1]["text"]) == (2000, "2004")

    async def test_events_stream_live(self, bot, anna: User, client: httpx.AsyncClient) -> None:
        async with client.stream("GET", "/user/1001/events") as stream:
            lines = stream.aiter_lines()
            assert await anext(lines) == "event: hello"
            await bot.send_chat_action(1001, "typing")
            async for line in lines:
                if line.startswith("event: action"):
                    break
            assert '"typing"' in await anext(lines)


class TestInitData:
    async def test_is_signed_as_telegram_signs_it(self, sandbox: RunningSandbox, client) -> None:
        answer = (await client.get("/user/1002/init-data")).json()

        fields = dict(parse_qsl(answer["init_data"], strict_parsing=True))
        given = fields.pop("hash")
        secret = hmac.digest(b"WebAppData", sandbox.token.encode(), "sha256")
        lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
        assert hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest() == given
        assert '"first_name":"Ben"' in fields["user"]

    async def test_carries_a_signature_third_parties_can_check(self, sandbox: RunningSandbox, client) -> None:
        import base64

        from Crypto.Signature import eddsa

        fields = dict(parse_qsl((await client.get("/user/1002/init-data")).json()["init_data"]))
        signature = base64.urlsafe_b64decode(fields.pop("signature") + "==")
        del fields["hash"]
        lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
        key = eddsa.import_public_key(bytes.fromhex(public_key()))

        eddsa.new(key, "rfc8032").verify(f"1000000001:WebAppData\n{lines}".encode(), signature)

    async def test_a_keyboard_app_learns_nothing(self, client) -> None:
        assert (await client.get("/user/1002/init-data?mode=keyboard")).json()["init_data"] == ""

    async def test_what_such_an_app_sends_arrives_as_a_message(self, bot, anna: User) -> None:
        await anna.act("web-app-data", {"data": "выбор", "button_text": "Открыть"})

        assert (await bot.get_updates())[-1].message.web_app_data.data == "выбор"


async def test_ids_never_come_twice_over_a_restart(tmp_path) -> None:
    async with running_sandbox(tmp_path) as box, box.client() as client:
        before = await User(client).text("раз")
    async with running_sandbox(tmp_path) as box, box.client() as client, box.bot() as bot:
        after = await User(client).text("два")
        assert after["update_id"] > before["update_id"]
        assert after["message_id"] > before["message_id"]
        assert await bot.send_message(1001, "я тебя помню")


class TestCloudStorage:
    async def test_keeps_what_a_mini_app_puts_there(self, anna: User) -> None:
        await anna.act(
            "cloud-storage", {"method": "saveStorageValue", "params": {"key": "a", "value": "роза"}}
        )

        kept = await anna.act("cloud-storage", {"method": "getStorageValues", "params": {"keys": ["a", "b"]}})

        assert kept["result"] == {"a": "роза", "b": ""}

    @pytest.mark.parametrize(
        "wish", [{}, {"method": "saveStorageValue"}, {"method": "saveStorageValue", "params": 3}]
    )
    async def test_explains_what_it_cannot_do(self, client, wish) -> None:
        assert (await client.post("/user/1001/cloud-storage", json=wish)).status_code == 400
