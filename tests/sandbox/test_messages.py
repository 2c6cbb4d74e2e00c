"""The bot writes, edits and takes back, through python-telegram-bot itself."""

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter
from telegram.request import HTTPXRequest

from tests.support.sandbox import RunningSandbox, User, running_sandbox


def keyboard(**button) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Пионы", **button)]])


class TestTheDoor:
    async def test_a_wrong_token_is_unauthorised(self, sandbox: RunningSandbox, client) -> None:
        answer = await client.post("/bot1000000001:another-token/getMe")

        assert answer.status_code == 401
        assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}

    async def test_a_malformed_token_is_named_so(self, client) -> None:
        answer = await client.get("/bothello/getMe")

        assert answer.json()["description"] == "Unauthorized: invalid token specified"

    async def test_an_unknown_method_is_not_found(self, sandbox: RunningSandbox, client) -> None:
        answer = await client.get(f"/bot{sandbox.token}/sendBouquet")

        assert (answer.status_code, answer.json()["description"]) == (404, "Not Found: method not found")

    async def test_another_path_is_not_found(self, client) -> None:
        answer = await client.get("/nowhere/at/all")

        assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}

    async def test_methods_are_read_without_regard_to_case_and_from_the_query(self, sandbox, client) -> None:
        answer = await client.get(f"/bot{sandbox.token}/GETME")

        assert answer.json()["result"]["is_bot"] is True

    async def test_a_library_with_a_wrong_token_does_not_start(self, sandbox: RunningSandbox) -> None:
        hands = HTTPXRequest(), HTTPXRequest()
        bot = telegram.Bot(
            "1000000001:wrong-token", f"{sandbox.url}/bot", request=hands[0], get_updates_request=hands[1]
        )

        with pytest.raises(InvalidToken):
            await bot.initialize()
        for hand in hands:
            await hand.shutdown()

    async def test_broken_json_is_refused(self, sandbox, client) -> None:
        answer = await client.post(
            f"/bot{sandbox.token}/getMe", content=b"{", headers={"content-type": "application/json"}
        )

        assert answer.status_code == 400

    async def test_a_strange_web_page_is_turned_away(self, client) -> None:
        answer = await client.post(
            "/user/1001/text", json={"text": "x"}, headers={"origin": "https://evil.example"}
        )

        assert answer.status_code == 403


class TestSendMessage:
    async def test_reads_html_into_entities_counted_in_utf16(self, bot, anna) -> None:
        message = await bot.send_message(
            1001, "💐 <b>Розы</b> &amp; <a href='https://a.example'>мак</a>", "HTML"
        )

        assert message.text == "💐 Розы & мак"
        assert [(e.type, e.offset, e.length) for e in message.entities] == [
            ("bold", 3, 4),
            ("text_link", 10, 3),
        ]

    @pytest.mark.parametrize(
        ("source", "complaint"),
        [
            ("<b>x", 'can\'t find end tag corresponding to start tag "b"'),
            ("розы <img>", 'unsupported start tag "img" at byte offset 9'),
            ("x</b>", "unexpected end tag at byte offset 1"),
            ("<b><i>x</b></i>", 'unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
            ("<a href='x", "unclosed string"),
            ("<span>x</span>", 'tag "span" must have class "tg-spoiler"'),
        ],
    )
    async def test_refuses_bad_markup_in_telegrams_words(self, bot, anna, source, complaint) -> None:
        with pytest.raises(BadRequest) as refusal:
            await bot.send_message(1001, source, "HTML")

        assert refusal.value.message.casefold().startswith(f"can't parse entities: {complaint}".casefold())

    async def test_markdown_v2_wants_its_dots_escaped(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"haracter '\.' is reserved and must be escaped"):
            await bot.send_message(1001, "Цена 100.", "MarkdownV2")

        message = await bot.send_message(1001, r"*Цена* 100\.", "MarkdownV2")

        assert (message.text, message.entities[0].type) == ("Цена 100.", "bold")

    async def test_4096_units_fit_and_one_more_does_not(self, bot, anna) -> None:
        await bot.send_message(1001, "💐" * 2048)

        with pytest.raises(BadRequest, match=r"[Mm]essage is too long"):
            await bot.send_message(1001, "💐" * 2048 + "!")

    async def test_the_limit_counts_what_is_left_after_the_markup(self, bot, anna) -> None:
        message = await bot.send_message(1001, f"<b>{'р' * 4096}</b>", "HTML")

        assert len(message.text) == 4096

    async def test_white_space_alone_is_no_message(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"[Mm]essage text is empty"):
            await bot.send_message(1001, "  \n ")

    async def test_64_bytes_of_callback_data_fit_and_65_do_not(self, bot, anna) -> None:
        await bot.send_message(1001, "x", reply_markup=keyboard(callback_data="я" * 32))

        with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
            await bot.send_message(1001, "x", reply_markup=keyboard(callback_data="я" * 32 + "a"))

    async def test_a_mini_app_needs_https_but_for_this_machine(self, bot, anna) -> None:
        app = telegram.WebAppInfo("http://shop.example/app")
        with pytest.raises(BadRequest, match=r"(?i)only https links are allowed"):
            await bot.send_message(1001, "x", reply_markup=keyboard(web_app=app))

        await bot.send_message(
            1001, "x", reply_markup=keyboard(web_app=telegram.WebAppInfo("http://127.0.0.1:8000/app/"))
        )

    async def test_a_stranger_has_no_chat(self, bot) -> None:
        with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
            await bot.send_message(4242, "x")

    async def test_whoever_blocked_the_bot_gets_nothing(self, bot, anna: User) -> None:
        await anna.block()

        with pytest.raises(Forbidden, match=r"bot was blocked by the user"):
            await bot.send_message(1001, "x")

    async def test_a_reply_points_to_its_message(self, bot, anna: User) -> None:
        said = await anna.text("вопрос")

        message = await bot.send_message(1001, "ответ", reply_to_message_id=said["message_id"])

        assert message.reply_to_message.text == "вопрос"
        assert (await anna.messages())[-1]["reply_to"] == said["message_id"]

    async def test_a_reply_to_nothing_is_refused(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
            await bot.send_message(1001, "ответ", reply_to_message_id=999)


class TestEditing:
    async def test_the_same_again_is_not_modified(self, bot, anna) -> None:
        message = await bot.send_message(1001, "x", reply_markup=keyboard(callback_data="1"))

        with pytest.raises(BadRequest) as refusal:
            await message.edit_text("x", reply_markup=keyboard(callback_data="1"))

        assert refusal.value.message == (
            "Message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )

    async def test_an_edit_without_keyboard_takes_the_keyboard_away(self, bot, anna: User) -> None:
        message = await bot.send_message(1001, "x", reply_markup=keyboard(callback_data="1"))

        edited = await message.edit_text("y")

        assert (edited.text, edited.reply_markup) == ("y", None)
        assert (await anna.messages())[-1]["edited"] is True

    async def test_a_new_keyboard_alone_is_no_visible_edit(self, bot, anna: User) -> None:
        message = await bot.send_message(1001, "x")

        await message.edit_reply_markup(keyboard(callback_data="1"))

        seen = (await anna.messages())[-1]
        assert (seen["edited"], seen["buttons"][0][0]["data"]) == (False, "1")

    async def test_a_message_with_a_reply_keyboard_cannot_be_edited(self, bot, anna) -> None:
        message = await bot.send_message(1001, "x", reply_markup=ReplyKeyboardMarkup([["да"]]))

        with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
            await message.edit_text("y")

    async def test_the_persons_own_message_cannot_be_edited(self, bot, anna: User) -> None:
        said = await anna.text("моё")

        with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
            await bot.edit_message_text("y", 1001, said["message_id"])

    async def test_a_photo_has_no_text_to_edit_and_a_text_no_caption(self, bot, anna, picture) -> None:
        photo, text = await bot.send_photo(1001, picture()), await bot.send_message(1001, "x")

        with pytest.raises(BadRequest, match=r"(?i)there is no text in the message to edit"):
            await photo.edit_text("y")
        with pytest.raises(BadRequest, match=r"(?i)there is no caption in the message to edit"):
            await text.edit_caption("y")

    async def test_a_caption_and_a_picture_can_be_changed(self, bot, anna: User, picture) -> None:
        photo = await bot.send_photo(1001, picture(), caption="до")

        await photo.edit_caption("после")
        await photo.edit_media(telegram.InputMediaPhoto(picture(200, 200), caption="новая"))

        seen = (await anna.messages())[-1]
        assert (seen["caption"], seen["photo"]["width"]) == ("новая", 200)

    async def test_a_text_can_become_a_picture(self, bot, anna: User, picture) -> None:
        message = await bot.send_message(1001, "рисую…")

        await message.edit_media(telegram.InputMediaPhoto(picture(), caption="готово"))

        assert (await anna.messages())[-1]["kind"] == "photo"

    async def test_what_is_gone_cannot_be_edited(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
            await bot.edit_message_text("y", 1001, 999)


class TestDeleting:
    async def test_a_deleted_message_is_gone(self, bot, anna: User) -> None:
        message = await bot.send_message(1001, "x")

        await message.delete()

        assert await anna.messages() == []
        with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
            await message.delete()

    async def test_several_at_once_skip_what_is_gone(self, bot, anna: User) -> None:
        first, second = await bot.send_message(1001, "1"), await bot.send_message(1001, "2")

        assert await bot.delete_messages(1001, [first.message_id, 999, second.message_id])
        assert await anna.messages() == []

    async def test_after_48_hours_it_is_too_late(self, tmp_path, clock) -> None:
        async with running_sandbox(tmp_path, clock=clock) as late, late.client() as client, late.bot() as bot:
            await User(client).text("/start")
            message = await bot.send_message(1001, "x")
            clock.advance(48 * 3600 + 1)

            with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
                await message.delete()


class TestFlood:
    async def test_too_fast_gets_429_with_the_seconds_to_wait(self, tmp_path, clock) -> None:
        async with (
            running_sandbox(tmp_path, clock=clock, chat_burst=2) as hasty,
            hasty.client() as client,
            hasty.bot() as bot,
        ):
            await User(client).text("/start")
            await bot.send_message(1001, "1")
            await bot.send_message(1001, "2")

            answer = await client.post(f"/bot{hasty.token}/sendMessage", json={"chat_id": 1001, "text": "3"})
            assert answer.status_code == 429
            assert answer.headers["retry-after"] == "1"
            assert answer.json() == {
                "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
                "parameters": {"retry_after": 1},
            }  # fmt: skip

            clock.advance(1)
            await bot.send_message(1001, "3")

    async def test_a_fault_on_order_comes_so_many_times(self, bot, anna: User, client) -> None:
        order = {"method": "sendMessage", "error_code": 429, "retry_after": 3, "times": 1}
        await client.post("/faults", json=order)

        with pytest.raises(RetryAfter) as refusal:
            await bot.send_message(1001, "x")
        assert refusal.value._retry_after.total_seconds() == 3
        await bot.send_message(1001, "x")

    async def test_a_lost_answer_hides_a_message_that_was_sent(self, bot, anna: User, client) -> None:
        await client.post("/faults", json={"method": "sendMessage", "error_code": 502, "performed": True})

        with pytest.raises(telegram.error.NetworkError, match=r"Bad Gateway"):
            await bot.send_message(1001, "x")

        assert [message["text"] for message in await anna.messages()] == ["x"]

    @pytest.mark.parametrize("order", [{}, {"method": "x"}, {"method": "x", "error_code": 200}])
    async def test_a_senseless_order_is_explained(self, client, order) -> None:
        answer = await client.post("/faults", json=order)

        assert (answer.status_code, answer.json()["ok"]) == (400, False)


class TestOtherMessages:
    async def test_places_contacts_and_copies_arrive(self, bot, anna: User) -> None:
        await bot.send_location(1001, 55.75, 37.61)
        await bot.send_contact(1001, "+74951234567", "Цветочная")
        original = await bot.send_message(1001, "x", reply_markup=keyboard(callback_data="1"))
        await bot.copy_message(1001, 1001, original.message_id)

        seen = await anna.messages()
        assert [message["kind"] for message in seen] == ["location", "contact", "text", "text"]
        assert seen[-1]["buttons"] == []

    async def test_typing_is_a_known_action_and_dancing_is_not(self, bot, anna) -> None:
        assert await bot.send_chat_action(1001, "typing")

        with pytest.raises(BadRequest, match=r"(?i)wrong parameter action in request"):
            await bot.send_chat_action(1001, "dancing")

    async def test_keyboards_that_make_no_sense_are_refused(self, sandbox, client, anna) -> None:
        for markup, complaint in [
            ({"inline_keyboard": [[{"text": "x"}]]}, "Text buttons are unallowed in the inline keyboard"),
            ({"inline_keyboard": [[{"text": "x", "pay": True}]]}, "BUTTON_TYPE_INVALID"),
            ({"inline_keyboard": [[{"text": "x", "url": "hello"}]]}, "Wrong HTTP URL"),
            ({"inline_keyboard": [[{"text": "x", "url": "http://[x"}]]}, "Wrong HTTP URL"),
            ({"inline_keyboard": "x"}, "must be of type Array"),
        ]:
            body = {"chat_id": 1001, "text": "x", "reply_markup": markup}
            answer = await client.post(f"/bot{sandbox.token}/sendMessage", json=body)

            assert answer.status_code == 400
            assert complaint in answer.json()["description"]
