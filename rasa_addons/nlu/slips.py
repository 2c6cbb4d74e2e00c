"""When two spellings are one slip of the finger apart."""

from __future__ import annotations

from collections.abc import Iterator


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
