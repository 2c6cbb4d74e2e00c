"""Second thoughts: at any question, in words or by buttons, and only what truly depends on them is asked again."""

from typing import Any

import pytest

from tests.actions.checking_out import (
    PHONE,
    to_address,
    to_summary,
)
from tests.actions.talking import TOMORROW, Talk

MONDAY = "2026-11-23"
#: What is answered on the way, question by question.
WAY: list[tuple[str, dict[str, Any]]] = [
    ("checkout_kind", {"intent": "inform", "text": "доставка"}),
    ("checkout_address", {"intent": "inform", "text": "Тверская 7", "address": "Тверская 7"}),
    ("checkout_zone", {"intent": "nlu_fallback", "text": "центр"}),
    ("checkout_flat", {"intent": "nlu_fallback", "text": "подъезд 2"}),
    ("checkout_date", {"intent": "inform", "text": "завтра", "date": TOMORROW}),
    ("checkout_window", {"intent": "inform", "text": "утром", "time": "10:00-12:00"}),
    ("checkout_recipient", {"intent": "inform", "text": "Ольга", "name": "Ольга"}),
    ("checkout_phone", {"intent": "inform", "text": PHONE, "phone": PHONE}),
    ("checkout_card", {"intent": "nlu_fallback", "text": "С днём рождения!"}),
    ("checkout_surprise", {"intent": "inform", "text": "сюрприз"}),
    ("checkout_substitution", {"intent": "inform", "text": "позвоните мне"}),
]
QUESTIONS = [slot for slot, _ in WAY]


async def up_to(talk: Talk, question: str) -> Talk:
    """Answers everything before this question."""
    for slot, said in WAY:
        if slot == question:
            break
        await talk.says(**said)
    assert talk.asked == question
    return talk


class TestCorrectionsAtEveryQuestion:
    @pytest.mark.parametrize("text", ["нет, лучше к семи", "no, better at seven"])
    @pytest.mark.parametrize("question", QUESTIONS)
    async def test_another_hour(self, buyer_at_checkout: Talk, question: str, text: str) -> None:
        talk = await up_to(buyer_at_checkout, question)
        await talk.says("inform", text, time="19:00")
        for slot, said in WAY:
            if talk.asked == slot and slot != "checkout_window":
                await talk.says(**said)

        assert talk.heard == ["utter_checkout_summary"]
        assert talk.slots["checkout_window"] == "18:00-20:00"

    @pytest.mark.parametrize("text", ["телефон другой: 8 916 000-11-22", "another phone: 8 916 000-11-22"])
    @pytest.mark.parametrize("question", [q for q in QUESTIONS if q != "checkout_phone"])
    async def test_another_phone(self, buyer_at_checkout: Talk, question: str, text: str) -> None:
        talk = await up_to(buyer_at_checkout, question)
        await talk.says("inform", text, phone="89160001122", spelled={"phone": "8 916 000-11-22"})

        assert talk.asked == question
        assert talk.heard[-2] == "utter_checkout_noted"
        assert talk.slots["checkout_phone"] == "+79160001122"

    @pytest.mark.parametrize("text", ["телефон другой", "change the phone"])
    @pytest.mark.parametrize("question", ["checkout_card", "checkout_surprise", "checkout_substitution"])
    async def test_a_phone_that_is_wrong_is_asked_and_the_question_comes_back(
        self, buyer_at_checkout: Talk, question: str, text: str
    ) -> None:
        talk = await up_to(buyer_at_checkout, question)
        await talk.says("out_of_scope", text)
        assert talk.asked == "checkout_phone"

        await talk.says("inform", "8 916 000-11-22", phone="89160001122")
        assert talk.asked == question

    @pytest.mark.parametrize(
        "question", ["checkout_flat", "checkout_date", "checkout_phone", "checkout_substitution"]
    )
    async def test_another_address_asks_for_its_zone_alone(
        self, buyer_at_checkout: Talk, question: str
    ) -> None:
        talk = await up_to(buyer_at_checkout, question)
        await talk.says("change_delivery", "нет, везите на Ленина 5, кв 1", address="Ленина 5, кв 1")
        assert talk.asked == "checkout_zone"

        await talk.presses("choose", choice="zone:mkad")
        assert talk.slots["checkout_address"] == "Ленина 5, кв 1"
        assert talk.asked == ("checkout_date" if question == "checkout_flat" else question)

    @pytest.mark.parametrize("question", ["checkout_recipient", "checkout_phone", "checkout_surprise"])
    async def test_an_impossible_day_offers_the_nearest_and_the_old_time(
        self, buyer_at_checkout: Talk, question: str
    ) -> None:
        talk = await up_to(buyer_at_checkout, question)
        await talk.says("inform", "давайте вчера", date="2026-11-19")
        assert talk.heard == ["utter_error_day_past"]

        await talk.taps("button-keep")
        assert talk.asked == question
        assert talk.slots["checkout_window"] == "10:00-12:00"

    @pytest.mark.parametrize("text", ["передумал, заберу сам", "хочу сам забрать", "I'll pick it up myself"])
    @pytest.mark.parametrize("question", ["checkout_flat", "checkout_recipient", "checkout_phone"])
    async def test_pickup_after_all(self, buyer_at_checkout: Talk, question: str, text: str) -> None:
        talk = await up_to(buyer_at_checkout, question)
        await talk.says("cancel", text, confidence=0.6)

        assert talk.slots["checkout_kind"] == "pickup"
        assert talk.form == "checkout_form"

    async def test_the_concierge_who_collects_it_is_no_pickup(self, buyer_at_checkout: Talk) -> None:
        talk = await up_to(buyer_at_checkout, "checkout_flat")
        await talk.says("inform", "консьерж заберёт, подъезд 2")

        assert talk.slots["checkout_kind"] == "delivery"
        assert talk.slots["checkout_flat"] == "консьерж заберёт, подъезд 2"

    async def test_a_card_refused_at_another_question_answers_only_the_card(
        self, buyer_at_checkout: Talk
    ) -> None:
        talk = await up_to(buyer_at_checkout, "checkout_substitution")
        await talk.says("deny", "без открытки", refused={"addon": "card"})

        assert talk.slots["checkout_card"] == ""
        assert talk.asked == "checkout_substitution"

    async def test_the_same_hour_again_is_acknowledged(self, buyer_at_checkout: Talk) -> None:
        talk = await up_to(buyer_at_checkout, "checkout_phone")
        await talk.says("inform", "значит, к десяти", time="10:00")

        assert talk.heard == ["utter_checkout_noted", "utter_question_checkout_phone"]

    @pytest.mark.parametrize("text", ["кв 12, этаж 3", "flat 12, floor 3"])
    async def test_a_flat_at_another_question(self, buyer_at_checkout: Talk, text: str) -> None:
        talk = await up_to(buyer_at_checkout, "checkout_zone")
        await talk.says("inform", text)
        assert talk.slots["checkout_flat"] == text

        await talk.presses("choose", choice="zone:centre")
        assert talk.asked == "checkout_date"


class TestAtTheSummary:
    @pytest.fixture
    async def ready(self, buyer_at_checkout: Talk) -> Talk:
        return await to_summary(buyer_at_checkout)

    async def test_the_same_address_again_asks_nothing_more(self, ready: Talk) -> None:
        await ready.taps("button-edit-checkout-address")
        await ready.says("inform", "тверская, 7", address="тверская, 7")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_zone"] == "centre"

    async def test_a_new_address_keeps_the_time(self, ready: Talk) -> None:
        await ready.taps("button-edit-checkout-address")
        await ready.says("inform", "Ленина 5", address="Ленина 5")
        assert ready.asked == "checkout_zone"

        await ready.presses("choose", choice="zone:mkad")
        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_window"] == "18:00-20:00"

    async def test_at_a_new_address_the_old_flat_can_be_kept(self, ready: Talk) -> None:
        await ready.taps("button-edit-checkout-flat")
        await ready.says("nlu_fallback", "кв 5")
        await ready.taps("button-edit-checkout-address")
        await ready.says("inform", "Ленина 5", address="Ленина 5")
        await ready.presses("choose", choice="zone:mkad")
        assert ready.asked == "checkout_flat"

        await ready.taps("button-keep-answer")
        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_flat"] == "кв 5"

    @pytest.mark.parametrize("field", ["address", "recipient", "phone", "card"])
    async def test_a_change_can_be_thought_better_of(self, ready: Talk, field: str) -> None:
        before = ready.slots[f"checkout_{field}"]
        await ready.taps(f"button-edit-checkout-{field}")
        await ready.taps("button-keep-answer")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots[f"checkout_{field}"] == before

    async def test_back_from_a_change_leads_to_the_summary(self, ready: Talk) -> None:
        await ready.taps("button-edit-checkout-phone")
        await ready.says("go_back", "назад")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_phone"] == PHONE

    async def test_another_change_instead_leaves_the_first_as_it_was(self, ready: Talk) -> None:
        await ready.taps("button-edit-checkout-address")
        await ready.presses("edit_field", field="checkout_phone")
        await ready.says("inform", "8 916 000-11-22", phone="89160001122")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_address"] == "Тверская 7"

    async def test_another_day_by_button_keeps_the_hours(self, ready: Talk) -> None:
        await ready.taps("button-edit-checkout-date")
        await ready.taps(MONDAY)

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_window"] == "18:00-20:00"

    @pytest.mark.parametrize("intent", ["edit_image", "reschedule_appointment", "chitchat", "out_of_scope"])
    async def test_an_hour_is_heard_whatever_the_model_thinks_of_it(self, ready: Talk, intent: str) -> None:
        await ready.says(intent, "make it 8pm", confidence=0.6, time="20:00")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_window"] == "20:00-22:00"

    @pytest.mark.parametrize("text", ["а можно пораньше?", "можно на час позже?", "could it be earlier?"])
    async def test_sooner_or_later_asks_when(self, ready: Talk, text: str) -> None:
        await ready.says("reschedule_appointment", text)

        assert ready.asked == "checkout_window"
        assert ready.heard == ["utter_question_checkout_window"]

    @pytest.mark.parametrize("text", ["да, всё верно", "yes, that's correct", "да, оплачиваю"])
    async def test_a_plain_yes_places_it(self, ready: Talk, text: str) -> None:
        await ready.says("affirm", text)

        assert ready.heard == ["utter_order_placed", "utter_invoice"]

    @pytest.mark.parametrize("text", ["ок, беру", "I'll take it"])
    async def test_so_does_taking_it(self, ready: Talk, text: str) -> None:
        await ready.says("add_to_cart", text)

        assert ready.heard == ["utter_order_placed", "utter_invoice"]

    async def test_more_flowers_are_more_flowers(self, ready: Talk) -> None:
        await ready.says("add_to_cart", "добавь ещё 15 белых роз", quantity=15, color="white", flower="rose")

        assert ready.heard == ["utter_added", "utter_checkout_summary"]

    async def test_a_wish_for_what_is_chosen_already_changes_nothing(self, ready: Talk) -> None:
        await ready.says("change_delivery", "хочу доставку")

        assert ready.slots["checkout_kind"] == "delivery"
        assert ready.asked == "checkout_ready"

    async def test_a_card_is_taken_away(self, ready: Talk) -> None:
        await ready.says("remove_from_cart", "и открытку убери", addon="card")

        assert ready.heard == ["utter_checkout_summary"]
        assert ready.slots["checkout_card"] == ""

    @pytest.mark.parametrize(
        ("intent", "text", "more"),
        [
            ("affirm", "да, только к семи", {}),
            ("affirm", "yes, but later", {}),
            ("affirm", "да, но в 10 утра", {"time": "10:00"}),
            ("affirm", "да, но телефон другой", {}),
        ],
    )
    async def test_a_yes_with_a_but_places_nothing(
        self, ready: Talk, intent: str, text: str, more: dict[str, Any]
    ) -> None:
        await ready.says(intent, text, **more)

        assert ready.form == "checkout_form"
        assert "utter_order_placed" not in ready.heard


class TestGoingBack:
    async def test_five_times_and_forward_by_what_was_said(self, buyer_at_checkout: Talk) -> None:
        talk = await up_to(buyer_at_checkout, "checkout_phone")
        for _ in range(5):
            await talk.says("go_back", "назад")
        assert talk.asked == "checkout_zone"

        await talk.presses("choose", choice="zone:mkad")
        assert talk.asked == "checkout_phone"
        assert talk.slots["checkout_recipient"] == "Ольга"

    async def test_beyond_the_first_question_says_so(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("go_back", "назад")
        await buyer_at_checkout.says("go_back", "назад")

        assert buyer_at_checkout.heard == ["utter_form_first_question", "utter_question_checkout_kind"]


class TestNoise:
    async def test_a_senseless_word_gets_an_example(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Тверская 7", address="Тверская 7")
        await buyer_at_checkout.says("out_of_scope", "асдф")

        assert buyer_at_checkout.heard == ["utter_example_checkout_zone", "utter_question_checkout_zone"]
