"""What Telegram marks up by itself: commands, links, mentions, hashtags, mail and phones."""

import re

from sandbox.limits import units
from sandbox.markup.entities import Entity, Formatted

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"(?<![\w@.])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:com|org|net|ru|me|io|shop|su|info)(?:/[^\s<>\"]*)?)(?<![.,;:!?)])")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z]\w{2,31}\b")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d ()-]{8,18}\d(?!\w)")),
)  # fmt: skip
OPAQUE = {"code", "pre", "text_link", "text_mention"}


def detect(given: Formatted) -> list[Entity]:
    """The given entities with the found ones among them, in order."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in given.entities if e["type"] in OPAQUE]
    found = list(given.entities)
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(given.text):
            start = units(given.text[: match.start()])
            stop = start + units(match.group())
            if any(start < end and begin < stop for begin, end in taken):
                continue
            taken.append((start, stop))
            found.append({"type": kind, "offset": start, "length": stop - start})
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))
