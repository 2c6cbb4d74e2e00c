"""The shop's words: Fluent messages from `locales/<language>/*.ftl`, with money, dates and windows in them.

The same rules live in the shop's own processes (`florist/kit/words.py`): the two environments share no
Python. What both must render alike stands in `tests/contracts/words_*.json`, read by both test suites.

A *value* is what may stand for a Fluent argument, or for a title or text made by an action:

    "text"  12                                  itself
    {"ru": "…", "en": "…"}                      the language's string
    {"money": 250000, "currency": "RUB"}        2 500 ₽ · ₽2,500 (minor units; XTR has none: 250 ⭐)
    {"date": "2026-11-21"}                      21 ноября, сб · Sat, November 21
    {"window": "18:00-20:00"}                   18:00–20:00
    {"datetime": "2026-11-21T15:05:00+00:00"}   in the shop's zone: 21 ноября, сб, 18:05
    {"id": "flower-rose", "args": {…}}          that Fluent message; args are values again
    [value, value]                              joined with ", "
    {"lines": [value, value]}                   joined with line breaks
    null                                        nothing

Strings are escaped for Telegram's HTML; Fluent messages themselves may hold markup.
"""

from __future__ import annotations

import datetime as dt
import html
import logging
import os
import re
import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

logger = logging.getLogger(__name__)

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"
NO_BREAK = "\u00a0"  # Babel groups Russian thousands with it; a price must not break across lines
STARS = "XTR"
# Babel knows ₽ only in Russian; an English reader is shown the sign too.
SIGNS = {"RUB": "₽"}
DATE_PATTERN = {"ru": "d MMMM, EE", "en": "EE, MMMM d"}
VALUE_KEYS = frozenset({"money", "date", "window", "datetime", "id", "lines"})
TAG = re.compile(r"<[^>]+>")


class UnknownWords(KeyError):
    """No language of ours has a message with this id."""


class Words:
    """Messages of all languages, read again when a file changes.

    `recheck` is how many seconds a look at the files' times stays good; 0 looks at every call.
    """

    def __init__(self, folder: Path, *, zone: str | None = None, recheck: float = 1.0) -> None:
        self._folder = folder
        self._zone = ZoneInfo(zone or os.environ.get("SHOP_TIMEZONE") or "Europe/Moscow")
        self._recheck = recheck
        self._looked = float("-inf")
        self._seen: dict[Path, int] = {}
        self._bundles: dict[str, FluentBundle] = {}

    def has(self, message_id: str) -> bool:
        return any(bundle.has_message(message_id) for bundle in self._fresh().values())

    def say(self, language: str, message_id: str, values: dict[str, Any] | None = None) -> str:
        """The message as Telegram HTML; strings among the values are escaped. Raises UnknownWords."""
        return self._say(language, message_id, values or {}, escape=True)

    def title(self, language: str, message_id: str, values: dict[str, Any] | None = None) -> str:
        """The message for places that know no markup, such as a button. Raises UnknownWords."""
        return self._say(language, message_id, values or {}, escape=False)

    def render(self, language: str, value: Any, *, escape: bool = True) -> str:
        """One value as a string, see the module's table. Raises UnknownWords for an unknown id in it."""
        rendered = self._value(known(language), value, escape=escape)
        return rendered if isinstance(rendered, str) else str(rendered)

    def _say(self, language: str, message_id: str, values: dict[str, Any], *, escape: bool) -> str:
        language = known(language)
        bundle = self._bundle_with(language, message_id)
        arguments = {name: self._argument(language, value, escape=escape) for name, value in values.items()}
        pattern = bundle.get_message(message_id).value
        if pattern is None:
            raise UnknownWords(message_id)
        said, faults = bundle.format_pattern(pattern, arguments)
        for fault in faults:
            logger.error("words of %s (%s): %s", message_id, language, fault)
        return str(said)

    def _bundle_with(self, language: str, message_id: str) -> FluentBundle:
        bundles = self._fresh()
        for candidate in (language, *LANGUAGES):
            bundle = bundles.get(candidate)
            if bundle is not None and bundle.has_message(message_id):
                if candidate != language:
                    logger.error("%s has no words in %s, saying them in %s", message_id, language, candidate)
                return bundle
        raise UnknownWords(message_id)

    def _argument(self, language: str, value: Any, *, escape: bool) -> Any:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, (int, float)):
            # Numbers stay numbers for the plurals; without grouping, or order 1042 would read "1 042".
            return fluent_number(value, useGrouping=False)
        return self._value(language, value, escape=escape)

    def _value(self, language: str, value: Any, *, escape: bool) -> str:
        if value is None:
            return ""
        if isinstance(value, (list, tuple)):
            return ", ".join(self._value(language, item, escape=escape) for item in value)
        if isinstance(value, dict):
            return self._special(language, value, escape=escape)
        return html.escape(str(value), quote=False) if escape else str(value)

    def _special(self, language: str, value: dict[str, Any], *, escape: bool) -> str:
        if "id" in value:
            return self._say(language, value["id"], value.get("args") or {}, escape=escape)
        if "lines" in value:
            return "\n".join(self._value(language, item, escape=escape) for item in value["lines"])
        if "money" in value:
            return money(language, value["money"], value.get("currency", "RUB"))
        if "date" in value:
            return date(language, dt.date.fromisoformat(value["date"]))
        if "window" in value:
            return str(value["window"]).replace("-", "–")
        if "datetime" in value:
            moment = dt.datetime.fromisoformat(value["datetime"].replace("Z", "+00:00"))
            local = moment.astimezone(self._zone) if moment.tzinfo else moment
            return f"{date(language, local.date())}, {local:%H:%M}"
        spoken = value.get(language) or next((value[other] for other in LANGUAGES if value.get(other)), "")
        return self._value(language, spoken, escape=escape)

    def _fresh(self) -> dict[str, FluentBundle]:
        now = time.monotonic()
        if self._bundles and now - self._looked < self._recheck:
            return self._bundles
        self._looked = now
        times = {path: path.stat().st_mtime_ns for path in sorted(self._folder.glob("*/*.ftl"))}
        if times != self._seen or not self._bundles:
            self._bundles = {language: self._read(language, times) for language in LANGUAGES}
            self._seen = times
        return self._bundles

    def _read(self, language: str, paths: dict[Path, int]) -> FluentBundle:
        bundle = FluentBundle([language], use_isolating=False)
        for path in paths:
            if path.parent.name == language:
                bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
        return bundle


def known(language: str | None) -> str:
    """The language itself when it is ours (regions are dropped: en-GB is en), else the shop's own."""
    short = (language or "").partition("-")[0].lower()
    return short if short in LANGUAGES else DEFAULT_LANGUAGE


def money(language: str, minor: int, currency: str) -> str:
    """An amount in minor units for a person to read; whole amounts without decimals."""
    if currency == STARS:
        return f"{format_decimal(minor, locale=language)}{NO_BREAK}⭐"
    digits = get_currency_precision(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    number = format_decimal(whole, locale=language)
    if rest:
        number += {"ru": ",", "en": "."}[language] + str(rest).zfill(digits)
    sign = "−" if minor < 0 else ""
    symbol = SIGNS.get(currency) or get_currency_symbol(currency, locale=language)
    return f"{sign}{symbol}{number}" if language == "en" else f"{sign}{number}{NO_BREAK}{symbol}"


def date(language: str, day: dt.date) -> str:
    return format_date(day, DATE_PATTERN[language], locale=language)


def plain(markup: str) -> str:
    """The words of a piece of Telegram HTML, for the history."""
    return html.unescape(TAG.sub("", markup))
