"""The words of the shop's own processes: Fluent messages from ``locales/``, with values as people read them.

The same rules are kept by the generator inside Rasa; ``tests/contracts/words_*.json`` holds samples for both.
"""

import html
import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

LOCALES = Path(__file__).resolve().parents[2] / "locales"
LANGUAGES = ("ru", "en")
_NO_BREAK = "\u00a0"
_SIGNS = {"RUB": "₽"}  # Babel knows it only in Russian
_DATE_PATTERN = {"ru": "d MMMM, EE", "en": "EE, MMMM d"}


class WordsMissing(LookupError):
    """Nobody wrote this message in this language: a mistake of ours, found by the tests of words."""


def say(language: str, message: str, *, plain: bool = False, **values: Any) -> str:
    """The message in ``language`` (``ru`` or ``en``), as HTML; ``plain=True`` for titles, where nothing is
    escaped. Values may be letter values. Raises :class:`WordsMissing`."""
    return _say(language, message, values, plain=plain)


def knows(language: str, message: str) -> bool:
    """Whether somebody wrote ``message`` in ``language``."""
    return bool(bundle(language).has_message(message))


def tell(language: str, value: Any, *, plain: bool = False) -> str:
    """A letter value (money, date, window, id, list, …) as a person reads it. Raises :class:`WordsMissing`."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(tell(language, part, plain=plain) for part in value)
    if isinstance(value, Mapping):
        return _special(language, value, plain=plain)
    return str(value) if plain else html.escape(str(value), quote=False)


@cache
def bundle(language: str) -> FluentBundle:
    """All topics of one language in one bundle; the ids share a namespace."""
    made = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        made.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return made


def money(language: str, minor: int, currency: str) -> str:
    """``250000, RUB`` → ``2 500 ₽`` or ``₽2,500``; minor units are told only when there are any."""
    if currency == "XTR":
        return f"{format_decimal(minor, locale=language)}{_NO_BREAK}⭐"
    digits = get_currency_precision(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    number = format_decimal(whole, locale=language)
    if rest:
        number += {"ru": ",", "en": "."}[language] + str(rest).zfill(digits)
    sign = "−" if minor < 0 else ""
    symbol = _SIGNS.get(currency) or get_currency_symbol(currency, locale=language)
    return f"{sign}{symbol}{number}" if language == "en" else f"{sign}{number}{_NO_BREAK}{symbol}"


def day(language: str, value: date) -> str:
    """``21 ноября, сб`` · ``Sat, November 21``."""
    return str(format_date(value, _DATE_PATTERN[language], locale=language))


def _say(language: str, message: str, values: Mapping[str, Any], *, plain: bool) -> str:
    words = bundle(language)
    pattern = words.get_message(message).value if words.has_message(message) else None
    if pattern is None:
        raise WordsMissing(f"{message!r} in {language!r}")
    told = {name: _argument(language, value, plain=plain) for name, value in values.items()}
    spoken, _faults = words.format_pattern(pattern, told)
    return str(spoken)


def _argument(language: str, value: Any, *, plain: bool) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        # Numbers stay numbers for the plurals; without grouping, or order 1042 would read "1 042".
        return fluent_number(value, useGrouping=False)
    return tell(language, value, plain=plain)


def _special(language: str, value: Mapping[str, Any], *, plain: bool) -> str:
    if "id" in value:
        return _say(language, str(value["id"]), value.get("args") or {}, plain=plain)
    if "lines" in value:
        return "\n".join(tell(language, part, plain=plain) for part in value["lines"])
    if "money" in value:
        return money(language, int(value["money"]), str(value.get("currency", "RUB")))
    if "date" in value:
        return day(language, date.fromisoformat(value["date"]))
    if "window" in value:
        return str(value["window"]).replace("-", "–")
    if "datetime" in value:
        moment = datetime.fromisoformat(value["datetime"])
        local = moment.astimezone(_zone()) if moment.tzinfo else moment
        return f"{day(language, local.date())}, {local:%H:%M}"
    spoken = value.get(language) or next((value[other] for other in LANGUAGES if value.get(other)), "")
    return tell(language, spoken, plain=plain)


def _zone() -> ZoneInfo:
    return ZoneInfo(os.environ.get("SHOP_TIMEZONE") or "Europe/Moscow")
