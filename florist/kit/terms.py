"""Letter values for canonical words: the ids that ``locales/*/terms.ftl`` holds."""

from typing import Any

Value = Any
"""An argument of a letter: text, number, ``{"id", "args"}``, ``{"ru", "en"}``, lists of these."""


def term(kind: str, code: str) -> dict[str, Any]:
    """The word for a canonical value: ``term("occasion", "birthday")``."""
    return {"id": f"{kind}-{code}"}


def stems(flower: str, color: str | None, count: int) -> dict[str, Any]:
    """«15 красных роз», "15 red roses"; without a colour «15 роз»."""
    if color is None:
        return {"id": f"flower-stems-{flower}", "args": {"count": count}}
    return {"id": f"colored-stems-{flower}", "args": {"count": count, "color": color}}
