"""What fits into one message of Telegram, and how the rest follows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from florist.outbox.rules import parts, shown_length, split_html, units


class TestUnits:
    @pytest.mark.parametrize(("text", "length"), [("роза", 4), ("🌷", 2), ("👩‍🌾", 5), ("", 0)])
    def test_are_counted_as_telegram_counts(self, text: str, length: int) -> None:
        assert units(text) == length

    def test_of_markup_are_what_is_shown(self) -> None:
        assert shown_length("<b>розы</b> &amp; <i>пионы</i>") == len("розы & пионы")


class TestSplit:
    def test_leaves_a_text_of_exactly_the_limit_whole(self) -> None:
        assert split_html("я" * 4096, 4096) == ["я" * 4096]

    def test_cuts_between_words(self) -> None:
        assert split_html("белые пионы и розы", 11) == ["белые пионы", "и розы"]

    def test_closes_and_opens_tags_again(self) -> None:
        assert split_html("<b>белые пионы</b> и розы", 6) == ["<b>белые</b>", "<b>пионы</b>", "и розы"]

    def test_keeps_the_address_of_a_link(self) -> None:
        pieces = split_html('<a href="https://x.example/">один два</a>', 4)

        assert pieces == ['<a href="https://x.example/">один</a>', '<a href="https://x.example/">два</a>']

    def test_never_breaks_an_entity_or_a_surrogate_pair(self) -> None:
        pieces = split_html("🌷" * 10 + "&lt;" * 5, 7)

        assert all(shown_length(piece) <= 7 for piece in pieces)
        assert "".join(pieces) == "🌷" * 10 + "&lt;" * 5

    @given(st.text(alphabet="ая 🌷\n<b>/i&;", max_size=300), st.integers(8, 40))
    def test_never_makes_a_piece_too_long_nor_loses_a_letter(self, text: str, limit: int) -> None:
        safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        markup = f"<b>{safe}</b>"

        pieces = split_html(markup, limit)

        assert all(shown_length(piece) <= limit for piece in pieces)
        whole = "".join(re.sub(r"</?b>|\s", "", piece) for piece in pieces)
        assert whole == re.sub(r"\s", "", safe)


class TestParts:
    def test_put_the_keyboard_under_the_last_message(self) -> None:
        letter = {"kind": "text", "text": "слово " * 1000, "buttons": [[{"title": "да"}]], "menu": "m"}

        first, last = parts(letter)

        assert "buttons" not in first
        assert "menu" not in first
        assert last["buttons"] == letter["buttons"]

    def test_follow_a_picture_with_words_that_its_caption_cannot_hold(self) -> None:
        letter = {"kind": "photo", "photo": "a.jpg", "text": "я" * 1025, "buttons": [[{"title": "да"}]]}

        picture, words = parts(letter)

        assert (picture["kind"], picture.get("text"), words["kind"]) == ("photo", None, "text")
        assert words["buttons"]

    def test_of_an_album_are_at_most_ten_and_never_one(self) -> None:
        made = parts({"kind": "album", "photos": [{"photo": f"{n}.jpg"} for n in range(11)]})

        assert [part["kind"] for part in made] == ["album", "photo"]

    def test_of_nothing_are_nothing(self) -> None:
        assert parts({"kind": "text", "text": "  "}) == []
