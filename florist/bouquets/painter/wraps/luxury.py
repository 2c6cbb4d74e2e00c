"""The luxury wrap: heavy silk paper with a gilded edge, for every way a bouquet can be held."""

from math import cos, pi, sin

from PIL import Image, ImageDraw

from florist.bouquets.painter.arrangement import Shape
from florist.bouquets.painter.palette import RGB, Ramp, blend_stops
from florist.bouquets.painter.wraps.sheets import lay_sheet

SILKS: dict[str, tuple[RGB, RGB, RGB, RGB]] = {
    "noir": ((8, 8, 12), (30, 30, 38), (58, 58, 70), (128, 124, 134)),
    "pearl": ((150, 142, 132), (222, 215, 205), (244, 239, 231), (255, 253, 249)),
}
GILT = (206, 164, 84, 230)
Path = list[tuple[float, float]]


def silk_name(colors: tuple[str, ...]) -> str:
    """Pale flowers glow on black, deep ones on pearl."""
    return "noir" if any(color in ("white", "cream", "pink", "yellow") for color in colors) else "pearl"


def silk(colors: tuple[str, ...]) -> Ramp:
    """The shades of the silk paper for these flowers."""
    return blend_stops(SILKS[silk_name(colors)])


def gild(picture: Image.Image, path: Path, width: int = 3) -> None:
    """A gold line along an edge."""
    xs, ys = [int(x) for x, _ in path], [int(y) for _, y in path]
    left, top = min(xs) - 4, min(ys) - 4
    layer = Image.new("RGBA", ((max(xs) - left + 8) * 2, (max(ys) - top + 8) * 2))
    points = [((x - left) * 2, (y - top) * 2) for x, y in path]
    ImageDraw.Draw(layer).line(points, GILT, width * 2, "curve")
    gold = layer.reduce(2)
    crop = (
        max(0, -left),
        max(0, -top),
        min(gold.width, picture.width - left),
        min(gold.height, picture.height - top),
    )
    picture.alpha_composite(gold, (left + crop[0], top + crop[1]), crop)


def cuff(picture: Image.Image, shape: Shape, shades: Ramp, half: float) -> None:
    """Silk about the bare stems of a hand-tied bouquet."""
    top = [(shape.cx + (half + 40) * (1 - i / 4), shape.tie - 92 + 16 * (i % 2)) for i in range(9)]
    hem = [(shape.cx - (half + 26) + (half + 26) * i / 3, shape.tie + 74 - 14 * (i % 2)) for i in range(7)]
    waist = half * 0.62
    outline = [*top, (shape.cx - waist, shape.tie), *hem, (shape.cx + waist, shape.tie)]
    lay_sheet(picture, outline, shades, (shape.cx, shape.tie), folds=6, level=0.62, depth=0.14, edge=60)
    gild(picture, top)
    gild(picture, hem)


def cloth(picture: Image.Image, shape: Shape, shades: Ramp, wide: float) -> None:
    """Silk folded over the rim of a basket, in scallops."""
    reach = wide / 2 + 16
    rim = _bow(shape, reach, 0.0, 30)
    hem = [
        (x, y + 52 + 13 * abs(sin(i * pi / 5)))
        for i, (x, y) in enumerate(_bow(shape, reach, 0.0, 30, steps=30))
    ]
    lay_sheet(
        picture, [*rim, *hem[::-1]], shades, (shape.cx, shape.tie - 260), folds=26, level=0.66, depth=0.12
    )
    gild(picture, hem)


def sleeve(picture: Image.Image, shape: Shape, shades: Ramp, wide: float) -> None:
    """Silk gathered about a pot, its corners standing up around the rim."""
    top = [
        (shape.cx + (wide / 2 + 34) * (1 - i / 6), shape.tie - 6 + 34 * (i % 2) + 16 * sin(pi * i / 12))
        for i in range(13)
    ]
    low = [
        (shape.cx + wide * 0.37 * cos(pi * (1 - i / 10)), shape.foot - 14 + 14 * sin(pi * i / 10))
        for i in range(11)
    ]
    lay_sheet(
        picture, [*top, *low], shades, (shape.cx, shape.foot + 260), folds=22, level=0.68, depth=0.13, edge=50
    )
    gild(picture, top)


def _bow(shape: Shape, reach: float, down: float, curve: float, steps: int = 20) -> Path:
    """The front half of a rim from left to right."""
    return [
        (shape.cx - reach * cos(pi * i / steps), shape.tie + down + curve * sin(pi * i / steps))
        for i in range(steps + 1)
    ]
