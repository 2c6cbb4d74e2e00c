"""Every flower is painted once in each colour and variant; bouquets are made of turned and scaled copies."""

from functools import lru_cache
from math import cos, radians, sin
from random import Random

from PIL import Image

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.flowers import BLOOMS
from florist.bouquets.painter.palette import ramp

SIZES = (160, 224, 320, 512)  # px; a head is painted in the smallest that is a little larger than needed.
# Black lines do not become white petals.
DEPTH = {"white": 0.42, "cream": 0.55, "yellow": 0.75, "pink": 0.85}


@lru_cache(maxsize=128)  # 128 MB if every one were of the largest size; a working shop has a quarter of that.
def head(flower: str, color: str, variant: int, size: int) -> Image.Image:
    """One flower alone, RGBa, ``size`` px square; the same every time. Not to be changed by the caller."""
    canvas = Canvas(size, DEPTH.get(color, 1.0))
    BLOOMS[flower].brush(canvas, ramp(color), Random(f"{flower}/{variant}"))
    return canvas.sprite()


def size_for(diameter: float) -> int:
    """The size to paint a head in from which copies of ``diameter`` px can be made without blur."""
    return next((size for size in SIZES if size >= diameter * 1.08), SIZES[-1])


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
    """Draw the sprite (RGBa or RGBA) on ``onto`` (RGBA), its middle at ``at``, turned clockwise by ``angle`` degrees."""
    height = width if height is None else height
    sprite = sprite if sprite.mode == "RGBa" else sprite.convert("RGBa")
    if not angle and not flip and light == 1.0:
        small = sprite.resize((max(1, round(width)), max(1, round(height))), Image.Resampling.BILINEAR)
        _lay(onto, small.convert("RGBA"), round(at[0] - width / 2), round(at[1] - height / 2))
        return
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
    copy = sprite.transform(box, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    if light != 1.0:
        copy = copy.point(_dimmer(round(light, 2)))
    _lay(onto, copy.convert("RGBA"), left, top)


def _lay(onto: Image.Image, copy: Image.Image, left: int, top: int) -> None:
    """Composite what falls inside the picture."""
    crop = (
        max(0, -left),
        max(0, -top),
        min(copy.width, onto.width - left),
        min(copy.height, onto.height - top),
    )
    if crop[0] < crop[2] and crop[1] < crop[3]:
        onto.alpha_composite(copy, (left + crop[0], top + crop[1]), crop)


@lru_cache(maxsize=128)
def _dimmer(light: float) -> list[int]:
    """The look-up table that dims or lights red, green and blue and leaves alpha."""
    # Shadows between flowers are cool: red loses a little more than blue.
    gains = [light - (1 - light) * 0.03, light, light + (1 - light) * 0.03] if light < 1 else [light] * 3
    return [min(255, int(i * gain + 0.5)) for gain in gains for i in range(256)] + list(range(256))
