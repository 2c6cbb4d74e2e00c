"""The command that trains: when it trains, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_addons.train import KEPT_MODELS, CannotTrain, check, fingerprint, forget_old, model_path, train

CONFIG = """
recipe: default.v1
assistant_id: toy
language: en
pipeline:
- name: rasa_addons.nlu.tokens.LemmaTokenizer
- name: rasa_addons.nlu.classifier.LinearIntentClassifier
  noisy_copies: 0
- name: rasa_addons.nlu.guard.RestrictedIntentGuard
"""
NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - hi there
    - привет
- intent: faq/opening_hours
  examples: |
    - when are you open
    - opening hours
    - часы работы
- intent: faq/delivery_cost
  examples: |
    - how much is delivery
    - delivery price
    - сколько стоит доставка
"""
DOMAIN = """
version: "3.1"
intents: [greet, faq]
responses:
  utter_faq/opening_hours: [{text: hours}]
  utter_faq/delivery_cost: [{text: cost}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "config.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (tmp_path / "data" / "nlu" / "talk.yml").write_text(NLU, encoding="utf-8")
    return tmp_path


class TestFingerprint:
    def test_changes_with_a_sentence(self, project: Path) -> None:
        before = fingerprint(project)

        (project / "data" / "nlu" / "talk.yml").write_text(NLU.replace("hi there", "hi"), encoding="utf-8")

        assert fingerprint(project) != before

    def test_does_not_change_with_the_catalogue(self, project: Path) -> None:
        before = fingerprint(project)

        (project / "data" / "catalogue").mkdir()
        (project / "data" / "catalogue" / "roses.yml").write_text("{}", encoding="utf-8")

        assert fingerprint(project) == before


class TestCheck:
    def test_names_the_file_and_line_of_broken_yaml(self, project: Path) -> None:
        (project / "data" / "nlu" / "talk.yml").write_text(
            "nlu:\n- intent: greet\n\texamples: x\n", encoding="utf-8"
        )

        with pytest.raises(CannotTrain, match=r"data/nlu/talk.yml, line 3"):
            check(project)

    def test_names_a_sentence_under_two_intents(self, project: Path) -> None:
        twice = NLU.replace("delivery price", "hi there")
        (project / "data" / "nlu" / "talk.yml").write_text(twice, encoding="utf-8")

        with pytest.raises(CannotTrain, match="'hi there' stands under greet and under faq/delivery_cost"):
            check(project)

    def test_names_a_missing_file(self, project: Path) -> None:
        (project / "domain.yml").unlink()

        with pytest.raises(CannotTrain, match=r"domain\.yml is missing"):
            check(project)


class TestTrain:
    async def test_makes_a_model_that_selects_answers(self, project: Path) -> None:
        from rasa.core.agent import Agent
        from rasa.core.channels.channel import UserMessage

        path = train(
            project, model_path(project, project / "models", nlu_only=True), nlu_only=True, validate=False
        )
        agent = Agent.load(str(path))

        assert agent.processor is not None
        parsed = await agent.processor.parse_message(UserMessage("when do you open"))
        assert parsed["intent"]["name"] == "faq"
        assert parsed["intent"]["full_retrieval_intent_name"] == "faq/opening_hours"
        silent = await agent.processor.parse_message(UserMessage(""))
        assert silent["intent"]["name"] == "nlu_fallback"

    def test_says_in_one_sentence_what_is_wrong(self, project: Path) -> None:
        (project / "data" / "nlu" / "talk.yml").write_text(NLU.split("- intent: faq")[0], encoding="utf-8")

        with pytest.raises(CannotTrain, match="at least two intents"):
            train(
                project, model_path(project, project / "models", nlu_only=True), nlu_only=True, validate=False
            )

    def test_leaves_nothing_half_made(self, project: Path) -> None:
        (project / "data" / "nlu" / "talk.yml").write_text(NLU.split("- intent: faq")[0], encoding="utf-8")

        with pytest.raises(CannotTrain):
            train(
                project, model_path(project, project / "models", nlu_only=True), nlu_only=True, validate=False
            )

        assert list((project / "models").iterdir()) == []

    def test_keeps_only_the_newest_models(self, tmp_path: Path) -> None:
        for number in range(KEPT_MODELS + 2):
            (tmp_path / f"flower-bot-{number}.tar.gz").write_bytes(b"")

        forget_old(tmp_path, tmp_path / "flower-bot-0.tar.gz")

        left = {path.name for path in tmp_path.iterdir()}
        assert "flower-bot-0.tar.gz" in left
        assert len(left) <= KEPT_MODELS + 1
