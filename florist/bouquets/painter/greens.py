"""Leaves that frame the heads and fill between them, and the stems below."""

from functools import lru_cache
from math import atan2, cos, degrees, radians, sin
from random import Random

from PIL import Image, ImageDraw

from florist.bouquets.painter.arrangement import FLATTENED, Placed, Shape
from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.flowers import BLOOMS
from florist.bouquets.painter.flowers.rosettes import polar
from florist.bouquets.painter.palette import ramp, tone
from florist.bouquets.painter.sprites import stamp

KINDS = ("ruscus", "eucalyptus", "fern", "salal")
AIRY = ("eucalyptus", "ruscus", "fern")


@lru_cache(maxsize=16)
def leaf(kind: str, shades: str = "leaf") -> Image.Image:
    """A sprig that grows from the bottom of its 256 px square to the top."""
    canvas = Canvas(256)
    colours = ramp(shades)
    if kind == "salal":
        canvas.petal(
            colours,
            (0.0, 0.98),
            0,
            1.9,
            0.52,
            shape=(0.55, 0.75),
            tones=(0.25, 0.62),
            cup=0.1,
            light=0.3,
            rib=-0.3,
            veins=0.08,
        )
        return canvas.sprite()
    canvas.line(ramp("stem"), [(0.0, 1.0), (0.03, 0.2), (0.0, -0.8)], 0.035, taper=0.5, level=0.35)
    rows = {"ruscus": 4, "eucalyptus": 6, "fern": 15}[kind]
    for row in range(rows, -1, -1):
        y = 0.85 - (1.35 if kind == "ruscus" else 1.6) * row / rows
        for side in (-1, 1):
            if kind == "eucalyptus":
                size = 0.40 - 0.22 * row / rows
                canvas.petal(
                    ramp("sage"),
                    (0.0, y),
                    side * (66 - 4 * row),
                    size,
                    size * 0.46,
                    shape=(0.5, 0.4),
                    tones=(0.25, 0.72),
                    light=0.2,
                    rim=0.08,
                )
            elif kind == "fern":
                size = 0.62 * (1 - row / rows) ** 0.8 + 0.08
                canvas.petal(
                    colours,
                    (0.0, y),
                    side * 58,
                    size,
                    0.05,
                    shape=(0.4, 0.7),
                    tones=(0.35, 0.75),
                    light=0.2,
                    shadow=0.2,
                )
            else:
                canvas.petal(
                    colours,
                    (0.0, y),
                    side * (54 - 7 * row),
                    0.56,
                    0.13,
                    shape=(0.6, 0.75),
                    tones=(0.2, 0.66),
                    light=0.3,
                    rib=-0.2,
                )
    canvas.petal(
        colours if kind != "eucalyptus" else ramp("sage"), (0.0, -0.66), 0, 0.33, 0.09, tones=(0.3, 0.8)
    )
    return canvas.sprite()


def frame_with_leaves(
    picture: Image.Image, shape: Shape, heads: list[Placed], rng: Random, arc: float = 145
) -> None:
    """The collar of greens, ``arc`` degrees to each side of the top, and the leafy bed under the heads."""
    size = max(104.0, sum(head.size for head in heads) / len(heads) * (0.95 if len(heads) > 3 else 0.72))
    kinds = [rng.choice(AIRY), "salal", "eucalyptus"]
    around = 20 if len(heads) > 3 else 11
    for i in range(around):
        angle = (i + rng.uniform(0.1, 0.9)) * 2 * arc / around - arc
        kind = kinds[i % 3]
        tall = size * rng.uniform(0.85, 1.3) * (1.15 if kind == "eucalyptus" else 1.0)
        middle = polar(angle, tall * rng.uniform(-0.22, 0.0), shape.rim(angle, 0.98))
        light = rng.uniform(0.84, 1.0)
        stamp(
            picture,
            leaf(kind),
            middle,
            width=tall * 0.8,
            height=tall,
            angle=angle + rng.uniform(-20, 20),
            light=light,
        )
    if len(heads) > 1:
        _bed(picture, shape, size, rng, moss=len(heads) > 3)


def _bed(picture: Image.Image, shape: Shape, size: float, rng: Random, *, moss: bool) -> None:
    """Deep shade under the heads, so that no paper shows between them."""
    wide, tall = shape.edge * 0.72, shape.edge * FLATTENED * 0.72
    if moss:
        stamp(picture, _moss(), (shape.cx, shape.cy), width=wide * 2, height=tall * 2)
    for i in range(26):
        x, y = shape.rim(i * 137.5, 0.84 * ((i + 0.5) / 26) ** 0.5)
        angle = i * 137.5 + rng.uniform(-40, 40)
        kind = "leaf" if i % 3 == 0 else "shade"
        stamp(picture, leaf("salal", kind), (x, y), width=size * 0.62, height=size, angle=angle, light=0.9)


@lru_cache(maxsize=1)
def _moss() -> Image.Image:
    canvas = Canvas(256)
    canvas.blob(ramp("shade"), (0.0, 0.0), 0.93, tones=(0.1, 0.5), shadow=0.0, soft=0.05)
    return canvas.sprite()


def tuck_leaf(picture: Image.Image, head: Placed, shape: Shape, rng: Random) -> None:
    """A leaf that looks out from behind one head, away from the middle, where it hides no other."""
    outward = degrees(atan2(head.x - shape.cx, shape.cy - head.y))
    angle = outward + rng.uniform(-45, 45)
    tall = head.size * rng.uniform(0.55, 0.8)
    middle = polar(angle, head.size * 0.42, (head.x, head.y))
    stamp(
        picture, leaf("salal"), middle, width=tall * 0.62, height=tall, angle=angle, light=head.light * 0.92
    )


def draw_stems(
    picture: Image.Image, shape: Shape, heads: list[Placed], *, below: float, spread: float
) -> None:
    """Stems from the heads to the tie and, spiralling, ``below`` px past it, fanned out by ``spread`` px."""
    scale = 2
    layer = Image.new("RGBA", (picture.width * scale, picture.height * scale))
    pen = ImageDraw.Draw(layer)
    thick = 13 if len(heads) == 1 else 10 if len(heads) < 12 else 7
    half = 4 + min(22.0, len(heads) * 1.4)
    for i, head in enumerate(heads):
        aside = (head.x - shape.cx) / max(shape.edge, 1.0)
        knot = shape.cx + aside * half
        foot = (shape.cx - aside * spread, shape.tie + below - 14 * abs(aside) - (i * 37 % 18))
        bow = (head.x * 0.45 + knot * 0.55, (head.y + shape.tie) / 2)
        path = [_curve(_neck(head), bow, (knot, shape.tie), t / 12) for t in range(13)] + [foot]
        base = 0.34 + (i * 29 % 11) * 0.03
        for offset, width, level in (
            (0.0, 1.0, base - 0.22),
            (-0.12, 0.72, base),
            (-0.22, 0.26, base + 0.28),
        ):
            points = [((x + offset * thick) * scale, y * scale) for x, y in path]
            pen.line(points, tone("stem", level), int(thick * width * scale), "curve")
    picture.alpha_composite(layer.reduce(scale))


def _neck(head: Placed) -> tuple[float, float]:
    """Where the flower's stem begins: behind a face, or where the sprite's own stem ends."""
    if not BLOOMS[head.flower].stemmed:
        return head.x, head.y
    turn = radians(head.angle)
    return head.x - sin(turn) * head.height * 0.47, head.y + cos(turn) * head.height * 0.47


def _curve(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], t: float
) -> tuple[float, float]:
    s = 1 - t
    return s * s * a[0] + 2 * s * t * b[0] + t * t * c[0], s * s * a[1] + 2 * s * t * b[1] + t * t * c[1]


def stem_leaves(picture: Image.Image, shape: Shape, rng: Random) -> None:
    """Two or three leaves on the bare stems of a small bouquet."""
    for i in range(3):
        side = -1 if i % 2 else 1
        share = 0.30 + 0.2 * i
        y = shape.cy + (shape.tie - shape.cy) * share
        angle = side * rng.uniform(48, 66)
        tall = 150 - 18 * i
        middle = (shape.cx + side * 0.46 * tall * sin(radians(abs(angle))), y - tall * 0.2)
        stamp(picture, leaf("salal"), middle, width=tall * 0.6, height=tall, angle=angle)


def plant_leaves(picture: Image.Image, shape: Shape, rng: Random) -> None:
    """Strap leaves that arch out of the pot."""
    for angle, tall in ((-62, 190), (62, 190), (-38, 210), (40, 205), (-12, 170), (14, 180)):
        turn = angle + rng.uniform(-5, 5)
        middle = polar(turn, tall * 0.46, (shape.cx + angle * 0.5, shape.tie + 4))
        stamp(
            picture,
            leaf("salal"),
            middle,
            width=tall * 0.56,
            height=tall,
            angle=turn,
            light=0.84 + 0.002 * abs(angle),
        )
