"""Where every head of a bouquet stands: a dome in spiral order, eased apart, the same for the same recipe."""

from dataclasses import dataclass
from math import atan2, cos, degrees, exp, hypot, pi, radians, sin, sqrt
from random import Random

import numpy as np

from florist.bouquets.painter.flowers import BLOOMS
from florist.bouquets.painter.palette import Pixels
from florist.bouquets.recipe import Recipe

FRAME = 1024  # Everything is laid out on a square of this many px.
GOLDEN = radians(137.508)
FLATTENED = 0.86  # We look at the dome from a little above.


@dataclass(frozen=True)
class Placed:
    """One head: its middle, width and height in px of a 1024 frame, lean in degrees, light about 1, and look."""

    flower: str
    color: str
    x: float
    y: float
    width: float
    height: float
    angle: float
    light: float
    variant: int
    flip: bool

    @property
    def size(self) -> float:
        """The larger side, px."""
        return max(self.width, self.height)


@dataclass(frozen=True)
class Shape:
    """The bouquet's outline in px: the dome's middle, its half-width with the heads, and where the stems meet."""

    cx: float
    cy: float
    dome: float
    edge: float
    tie: float
    foot: float

    def rim(self, angle: float, reach: float = 1.0) -> tuple[float, float]:
        """A point on the outline, degrees clockwise from the top."""
        turn = radians(angle)
        return self.cx + sin(turn) * self.edge * reach, self.cy - cos(turn) * self.edge * FLATTENED * reach


def arrange(recipe: Recipe) -> list[Placed]:
    """Every head of the recipe, as many as its ``count``, in the order of painting: the farthest first."""
    rng = seeded(recipe, "heads")
    shape = shape_of(recipe)
    spiral = _spiral(recipe.count, shape.dome, rng)
    crowd = _mingle(_seating(recipe, rng), spiral, rng)
    sizes = np.array([BLOOMS[flower].size for flower, _ in crowd], np.float32) * _diameter(recipe)
    tall = np.array([BLOOMS[flower].tall for flower, _ in crowd], np.float32)
    spots = _ease(spiral, shape.dome, sizes, tall) * (1, FLATTENED) + (shape.cx, shape.cy)
    # Many kinds make variety enough; each variant costs the time of painting it.
    variants = {1: 3, 2: 2, 3: 2}.get(len(recipe.stems), 1)
    crowding = min(0.85, 0.40 + recipe.count / 30)
    placed = [
        (
            _depth(flower, shape, x, y),
            _place(flower, color, float(x), float(y), float(size), shape, rng, variants, crowding),
        )
        for (flower, color), (x, y), size in zip(crowd, spots, sizes, strict=True)
    ]
    placed.sort(key=lambda pair: pair[0])
    return [head for _, head in placed]


def seeded(recipe: Recipe, purpose: str) -> Random:
    """Chance that depends on the stems alone: who adds a bear or changes the paper keeps the same flowers."""
    return Random(f"{purpose}/{Recipe(recipe.stems).key}")


def shape_of(recipe: Recipe) -> Shape:
    """The outline that the heads of this recipe fill, by their number and by what they stand in."""
    dome, half = _dome(recipe), _diameter(recipe) * _mean_size(recipe) / 2
    edge = dome + half * 0.86
    if recipe.wrap in ("box", "basket"):
        return Shape(512, 668 - edge * FLATTENED * 0.80, dome, edge, 668, 940)
    if recipe.wrap == "pot":
        return Shape(512, max(640 - edge * 1.05, edge * FLATTENED * 1.15 + 44), dome, edge, 690, 930)
    tie = 800 + 0.1 * dome if recipe.count > 1 else 790
    middle = 330 + dome * 0.20
    return Shape(512, max(middle, edge * FLATTENED * 1.34 + 6), dome, edge, tie, 962)


def _dome(recipe: Recipe) -> float:
    if recipe.count == 1:
        return 0.0
    room = 300 if recipe.wrap in ("box", "basket", "pot") else 326
    return room * (1 - exp(-sqrt(recipe.count) / 2.5))


def _diameter(recipe: Recipe) -> float:
    """How wide a rose would be among so many."""
    if recipe.count == 1:
        return 330 / sqrt(_mean_size(recipe))
    return min(250.0, 1.68 * _dome(recipe) / sqrt(recipe.count) * 1.52 / _mean_size(recipe))


def _mean_size(recipe: Recipe) -> float:
    return sqrt(sum(stem.count * BLOOMS[stem.flower].size ** 2 for stem in recipe.stems) / recipe.count)


def _seating(recipe: Recipe, rng: Random) -> list[tuple[str, str]]:
    """The heads from the middle outwards: every kind spread evenly, the grand ones nearer the middle."""
    seats = []
    for stem in recipe.stems:
        for k in range(stem.count):
            wish = (k + rng.random()) / stem.count + BLOOMS[stem.flower].outward
            seats.append((wish, stem.flower, stem.color))
    seats.sort()
    return [(flower, color) for _, flower, color in seats]


def _spiral(count: int, dome: float, rng: Random) -> Pixels:
    """Places in the order of a sunflower's seeds, a little astray: px from the middle, shape (count, 2)."""
    if count == 1:
        return np.zeros((1, 2))
    turn, wobble = rng.uniform(0, 2 * pi), dome / sqrt(count) * 0.16
    places = []
    for i in range(count):
        far, angle = dome * sqrt((i + 0.5) / count), i * GOLDEN + turn
        places.append(
            (far * cos(angle) + rng.uniform(-wobble, wobble), far * sin(angle) + rng.uniform(-wobble, wobble))
        )
    return np.array(places)


def _mingle(crowd: list[tuple[str, str]], places: Pixels, rng: Random) -> list[tuple[str, str]]:
    """Swap neighbours in rank while that keeps heads of one kind from standing in a clump."""
    kinds = np.array([sorted(set(crowd)).index(kind) for kind in crowd])
    if len(set(crowd)) == 1:
        return crowd
    gaps = ((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2)
    near = np.exp(-gaps / (2.2 * np.partition(gaps + np.eye(len(crowd)) * 1e9, 1, axis=1)[:, 1].mean()))
    seats, reach = list(crowd), max(2, len(crowd) // 3)
    for _ in range(14 * len(crowd)):
        i = rng.randrange(len(crowd))
        j = min(len(crowd) - 1, max(0, i + rng.randint(-reach, reach)))
        if kinds[i] == kinds[j]:
            continue
        mine, theirs = kinds == kinds[i], kinds == kinds[j]
        gain = (near[i] - near[j]) @ (mine.astype(float) - theirs) - 2 * (1 - near[i, j])
        if gain > 1e-9:
            kinds[i], kinds[j] = kinds[j], kinds[i]
            seats[i], seats[j] = seats[j], seats[i]
    return seats


def _ease(places: Pixels, dome: float, sizes: Pixels, tall: Pixels) -> Pixels:
    """Neighbours ease each other apart until no head hides another; none leaves the dome."""
    if len(places) == 1:
        return places
    count = len(places)
    wanted = (sizes[:, None] + sizes[None, :]) * 0.5 * 0.80
    slender = (tall[:, None] + tall[None, :]) / 2
    for _ in range(24):
        gaps = places[:, None, :] - places[None, :, :]
        apart = np.sqrt(gaps[..., 0] ** 2 + (gaps[..., 1] / slender) ** 2) + np.eye(count) * 1e6
        push = np.clip(wanted - apart, 0, None) / apart * 0.22
        places = places + (gaps * push[..., None]).sum(axis=1)
        reach = np.sqrt((places**2).sum(axis=1))
        places = places * np.minimum(1, dome / np.maximum(reach, 1e-3))[:, None]
    return places


def _depth(flower: str, shape: Shape, x: float, y: float) -> float:
    u, v = _on_dome(shape, x, y)
    behind = {"spike": 0.45, "upright": 0.08, "face": 0.0}[BLOOMS[flower].habit]
    return sqrt(max(0.0, 1 - 0.8 * (u * u + v * v))) * 0.9 + v * 0.35 - behind


def _on_dome(shape: Shape, x: float, y: float) -> tuple[float, float]:
    if not shape.dome:
        return 0.0, 0.0
    return (x - shape.cx) / shape.dome, (y - shape.cy) / (shape.dome * FLATTENED)


def _place(
    flower: str,
    color: str,
    x: float,
    y: float,
    size: float,
    shape: Shape,
    rng: Random,
    variants: int,
    crowding: float,
) -> Placed:
    bloom = BLOOMS[flower]
    u, v = _on_dome(shape, x, y)
    height = sqrt(max(0.0, 1 - 0.75 * hypot(u, v) ** 2))
    grown = size * (0.89 + 0.12 * height + 0.07 * v) * rng.uniform(0.96, 1.04)
    # A handful of flowers throws less shade than a hundred.
    shade = 0.22 * (1 - height) - 0.08 * v + 0.03 * u
    light = min(1.05, 1.01 - shade * crowding)
    lean = degrees(atan2(x - shape.cx, max(120.0, shape.tie - y)))
    turn = rng.uniform(-38, 38) if bloom.habit == "face" else lean * 0.85 + rng.uniform(-7, 7)
    tilt = 1 if bloom.habit != "face" else 0.16
    width, tall = (
        (grown, grown)
        if tilt == 1
        else (grown * (1 - tilt * u * u), grown * (1 - tilt * max(0.0, v) ** 2 - 0.05))
    )
    if bloom.habit == "spike":
        width, tall, y = grown * 1.15, grown * 1.35, y - grown * 0.18
    return Placed(
        flower, color, x, y, width, tall, turn, light, rng.randrange(variants),
        flip=bloom.habit != "face" and rng.random() < 0.5,
    )  # fmt: skip
