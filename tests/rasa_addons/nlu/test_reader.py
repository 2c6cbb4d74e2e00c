"""What the classifier is shown of a message: types for the shop's things, and none of what may be anything."""

from __future__ import annotations

import pytest

from rasa_addons.nlu.reader import Reader

READER = Reader(None, knows_shop=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("красные розы", ("<color>", "<flower>")),
        ("ленту, но без вазы", ("<addon>", "но", "без", "<no addon>")),
        ("anything but lilies", ("anything", "but", "<no flower>")),
        ("нарисуй пирата на луне", ("нарисовать", "<prompt>")),
        ("★★★★ nice", ("<rating>", "nice")),
    ],
)
def test_things_are_shown_as_their_types(text: str, words: tuple[str, ...]) -> None:
    assert READER.read(text).words == words


@pytest.mark.parametrize(
    "text", ["Sean O'Casey, +353 86 123 4567", "ул. Космонавтов 5, кв 7", "draw a dragon over Paris"]
)
def test_words_of_names_addresses_and_prompts_say_nothing_of_what_is_wanted(text: str) -> None:
    reading = READER.read(text)

    assert not {"o'casey", "космонавт", "dragon", "paris"} & set(reading.plain)
    assert not set(reading.topics) - {"draw"}


@pytest.mark.parametrize("text", ["нарисуй на фото усы", "нарисуй мне аватарку", "где сгенерённые картины"])
def test_another_wish_than_a_drawing_has_no_prompt(text: str) -> None:
    assert "<prompt>" not in READER.read(text).words


def test_half_a_character_is_borne() -> None:
    assert READER.read("розы \ud83d").words == ("<flower>",)
