"""One spelling for many ways of typing, and the way back."""

from __future__ import annotations

import random

import pytest

from rasa_addons.nlu.text import normalise
from rasa_addons.nlu.words import read_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"),
        ("Ghbdtn! [jxe ,ertn hjp", "привет! хочу букет роз"),
        ("k.,k. nt,z", "люблю тебя"),
        ("руддщ", "hello"),
        ("buket rozovyh pionov", "букет розовых пионов"),
        ("hochu buket na zavtra k 6 vechera", "хочу букет на завтра к 6 вечера"),
        ("skolko stoit dostavka", "сколько стоит доставка"),
        ("хочу КРАСНЫЫЫЕ розы", "хочу красные розы"),
        ("hellooooo", "hello"),
        ("зелёные ёлки", "зеленые елки"),
        ("бyкeт", "букет"),
        ("хочу pионы", "хочу пионы"),
        ("na novoselie", "на новоселье"),
        ("dlya gipsofily i ranunkulyusov", "для гипсофилы и ранункулюсов"),
        ("konsultaciyu na godovshinu", "консультацию на годовщину"),
        ("бессплатно", "бесплатно"),
        ("хочу извиница", "хочу извиниться"),
        ("добры\u0438\u0306 день", "добрый день"),
    ],
)
def test_many_ways_of_typing_give_one_spelling(typed: str, meant: str) -> None:
    assert normalise(typed).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "i need a bouquet for my mama tomorrow",
        "delivry tomorow plz",
        "wihte roses",
        "yelow",
        "what about eustoma and alstroemeria",
        "can you make it cheaper",
        "12 baker street, flat 4",
        "i'd like red ones, don't you",
    ],
)
def test_english_stays_english_even_mistyped(text: str) -> None:
    assert normalise(text).text == text


def test_only_the_russian_words_of_a_mixed_message_change() -> None:
    assert normalise("i want buket please").text == "i want букет please"


ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВГ abcdefghijklmnopqrstuvwxyz .,;:!?'\"-–()[]{}0123456789₽$№#🌹❤️\n\u00a0\u0301ßİ"


@pytest.mark.parametrize("seed", range(60))
def test_offsets_lead_back_to_the_original_whatever_was_typed(seed: int) -> None:
    dice = random.Random(seed)
    text = "".join(dice.choice(ALPHABET) for _ in range(dice.randint(0, 60)))
    seen = normalise(text)
    assert len(seen.offsets) == len(seen.text) + 1
    assert list(seen.offsets) == sorted(seen.offsets)
    assert seen.offsets[-1] == len(text)
    for word in read_words(text):
        assert text[word.start : word.end] == word.text


def test_a_span_of_the_spelling_covers_the_word_it_came_from() -> None:
    seen = normalise("хочу розыыы завтра")
    start = seen.text.index("розы")
    first, last = seen.span(start, start + 4)
    assert seen.original[first:last] == "розыыы"


def test_words_carry_their_base_forms_and_exact_places() -> None:
    words = read_words("Букет из 15 красных роз, Anna's peonies!")
    assert [(w.text, w.lemma) for w in words if w.kind == "word"] == [
        ("Букет", "букет"), ("из", "из"), ("красных", "красный"), ("роз", "роза"), ("Anna", "anna"),
        ("'s", "'s"), ("peonies", "peony"),
    ]  # fmt: skip
