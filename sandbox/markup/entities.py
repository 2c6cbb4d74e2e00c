"""Text with entities, whose offsets count UTF-16 units."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.limits import units

Entity = dict[str, Any]


@dataclass(frozen=True)
class Formatted:
    text: str
    entities: list[Entity] = field(default_factory=list)


def trimmed(given: Formatted) -> Formatted:
    """Without the white space around it; entities keep to what is left."""
    left = len(given.text) - len(given.text.lstrip())
    text = given.text.strip()
    if text == given.text:
        return given
    shift, end = units(given.text[:left]), units(text)
    kept = []
    for entity in given.entities:
        start = max(0, entity["offset"] - shift)
        stop = min(end, entity["offset"] + entity["length"] - shift)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return Formatted(text, kept)


@dataclass
class Builder:
    """Collects plain text and closed entities while a parser walks over the markup."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Entity] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)

    def close(self, start: int, entity: Entity) -> None:
        if self.length > start:
            self.entities.append({**entity, "offset": start, "length": self.length - start})

    def done(self) -> Formatted:
        ordered = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted("".join(self.parts), ordered)
