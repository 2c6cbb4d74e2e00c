"""Formatted text: parse modes, given entities, and the things Telegram finds by itself."""

import json

from sandbox.errors import bad_request
from sandbox.markup.detect import detect
from sandbox.markup.entities import Entity, Formatted, trimmed
from sandbox.markup.html import parse_html
from sandbox.markup.markdown import parse_legacy, parse_markdown_v2

__all__ = ["Entity", "Formatted", "formatted"]


def formatted(text: str, parse_mode: str | None, entities: list[Entity] | None) -> Formatted:
    """Plain text with its entities, trimmed as Telegram does; raises ApiError 400 on bad markup."""
    mode = (parse_mode or "").casefold()
    if mode in ("", "none"):
        plain = Formatted(text, check_entities(entities or []))
    elif mode == "html":
        plain = parse_html(text)
    elif mode == "markdownv2":
        plain = parse_markdown_v2(text)
    elif mode == "markdown":
        plain = parse_legacy(text)
    else:
        raise bad_request("unsupported parse_mode")
    plain = trimmed(plain)
    return Formatted(plain.text, detect(plain))


def check_entities(entities: list[Entity]) -> list[Entity]:
    for entity in entities:
        if not isinstance(entity, dict) or not {"type", "offset", "length"} <= entity.keys():
            raise bad_request(f"can't parse MessageEntity: {json.dumps(entity)}")
        if not all(type(entity[place]) is int and entity[place] >= 0 for place in ("offset", "length")):
            raise bad_request("can't parse MessageEntity: offset and length must be of type Number")
    return [dict(entity) for entity in entities]
