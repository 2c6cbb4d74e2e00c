"""How each flower of the canon is painted and how it stands in a bouquet."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.flowers.clusters import gypsophila, hydrangea, mimosa
from florist.bouquets.painter.flowers.cups import calla, tulip
from florist.bouquets.painter.flowers.daisies import anemone, chrysanthemum, daisy, gerbera, sunflower
from florist.bouquets.painter.flowers.rosettes import carnation, eustoma, peony, ranunculus, rose
from florist.bouquets.painter.flowers.spikes import freesia, hyacinth, lavender
from florist.bouquets.painter.flowers.stars import alstroemeria, iris, lily, narcissus, orchid
from florist.bouquets.painter.palette import Ramp

Brush = Callable[[Canvas, Ramp, Random], None]
# A face may be turned any way; an upright one leans with its stem; a spike grows along it and needs headroom.
Habit = Literal["face", "upright", "spike"]


@dataclass(frozen=True)
class Bloom:
    """A flower's brush, its size beside a rose, habit, wish to stand far from the middle, height to width,
    and whether its sprite has a stem of its own that reaches the bottom of the frame."""

    brush: Brush
    size: float = 1.0
    habit: Habit = "face"
    outward: float = 0.0
    tall: float = 1.0
    stemmed: bool = False


BLOOMS: dict[str, Bloom] = {
    "rose": Bloom(rose, outward=-0.1),
    "tulip": Bloom(tulip, 1.22, "upright", tall=1.5, stemmed=True),
    "peony": Bloom(peony, 1.22, outward=-0.25),
    "lily": Bloom(lily, 1.36, outward=-0.2),
    "chrysanthemum": Bloom(chrysanthemum, 1.0),
    "gerbera": Bloom(gerbera, 1.12, outward=-0.1),
    "orchid": Bloom(orchid, 1.12, "upright", -0.1),
    "hydrangea": Bloom(hydrangea, 1.45, outward=-0.35),
    "carnation": Bloom(carnation, 0.95),
    "sunflower": Bloom(sunflower, 1.32, outward=-0.3),
    "eustoma": Bloom(eustoma, 1.06),
    "iris": Bloom(iris, 1.15, "upright", 0.1, stemmed=True),
    "alstroemeria": Bloom(alstroemeria, 0.95, "upright"),
    "freesia": Bloom(freesia, 1.15, "upright", 0.15, stemmed=True),
    "ranunculus": Bloom(ranunculus, 0.92),
    "daisy": Bloom(daisy, 0.82, outward=0.1),
    "gypsophila": Bloom(gypsophila, 1.12, "upright", 0.35, stemmed=True),
    "lavender": Bloom(lavender, 1.15, "spike", 0.5, tall=1.4, stemmed=True),
    "anemone": Bloom(anemone, 0.98),
    "hyacinth": Bloom(hyacinth, 1.25, "spike", 0.05, tall=1.5, stemmed=True),
    "narcissus": Bloom(narcissus, 0.95),
    "mimosa": Bloom(mimosa, 1.2, "upright", 0.3, stemmed=True),
    "calla": Bloom(calla, 1.3, "upright", 0.05, tall=1.5, stemmed=True),
}
