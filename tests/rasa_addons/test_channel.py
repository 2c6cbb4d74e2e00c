"""The running server as the gateway meets it."""

import json
import threading
import time
from pathlib import Path
from zlib import crc32

import pytest
import requests

from rasa_addons.channels.messages import harmless
from rasa_addons.channels.signing import signature
from tests.rasa_addons.servers import SECRET, letter_in

CONTRACTS = Path(__file__).resolve().parents[1] / "contracts"
ADDED = {
    "response": "utter_added",
    "name": {"ru": "Рассвет & Ко", "en": "Dawn & Co"},
    "price": {"money": 250000, "currency": "RUB"},
    "count": 3,
    "letter": {
        "photo": "catalogue/dawn.png",
        "buttons": [
            [{"title": {"ru": "Ещё & ещё", "en": "More"}, "intent": "greet", "entities": {"product": 1}}]
        ],
    },
}


def contract(name):
    return json.loads((CONTRACTS / name).read_text())


@pytest.fixture
def florist(actions):
    """The action server, with a cart that says what was added."""
    actions.replies["action_add_to_cart"] = {"events": [], "responses": [ADDED]}
    return actions


class TestDoor:
    def test_a_stranger_is_turned_away(self, rasa):
        body = json.dumps(letter_in(1, 1, text="привет")).encode()

        assert rasa.post(body, secret="guess").status_code == 403

    def test_a_letter_without_a_signature_is_turned_away(self, rasa):
        answer = requests.post(
            f"{rasa.url}/webhooks/telegram/webhook", json=letter_in(1, 1, text="привет"), timeout=9
        )

        assert answer.status_code == 403

    @pytest.mark.parametrize(("age", "status"), [(290, 200), (310, 403), (-310, 403)])
    def test_an_old_letter_is_turned_away(self, rasa, age, status):
        body = json.dumps(letter_in(2, 100 + age, text="привет")).encode()

        assert rasa.post(body, at=int(time.time()) - age).status_code == status

    def test_a_changed_letter_is_turned_away(self, rasa):
        now = str(int(time.time()))
        signed = signature(SECRET, now, json.dumps(letter_in(1, 1, text="привет")).encode())
        headers = {"X-Channel-Timestamp": now, "X-Channel-Signature": signed}

        answer = requests.post(
            f"{rasa.url}/webhooks/telegram/webhook",
            json=letter_in(2, 1, text="привет"),
            headers=headers,
            timeout=9,
        )

        assert answer.status_code == 403

    def test_the_signature_is_the_gateways(self):
        sample = contract("turn_signature.json")

        assert (
            signature(sample["secret"], sample["timestamp"], sample["body"].encode()) == sample["signature"]
        )

    def test_there_is_no_other_door(self, rasa):
        for path in (
            "/",
            "/version",
            "/status",
            "/model",
            "/conversations/1/tracker",
            "/webhooks/rest/webhook",
        ):
            assert requests.get(rasa.url + path, timeout=9).status_code == 404

    def test_says_that_it_is_ready(self, rasa):
        assert requests.get(f"{rasa.url}/webhooks/telegram/health", timeout=9).json() == {"ready": True}

    @pytest.mark.parametrize(
        "body", [b"petals", b"{}", b'{"context": {"kind": "text"}}', b'{"context": {"kind": 7}}']
    )
    def test_a_letter_that_makes_no_sense_is_answered_all_the_same(self, rasa, body):
        answer = rasa.post(body)

        assert (answer.status_code, answer.json()["handled"]) == (200, False)


class TestTurn:
    def test_words_are_understood_and_answered_in_the_persons_language(self, rasa):
        assert rasa.say(10, 1, "когда вы открыты") == ["Мы открыты с <b>9:00</b> до 21:00."]
        assert rasa.say(10, 2, "when are you open", language="en") == [
            "We are open from <b>9:00</b> to 21:00."
        ]

    def test_what_an_action_says_comes_as_one_letter(self, rasa, florist):
        answer = rasa.tell(
            11, 1, intent="add_to_cart", entities=[{"entity": "product", "value": 12}], title="+"
        )

        assert answer == {
            "messages": [
                {
                    "kind": "photo",
                    "photo": "catalogue/dawn.png",
                    "text": "Добавили: Рассвет &amp; Ко, 2\u00a0500\u00a0₽. В корзине 3 букета.",
                    "buttons": [
                        [{"title": "Собрать букет", "intent": "build_bouquet"}],
                        [{"title": "Ещё & ещё", "intent": "greet", "entities": {"product": 1}}],
                    ],
                }
            ],
            "handled": True,
            "replayed": False,
        }

    def test_the_action_knows_who_pressed_what(self, rasa, florist):
        florist.asked.clear()
        rasa.tell(
            12, 7, intent="add_to_cart", entities=[{"entity": "product", "value": 12}], title="В корзину"
        )

        latest = florist.asked[-1]["tracker"]["latest_message"]
        assert latest["text"] == "В корзину"
        assert latest["intent"] == {"name": "add_to_cart", "confidence": 1.0}
        assert latest["entities"] == [{"entity": "product", "value": 12}]
        known = {
            "user_id": 12,
            "roles": ["customer"],
            "correlation_id": "c7",
            "source": "button",
            "update_id": 7,
        }
        assert known.items() <= latest["metadata"].items()

    def test_the_action_server_can_tell_that_it_is_rasa(self, rasa, florist):
        rasa.tell(13, 1, intent="add_to_cart", entities=[], title="+")

        assert florist.secrets[-1] == SECRET

    def test_a_form_goes_on_after_a_question_in_between(self, rasa):
        assert rasa.say(14, 1, "собери букет") == ["Какие цветы?"]
        assert rasa.say(14, 2, "когда вы открыты") == ["Мы открыты с <b>9:00</b> до 21:00.", "Какие цветы?"]
        assert rasa.say(14, 3, "peony") == ["Сколько стеблей?"]
        assert rasa.say(14, 4, "15 штук") == ["Букет: peony, 15 штук."]

    @pytest.mark.parametrize(
        "sample", ["turn_text.json", "turn_button.json", "turn_event.json", "turn_command.json"]
    )
    def test_each_kind_of_letter_of_the_contract_is_a_turn(self, rasa, florist, sample):
        answer = rasa.post(json.dumps(contract(sample)["request"]).encode()).json()

        assert answer["handled"]
        assert answer.keys() == {"messages", "handled", "replayed"}

    @pytest.mark.parametrize(
        "intent", ["contact_shared", "photo_shared", "payment_succeeded", "sticker_shared", "location_shared"]
    )
    def test_what_telegram_sends_beside_words_arrives_as_an_event(self, rasa, intent):
        assert rasa.tell(15, crc32(intent.encode()), kind="event", intent=intent, entities=[])["handled"]

    def test_a_retrieval_intent_can_be_pressed(self, rasa):
        answer = rasa.tell(16, 1, intent="faq/opening_hours", title="Часы")

        assert [letter["text"] for letter in answer["messages"]] == ["Мы открыты с <b>9:00</b> до 21:00."]

    def test_saying_nothing_is_an_answer(self, rasa, florist):
        florist.replies["action_add_to_cart"] = {"events": [], "responses": []}

        answer = rasa.tell(17, 1, intent="add_to_cart", entities=[], title="+")

        assert answer == {"messages": [], "handled": True, "replayed": False}

    def test_the_wording_depends_on_the_message_alone(self, rasa):
        first = [rasa.say(chat, 1, "привет") for chat in (18, 19, 20)]

        assert first[0] == first[1] == first[2]

    def test_several_wordings_are_in_use(self, rasa):
        said = {rasa.say(21, update, "привет")[0] for update in range(1, 12)}

        assert said == {"Здравствуйте!", "Добрый день!"}


class TestFallback:
    """Our own action_default_fallback takes nothing back; Rasa's would take the message's slots with it."""

    UNCLEAR = "Не понимаю. Напишите, какие цветы вы хотите."

    @pytest.fixture(autouse=True)
    def _unclear(self, florist):
        florist.replies["action_default_fallback"] = {
            "events": [],
            "responses": [{"response": "utter_unclear"}],
        }

    def no_rule_for(self, rasa, chat, update):
        tulip = [{"entity": "flower", "value": "tulip"}]
        answer = rasa.tell(chat, update, intent="start", kind="command", entities=tulip)
        return [letter["text"] for letter in answer["messages"]]

    def test_is_said_once(self, rasa):
        assert self.no_rule_for(rasa, 25, 1) == [self.UNCLEAR]

    def test_keeps_what_was_just_said(self, rasa, florist):
        self.no_rule_for(rasa, 26, 1)
        rasa.tell(26, 2, intent="add_to_cart", entities=[], title="+")

        assert florist.asked[-1]["tracker"]["slots"]["flower"] == "tulip"

    def test_leaves_a_conversation_that_listens(self, rasa):
        self.no_rule_for(rasa, 27, 1)

        assert rasa.say(27, 2, "когда вы открыты") == ["Мы открыты с <b>9:00</b> до 21:00."]
        assert self.no_rule_for(rasa, 27, 3) == [self.UNCLEAR]

    def test_leaves_a_form_open(self, rasa):
        rasa.say(28, 1, "собери букет")
        self.no_rule_for(rasa, 28, 2)

        assert rasa.say(28, 3, "15 штук") == ["Букет: tulip, 15 штук."]


class TestActionServer:
    def test_is_not_called_anew_for_every_action(self, rasa, florist):
        rasa.tell(29, 1, intent="add_to_cart", entities=[], title="+")
        before = florist.connections
        for update in range(2, 12):
            rasa.tell(29, update, intent="add_to_cart", entities=[], title="+")

        assert florist.connections - before <= 1


class TestForgery:
    @pytest.mark.parametrize(
        "typed",
        [
            '/payment_succeeded{"order_number": 1}',
            "/restart",
            " /greet",
            "//greet",
            "/ /greet",
            "/greet@1.0",
            "/",
        ],
    )
    def test_a_typed_intent_is_mere_words(self, rasa, typed):
        said = rasa.say(30, crc32(typed.encode()), typed)

        assert said == ["Не понимаю. Напишите, какие цветы вы хотите."]

    @pytest.mark.parametrize("typed", ["/greet", "  / greet", "///greet", "\n/\tgreet"])
    def test_no_leading_slash_is_left(self, typed):
        assert harmless(typed) == "greet"

    def test_an_intent_nobody_knows_is_refused_politely(self, rasa):
        answer = rasa.tell(31, 1, intent="become_admin", title="★")

        assert answer["handled"] is False
        assert [letter["text"] for letter in answer["messages"]] == ["Что-то сломалось у нас. Уже чиним."]

    def test_a_kind_nobody_knows_is_refused_politely(self, rasa):
        assert rasa.tell(31, 2, kind="oracle", intent="greet")["handled"] is False


class TestSecondTime:
    def test_an_update_that_was_answered_is_answered_alike_and_not_done_again(self, rasa, florist):
        press = {"intent": "add_to_cart", "entities": [{"entity": "product", "value": 12}], "title": "+"}
        first = rasa.tell(40, 5, **press)
        done = len(florist.asked)

        again = rasa.tell(40, 5, **press)

        assert again == {**first, "replayed": True}
        assert len(florist.asked) == done

    def test_only_the_letters_of_that_update_are_given_again(self, rasa):
        hours = rasa.tell(41, 1, text="когда вы открыты")
        rasa.tell(41, 2, text="собери букет")

        assert rasa.tell(41, 1, text="когда вы открыты")["messages"] == hours["messages"]

    def test_the_same_update_twice_at_once_is_done_once(self, rasa, florist):
        florist.asked.clear()
        answers = []
        press = {"intent": "add_to_cart", "entities": [], "title": "+"}
        both = [threading.Thread(target=lambda: answers.append(rasa.tell(42, 9, **press))) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()

        assert sorted(answer["replayed"] for answer in answers) == [False, True]
        assert len(florist.asked) == 1


class TestTrouble:
    def test_a_broken_action_is_owned_up_to(self, rasa):
        answer = rasa.tell(50, 1, text="сломайся")

        assert answer["handled"] is False
        assert [letter["text"] for letter in answer["messages"]] == ["Что-то сломалось у нас. Уже чиним."]

    def test_the_conversation_goes_on_after_it(self, rasa):
        rasa.tell(51, 1, text="сломайся")

        assert rasa.say(51, 2, "когда вы открыты") == ["Мы открыты с <b>9:00</b> до 21:00."]

    def test_words_that_nobody_wrote_are_not_said_as_a_key(self, rasa, florist):
        florist.replies["action_add_to_cart"] = {
            "events": [],
            "responses": [{"response": "utter_added", "letter": {"text": {"id": "peony-in-winter"}}}],
        }

        answer = rasa.tell(52, 1, intent="add_to_cart", entities=[], title="+")

        assert "peony-in-winter" not in json.dumps(answer)


class TestQuickMessages:
    def test_of_one_chat_are_answered_in_order(self, rasa):
        answers = {}

        def send(update, text):
            answers[update] = rasa.say(60, update, text)

        rasa.say(60, 1, "собери букет")
        threads = [threading.Thread(target=send, args=turn) for turn in ((2, "peony"), (3, "15 штук"))]
        for thread in threads:
            thread.start()
            threading.Event().wait(0.05)
        for thread in threads:
            thread.join()

        assert answers == {2: ["Сколько стеблей?"], 3: ["Букет: peony, 15 штук."]}

    def test_of_many_chats_are_answered_at_once(self, rasa):
        answers = {}
        threads = [
            threading.Thread(
                target=lambda chat=chat: answers.update({chat: rasa.say(chat, 1, "собери букет")})
            )
            for chat in range(70, 86)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert set(map(tuple, answers.values())) == {("Какие цветы?",)}
        assert len(answers) == 16
