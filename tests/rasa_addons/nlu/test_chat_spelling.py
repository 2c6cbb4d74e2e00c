"""English as it is chatted: digits and single letters that stand for words, and numbers that stay numbers."""

from __future__ import annotations

import pytest

from rasa_addons.nlu.text import normalise
from tests.rasa_addons.nlu.reading_room import values


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("somethin nice 4 our anniversary", "something nice for our anniversary"),
        ("what 2 give a boss", "what to give a boss"),
        ("tie them 2gether", "tie them together"),
        ("need it 2day b4 lunch", "need it today before lunch"),
        ("roses n lilies w/ a bow", "roses and lilies with/ a bow"),
        ("tulips w/o a card", "tulips without a card"),
        ("let me c ur baskets", "let me see your baskets"),
        ("gimme 3 outta those", "give 3 of those"),
        ("a vase an a card", "a vase and a card"),
        ("make it 2 15", "make it to 15"),
        ("4то у вас есть", "что у вас есть"),
    ],
)
def test_chat_spellings_are_the_words_they_stand_for(typed: str, meant: str) -> None:
    assert normalise(typed).text == meant


@pytest.mark.parametrize(
    "text",
    ["4 red roses", "make it 2", "at 4 my mum is home", "flat 4, the red door", "order 2 vases", "from 2 to 4",
     "John W. Smith", "2 order 519 roses"],
)  # fmt: skip
def test_a_number_that_counts_stays_one(text: str) -> None:
    digits = [letter for letter in text if letter.isdigit()]
    assert [letter for letter in normalise(text).text if letter.isdigit()] == digits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("some tulips 4 my gran", [("flower", "tulip"), ("recipient", "grandmother")]),
        ("4 tulips 4 my gran", [("quantity", 4), ("flower", "tulip"), ("recipient", "grandmother")]),
        ("halfa dozen peonies", [("quantity", 6), ("flower", "peony")]),
    ],
)
def test_a_word_in_digits_is_no_quantity(text: str, found: list[tuple[str, object]]) -> None:
    assert values(text, "inform") == found
