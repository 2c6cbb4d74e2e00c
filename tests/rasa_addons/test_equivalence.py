"""The cures change what a turn costs, not what is said."""

import json
import subprocess
import sys

import pytest

from tests.rasa_addons.servers import ROOT, environment

TOUR = [
    {"kind": "text", "text": "привет"},
    {"kind": "text", "text": "собери букет"},
    {"kind": "text", "text": "когда вы открыты"},
    {"kind": "text", "text": "что-то непонятное"},
    {
        "kind": "button",
        "intent": "inform",
        "entities": [{"entity": "flower", "value": "rose"}],
        "title": "Розы",
    },
    {"kind": "text", "text": "hello", "language": "en"},
    {"kind": "text", "text": "15 штук"},
    {"kind": "text", "text": "сломайся"},
    {"kind": "event", "intent": "location_shared", "entities": [{"entity": "latitude", "value": 55.7}]},
    {"kind": "text", "text": "compose"},
    {"kind": "text", "text": "peony"},
    {"kind": "text", "text": "отмена"},
    {"kind": "event", "intent": "contact_shared", "entities": []},
    {"kind": "event", "intent": "contact_shared", "entities": []},
    {
        "kind": "button",
        "intent": "add_to_cart",
        "entities": [{"entity": "product", "value": 3}],
        "title": "+",
    },
    {"kind": "text", "text": "cancel"},
]


def played(kind, model, url, folder, turns):
    outcome = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.rasa_addons.play", kind, str(model), url, str(folder)],
        input=json.dumps(turns),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(folder, url),
        timeout=300,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def both(model, actions, tmp_path_factory):
    folder = tmp_path_factory.mktemp("equivalence")
    turns = TOUR * 6
    # As Rasa's own does; after one that takes nothing back stock Rasa would not listen again (cures.fallback).
    actions.replies["action_default_fallback"] = {"events": [{"event": "rewind"}], "responses": []}
    return [played(kind, model, actions.url, folder, turns) for kind in ("stock", "cured")]


class TestALongConversation:
    def test_gets_the_same_letters(self, both):
        stock, cured = ([turn["letters"] for turn in outcome] for outcome, _ in both)

        assert cured == stock

    def test_fills_the_same_slots_and_opens_the_same_forms(self, both):
        stock, cured = ([(turn["slots"], turn["loop"]) for turn in outcome] for outcome, _ in both)

        assert cured == stock

    def test_leaves_the_same_history_to_the_last_event(self, both):
        (_, stock), (_, cured) = both

        assert len(stock) > 600
        assert cured == stock
