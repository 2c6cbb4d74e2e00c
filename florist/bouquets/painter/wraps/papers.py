"""Bouquets in sheets: kraft, matte, tulle, clear film, and the richer paper of the luxury wrap."""

from math import sin
from random import Random

from PIL import Image

from florist.bouquets.painter.arrangement import FLATTENED, Shape
from florist.bouquets.painter.palette import RGB, Ramp, blend_stops, ramp
from florist.bouquets.painter.wraps.luxury import gild, silk
from florist.bouquets.painter.wraps.sheets import Outline, lay_sheet, ring, smooth

FOUR = tuple[RGB, RGB, RGB, RGB]
MATTES: dict[str, FOUR] = {
    "rose": ((150, 96, 104), (214, 160, 166), (236, 196, 198), (250, 226, 224)),
    "mauve": ((104, 88, 126), (172, 154, 194), (206, 192, 222), (234, 226, 244)),
    "sage": ((96, 112, 92), (160, 178, 150), (194, 208, 184), (226, 234, 218)),
    "pearl": ((150, 144, 138), (216, 210, 202), (238, 234, 226), (252, 250, 246)),
    "sky": ((92, 116, 144), (154, 182, 210), (192, 214, 232), (226, 238, 248)),
}
BESIDE = {
    "red": "pearl", "white": "sage", "pink": "rose", "yellow": "sky", "orange": "sage", "purple": "mauve",
    "blue": "sky",
    "cream": "rose", "green": "pearl", "burgundy": "rose",
}  # fmt: skip
TULLE: FOUR = ((176, 158, 168), (226, 208, 214), (246, 234, 238), (255, 252, 253))
FILM: FOUR = ((150, 172, 184), (204, 222, 230), (234, 244, 248), (255, 255, 255))


def fan(shape: Shape, rng: Random, *, reach: float, peaks: int, pointed: float) -> list[tuple[float, float]]:
    """The sheet behind: peaks about the dome from shoulder to shoulder, then down to the tie."""
    points = []
    for i in range(peaks):
        angle = -122 + 244 * i / (peaks - 1) + rng.uniform(-5, 5)
        far = (reach + 36 / shape.edge - 0.1) * (1 + (pointed if i % 2 else 0.0)) * rng.uniform(0.98, 1.03)
        points.append(shape.rim(angle, far))
    return [*points, (shape.cx + 26, shape.tie), (shape.cx - 26, shape.tie)]


def neckline(shape: Shape, *, reach: float, wave: float = 0.0) -> list[tuple[float, float]]:
    """The upper edge of the sheets before, under the lowest heads from the left shoulder to the right."""
    points = ring(shape.cx, shape.cy, shape.edge * reach, shape.edge * FLATTENED * reach, -106, -254)
    return [(x + wave * sin(i * 1.9), y + wave * sin(i * 2.3)) for i, (x, y) in enumerate(points)]


def cone(neck: Outline, shape: Shape) -> list[tuple[float, float]]:
    """One sheet before all the flowers, bellied out so that the lowest heads stand inside it."""
    return [*_side(shape, -1), *neck, *_side(shape, 1)[::-1], *tie_points(shape)]


def flap(neck: Outline, shape: Shape, *, right: bool) -> list[tuple[float, float]]:
    """The half of the cone that comes from one side and crosses the middle a little."""
    cut = round(len(neck) * 0.66)
    if right:
        return [*neck[len(neck) - cut :], *_side(shape, 1)[::-1], *tie_points(shape)]
    return [*_side(shape, -1), *neck[:cut], *tie_points(shape)]


def _side(shape: Shape, side: int) -> list[tuple[float, float]]:
    """The outer edge of a flap, from low to its shoulder."""
    return [
        shape.rim(side * angle, reach)
        for angle, reach in ((146, 1.06), (134, 1.11), (118, 1.13), (103, 1.08))
    ]


def skirt(shape: Shape, rng: Random, spread: float) -> list[tuple[float, float]]:
    """The gathered end of the paper under the tie."""
    hem = shape.foot - 16
    teeth = [(shape.cx + spread * (1 - i / 3), hem + rng.uniform(-10, 16) - 8 * abs(i - 3)) for i in range(7)]
    return [(shape.cx - 24, shape.tie), (shape.cx + 24, shape.tie), *teeth]


def paper_shades(wrap: str, colors: tuple[str, ...], luxury: bool) -> Ramp:
    """The colour of the paper, chosen to go with the flowers."""
    if wrap == "kraft":
        return ramp("kraft")
    if luxury:
        return silk(colors)
    return blend_stops(MATTES[BESIDE[colors[0]]])


def behind(
    picture: Image.Image, shape: Shape, wrap: str, shades: Ramp, rng: Random, lining: Ramp | None
) -> None:
    """Everything of the wrap that the flowers stand before; ``lining`` is the silk of the luxury wrap."""
    tie = (shape.cx, shape.tie)
    if lining is not None:
        _lining(picture, shape, lining, rng, reach=1.18 if wrap in ("kraft", "matte") else 1.08)
    if wrap == "tulle":
        _net_behind(picture, shape, rng)
        return
    if wrap == "clear":
        film = fan(shape, rng, reach=1.20, peaks=9, pointed=0.10)
        lay_sheet(
            picture,
            film,
            blend_stops(FILM),
            tie,
            folds=9,
            depth=0.3,
            level=0.7,
            opacity=0.34,
            edge=150,
            shadow=26,
        )
        return
    if lining is not None:
        return
    for i in range(2):
        sheet = fan(
            shape,
            rng,
            reach=1.19 - 0.07 * i,
            peaks=7 if wrap == "kraft" else 9,
            pointed=0.10 if wrap == "kraft" else 0.06,
        )
        if wrap == "matte":
            sheet = [*smooth(sheet[:-2], 4)[: 8 * 4], *tie_points(shape)]
        lay_sheet(
            picture, sheet, shades, tie, folds=8, phase=i * 2.4, level=0.50 + 0.08 * i,
            grain=0.10 if wrap == "kraft" else 0.0,
            edge=120 if wrap == "matte" else 60, shadow=90,
        )  # fmt: skip


def _net_behind(picture: Image.Image, shape: Shape, rng: Random) -> None:
    for i in range(3):
        cloud = smooth(fan(shape, rng, reach=1.22 - 0.05 * i, peaks=17, pointed=0.07)[:-2])
        lay_sheet(
            picture, [*cloud[: 16 * 8], *tie_points(shape)], blend_stops(TULLE), (shape.cx, shape.tie),
            folds=15,
            phase=i * 2, depth=0.2, level=0.7, opacity=0.42, edge=110, shadow=30,
        )  # fmt: skip


def _lining(picture: Image.Image, shape: Shape, shades: Ramp, rng: Random, *, reach: float) -> None:
    """Three leaves of silk with gilded edges."""
    for i in range(3):
        sheet = fan(shape, rng, reach=reach - 0.06 * i, peaks=7, pointed=0.10)
        lay_sheet(
            picture, sheet, shades, (shape.cx, shape.tie), folds=8, phase=i * 2.4, level=0.50 + 0.07 * i
        )
        gild(picture, sheet[:-2])


def tie_points(shape: Shape) -> list[tuple[float, float]]:
    """Where a sheet is gathered, right then left."""
    return [(shape.cx + 26, shape.tie), (shape.cx - 26, shape.tie)]


def before(picture: Image.Image, shape: Shape, wrap: str, shades: Ramp, rng: Random, luxury: bool) -> None:
    """Everything of the wrap that stands before the flowers."""
    tie = (shape.cx, shape.tie)
    spread = 62 + shape.edge * 0.12
    if wrap == "tulle":
        tulle = blend_stops(TULLE)
        lay_sheet(
            picture,
            skirt(shape, rng, spread * 1.2),
            tulle,
            tie,
            folds=9,
            depth=0.2,
            level=0.8,
            opacity=0.7,
            edge=120,
            shadow=30,
        )
        for i in range(2):
            lay_sheet(
                picture, cone(neckline(shape, reach=1.00 - 0.05 * i, wave=8), shape), tulle, tie, folds=14, phase=i * 2,
                depth=0.22, level=0.74,
                opacity=0.62, edge=130, shadow=36,
            )  # fmt: skip
        return
    if wrap == "clear":
        film = blend_stops(FILM)
        lay_sheet(
            picture,
            skirt(shape, rng, spread),
            film,
            tie,
            folds=7,
            depth=0.3,
            level=0.75,
            opacity=0.36,
            edge=150,
            shadow=14,
        )
        lay_sheet(
            picture,
            cone(neckline(shape, reach=0.98), shape),
            film,
            tie,
            folds=8,
            depth=0.4,
            level=0.7,
            opacity=0.30,
            edge=170,
            shadow=14,
        )
        return
    grain = 0.10 if wrap == "kraft" else 0.0
    edge = 130 if wrap == "matte" or luxury else 70
    lay_sheet(
        picture,
        skirt(shape, rng, spread),
        shades,
        tie,
        folds=7,
        level=0.52,
        depth=0.14,
        grain=grain,
        edge=edge,
    )
    neck = neckline(shape, reach=0.94, wave=0.0 if wrap == "kraft" else 3.0)
    lay_sheet(
        picture, flap(neck, shape, right=False), shades, tie, folds=6, level=0.60, grain=grain, edge=edge
    )
    lay_sheet(
        picture,
        flap(neck, shape, right=True),
        shades,
        tie,
        folds=6,
        phase=2,
        level=0.68,
        grain=grain,
        edge=edge,
    )
    if luxury:
        gild(picture, neck)
