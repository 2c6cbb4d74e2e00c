"""The selected answer, in the shape that Rasa's rules and actions read."""

from __future__ import annotations

from rasa.core.actions.action import ActionRetrieveResponse
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from rasa_addons.nlu.retrieval import put_selection

ANSWERS = [("faq/delivery_cost", 0.6), ("faq/delivery_area", 0.2), ("chitchat/joke", 0.1)]
RESPONSES = {"utter_faq/delivery_cost": [{"text": "faq-delivery-cost"}]}


def selection() -> dict:
    message = Message(data={"text": "почём доставка"})
    put_selection(message, ["chitchat", "faq"], ANSWERS, RESPONSES)
    return message.as_dict(only_output_properties=True)["response_selector"]


class TestSelection:
    def test_tells_the_best_answer_of_each_retrieval_intent(self) -> None:
        chosen = selection()["faq"]["response"]

        assert chosen["intent_response_key"] == "faq/delivery_cost"
        assert chosen["utter_action"] == "utter_faq/delivery_cost"
        assert chosen["responses"] == RESPONSES["utter_faq/delivery_cost"]
        assert chosen["confidence"] == 0.6 / 0.8

    def test_ranks_the_others(self) -> None:
        ranked = selection()["faq"]["ranking"]

        assert [r["intent_response_key"] for r in ranked] == ["faq/delivery_cost", "faq/delivery_area"]

    def test_is_what_rasas_own_action_answers_with(self) -> None:
        parse = {"intent": {"name": "faq"}, "response_selector": selection()}
        tracker = DialogueStateTracker.from_events(
            "anna", [UserUttered("почём доставка", parse["intent"], parse_data=parse)]
        )

        assert (
            ActionRetrieveResponse("utter_faq").get_full_retrieval_name(tracker) == "utter_faq/delivery_cost"
        )
