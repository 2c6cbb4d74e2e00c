"""The words with a slash that the bot knows, and what becomes of every other one."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

INTENTS = {
    "start": "start",
    "help": "help",
    "menu": "show_menu",
    "catalogue": "browse_catalogue",
    "recommend": "request_recommendation",
    "build": "build_bouquet",
    "cart": "view_cart",
    "orders": "list_orders",
    "language": "change_language",
    "cancel": "cancel",
    "terms": "show_terms",
    "paysupport": "show_paysupport",
    "support": "request_human",
}
# In Telegram's list of commands, in this order (descriptions: gateway.ftl).
SHOWN = tuple(INTENTS)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Looks the same to a person, means nothing to Rasa, which would run "/intent{json}" for anybody.
HARMLESS_SLASH = "\u2215"
# The slash, and those that a normalisation further on could make one.
_SLASHES = "/\uff0f\u2044\u2215"


@dataclass(frozen=True)
class Command:
    """A whitelisted command, as an intent."""

    name: str
    intent: str
    entities: list[dict[str, Any]] = field(default_factory=list)


def read(text: str, bot_username: str) -> Command | None:
    """The command that ``text`` is, or ``None`` for ordinary words and for other bots' commands. Whatever
    looks like a command (``/word``) but is not on the list becomes help."""
    match = _COMMAND.fullmatch(_visible(text))
    if match is None:
        return None
    name, bot, rest = match.group(1).lower(), match.group(2), (match.group(3) or "").strip()
    if bot and bot_username and bot.lower() != bot_username.lower():
        return None
    if name not in INTENTS:
        return Command("help", "help")
    if name == "start" and _PAYLOAD.fullmatch(rest):
        return Command(name, "start", [{"entity": "payload", "value": rest}])
    return Command(name, INTENTS[name])


def neutral(text: str) -> str:
    """``text`` that Rasa reads as words, whatever stands at its beginning."""
    seen = _visible(text)
    words = seen.lstrip(_SLASHES)
    return HARMLESS_SLASH * (len(seen) - len(words)) + words


def _visible(text: str) -> str:
    """Without control characters, and without the spaces and invisible characters at the beginning behind
    which a slash could hide. Joiners inside the text stay: emoji are made with them."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    start = 0
    while start < len(kept) and (
        kept[start].isspace() or unicodedata.category(kept[start]) in ("Cf", "Mn", "Me")
    ):
        start += 1
    return kept[start:].rstrip()
