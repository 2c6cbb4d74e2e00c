"""The model on messages that nobody who wrote training data has seen must not get worse."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.nlu.ledger import mended, misses_of, new_misses, read_baseline, read_misses, worse
from tests.nlu.scoring import Message, Verdict, comparable, f1, plain, read_heldout, scores, unseen


class TestHeldOutMessages:
    def test_there_are_enough_of_them_in_both_languages(self) -> None:
        by_language = Counter(message.lang for message in read_heldout())

        assert sum(by_language.values()) >= 600
        assert min(by_language["ru"], by_language["en"]) >= 250

    def test_enough_of_them_stand_nowhere_in_the_training_data(self) -> None:
        assert len(unseen(read_heldout())) >= 600

    def test_no_message_stands_twice(self) -> None:
        texts = Counter((message.text, message.roles) for message in read_heldout())

        assert [text for text, times in texts.items() if times > 1] == []


class TestTheModel:
    def test_scores_no_less_than_the_baseline(self, verdicts: list[Verdict]) -> None:
        assert worse(scores(verdicts), read_baseline()) == []

    def test_misunderstands_nothing_that_it_understood(self, verdicts: list[Verdict]) -> None:
        assert new_misses(misses_of(verdicts), read_misses()) == []

    def test_leaves_nothing_in_the_ledger_that_it_understands_now(self, verdicts: list[Verdict]) -> None:
        assert mended(misses_of(verdicts), read_misses()) == [], "remove it from tests/nlu/misses.yml"


ROSES = Message("15 роз", "ru", "clean", "inform", (("quantity", 15), ("flower", "rose")))
STRANGER = Message("закажи пиццу", "ru", "oos", "out_of_scope")


class TestScoring:
    def test_annotations_capitals_and_marks_make_no_other_sentence(self) -> None:
        assert plain("Нарисуй [закат](prompt)!") == plain("нарисуй закат")

    def test_a_question_must_be_right_to_its_answer(self) -> None:
        asked = Message("почём доставка", "ru", "clean", "faq/delivery_cost")

        assert Verdict(asked, "faq/delivery_cost").intent_is_right
        assert not Verdict(asked, "faq/delivery_area").intent_is_right

    def test_small_talk_need_only_be_small_talk(self) -> None:
        assert Verdict(Message("как дела", "ru", "clean", "chitchat"), "chitchat/how_are_you").intent_is_right

    @pytest.mark.parametrize("understood", ["out_of_scope", "nlu_fallback"])
    def test_a_stranger_is_caught_either_way(self, understood: str) -> None:
        assert Verdict(STRANGER, understood).intent_is_right

    def test_a_good_message_not_understood_is_a_refusal_and_a_miss(self) -> None:
        verdict = Verdict(ROSES, "nlu_fallback", ROSES.entities)

        assert verdict.is_refused
        assert verdict.misses == ("intent",)

    def test_numbers_are_compared_as_numbers(self) -> None:
        assert comparable(("budget", 2000.0)) == comparable(("budget", "2000"))

    def test_f1_counts_superfluous_and_missing_values(self) -> None:
        half = Verdict(ROSES, "inform", (("quantity", 15), ("color", "red")))

        assert half.counts() == (1, 1, 1)
        assert f1([half]) == 50.0

    def test_the_same_value_twice_must_be_found_twice(self) -> None:
        twice = Message("5 роз и 5 лилий", "ru", "clean", "inform", (("quantity", 5), ("quantity", 5)))

        assert Verdict(twice, "inform", (("quantity", 5),)).counts() == (1, 0, 1)

    def test_a_fallen_score_is_named(self) -> None:
        assert worse({"ru clean intents": 93.0}, {"ru clean intents": 94.0}) == [
            "ru clean intents: 93.0 is below 94.0"
        ]

    def test_the_ledger_knows_new_and_mended_misses(self) -> None:
        now, known = {"a": ["intent"]}, {"a": ["entities"], "b": ["intent"]}

        assert new_misses(now, known) == ["'a': intent"]
        assert mended(now, known) == ["'a': entities", "'b': intent"]
