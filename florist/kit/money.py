"""Money as whole minor units of one currency (ISO 4217; ``XTR`` are Telegram Stars, which have no minor unit)."""

from collections.abc import Iterable
from dataclasses import dataclass

# Telegram's currencies.json gives the exponent of each currency; these are the ones that are not 2.
_EXPONENTS = {"XTR": 0, "JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0}


@dataclass(frozen=True, order=True)
class Money:
    """An amount in minor units (kopecks, cents; whole Stars)."""

    amount: int
    currency: str = "RUB"

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.amount * count, self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")

    @property
    def exponent(self) -> int:
        """How many decimal places the currency has."""
        return _EXPONENTS.get(self.currency, 2)

    @property
    def value(self) -> dict[str, int | str]:
        """The letter form that the words understand: ``{"money": 250000, "currency": "RUB"}``."""
        return {"money": self.amount, "currency": self.currency}

    @classmethod
    def major(cls, amount: int | float, currency: str = "RUB") -> "Money":
        """From whole units as people say them: 2500 (roubles) → 250000 kopecks."""
        return cls(round(amount * 10 ** cls(0, currency).exponent), currency)

    @classmethod
    def total(cls, parts: Iterable["Money"], currency: str = "RUB") -> "Money":
        """The sum of ``parts``; zero of ``currency`` when there are none."""
        result = cls(0, currency)
        for part in parts:
            result = result + part
        return result
