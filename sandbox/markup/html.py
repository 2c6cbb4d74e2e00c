"""Telegram's HTML: a small closed list of tags, and strict about it."""

import html
import re
from dataclasses import dataclass

from sandbox.errors import ApiError, bad_request
from sandbox.markup.entities import Builder, Entity, Formatted

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "span": "spoiler",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ENTITY = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{1,5});?")
NAME = re.compile(r"[a-zA-Z0-9-]+")
ATTRIBUTE_NAME = re.compile(r"[^\s=>/'\"]+")
BARE_VALUE = re.compile(r"[a-zA-Z0-9.-]+")


@dataclass
class Open:
    tag: str
    entity: Entity | None
    start: int
    text_from: int


def parse_html(source: str) -> Formatted:
    """Raises ApiError 400 `can't parse entities: …` where Telegram does."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.built = Builder()
        self.open: list[Open] = []

    def wrong(self, what: str, at: int | None = None) -> ApiError:
        offset = len(self.source[: self.at if at is None else at].encode())
        return bad_request(f"can't parse entities: {what.replace('{at}', f'byte offset {offset}')}")

    def run(self) -> Formatted:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<":
                self.tag()
            elif char == "&":
                self.entity()
            else:
                stop = re.compile(r"[<&]").search(self.source, self.at)
                until = stop.start() if stop else len(self.source)
                self.built.add(self.source[self.at : until])
                self.at = until
        if self.open:
            last = self.open[-1].tag
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{last}\""
            )
        return self.built.done()

    def entity(self) -> None:
        found = ENTITY.match(self.source, self.at)
        char = decoded(found.group(1)) if found else None
        if found is None or char is None:
            self.built.add("&")
            self.at += 1
            return
        self.built.add(char)
        self.at = found.end()

    def tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at : self.at + 1] == "/":
            self.at += 1
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def end_tag(self, begin: int) -> None:
        name = self.name()
        self.skip_space()
        if self.source[self.at : self.at + 1] != ">":
            raise self.wrong("Unclosed end tag at {at}", begin)
        self.at += 1
        if not self.open:
            raise self.wrong("Unexpected end tag at {at}", begin)
        top = self.open.pop()
        if name and name != top.tag:
            raise self.wrong(
                f'Unmatched end tag at {{at}}, expected "</{top.tag}>", found "</{name}>"', begin
            )
        if top.entity is not None:
            self.finish(top)

    def finish(self, top: Open) -> None:
        entity = top.entity or {}
        if entity["type"] == "text_link" and "url" not in entity:
            entity["url"] = "".join(self.built.parts[top.text_from :])
        if entity["type"] == "code" and self.open and self.open[-1].tag == "pre":
            outer = self.open[-1].entity or {}
            if outer.get("type") == "pre":
                if "language" in entity:
                    outer["language"] = entity["language"]
                return
        if entity["type"] == "code":
            entity.pop("language", None)
        if entity["type"] == "text_link" and (mention := re.fullmatch(r"tg://user\?id=(\d+)", entity["url"])):
            entity = {"type": "text_mention", "user": {"id": int(mention.group(1)), "is_bot": False,
                                                       "first_name": ""}}  # fmt: skip
        if entity["type"] == "text_link" and not re.match(
            r"(?i)(https?|tg|mailto|tel)[:/]|[\w-]+\.", entity["url"]
        ):
            return  # a link to nowhere stays plain text
        self.built.close(top.start, entity)

    def start_tag(self, begin: int) -> None:
        name = self.name()
        if name not in TAGS:
            raise self.wrong(f'Unsupported start tag "{name}" at {{at}}', begin)
        given = self.attributes(name, begin)
        entity: Entity = {"type": TAGS[name]}
        if name == "span" and given.get("class") != "tg-spoiler":
            raise self.wrong('Tag "span" must have class "tg-spoiler" at {at}', begin)
        if name == "a" and "href" in given:
            entity["url"] = given["href"]
        if name == "code" and given.get("class", "").startswith("language-"):
            entity["language"] = given["class"].removeprefix("language-")
        if name == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        if name == "tg-emoji":
            if not given.get("emoji-id", "").isdigit():
                raise self.wrong("Invalid custom emoji identifier specified at {at}", begin)
            entity["custom_emoji_id"] = given["emoji-id"]
        self.open.append(Open(name, entity, self.built.length, len(self.built.parts)))

    def attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self.skip_space()
            if self.at >= len(self.source):
                raise self.wrong(f'Unclosed start tag "{tag}" at {{at}}', begin)
            if self.source[self.at] == ">":
                self.at += 1
                return found
            if self.source[self.at] == "/" and self.source[self.at + 1 : self.at + 2] == ">":
                self.at += 1
                continue
            name = ATTRIBUTE_NAME.match(self.source, self.at)
            if name is None:
                raise self.wrong(f'Empty attribute name in the tag "{tag}" at {{at}}')
            self.at = name.end()
            self.skip_space()
            if self.source[self.at : self.at + 1] != "=":
                found[name.group().casefold()] = ""
                continue
            self.at += 1
            self.skip_space()
            found[name.group().casefold()] = self.value(tag)

    def value(self, tag: str) -> str:
        quote = self.source[self.at : self.at + 1]
        if quote not in ("'", '"') or not quote:
            bare = BARE_VALUE.match(self.source, self.at)
            if bare is None:
                raise self.wrong(f'Unexpected end of attribute value of the tag "{tag}" at {{at}}')
            self.at = bare.end()
            return bare.group()
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise self.wrong(f'Unclosed string in attribute value of the tag "{tag}" at {{at}}')
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return html.unescape(value)

    def name(self) -> str:
        found = NAME.match(self.source, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found.group().casefold()

    def skip_space(self) -> None:
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1


def decoded(name: str) -> str | None:
    """The character of `&name;`, of Telegram's four names or of a number; None for any other."""
    if not name.startswith("#"):
        return NAMED.get(name)
    code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None
