"""From a person's message to the bot's answer, with nobody but Rasa's words stood in for."""

from typing import Any

from tests.gateway.conftest import House


class TestAMessage:
    async def test_goes_to_rasa_and_its_answer_comes_back(self, house: House) -> None:
        anna = house.user()

        await anna.text("хочу букет роз", first_name="Анна", language_code="ru")

        [answer] = await house.said(anna, 1)
        assert answer["text"] == "heard: хочу букет роз"

    async def test_carries_a_signed_context_of_who_speaks_and_how(self, house: House) -> None:
        anna = house.user()

        await anna.text("white peonies, please", language_code="en")

        await house.said(anna, 1)
        [context] = house.rasa.contexts
        assert context["chat_id"] == context["user_id"] == 1001
        assert context["roles"] == ["customer"]
        assert context["language"] == "en"
        assert context["kind"] == "text"
        assert context["text"] == "white peonies, please"
        assert context["correlation_id"]
        assert context["sent_at"].endswith("+03:00")

    async def test_and_its_button_come_back_as_intent_and_entities(self, house: House) -> None:
        def offer(context: dict[str, Any]) -> list[dict[str, Any]]:
            if context["kind"] == "button":
                return [{"kind": "text", "text": "в корзине"}]
            button = {
                "title": "В корзину",
                "intent": "add_to_cart",
                "entities": {"product": 12, "addon": ["card", "ribbon"]},
            }
            return [{"kind": "text", "text": "Белые пионы", "buttons": [[button]]}]

        house.rasa.say = offer
        anna = house.user()
        await anna.text("пионы")
        [card] = await house.said(anna, 1)

        await anna.tap(card["message_id"], "В корзину")

        await house.said(anna, 2)
        context = house.rasa.contexts[1]
        assert (context["kind"], context["intent"], context["title"]) == (
            "button",
            "add_to_cart",
            "В корзину",
        )
        assert context["entities"] == [
            {"entity": "product", "value": 12},
            {"entity": "addon", "value": "card"},
            {"entity": "addon", "value": "ribbon"},
        ]
