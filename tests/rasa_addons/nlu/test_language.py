"""The spaCy pipeline that words come from."""

import pytest

from rasa_addons.nlu import language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Букет  из\n\n15 роз, 🌹🌹!",
        "\tAnna's\u00a0peonies ½ №5\u200b",
        "розыыы завтра",
        "👍🏽ok",
    ],
)
def test_no_character_is_lost(text: str) -> None:
    assert language.read(text).text == text


def test_half_an_emoji_takes_a_place_and_breaks_nothing() -> None:
    assert language.read("роза \ud83d!").text == "роза \ufffd!"


def test_russian_and_english_words_have_base_forms() -> None:
    doc = language.read("25 красных роз and two bunches of peonies")

    assert [token.lemma_ for token in doc] == [
        "25", "красный", "роза", "and", "two", "bunch", "of", "peony",
    ]  # fmt: skip


def test_what_was_typed_stays_and_what_was_meant_stands_beside_it() -> None:
    (token,) = language.read("[jxe")

    assert (token.text, token.norm_, token.lemma_) == ("[jxe", "хочу", "хотеть")


def test_numbers_words_and_marks_are_told_apart() -> None:
    doc = language.read("5 роз 🌹")

    assert [token.pos_ for token in doc] == [language.NUMBER, language.WORD, language.MARK]


def test_a_vocabulary_that_strangers_filled_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    before = language.read("пионы").vocab
    monkeypatch.setattr(language, "STRINGS", 0)

    after = language.read("пионы").vocab

    assert after is not before
