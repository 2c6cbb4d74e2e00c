"""What a reader found: an entity, its canonical value and where it stands in the message."""

from __future__ import annotations

from dataclasses import dataclass, replace

Value = str | int | float


@dataclass(frozen=True)
class Found:
    """text[start:end] means `value`; `refused` when the customer does not want it, `reader` tells who says so.

    `first` and `last` are the places of its first and last word among the words of the message.
    """

    entity: str
    value: Value
    start: int
    end: int
    first: int
    last: int
    reader: str = ""
    refused: bool = False

    def refuse(self) -> Found:
        """The same, unwanted."""
        return replace(self, refused=True)

    @property
    def length(self) -> int:
        """Characters it covers."""
        return self.end - self.start

    def overlaps(self, other: Found) -> bool:
        """Whether both cover a common character."""
        return self.start < other.end and other.start < self.end
