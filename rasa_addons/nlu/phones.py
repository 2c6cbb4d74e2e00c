"""Telephone numbers as E.164, by Google's rules; a number without a country is Russian."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.words import Word

SHOP_COUNTRY = "RU"
# At least ten digits with the marks that people put between them: cheap to look for, proved by the library.
CANDIDATE = re.compile(r"(?<![\w/])\+?\d[\d\s().\-–—]{8,22}\d(?!\w)")


def read_phones(text: str, words: Sequence[Word]) -> list[Found]:
    """Valid telephone numbers of the message."""
    found: list[Found] = []
    for match in CANDIDATE.finditer(text):
        number = _parsed(match.group())
        if number is not None:
            inside = [
                at for at, word in enumerate(words) if match.start() <= word.start and word.end <= match.end()
            ]
            found.append(Found("phone", number, match.start(), match.end(), inside[0], inside[-1], "phones"))
    return found


def look_like_phones(text: str, words: Sequence[Word]) -> set[int]:
    """Words inside what has the length of a telephone number: wrong ones are no prices either."""
    spans = [m.span() for m in CANDIDATE.finditer(text) if sum(ch.isdigit() for ch in m.group()) >= 10]
    return {
        at for at, word in enumerate(words) for start, end in spans if start <= word.start and word.end <= end
    }


def _parsed(candidate: str) -> str | None:
    import phonenumbers

    digits = re.sub(r"\D", "", candidate)
    if not 10 <= len(digits) - 2 * digits.startswith("00") <= 15:
        return None
    spellings = [candidate]
    if not candidate.startswith("+"):
        # "7 903 ..." and "380 ..." are international numbers that lost their plus.
        spellings.append("+" + digits)
    if digits.startswith("00"):
        spellings = ["+" + digits[2:]]  # how one dials abroad
    for spelling in spellings:
        try:
            number = phonenumbers.parse(spelling, SHOP_COUNTRY)
        except phonenumbers.NumberParseException:
            continue
        told_country = candidate.startswith("+") and phonenumbers.is_possible_number(number)
        if phonenumbers.is_valid_number(number) or told_country:
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None
