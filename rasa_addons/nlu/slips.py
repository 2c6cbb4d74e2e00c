"""When two spellings are one slip of the finger apart, and when they sound the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

REFLEXIVE = re.compile("ть?ся$")
GENITIVE = re.compile("(?<=[ое])го$")
TWICE = re.compile(r"(.)\1+")
# Vowels that are one without the stress, consonants that are one at the end of a word.
RUSSIAN_SOUNDS = str.maketrans("оеэяыбвгджз", "аиииипфктшс", "ьъ")
ENGLISH_SOUNDS = str.maketrans("eyckqz", "iikkks")


def one_slip(a: str, b: str) -> bool:
    """Whether they are equal, or one letter was added, lost or changed, or two neighbours swapped."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[head:], b[head:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def without_a_letter(form: str) -> Iterator[str]:
    """The form itself and every form with one letter less: words a slip apart have one of these in common."""
    yield form
    for at in range(len(form)):
        yield form[:at] + form[at + 1 :]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a lower-case word is heard, roughly: "извиница" and "извиниться", "нарцысы" and "нарциссы" are one."""
    if word[:1].isascii():
        heard = word.replace("ph", "f").replace("ou", "u").translate(ENGLISH_SOUNDS)
    else:
        heard = GENITIVE.sub("во", REFLEXIVE.sub("ца", word)).replace("сч", "щ").translate(RUSSIAN_SOUNDS)
    return TWICE.sub(r"\1", heard)
