"""Files: sent, measured, sent again by id or by link, and fetched."""

import asyncio
from contextlib import asynccontextmanager

import pytest
import telegram
from telegram import InputMediaDocument, InputMediaPhoto, InputMediaVideo
from telegram.error import BadRequest

from sandbox import limits
from tests.support.sandbox import RunningSandbox, User


@asynccontextmanager
async def website(body: bytes, content_type: str, status: str = "200 OK"):
    """A page at a free port of this machine that always says the same."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/rose.png"


class TestPhotos:
    async def test_a_photo_gets_its_sizes_and_can_be_downloaded(self, bot, anna, picture) -> None:
        message = await bot.send_photo(1001, picture(1600, 800), caption="<i>Розы</i>", parse_mode="HTML")

        assert [(size.width, size.height) for size in message.photo] == [(320, 160), (1280, 640)]
        file = await message.photo[-1].get_file()
        assert (await file.download_as_bytearray())[:3] == b"\xff\xd8\xff"

    async def test_the_same_file_id_serves_again(self, bot, anna: User, picture) -> None:
        first = await bot.send_photo(1001, picture())

        again = await bot.send_photo(1001, first.photo[-1].file_id)

        assert again.photo == first.photo

    async def test_a_link_is_fetched(self, bot, anna, picture) -> None:
        async with website(picture(), "image/png") as url:
            message = await bot.send_photo(1001, url)

        assert message.photo[-1].width == 400

    async def test_a_link_to_nothing_fails(self, bot, anna) -> None:
        async with website(b"gone", "text/plain", "404 Not Found") as url:
            with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
                await bot.send_photo(1001, url)

    async def test_what_only_looks_like_a_link_is_named_so(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"(?i)wrong HTTP URL specified"):
            await bot.send_photo(1001, "http://[rose")

    async def test_a_web_page_is_no_photo(self, bot, anna) -> None:
        async with website(b"<html>", "text/html") as url:
            with pytest.raises(BadRequest, match=r"(?i)wrong type of the web page content"):
                await bot.send_photo(1001, url)

    @pytest.mark.parametrize("size", [(9_990, 11), (210, 10)], ids=["wider than ten thousand", "thin"])
    async def test_odd_shapes_are_refused(self, bot, anna, picture, size) -> None:
        with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
            await bot.send_photo(1001, picture(*size))

    async def test_a_ratio_of_twenty_is_just_allowed(self, bot, anna, picture) -> None:
        assert await bot.send_photo(1001, picture(200, 10))

    async def test_text_is_no_picture(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
            await bot.send_photo(1001, b"rose is a rose")

    async def test_ten_megabytes_are_too_much_for_a_photo(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"too big for a photo"):
            await bot.send_photo(1001, b"x" * (limits.PHOTO_BYTES + 1))

    async def test_1024_units_of_caption_fit_and_one_more_does_not(self, bot, anna, picture) -> None:
        await bot.send_photo(1001, picture(), caption="р" * 1024)

        with pytest.raises(BadRequest, match=r"(?i)message caption is too long"):
            await bot.send_photo(1001, picture(), caption="р" * 1025)

    async def test_an_unknown_file_id_is_refused(self, bot, anna) -> None:
        with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/HTTP URL specified"):
            await bot.send_photo(1001, "AgACnothing")


class TestFiles:
    async def test_every_kind_of_file_arrives(self, bot, anna: User) -> None:
        await bot.send_document(1001, b"%PDF", filename="счёт.pdf")
        await bot.send_video(1001, b"film", width=320, height=240, duration=3)
        await bot.send_voice(1001, b"voice", duration=2)
        await bot.send_audio(1001, b"song")
        await bot.send_animation(1001, b"gif")

        seen = await anna.messages()
        assert [one["kind"] for one in seen] == ["document", "video", "voice", "audio", "animation"]
        assert seen[0]["document"]["file_name"] == "счёт.pdf"
        assert (seen[1]["video"]["width"], seen[2]["voice"]["duration"]) == (320, 2)

    async def test_a_document_is_not_a_photo(self, bot, anna) -> None:
        sent = await bot.send_document(1001, b"%PDF", filename="a.pdf")

        with pytest.raises(BadRequest, match=r"(?i)can't use file of type Document as Photo"):
            await bot.send_photo(1001, sent.document.file_id)

    async def test_50_megabytes_is_where_uploads_end(self, sandbox, client, anna) -> None:
        answer = await client.post(
            f"/bot{sandbox.token}/sendDocument",
            data={"chat_id": "1001"},
            files={"document": ("big", b"x" * (limits.UPLOAD_BYTES + 1))},
        )

        assert (answer.status_code, answer.json()["description"]) == (413, "Request Entity Too Large")

    async def test_above_20_megabytes_there_is_no_download(self, bot, anna) -> None:
        sent = await bot.send_document(1001, b"x" * (limits.DOWNLOAD_BYTES + 1), filename="big.bin")

        with pytest.raises(BadRequest, match=r"(?i)file is too big"):
            await bot.get_file(sent.document.file_id)

    async def test_an_unknown_file_cannot_be_fetched(self, bot, sandbox, client) -> None:
        with pytest.raises(BadRequest, match=r"(?i)wrong file_id or the file is temporarily unavailable"):
            await bot.get_file("nothing")
        answer = await client.get(f"/file/bot{sandbox.token}/photos/../state.json")
        assert answer.status_code == 404

    async def test_a_persons_document_is_never_shown_as_a_page(self, client, anna: User) -> None:
        await anna._upload("document", ("x.html", b"<script>", "text/html"), {})
        chat = (await client.get("/user/1001/chat")).json()

        answer = await client.get(chat["messages"][-1]["document"]["url"])

        assert "attachment" in answer.headers["content-disposition"]


class TestAlbums:
    async def test_pictures_travel_together(self, bot, anna: User, picture) -> None:
        first = await bot.send_photo(1001, picture())

        album = await bot.send_media_group(
            1001, [InputMediaPhoto(picture(), caption="Первая"), InputMediaPhoto(first.photo[-1].file_id)]
        )

        assert len({message.media_group_id for message in album}) == 1
        assert [message.caption for message in album] == ["Первая", None]

    @pytest.mark.parametrize("count", [1, 11])
    async def test_one_is_no_album_and_eleven_are_too_many(self, sandbox, client, anna, count) -> None:
        media = [{"type": "photo", "media": "x"}] * count

        answer = await client.post(
            f"/bot{sandbox.token}/sendMediaGroup", json={"chat_id": 1001, "media": media}
        )

        assert answer.status_code == 400
        assert "2-10" in answer.json()["description"]

    async def test_documents_do_not_mix_with_photos(self, bot, anna, picture) -> None:
        with pytest.raises(BadRequest, match=r"can't be mixed"):
            await bot.send_media_group(1001, [InputMediaPhoto(picture()), InputMediaDocument(b"x")])

    async def test_photos_and_films_mix(self, bot, anna, picture) -> None:
        album = await bot.send_media_group(1001, [InputMediaPhoto(picture()), InputMediaVideo(b"film")])

        assert album[1].video is not None

    async def test_nothing_is_sent_when_one_item_is_wrong(self, bot, anna: User, picture) -> None:
        with pytest.raises(BadRequest):
            await bot.send_media_group(1001, [InputMediaPhoto(picture()), InputMediaPhoto("unknown")])

        assert await anna.messages() == []


async def test_files_outlive_a_restart(tmp_path, picture) -> None:
    from tests.support.sandbox import running_sandbox

    async with running_sandbox(tmp_path) as before, before.client() as client, before.bot() as bot:
        await User(client).text("/start")
        sent = await bot.send_photo(1001, picture())
        last = (await bot.get_updates())[-1].update_id
    async with running_sandbox(tmp_path) as after, after.client() as client, after.bot() as bot:
        again: telegram.Message = await bot.send_photo(1001, sent.photo[-1].file_id)
        assert again.message_id > sent.message_id
        assert (await User(client).text("снова"))["update_id"] > last
        assert isinstance(after, RunningSandbox)
