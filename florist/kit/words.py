"""The words of the shop's own processes: Fluent messages from ``locales/``, with values told as people tell them.

The same rules are kept by the generator inside Rasa; ``tests/contracts/words_*.json`` holds samples for both."""

import html
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

LOCALES = Path(__file__).resolve().parents[2] / "locales"
_NBSP = "\u00a0"
_SYMBOLS = {"RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "KZT": "₸", "BYN": "Br", "UAH": "₴", "JPY": "¥"}
_WHOLE = frozenset({"XTR", "JPY", "KRW", "VND", "CLP", "ISK"})
_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_DAYS = {"ru": "пн вт ср чт пт сб вс".split(), "en": "Mon Tue Wed Thu Fri Sat Sun".split()}


class WordsMissing(LookupError):
    """Nobody wrote this message in this language: a mistake of ours, found by the tests of words."""


def say(language: str, message: str, *, plain: bool = False, **values: Any) -> str:
    """The message ``message`` in ``language`` (``ru`` or ``en``), as HTML; ``plain=True`` for titles, where
    nothing is escaped. Raises :class:`WordsMissing`."""
    spoken = _format(language, message, values, plain=plain)
    if spoken is None:
        raise WordsMissing(f"{message!r} in {language!r}")
    return spoken


def knows(language: str, message: str) -> bool:
    """Whether somebody wrote ``message`` in ``language``."""
    return bundle(language).has_message(message)


def tell(language: str, value: Any, *, plain: bool = False) -> str:
    """A letter value (money, date, window, id, list, …) as a person reads it."""
    told = _value(language, value, plain=plain)
    return _number(language, told) if isinstance(told, (int, float)) else told


@cache
def bundle(language: str) -> FluentBundle:
    """All topics of one language in one bundle; the ids share a namespace."""
    made = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        made.add_resource(FluentResource(path.read_text(encoding="utf-8")), allow_overrides=True)
    return made


def _format(language: str, message: str, values: Mapping[str, Any], *, plain: bool) -> str | None:
    words = bundle(language)
    if not words.has_message(message):
        return None
    pattern = words.get_message(message).value
    if pattern is None:
        return None
    told = {name: _value(language, value, plain=plain) for name, value in values.items()}
    spoken, _errors = words.format_pattern(pattern, told)
    return str(spoken)


def _value(language: str, value: Any, *, plain: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return value if plain else html.escape(value, quote=False)
    if isinstance(value, (list, tuple)):
        return ", ".join(tell(language, part, plain=plain) for part in value)
    if isinstance(value, Mapping):
        return _mapping(language, value, plain=plain)
    raise TypeError(f"no words for {json.dumps(value, default=repr)}")


def _mapping(language: str, value: Mapping[str, Any], *, plain: bool) -> str | int | float:
    if "money" in value:
        return money(language, int(value["money"]), str(value.get("currency", "RUB")))
    if "date" in value:
        return day(language, date.fromisoformat(value["date"]))
    if "datetime" in value:
        moment = datetime.fromisoformat(value["datetime"])
        return f"{day(language, moment.date())}, {moment:%H:%M}"
    if "window" in value:
        return str(value["window"]).replace("-", "–")
    if "lines" in value:
        return "\n".join(tell(language, part, plain=plain) for part in value["lines"])
    if "id" in value:
        found = _format(language, str(value["id"]), value.get("args") or {}, plain=plain)
        return str(value["id"]) if found is None else found
    return _value(language, value.get(language, value.get("ru", "")), plain=plain)


def money(language: str, amount: int, currency: str) -> str:
    """``250000, RUB`` → ``2 500 ₽`` or ``₽2,500``; minor units only when there are any."""
    if currency == "XTR":
        return f"{_number(language, amount)}{_NBSP}⭐"
    whole, minor = (amount, 0) if currency in _WHOLE else divmod(abs(amount), 100)
    sign = "-" if amount < 0 and currency not in _WHOLE else ""
    digits = _number(language, whole)
    if minor:
        digits += ("," if language == "ru" else ".") + f"{minor:02d}"
    symbol = _SYMBOLS.get(currency, currency)
    if language == "ru" or symbol == currency:
        return f"{sign}{digits}{_NBSP}{symbol}"
    return f"{sign}{symbol}{digits}"


def day(language: str, value: date) -> str:
    """``21 ноября, сб`` · ``Sat, 21 November``."""
    month, name = _MONTHS[language][value.month - 1], _DAYS[language][value.weekday()]
    return f"{value.day} {month}, {name}" if language == "ru" else f"{name}, {value.day} {month}"


def _number(language: str, value: int | float) -> str:
    if isinstance(value, float) and not value.is_integer():
        text = f"{value:,}"
    else:
        text = f"{int(value):,}"
    if language == "ru":
        return text.replace(",", _NBSP).replace(".", ",")
    return text
