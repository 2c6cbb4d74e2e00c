"""A message as a page of the calendar: its words in proper spelling, and the days that numbers can mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rasa_addons.nlu.daywords import correct
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.vocabulary import lemma
from rasa_addons.nlu.words import Word


@dataclass(frozen=True)
class Day:
    """words[first..last] mean this date; `named` when said with its month in words."""

    first: int
    last: int
    date: date
    named: bool = False
    time: str = ""


class Page:
    """`now` is when the message came; `taken` are words that mean something else."""

    def __init__(
        self, words: Sequence[Word], numbers: Sequence[Number], now: datetime, taken: set[int]
    ) -> None:
        self.words = words
        self.now = now
        self.today = now.date()
        self.normals = [correct(word.normal) if word.kind == "word" else word.normal for word in words]
        self.lemmas = [
            word.lemma if word.normal == normal else lemma(normal)
            for word, normal in zip(words, self.normals, strict=False)
        ]
        self.numbers = {n.first: n for n in numbers}
        self.taken = taken

    def _normal(self, at: int) -> str:
        return self.normals[at] if 0 <= at < len(self.normals) else ""

    def _lemma(self, at: int) -> str:
        return self.lemmas[at] if 0 <= at < len(self.lemmas) else ""

    def _exact(self, first: int, last: int, year: int, month: int, day: int) -> Day | None:
        try:
            return Day(first, last, date(year, month, day))
        except ValueError:
            return None

    def _next(self, day: int, month: int) -> date | None:
        """The nearest such day from today on; None when there is no such day."""
        for year in range(self.today.year, self.today.year + 5):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if found >= self.today:
                return found
        return None
