"""What the tests of entities share: the shop's lists, a Friday noon, and `values` of a sentence."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from rasa_addons.nlu.lexicon import LOOKUPS, Lexicon, LexiconFolder
from rasa_addons.nlu.reading import read

FRIDAY_NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shop's own closed lists, without the live catalogue."""
    return LexiconFolder(LOOKUPS, None).current()


def values(text: str, intent: str | None = None, now: datetime = FRIDAY_NOON) -> list[tuple[str, object]]:
    """Entities of a sentence as (entity, value), in order."""
    return [(f.entity, f.value) for f in read(text, now, lexicon(), intent)]


def of(entity: str, text: str, intent: str | None = None) -> list[object]:
    """Values of one entity."""
    return [value for kind, value in values(text, intent) if kind == entity]
