"""Who may be understood as an administrator, and what a typed slash may do."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from rasa_addons.nlu.guard import RestrictedIntentGuard, allowed_to

GUARD = RestrictedIntentGuard({})


def message(*ranking: tuple[str, float], text: str = "слова", **data: Any) -> Message:
    ranked = [{"name": name, "confidence": confidence} for name, confidence in ranking]
    return Message(
        data={"text": text, "intent": dict(ranked[0]), "intent_ranking": ranked, "entities": [], **data}
    )


def guarded(said: Message) -> Message:
    return GUARD.process([said])[0]


class TestRestrictedIntents:
    @pytest.mark.parametrize(
        "metadata",
        [
            pytest.param({"metadata": {"roles": ["customer", "trainer"]}}, id="other roles"),
            pytest.param({"metadata": {}}, id="no roles"),
            pytest.param({}, id="no metadata"),
            pytest.param({"metadata": {"roles": "admin"}}, id="a word where a list should be"),
            pytest.param(
                {"metadata": {"roles": [["admin"], {"admin": 1}, None]}}, id="strange things in the list"
            ),
            pytest.param({"metadata": "admin"}, id="metadata that is no mapping"),
        ],
    )
    def test_are_out_of_scope_without_the_role(self, metadata: dict[str, Any]) -> None:
        said = guarded(message(("view_stats", 0.9), ("ask_price", 0.1), **metadata))

        assert said.get("intent")["name"] == "out_of_scope"
        assert "view_stats" not in [r["name"] for r in said.get("intent_ranking")]

    def test_are_understood_from_an_administrator(self) -> None:
        said = guarded(message(("view_stats", 0.9), metadata={"roles": ["admin"]}))

        assert said.get("intent") == {"name": "view_stats", "confidence": 0.9}

    def test_a_specialist_sees_the_schedule_and_not_the_statistics(self) -> None:
        assert "view_schedule" in allowed_to(["specialist"])
        assert "view_stats" not in allowed_to(["specialist"])
        assert allowed_to(["admin"]) >= allowed_to(["specialist"])

    def test_a_customers_own_wish_in_similar_words_wins(self) -> None:
        said = guarded(message(("view_orders", 0.55), ("list_orders", 0.4), metadata={"roles": ["customer"]}))

        assert said.get("intent")["name"] == "list_orders"

    def test_disappear_from_the_suggestions_of_others(self) -> None:
        said = guarded(message(("nlu_fallback", 0.6), ("view_users", 0.3), ("help", 0.1)))

        assert [r["name"] for r in said.get("intent_ranking")] == ["nlu_fallback", "help"]
        assert said.get("intent")["name"] == "nlu_fallback"

    def test_ordinary_messages_pass_untouched(self) -> None:
        said = guarded(message(("greet", 0.9), ("help", 0.1)))

        assert said.get("intent") == {"name": "greet", "confidence": 0.9}


class TestTypedSlash:
    @pytest.mark.parametrize(
        "text",
        ['/admin_panel{"a": 1}', "  /grant_role", "//broadcast", "/restart@0.9", "/inform{\"budget\":{\"$ne\":1}}", "／exec"],
    )  # fmt: skip
    def test_means_nothing_to_rasa_and_is_out_of_scope(self, text: str) -> None:
        said = guarded(message(("help", 0.9), text=text))

        assert not said.get("text").strip().startswith("/")
        assert said.get("intent")["name"] == "out_of_scope"

    def test_a_command_of_the_bot_means_its_intent(self) -> None:
        assert guarded(message(("inform", 0.4), text="/cart")).get("intent")["name"] == "view_cart"

    def test_a_sentence_that_begins_with_a_slash_stays_a_sentence(self) -> None:
        said = guarded(message(("browse_catalogue", 0.9), text="/show me the peonies"))

        assert said.get("intent")["name"] == "browse_catalogue"

    def test_every_other_character_stays_in_its_place(self) -> None:
        assert guarded(message(("help", 0.9), text=" /покажи розы")).get("text") == " \u2215покажи розы"
