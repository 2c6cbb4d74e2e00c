"""MarkdownV2, and the old Markdown that Telegram still reads."""

import re

from sandbox.errors import ApiError, bad_request
from sandbox.markup.entities import Builder, Formatted

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
LEGACY = {"*": "bold", "_": "italic", "`": "code"}


def parse_markdown_v2(source: str) -> Formatted:
    """Raises ApiError 400 for a reserved character that was not escaped, or a mark that was not closed."""
    built = Builder()
    opened: list[tuple[str, int, int]] = []
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\" and at + 1 < len(source) and ord(source[at + 1]) < 127:
            built.add(source[at + 1])
            at += 2
        elif char == "`":
            at = _code(source, at, built)
        elif char == "[" or source.startswith("![", at):
            opened.append(("[", built.length, at))
            at += 2 if char == "!" else 1
        elif char == "]" and opened and opened[-1][0] == "[":
            at = _link(source, at, built, opened.pop()[1])
        elif char == ">" and (at == 0 or source[at - 1] == "\n"):
            opened.insert(0, (">", built.length, at))
            at += 1
        elif char == "\n" and opened and opened[0][0] == ">":
            if source.startswith("\n>", at):
                at += 1
                built.add("\n")
                at += 1
                continue
            built.close(opened.pop(0)[1], {"type": "blockquote"})
            built.add(char)
            at += 1
        elif mark := _mark(source, at):
            at += len(mark)
            if opened and opened[-1][0] == mark:
                built.close(opened.pop()[1], {"type": MARKS[mark]})
            else:
                opened.append((mark, built.length, at - len(mark)))
        elif char in RESERVED:
            raise bad_request(
                f"can't parse entities: Character '{char}' is reserved "
                "and must be escaped with the preceding '\\'"
            )
        else:
            built.add(char)
            at += 1
    if opened and opened[0][0] == ">":
        built.close(opened.pop(0)[1], {"type": "blockquote"})
    if opened:
        raise _unclosed(source, opened[-1][0], opened[-1][2])
    return built.done()


def _unclosed(source: str, mark: str, at: int) -> ApiError:
    name = "Link" if mark == "[" else MARKS.get(mark, "code").capitalize()
    offset = len(source[:at].encode())
    return bad_request(f"can't parse entities: Can't find end of {name} entity at byte offset {offset}")


def _mark(source: str, at: int) -> str | None:
    return next((mark for mark in ("||", "__", "*", "_", "~") if source.startswith(mark, at)), None)


def _code(source: str, at: int, built: Builder) -> int:
    fence = "```" if source.startswith("```", at) else "`"
    end = source.find(fence, at + len(fence))
    if end < 0:
        name = "PreCode" if fence == "```" else "Code"
        offset = len(source[:at].encode())
        raise bad_request(f"can't parse entities: Can't find end of {name} entity at byte offset {offset}")
    inside, start = source[at + len(fence) : end], built.length
    entity = {"type": "code"}
    if fence == "```":
        entity = {"type": "pre"}
        if language := re.match(r"([\w+-]+)\n", inside):
            entity["language"] = language.group(1)
            inside = inside[language.end() :]
    built.add(re.sub(r"\\(.)", r"\1", inside))
    built.close(start, entity)
    return end + len(fence)


def _link(source: str, at: int, built: Builder, start: int) -> int:
    if source[at + 1 : at + 2] != "(":
        return at + 1
    end = source.find(")", at)
    if end < 0:
        offset = len(source[:at].encode())
        raise bad_request(f"can't parse entities: Can't find end of a URL at byte offset {offset}")
    built.close(start, {"type": "text_link", "url": source[at + 2 : end].replace("\\", "")})
    return end + 1


def parse_legacy(source: str) -> Formatted:
    """Markdown of the first edition: no nesting, no strictness but for the closing mark."""
    built = Builder()
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\" and source[at + 1 : at + 2] and source[at + 1] in "_*`[":
            built.add(source[at + 1])
            at += 2
        elif source.startswith("```", at):
            at = _code(source, at, built)
        elif char in LEGACY:
            end = source.find(char, at + 1)
            if end < 0:
                offset = len(source[:at].encode())
                raise bad_request(
                    "can't parse entities: Can't find end of the entity starting at byte offset "
                    + str(offset)
                )
            start = built.length
            built.add(source[at + 1 : end])
            built.close(start, {"type": LEGACY[char]})
            at = end + 1
        elif char == "[" and (link := re.compile(r"\[([^\]]*)\]\(([^)]*)\)").match(source, at)):
            start = built.length
            built.add(link.group(1))
            built.close(start, {"type": "text_link", "url": link.group(2)})
            at = link.end()
        else:
            built.add(char)
            at += 1
    return built.done()
