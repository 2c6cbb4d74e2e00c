"""Where every head of a bouquet stands: a dome in spiral order, eased apart, the same for the same recipe."""

from dataclasses import dataclass
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
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
    rng = Random(recipe.key)
    crowd = _seating(recipe, rng)
    shape = shape_of(recipe)
    sizes = np.array([BLOOMS[flower].size for flower, _ in crowd], np.float32) * _diameter(recipe)
    spots = _spread(len(crowd), shape, sizes, rng)
    placed = [
        (_depth(flower, shape, x, y), _place(flower, color, float(x), float(y), float(size), shape, rng))
        for (flower, color), (x, y), size in zip(crowd, spots, sizes, strict=True)
    ]
    placed.sort(key=lambda pair: pair[0])
    return [head for _, head in placed]


def shape_of(recipe: Recipe) -> Shape:
    """The outline that the heads of this recipe fill, by their number and by what they stand in."""
    dome, half = _dome(recipe), _diameter(recipe) * _mean_size(recipe) / 2
    edge = dome + half * 0.86
    if recipe.wrap in ("box", "basket"):
        return Shape(512, 668 - edge * FLATTENED * 0.80, dome, edge, 668, 940)
    if recipe.wrap == "pot":
        return Shape(512, max(650 - edge * 1.35, edge * FLATTENED + 40), dome, edge, 690, 930)
    tie = 800 if recipe.count > 1 else 790
    middle = min(tie - edge * FLATTENED - 130 - 0.1 * dome, 330 + dome * 0.28)
    return Shape(512, max(middle, edge * FLATTENED + 58), dome, edge, tie, 950)


def _dome(recipe: Recipe) -> float:
    if recipe.count == 1:
        return 0.0
    room = 300 if recipe.wrap in ("box", "basket", "pot") else 340
    return room * (1 - exp(-sqrt(recipe.count) / 3.0))


def _diameter(recipe: Recipe) -> float:
    """How wide a rose would be among so many."""
    if recipe.count == 1:
        return 330 / sqrt(_mean_size(recipe))
    return min(225.0, 1.68 * _dome(recipe) / sqrt(recipe.count) * 1.52 / _mean_size(recipe))


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


def _spread(count: int, shape: Shape, sizes: Pixels, rng: Random) -> Pixels:
    """Middles of the heads in px, shape (count, 2): a sunflower spiral, then neighbours ease each other apart."""
    turn = rng.uniform(0, 2 * np.pi)
    order = np.arange(count, dtype=np.float32)
    far = np.sqrt((order + 0.5) / count) * shape.dome if count > 1 else np.zeros(1, np.float32)
    wobble = shape.dome / sqrt(count) * 0.16
    drift = np.array(
        [[rng.uniform(-wobble, wobble), rng.uniform(-wobble, wobble)] for _ in range(count)], np.float32
    )
    spots = (
        np.stack([np.cos(order * GOLDEN + turn), np.sin(order * GOLDEN + turn)], axis=1) * far[:, None]
        + drift
    )
    wanted = (sizes[:, None] + sizes[None, :]) * 0.5 * 0.80
    for _ in range(24 if count > 1 else 0):
        gaps = spots[:, None, :] - spots[None, :, :]
        apart = np.sqrt((gaps**2).sum(axis=2)) + np.eye(count, dtype=np.float32) * 1e6
        push = np.clip(wanted - apart, 0, None) / apart * 0.22
        spots = spots + (gaps * push[..., None]).sum(axis=1)
        reach = np.sqrt((spots**2).sum(axis=1))
        spots = spots * np.minimum(1, shape.dome / np.maximum(reach, 1e-3))[:, None]
    placed: Pixels = (spots * np.array([1, FLATTENED]) + np.array([shape.cx, shape.cy])).astype(np.float32)
    return placed


def _depth(flower: str, shape: Shape, x: float, y: float) -> float:
    u, v = _on_dome(shape, x, y)
    behind = {"spike": 0.45, "upright": 0.08, "face": 0.0}[BLOOMS[flower].habit]
    return sqrt(max(0.0, 1 - 0.8 * (u * u + v * v))) * 0.9 + v * 0.35 - behind


def _on_dome(shape: Shape, x: float, y: float) -> tuple[float, float]:
    if not shape.dome:
        return 0.0, 0.0
    return (x - shape.cx) / shape.dome, (y - shape.cy) / (shape.dome * FLATTENED)


def _place(flower: str, color: str, x: float, y: float, size: float, shape: Shape, rng: Random) -> Placed:
    bloom = BLOOMS[flower]
    u, v = _on_dome(shape, x, y)
    height = sqrt(max(0.0, 1 - 0.75 * hypot(u, v) ** 2))
    grown = size * (0.90 + 0.12 * height + 0.05 * v) * rng.uniform(0.96, 1.04)
    light = min(1.06, 0.74 + 0.28 * height + 0.05 * v - 0.03 * u)
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
        flower, color, x, y, width, tall, turn, light, rng.randrange(3),
        flip=bloom.habit != "face" and rng.random() < 0.5,
    )  # fmt: skip
