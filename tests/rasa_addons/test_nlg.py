import json
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rasa_addons.channels.letters import letter_of
from rasa_addons.channels.telegram import LetterChannel, ShopTelegramInput
from rasa_addons.nlg import ShopNlg
from tests.rasa_addons.servers import BOT

CONTRACTS = Path(__file__).resolve().parents[1] / "contracts"


@pytest.fixture(scope="module")
def domain():
    return Domain.load(str(BOT / "domain.yml"))


@pytest.fixture
def nlg(domain):
    return ShopNlg(
        EndpointConfig(type="rasa_addons.nlg.ShopNlg", locales=str(BOT / "locales"), recheck=0), domain
    )


@pytest.fixture
def tracker(domain):
    tracker = DialogueStateTracker("7", domain.slots)
    tracker.update(UserUttered("привет", {"name": "greet"}, message_id="1", metadata={"language": "ru"}))
    return tracker


class TestLetter:
    async def say(self, nlg, tracker, response="utter_ask_hours", **arguments):
        return await nlg.generate(response, tracker, "telegram", **arguments)

    async def test_is_the_response_in_words(self, nlg, tracker):
        assert await self.say(nlg, tracker) == {
            "text": "Мы открыты с 9:00 до 21:00.",
            "custom": {
                "kind": "text",
                "text": "Мы открыты с <b>9:00</b> до 21:00.",
                "menu": "hours",
                "buttons": [[{"title": "Собрать букет", "intent": "build_bouquet"}]],
            },
        }

    async def test_takes_the_actions_parts_over_the_responses_own(self, nlg, tracker):
        draft = await self.say(nlg, tracker, letter={"menu": "other", "photo": "a.png", "silent": True})

        letter = draft["custom"]
        assert (letter["kind"], letter["menu"], letter["photo"], letter["silent"]) == (
            "photo",
            "other",
            "a.png",
            True,
        )

    @pytest.mark.parametrize(
        ("first", "titles"), [(False, ["Собрать букет", "Ещё"]), (True, ["Ещё", "Собрать букет"])]
    )
    async def test_adds_the_actions_buttons_after_or_before_its_own(self, nlg, tracker, first, titles):
        more = [[{"title": {"ru": "Ещё", "en": "More"}, "intent": "greet"}]]
        draft = await self.say(nlg, tracker, letter={"buttons": more, "buttons_first": first})

        assert [row[0]["title"] for row in draft["custom"]["buttons"]] == titles

    async def test_titles_may_be_fluent_messages(self, nlg, tracker):
        rows = [[{"title": {"id": "button-rose"}, "intent": "choose", "entities": {"flower": "rose"}}]]
        draft = await self.say(nlg, tracker, "utter_cancelled", letter={"buttons": rows})

        assert draft["custom"]["buttons"] == [
            [{"title": "Розы", "intent": "choose", "entities": {"flower": "rose"}}]
        ]

    async def test_becomes_an_album_or_an_invoice_by_its_parts(self, nlg, tracker):
        photos = [{"photo": "a.png", "text": {"ru": "А & Б", "en": "A"}}, {"photo": "b.png"}]
        album = await self.say(nlg, tracker, "utter_cancelled", letter={"photos": photos})
        invoice = await self.say(nlg, tracker, "utter_cancelled", letter={"invoice": {"order": 1042}})

        assert album["custom"]["kind"] == "album"
        assert album["custom"]["photos"] == [{"photo": "a.png", "text": "А &amp; Б"}, {"photo": "b.png"}]
        assert (invoice["custom"]["kind"], invoice["custom"]["invoice"]) == ("invoice", {"order": 1042})

    async def test_keyboards_speak_the_language_too(self, nlg, tracker):
        draft = await self.say(nlg, tracker, "utter_location")
        removed = await self.say(nlg, tracker, "utter_cancelled", letter={"reply_keyboard": "remove"})

        assert draft["custom"]["reply_keyboard"] == [[{"title": "📍 Где я", "request": "location"}]]
        assert removed["custom"]["reply_keyboard"] == "remove"

    async def test_a_response_nobody_wrote_is_nothing(self, nlg, tracker):
        assert await self.say(nlg, tracker, "utter_winter") is None


class TestLanguage:
    async def test_is_telegrams_until_the_person_chooses(self, nlg, tracker):
        before = await nlg.generate("utter_cancelled", tracker, "telegram")
        tracker.update(SlotSet("language", "en"))
        after = await nlg.generate("utter_cancelled", tracker, "telegram")

        assert (before["text"], after["text"]) == ("Хорошо, не собираем.", "Fine, we leave it.")

    async def test_may_be_named_by_the_action_that_changes_it(self, nlg, tracker):
        draft = await nlg.generate("utter_cancelled", tracker, "telegram", letter={"language": "en"})

        assert draft["text"] == "Fine, we leave it."


class TestLetterOfTheContract:
    @pytest.mark.parametrize("sample", sorted(path.name for path in CONTRACTS.glob("letter_*.json")))
    def test_passes_the_channel_as_it_is(self, sample):
        letter = json.loads((CONTRACTS / sample).read_text())

        assert letter_of({"text": "…", "custom": letter}) == letter


class TestUtteranceWithoutOurWords:
    @pytest.mark.parametrize(
        ("said", "letter"),
        [
            ({"text": "a < b"}, {"kind": "text", "text": "a &lt; b"}),
            ({"image": "http://x/a.png"}, {"kind": "photo", "photo": "http://x/a.png"}),
            (
                {"text": "?", "buttons": [{"title": "Да", "payload": '/affirm{"size": "m"}'}]},
                {
                    "kind": "text",
                    "text": "?",
                    "buttons": [[{"title": "Да", "intent": "affirm", "entities": {"size": "m"}}]],
                },
            ),
            ({}, None),
        ],
    )
    def test_is_put_into_a_letter_all_the_same(self, said, letter):
        assert letter_of(said) == letter

    async def test_that_cannot_be_read_does_not_break_the_turn(self):
        channel = LetterChannel()

        await channel.send_response(
            "7", {"text": "?", "buttons": [{"title": "Да", "payload": "/affirm{size"}]}
        )

        assert (channel.letters, channel.failures) == ([], ["unreadable letter"])


class TestOutputChannel:
    def test_can_be_had_without_a_request(self):
        assert isinstance(ShopTelegramInput("secret").get_output_channel(), LetterChannel)

    def test_the_channel_refuses_to_open_without_a_secret(self, monkeypatch):
        monkeypatch.delenv("CHANNEL_SECRET", raising=False)

        with pytest.raises(Exception, match="needs CHANNEL_SECRET"):
            ShopTelegramInput.from_credentials({})
