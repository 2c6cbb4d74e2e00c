"""Where a message may be cut, and where two pieces are one wish."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_addons.channels.several import are_two, cuts, is_request, key


class TestCuts:
    def test_at_and(self) -> None:
        assert ("добавь пионы", "покажи корзину") in cuts("добавь пионы и покажи корзину")

    def test_a_question_keeps_its_mark(self) -> None:
        assert ("сколько стоит доставка?", "покажи розы") in cuts("сколько стоит доставка? и покажи розы")

    def test_a_short_answer_has_none(self) -> None:
        assert cuts("красные розы") == []

    def test_an_and_inside_a_word_is_none(self) -> None:
        assert cuts("лилии показать") == []


class TestIsRequest:
    @pytest.mark.parametrize(
        ("name", "confidence", "expected"),
        [
            pytest.param("view_cart", 0.9, True, id="a plain request"),
            pytest.param("view_cart", 0.4, False, id="a request we are not sure of"),
            pytest.param("inform", 0.99, False, id="values belong to what stands beside them"),
        ],
    )
    def test_only_what_is_plainly_asked_for(self, name: str, confidence: float, expected: bool) -> None:
        parsed: dict[str, Any] = {"intent": {"name": name, "confidence": confidence}}

        assert is_request(parsed) is expected


def test_two_different_questions_are_two_wishes() -> None:
    cost = {"intent": {"name": "faq", "full_retrieval_intent_name": "faq/delivery_cost"}}
    hours = {"intent": {"name": "faq", "full_retrieval_intent_name": "faq/opening_hours"}}

    assert key(cost) != key(hours)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("add_to_cart", "view_cart", True, id="one after the other"),
        pytest.param("add_to_cart", "add_to_cart", False, id="values of one wish"),
        pytest.param("add_to_cart", "checkout", True, id="what is chosen can be checked out"),
        pytest.param("request_recommendation", "checkout", False, id="what is not chosen yet cannot"),
        pytest.param("build_bouquet", "checkout", False, id="nor what is not composed"),
    ],
)
def test_two_wishes_can_be_served_one_after_the_other(first: str, second: str, expected: bool) -> None:
    here, there = ({"intent": {"name": name, "confidence": 0.9}} for name in (first, second))

    assert are_two(here, there) is expected
