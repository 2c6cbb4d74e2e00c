"""Free-text entities learnt from annotated sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_addons.nlu.tagger import Tagger, shape, spans_from, tags_of
from rasa_addons.nlu.words import read_words

SENTENCES = [
    ("bring it to Anna", [(12, 16, "name")]),
    ("a bouquet for Kate please", [(14, 18, "name")]),
    ("for Mary Ann", [(4, 12, "name")]),
    ("give it to Olga tomorrow", [(11, 15, "name")]),
    ("a bouquet for tomorrow", []),
    ("bring it to the office", []),
    ("for my mother please", []),
]


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    path = Path(tmp_path_factory.mktemp("tagger")) / "model"
    return Tagger.learn(SENTENCES * 4, path, l1=0.01, l2=0.01, rounds=50)


class TestTagger:
    def test_finds_a_name_it_never_saw(self, tagger: Tagger) -> None:
        assert tagger.spans("bring it to Irma") == [(12, 16, "name")]

    def test_leaves_ordinary_words(self, tagger: Tagger) -> None:
        assert tagger.spans("bring it to the garden") == []

    @pytest.mark.parametrize("text", ["", "💐", "word " * 500])
    def test_bears_any_text(self, tagger: Tagger, text: str) -> None:
        assert tagger.spans(text) == []


class TestTags:
    @pytest.mark.parametrize(("text", "spans"), SENTENCES)
    def test_say_the_spans_and_back(self, text: str, spans: list[tuple[int, int, str]]) -> None:
        words = read_words(text)

        assert spans_from(words, tags_of(words, spans)) == spans

    def test_shapes_are_short(self) -> None:
        assert shape("Anna-15") == "Xx-9"
