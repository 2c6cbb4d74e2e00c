"""Telephone numbers as E.164, by Google's rules; a number without a country is Russian."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.words import Word

SHOP_COUNTRY = "RU"
# At least ten digits with the marks that people put between them: cheap to look for, proved by the library.
# Dictated, a number falls into at least these: "восемь, девятьсот шестнадцать, сто двадцать три, сорок пять, ноль пять".
FEWEST_SPOKEN = 4
SPOKEN_DIGITS = 11
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


def read_spoken_phones(words: Sequence[Word], numbers: Sequence[Number]) -> list[Found]:
    """Numbers dictated in groups as they come: "восемь девятьсот шестнадцать …", "plus seven nine one six …"."""
    found: list[Found] = []
    at = 0
    while at < len(numbers):
        for size in range(min(SPOKEN_DIGITS, len(numbers) - at), FEWEST_SPOKEN - 1, -1):
            group = numbers[at : at + size]
            phone = _spoken(words, group)
            if phone is not None:
                start, end = group[0].start, group[-1].end
                found.append(Found("phone", phone, start, end, group[0].first, group[-1].last, "phones"))
                break
        else:
            size = 1
        at += size
    return found


def _spoken(words: Sequence[Word], group: Sequence[Number]) -> str | None:
    """The telephone number that these say together, when nothing stands between them."""
    together = all(
        all(word.text in ",-–" for word in words[left.last + 1 : right.first])
        for left, right in pairwise(group)
    )
    plain = all(n.is_whole and not n.thousands and not n.heap for n in group) and any(n.spoken for n in group)
    if not together or not plain:
        return None
    digits = "".join(str(int(n.value)) for n in group)
    return _parsed(digits) if len(digits) == SPOKEN_DIGITS else None


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
