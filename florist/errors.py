"""One tree of refusals. A code is the word that every door translates: ``error-<code>`` in ``locales/``."""

from typing import ClassVar


class FloristError(Exception):
    """The shop said no, and the customer may know why."""

    code: ClassVar[str] = "general"

    @property
    def details(self) -> dict[str, object]:
        """What the words of the refusal need: its public attributes, as letter values."""
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}


class NotFound(FloristError):
    """There is no such thing, or it belongs to somebody else (which is not told)."""

    code = "not_found"


class Conflict(FloristError):
    """The wish was fine a minute ago; somebody was faster."""

    code = "conflict"


class Invalid(FloristError):
    """The wish cannot be understood or is out of bounds."""

    code = "invalid"


class Forbidden(FloristError):
    """This person may not do that."""

    code = "forbidden"


class Unavailable(FloristError):
    """Something we depend on does not answer; trying later may help."""

    code = "unavailable"
