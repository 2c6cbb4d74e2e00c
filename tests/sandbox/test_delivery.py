"""How updates reach the bot: long polling, and the webhook with its retries, expiry and order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import BadRequest, Conflict

from sandbox.backlog import CALLBACK, DAY, Backlog
from sandbox.courier import SECRET_HEADER
from tests.support.sandbox import HandClock, RunningSandbox, User, running_sandbox, until

NOW = 1_000_000.0


def backlog(*updates: tuple[int, str, str]) -> Backlog:
    made = Backlog(choose_pause=lambda least, most: least)
    for number, kind, queue in updates:
        made.add({"update_id": number, kind: {}}, kind, queue, NOW)
    return made


def sent(made: Backlog, now: float = NOW) -> list[int]:
    return [entry.id for entry in made.due(now)]


class TestOrder:
    def test_one_queue_goes_one_at_a_time(self) -> None:
        made = backlog((1, "message", "chat:1"), (2, "message", "chat:1"))

        [first] = made.due(NOW)
        first.in_flight = True
        assert sent(made) == []

        made.succeeded(first)
        assert sent(made) == [2]

    def test_queues_do_not_wait_for_each_other(self) -> None:
        made = backlog(
            (1, "message", "chat:1"), (2, "message", "chat:2"), (3, "callback_query", "callback:1")
        )

        assert sent(made) == [1, 2, 3]

    def test_a_poison_update_holds_its_own_queue_only(self) -> None:
        made = backlog((1, "message", "chat:1"), (2, "message", "chat:1"), (3, "message", "chat:2"))
        poison = made.due(NOW)[0]
        made.failed(poison, NOW)
        made.failed(poison, NOW)

        assert sent(made, NOW + 1) == [3]


class TestRetries:
    def test_the_pauses_are_none_then_double_up_to_a_minute_or_two(self) -> None:
        made = backlog((1, "message", "chat:1"))
        [entry] = made.due(NOW)
        pauses, now = [], NOW

        for _ in range(9):
            made.failed(entry, now)
            pauses.append(entry.due - now)
            now = entry.due

        assert pauses == [0, 2, 4, 8, 16, 32, 60, 60, 60]

    def test_retry_after_is_honoured_up_to_an_hour(self) -> None:
        made = backlog((1, "message", "chat:1"))
        [entry] = made.due(NOW)

        made.failed(entry, NOW, retry_after=90)
        assert entry.due == NOW + 90
        made.failed(entry, NOW, retry_after=7200)
        assert entry.due == NOW + 3600

    @pytest.mark.parametrize(
        ("kind", "life"),
        [("message", DAY), ("callback_query", CALLBACK), ("pre_checkout_query", 150), ("inline_query", 30)],
    )
    def test_each_kind_lives_its_time(self, kind: str, life: float) -> None:
        made = backlog((1, kind, "q"))

        assert sent(made, NOW + life) == [1]
        assert sent(made, NOW + life + 0.1) == []

    def test_a_retry_planned_after_its_expiry_drops_the_update(self) -> None:
        made = backlog((1, "callback_query", "q"))
        [entry] = made.due(NOW)

        made.failed(entry, NOW, retry_after=151)

        assert len(made) == 0


class TestLongPoll:
    async def test_waits_for_something_to_come(self, bot, anna: User) -> None:
        await bot.get_updates(offset=-1)
        last = (await bot.get_updates())[-1].update_id
        waiting = asyncio.create_task(bot.get_updates(offset=last + 1, timeout=50))

        said = await anna.text("вот")

        assert [update.update_id for update in await waiting] == [said["update_id"]]

    async def test_an_offset_confirms_what_is_below_it(self, bot, anna: User) -> None:
        said = await anna.text("вот")

        assert len(await bot.get_updates()) == 2
        assert len(await bot.get_updates(offset=said["update_id"])) == 1
        assert len(await bot.get_updates()) == 1

    async def test_comes_back_empty_when_the_time_is_over(self, tmp_path, clock: HandClock) -> None:
        async with running_sandbox(tmp_path, clock=clock) as quiet, quiet.client() as client:
            url = f"/bot{quiet.token}/getUpdates"
            waiting = asyncio.create_task(client.get(url, params={"timeout": 500}))
            await until(lambda: clock.sleepers == 1)

            clock.advance(50)

            assert (await waiting).json() == {"ok": True, "result": []}

    async def test_a_second_poller_sends_the_first_away(self, sandbox: RunningSandbox, client, anna) -> None:
        url = f"/bot{sandbox.token}/getUpdates"
        first = asyncio.create_task(client.get(url, params={"offset": 2, "timeout": 50}))
        await until(lambda: sandbox.core.updates._poller is not None)
        second = asyncio.create_task(client.get(url, params={"offset": 2, "timeout": 50}))

        refused = await first
        assert refused.status_code == 409
        assert refused.json()["description"] == (
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        await anna.text("вот")
        assert len((await second).json()["result"]) == 1

    async def test_refuses_while_a_webhook_is_set(self, bot) -> None:
        await bot.set_webhook("http://127.0.0.1:9/hook")

        with pytest.raises(Conflict, match=r"can't use getUpdates method while webhook is active"):
            await bot.get_updates()

    async def test_unwanted_kinds_are_never_made(self, bot, anna: User) -> None:
        await bot.get_updates(allowed_updates=["callback_query"])

        assert (await anna.text("никому"))["update_id"] is None
        assert (await bot.get_webhook_info()).allowed_updates == ("callback_query",)

    async def test_a_quiet_week_lets_the_numbers_jump(self, tmp_path, clock: HandClock) -> None:
        async with running_sandbox(tmp_path, clock=clock) as quiet, quiet.client() as client:
            before = (await User(client).text("раз"))["update_id"]
            clock.advance(8 * DAY)

            assert (await User(client).text("два"))["update_id"] > before + 1


class TestSetWebhook:
    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            ({"url": "http://shop.example/hook"}, "an HTTPS URL must be provided"),
            ({"url": "https://shop.example:8081/hook"}, "only on ports 80, 88, 443 or 8443"),
            ({"url": "https://a.example", "secret_token": "x" * 257}, "secret token is too long"),
            (
                {"url": "https://a.example", "secret_token": "цветок"},
                "secret token contains unallowed characters",
            ),
        ],
    )
    async def test_refuses_what_telegram_refuses(self, bot, arguments, complaint) -> None:
        with pytest.raises(BadRequest, match=rf"(?i){complaint}"):
            await bot.set_webhook(**arguments)

    async def test_says_whether_anything_changed(self, sandbox, client) -> None:
        async def call(method: str) -> str:
            answer = await client.post(f"/bot{sandbox.token}/{method}", json={"url": "https://a.example"})
            return answer.json()["description"]

        assert await call("setWebhook") == "Webhook was set"
        assert await call("setWebhook") == "Webhook is already set"
        assert await call("deleteWebhook") == "Webhook was deleted"
        assert await call("deleteWebhook") == "Webhook is already deleted"

    async def test_dropping_pending_updates_forgets_them(self, bot, anna) -> None:
        assert (await bot.get_webhook_info()).pending_update_count == 1

        await bot.delete_webhook(drop_pending_updates=True)

        assert (await bot.get_webhook_info()).pending_update_count == 0


class Receiver:
    """A bot's web server on a free port: remembers what came, answers what it is told."""

    def __init__(self) -> None:
        self.came: asyncio.Queue[tuple[dict[str, str], str]] = asyncio.Queue()
        self.answers: list[str] = []
        self.body = ""
        self.silent = False
        self.url = ""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        self.came.put_nowait((headers, body.decode()))
        if self.silent:
            await reader.read()
        else:
            status = self.answers.pop(0) if self.answers else "200 OK"
            say = f"HTTP/1.1 {status}\r\nContent-Length: {len(self.body)}\r\nConnection: close\r\n\r\n{self.body}"
            writer.write(say.encode())
        writer.close()


@asynccontextmanager
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    server = await asyncio.start_server(made, "127.0.0.1", 0)
    async with server:
        made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
        yield made


class TestWebhook:
    async def test_the_update_comes_with_the_secret(self, bot, anna: User) -> None:
        async with receiver() as hook:
            await bot.set_webhook(hook.url, secret_token="rose-42", drop_pending_updates=True)
            await anna.text("Пионы")

            headers, body = await hook.came.get()

        assert headers[SECRET_HEADER.lower()] == "rose-42"
        assert '"text":"Пионы"' in body

    async def test_a_failure_is_repeated_at_once_and_then_after_two_seconds(self, tmp_path, clock) -> None:
        async with receiver() as hook, running_sandbox(tmp_path, clock=clock) as box, box.client() as client:
            hook.answers = ["500 Internal Server Error", "500 Internal Server Error"]
            async with box.bot() as bot:
                await bot.set_webhook(hook.url)
                await User(client).text("раз")
                first, again = await hook.came.get(), await hook.came.get()
                await until(lambda: (box.core.updates.backlog.next_due() or 0) > clock.now())

                clock.advance(1.9)
                assert hook.came.empty()
                info = await bot.get_webhook_info()
                clock.advance(0.1)
                third = await hook.came.get()

        assert first[1] == again[1] == third[1]
        assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
        assert info.pending_update_count == 1

    async def test_silence_for_a_minute_is_a_failure(self, tmp_path, clock) -> None:
        async with receiver() as hook, running_sandbox(tmp_path, clock=clock) as box, box.client() as client:
            hook.silent = True
            async with box.bot() as bot:
                await bot.set_webhook(hook.url)
                await User(client).text("раз")
                await hook.came.get()
                hook.silent = False
                clock.advance(60)
                await hook.came.get()
                await until(lambda: len(box.core.updates.backlog) == 0)
                info = await bot.get_webhook_info()

        assert info.last_error_message == "Read timeout expired"

    async def test_an_answer_may_be_a_method(self, bot, anna: User) -> None:
        async with receiver() as hook:
            await bot.set_webhook(hook.url, drop_pending_updates=True)
            hook.body = '{"method": "sendMessage", "chat_id": 1001, "text": "at once"}'
            said = await anna.text("x")

            [message] = await anna.messages(after=said["message_id"], wait=30)

        assert message["text"] == "at once"

    async def test_a_day_of_gone_takes_the_webhook_away(self, tmp_path, clock) -> None:
        async with receiver() as hook, running_sandbox(tmp_path, clock=clock) as box, box.client() as client:
            hook.answers = ["410 Gone\r\nRetry-After: 3600"] * 30
            async with box.bot() as bot:
                await bot.set_webhook(hook.url)
                await User(client).text("раз")
                for hours in range(24):
                    await hook.came.get()
                    due = clock.now() + 3600
                    await until(
                        lambda due=due: (
                            box.core.updates.backlog.next_due() == due or not box.core.world.webhook
                        )
                    )
                    assert bool(box.core.world.webhook) == (hours < 23)
                    clock.advance(3600)
                assert (await bot.get_webhook_info()).url == ""
