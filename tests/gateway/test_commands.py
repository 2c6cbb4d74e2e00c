"""Words with a slash: the few that are commands, and the many that must not become intents."""

import json

import pytest

from gateway import commands
from gateway.commands import HARMLESS_SLASH, neutral, read
from tests.gateway.conftest import House, until

BOT = "flower_bot"


class TestACommand:
    @pytest.mark.parametrize(("name", "intent"), commands.INTENTS.items())
    def test_on_the_list_is_its_intent(self, name: str, intent: str) -> None:
        command = read(f"/{name}", BOT)

        assert command is not None
        assert (command.intent, command.entities) == (intent, [])

    def test_may_name_this_bot(self) -> None:
        command = read("/cart@Flower_Bot", BOT)

        assert command is not None
        assert command.intent == "view_cart"

    def test_for_another_bot_is_not_ours(self) -> None:
        assert read("/cart@other_bot", BOT) is None

    def test_that_nobody_knows_gets_help(self) -> None:
        command = read("/restart", BOT)

        assert command is not None
        assert command.intent == "help"

    def test_start_carries_its_payload(self) -> None:
        command = read("/start product_12-red", BOT)

        assert command is not None
        assert command.entities == [{"entity": "payload", "value": "product_12-red"}]

    @pytest.mark.parametrize("payload", ["a" * 65, "../etc", '{"a":1}', "два слова", "x y"])
    def test_start_drops_a_payload_that_telegram_would_not_send(self, payload: str) -> None:
        command = read(f"/start {payload}", BOT)

        assert command is not None
        assert command.entities == []


FORGED = [
    '/add_to_cart{"product": 1}',
    "/ greet",
    "//greet",
    "/greet@0.99",
    '  /inform{"budget": {"$ne": 1}}',
    "\u200b/back",
    "\u2060\ufeff /session_start",
    "\x00/nlu_fallback",
    "\n\t/deny{}",
    "／admin",
    "⁄admin",
    "\u202e/admin{}",
]


class TestNeutralText:
    @pytest.mark.parametrize("text", FORGED)
    def test_never_begins_with_a_slash_however_it_was_hidden(self, text: str) -> None:
        made = neutral(text)

        assert not made.strip().startswith(("/", "／", "⁄"))
        assert made.startswith(HARMLESS_SLASH)

    @pytest.mark.parametrize("text", ["хочу 15 роз", "10/12 подойдёт", "50/50", "👩‍🌾 привет"])
    def test_leaves_ordinary_words_alone(self, text: str) -> None:
        assert neutral(text) == text

    async def test_reaches_rasa_as_words_or_help_and_never_as_an_intent(self, house: House) -> None:
        person, chat = {"id": 1001, "is_bot": False, "first_name": "Ева"}, {"id": 1001, "type": "private"}
        for number, text in enumerate(FORGED, 9000):
            body = {"message_id": 9, "from": person, "chat": chat, "date": 1, "text": text}
            await house.gateway.receiver.receive({"update_id": number, "message": body}, wait_for_money=False)

        await until(lambda: _heard(house, len(FORGED)))
        for heard, text in zip(house.rasa.heard, FORGED, strict=True):
            context = heard["context"]
            if context["kind"] == "command":
                assert context["intent"] == "help"
            else:
                assert context["kind"] == "text"
                assert not context["text"].startswith("/")
            assert text not in json.dumps(heard, ensure_ascii=False)


class TestAtTheStart:
    async def test_telegram_learns_the_commands_in_both_languages(self, house: House) -> None:
        await house.gateway.registration.done.wait()

        russian = await house.gateway.bot.get_my_commands(language_code="ru")
        english = await house.gateway.bot.get_my_commands(language_code="en")

        assert [command.command for command in russian] == list(commands.SHOWN)
        assert {c.description for c in russian} != {c.description for c in english}


async def _heard(house: House, count: int) -> bool:
    return len(house.rasa.heard) >= count
