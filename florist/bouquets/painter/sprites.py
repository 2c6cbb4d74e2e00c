"""Every flower is painted once in each colour and variant; bouquets are made of turned and scaled copies."""

from functools import lru_cache
from math import cos, radians, sin
from random import Random

from PIL import Image

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.flowers import BLOOMS
from florist.bouquets.painter.palette import ramp

VARIANTS = 3
LARGE, SMALL = 512, 256
# Black lines do not become white petals.
DEPTH = {"white": 0.42, "cream": 0.55, "yellow": 0.75, "pink": 0.85}


@lru_cache(maxsize=160)  # About 60 MB when full: 160 heads of 256–512 px.
def head(flower: str, color: str, variant: int, size: int) -> Image.Image:
    """One flower alone, RGBA, ``size`` px square; the same every time. Not to be changed by the caller."""
    canvas = Canvas(size, DEPTH.get(color, 1.0))
    BLOOMS[flower].brush(canvas, ramp(color), Random(f"{flower}/{variant}"))
    return canvas.image()


@lru_cache(maxsize=320)
def _halved(flower: str, color: str, variant: int, size: int) -> Image.Image:
    return head(flower, color, variant, size).reduce(2)


def best_head(flower: str, color: str, variant: int, diameter: float) -> Image.Image:
    """The smallest copy of a head from which ``diameter`` px can be drawn without blur."""
    if diameter > SMALL:
        return head(flower, color, variant, LARGE)
    return (
        head(flower, color, variant, SMALL)
        if diameter > SMALL / 2
        else _halved(flower, color, variant, SMALL)
    )


def stamp(
    onto: Image.Image,
    sprite: Image.Image,
    at: tuple[float, float],
    *,
    width: float,
    height: float | None = None,
    angle: float = 0.0,
    flip: bool = False,
    light: float = 1.0,
) -> None:
    """Draw the sprite on ``onto`` (RGBA) with its middle at ``at``, turned clockwise by ``angle`` degrees."""
    height = width if height is None else height
    c, s = cos(radians(angle)), sin(radians(angle))
    reach_x = (abs(c) * width + abs(s) * height) / 2 + 1
    reach_y = (abs(s) * width + abs(c) * height) / 2 + 1
    left, top = int(at[0] - reach_x), int(at[1] - reach_y)
    box = (int(2 * reach_x) + 2, int(2 * reach_y) + 2)
    kx, ky = sprite.width / width * (-1 if flip else 1), sprite.height / height
    ox, oy = at[0] - left, at[1] - top
    matrix = (
        c * kx, s * kx, sprite.width / 2 - kx * (c * ox + s * oy),
        -s * ky, c * ky, sprite.height / 2 - ky * (c * oy - s * ox),
    )  # fmt: skip
    copy = sprite.transform(box, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
    if light != 1.0:
        copy = copy.point(_dimmer(round(light, 2)))
    crop = (max(0, -left), max(0, -top), min(box[0], onto.width - left), min(box[1], onto.height - top))
    if crop[0] < crop[2] and crop[1] < crop[3]:
        onto.alpha_composite(copy, (left + crop[0], top + crop[1]), crop)


@lru_cache(maxsize=128)
def _dimmer(light: float) -> list[int]:
    """The look-up table that dims or lights red, green and blue and leaves alpha."""
    # Shadows between flowers are cool: red loses a little more than blue.
    gains = [light - (1 - light) * 0.10, light, light + (1 - light) * 0.10] if light < 1 else [light] * 3
    return [min(255, int(i * gain + 0.5)) for gain in gains for i in range(256)] + list(range(256))
