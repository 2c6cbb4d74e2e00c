"""What a bouquet is made of, as a value: the same recipe has the same key, price and picture everywhere."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from florist.bouquets.errors import ColorNotGrown, RecipeInvalid
from florist.kit.canon import ADDONS, COLORS, FLOWERS, PALETTES, WRAPS

MAX_STEMS = 101


@dataclass(frozen=True, order=True)
class Stem:
    """``count`` stems of one flower in one colour."""

    flower: str
    color: str
    count: int


@dataclass(frozen=True)
class Recipe:
    """Stems in the order of the canon, add-ons and one wrap. Raises ``RecipeInvalid``."""

    stems: tuple[Stem, ...]
    addons: frozenset[str] = field(default_factory=frozenset)
    wrap: str = "kraft"

    def __post_init__(self) -> None:
        merged: dict[tuple[str, str], int] = {}
        for stem in self.stems:
            if stem.flower not in FLOWERS or stem.color not in COLORS or stem.color in PALETTES:
                raise RecipeInvalid(f"{stem.color} {stem.flower}")
            if stem.count < 1:
                raise RecipeInvalid(f"{stem.count} stems of {stem.flower}")
            merged[stem.flower, stem.color] = merged.get((stem.flower, stem.color), 0) + stem.count
        if not 1 <= sum(merged.values()) <= MAX_STEMS:
            raise RecipeInvalid(f"{sum(merged.values())} stems")
        if self.wrap not in WRAPS or not self.addons <= set(ADDONS):
            raise RecipeInvalid(f"{self.wrap}, {sorted(self.addons)}")
        order = sorted(merged, key=lambda pair: (FLOWERS.index(pair[0]), COLORS.index(pair[1])))
        object.__setattr__(self, "stems", tuple(Stem(f, c, merged[f, c]) for f, c in order))

    @property
    def count(self) -> int:
        """How many stems there are in all."""
        return sum(stem.count for stem in self.stems)

    @property
    def colors(self) -> tuple[str, ...]:
        """The colours in it, each once, in the order of the canon."""
        return tuple(color for color in COLORS if any(stem.color == color for stem in self.stems))

    @property
    def flowers(self) -> tuple[str, ...]:
        """The flowers in it, each once, in the order of the canon."""
        return tuple(flower for flower in FLOWERS if any(stem.flower == flower for stem in self.stems))

    @cached_property
    def key(self) -> str:
        """32 hexadecimal digits that name this recipe: pictures and cart lines are found by it."""
        text = json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def adorned(self, addons: Iterable[str]) -> "Recipe":
        """The same with these add-ons as well. Raises ``RecipeInvalid`` for what is none."""
        return Recipe(self.stems, self.addons | set(addons), self.wrap)

    def as_json(self) -> dict[str, Any]:
        """``{"stems": [[flower, color, count], …], "addons": […], "wrap": …}``, always in the same order."""
        return {
            "stems": [[stem.flower, stem.color, stem.count] for stem in self.stems],
            "addons": [addon for addon in ADDONS if addon in self.addons],
            "wrap": self.wrap,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Recipe":
        """The recipe that ``as_json`` wrote. Raises ``RecipeInvalid`` when it is not one."""
        try:
            stems = tuple(Stem(str(f), str(c), int(n)) for f, c, n in data["stems"])
            return cls(stems, frozenset(data.get("addons", ())), str(data.get("wrap", "kraft")))
        except (KeyError, TypeError, ValueError) as error:
            raise RecipeInvalid(str(error)) from error


def from_wish(
    colors: Sequence[str],
    count: int | Sequence[int],
    flowers: Sequence[str],
    addons: Iterable[str] = (),
    wrap: str = "kraft",
    palette: Mapping[str, Sequence[str]] | None = None,
) -> Recipe:
    """The recipe for what was said: ``count`` stems shared out evenly over flowers and colours.

    Several counts go to colours ("15 red and 10 white roses") or, failing that, to flowers, one by one.
    ``palette`` tells which colours each flower is grown in; without it every colour is taken to exist.
    Raises ``RecipeInvalid`` when nothing or too much is asked for, ``ColorNotGrown`` for a blue peony.
    """
    counts = [count] if isinstance(count, int) else list(count)
    if not flowers or not counts or min(counts) < 1 or sum(counts) > MAX_STEMS:
        raise RecipeInvalid(f"{counts} stems of {list(flowers)}")
    shares = _shares(list(dict.fromkeys(colors)) or ["mixed"], counts, list(dict.fromkeys(flowers)))
    stems: list[Stem] = []
    for share, group, hues in shares:
        pairs = _pairs(group, hues, palette)[:share]
        # Every flower gets a turn before any gets a second hue.
        for index, (flower, color) in enumerate(pairs):
            stems.append(Stem(flower, color, share // len(pairs) + (index < share % len(pairs))))
    return Recipe(tuple(stems), frozenset(addons), wrap)


def _shares(
    colors: list[str], counts: list[int], flowers: list[str]
) -> list[tuple[int, list[str], list[str]]]:
    """How many stems go to which flowers in which colours."""
    if len(counts) > 1 and len(counts) == len(colors) == len(flowers):
        return [(n, [f], [c]) for n, f, c in zip(counts, flowers, colors, strict=True)]
    if len(counts) > 1 and len(counts) == len(colors):
        return [(n, flowers, [c]) for n, c in zip(counts, colors, strict=True)]
    if len(counts) > 1 and len(counts) == len(flowers):
        return [(n, [f], colors) for n, f in zip(counts, flowers, strict=True)]
    return [(sum(counts), flowers, colors)]


def _pairs(
    flowers: list[str], colors: list[str], palette: Mapping[str, Sequence[str]] | None
) -> list[tuple[str, str]]:
    """Flower and colour pairs, first one colour for each flower, then the second, and so on."""
    hues = {flower: _grown(flower, colors, palette) for flower in flowers}
    missing = [color for color in colors if not any(_grown_one(h, color) for h in hues.values())]
    if missing or not all(hues.values()):
        flower = next((f for f in flowers if not hues[f]), flowers[0])
        raise ColorNotGrown(flower, (missing or colors)[0], list((palette or {}).get(flower, ())))
    depth = max(len(h) for h in hues.values())
    # Each flower starts at its own place in the colours, so that two flowers in two colours show both.
    return list(
        dict.fromkeys(
            (flower, hues[flower][(turn + place) % len(hues[flower])])
            for turn in range(depth)
            for place, flower in enumerate(flowers)
        )
    )


def _grown(flower: str, colors: list[str], palette: Mapping[str, Sequence[str]] | None) -> list[str]:
    every = [color for color in COLORS if color not in PALETTES]
    real = every if palette is None else [c for c in every if c in palette.get(flower, ())]
    asked: list[str] = []
    for color in colors:
        # Four hues of a palette already look like many; more look like leftovers.
        asked += [hue for hue in PALETTES.get(color, (color,)) if hue in real][:4]
    return list(dict.fromkeys(asked))


def _grown_one(hues: list[str], color: str) -> bool:
    return bool(set(PALETTES.get(color, (color,))) & set(hues))
