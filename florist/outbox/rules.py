"""What fits into one Telegram message: lengths are counted in UTF-16 units, as Telegram counts them."""

import html
import re
from collections.abc import Iterator
from typing import Any

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM_LIMIT = 10
_TOKEN = re.compile(r"<(/?)([a-zA-Z-]+)([^<>]*)>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|\s+|[^\s<&]+|[<&]")

Letter = dict[str, Any]


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def shown_length(markup: str) -> int:
    """The length that Telegram counts: without tags, entities decoded."""
    return units(html.unescape(re.sub(r"</?[a-zA-Z-][^<>]*>", "", markup)))


def split_html(markup: str, limit: int) -> list[str]:
    """``markup`` in pieces that show at most ``limit`` units each; open tags are closed and opened again, and
    words stay whole when they can."""
    if shown_length(markup) <= limit:
        return [markup]
    pieces: list[str] = []
    open_tags: list[tuple[str, str]] = []  # (name, the whole opening tag)
    current, room, said = "", limit, False

    def finish() -> None:
        nonlocal current, room, said
        closing = "".join(f"</{name}>" for name, _ in reversed(open_tags))
        if said:
            pieces.append(current.strip() + closing)
        current = "".join(tag for _, tag in open_tags)
        room, said = limit, False

    for token in _tokens(markup):
        if token.kind == "tag":
            if token.closing:
                if open_tags and open_tags[-1][0] == token.name:
                    open_tags.pop()
            else:
                open_tags.append((token.name, token.text))
            current += token.text
            continue
        if not said and token.text.isspace():
            continue  # a piece does not begin with the space that separated it
        for part in _fitting(token.text, limit):
            size = shown_length(part)
            if size > room:
                finish()
                if part.isspace():
                    continue
            current += part
            room -= size
            said = said or not part.isspace()
    finish()
    return pieces


def parts(letter: Letter) -> list[Letter]:
    """One letter as the messages that Telegram can carry; the keyboard stands under the last one."""
    kind = letter.get("kind", "text")
    if kind == "album":
        return _album(letter)
    if kind == "photo":
        return _photo(letter)
    if kind == "invoice":
        return [letter]
    text = str(letter.get("text") or "").strip()
    if not text:
        return []
    return _texts(letter, split_html(text, TEXT_LIMIT))


def _texts(letter: Letter, pieces: list[str]) -> list[Letter]:
    bare = {k: v for k, v in letter.items() if k not in ("buttons", "reply_keyboard", "menu", "text")}
    whole = {k: v for k, v in letter.items() if k != "text"}
    return [
        *({**bare, "kind": "text", "text": piece} for piece in pieces[:-1]),
        {**whole, "kind": "text", "text": pieces[-1]},
    ]


def _photo(letter: Letter) -> list[Letter]:
    text = str(letter.get("text") or "").strip()
    if not letter.get("photo"):
        return parts({**letter, "kind": "text"})
    if shown_length(text) <= CAPTION_LIMIT:
        return [{**letter, "text": text}]
    picture = {"kind": "photo", "photo": letter["photo"], "silent": letter.get("silent", False)}
    rest = {k: v for k, v in letter.items() if k != "photo"}
    return [picture, *_texts(rest, split_html(text, TEXT_LIMIT))]


def _album(letter: Letter) -> list[Letter]:
    photos = [photo for photo in letter.get("photos") or [] if photo.get("photo")]
    silent = letter.get("silent", False)
    made: list[Letter] = []
    for start in range(0, len(photos), ALBUM_LIMIT):
        group = [
            {"photo": photo["photo"], "text": split_html(str(photo.get("text") or ""), CAPTION_LIMIT)[0]}
            for photo in photos[start : start + ALBUM_LIMIT]
        ]
        if len(group) == 1:  # Telegram's albums hold at least two
            made.append({"kind": "photo", **group[0], "silent": silent})
        else:
            made.append({"kind": "album", "photos": group, "silent": silent})
    rest = {k: v for k, v in letter.items() if k != "photos"}
    return [*made, *parts({**rest, "kind": "text"})]


class _Token:
    def __init__(self, match: re.Match[str]) -> None:
        self.text = match.group(0)
        self.kind = "tag" if match.group(2) else "text"
        self.name = (match.group(2) or "").lower()
        self.closing = bool(match.group(1))


def _tokens(markup: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(markup):
        yield _Token(match)


def _fitting(text: str, limit: int) -> Iterator[str]:
    """A word longer than a whole message has to break somewhere, but not inside a character."""
    if text.startswith("&") or shown_length(text) <= limit:
        yield text
        return
    piece, size = "", 0
    for character in text:
        width = units(character)
        if size + width > limit:
            yield piece
            piece, size = "", 0
        piece += character
        size += width
    yield piece
