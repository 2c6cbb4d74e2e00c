"""Bouquets that stand: hat box, basket and pot."""

from functools import lru_cache
from math import sin

import numpy as np
from PIL import Image, ImageDraw

from florist.bouquets.painter.arrangement import Shape
from florist.bouquets.painter.palette import RGB, Pixels, Ramp, blend_stops, ramp
from florist.bouquets.painter.sprites import stamp
from florist.bouquets.painter.wraps.luxury import SILKS, cloth, gild, silk, silk_name, sleeve
from florist.bouquets.painter.wraps.sheets import ring

BOXES: dict[str, tuple[RGB, RGB, RGB, RGB]] = {
    "blush": ((168, 112, 116), (226, 178, 178), (242, 208, 206), (253, 234, 231)),
    "ivory": ((162, 150, 134), (226, 216, 200), (243, 237, 226), (255, 252, 246)),
    "sage": ((92, 108, 92), (152, 172, 148), (188, 204, 180), (224, 234, 216)),
}
BOX_FOR = {
    "red": "noir", "white": "sage", "pink": "ivory", "yellow": "sage", "orange": "ivory",
    "purple": "ivory", "blue": "ivory",
    "cream": "blush", "green": "ivory", "burgundy": "blush",
}  # fmt: skip


def drum(
    width: int,
    height: int,
    shades: Ramp,
    *,
    taper: float,
    curve: float,
    weave: bool = False,
    shine: float = 0.22,
) -> Image.Image:
    """A round vessel from the front, RGBA: narrower at its foot by ``taper``, its rims bowed by ``curve`` px."""
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    u = x / (1 - taper * y)
    level: Pixels = 0.66 - 0.40 * np.square(np.clip(u, -1, 1)) - 0.20 * u - 0.08 * y
    level = level + (0 if weave else shine) * np.exp(-np.square((u + 0.45) / 0.16))
    bowed = y * height - curve * np.sqrt(np.clip(1 - u * u, 0, 1))
    if weave:
        level = level + _weave(u, bowed / 17)
    cover = (
        np.clip((1 - np.abs(u)) * width / 2, 0, 1)
        * np.clip(bowed - curve + 1, 0, 1)
        * np.clip(height - curve - bowed, 0, 1)
    )
    pixels = np.dstack([shades[(np.clip(level, 0, 1) * 255).astype(np.uint8)], cover * 255])
    return Image.fromarray(pixels.astype(np.uint8), "RGBA")


def _weave(u: Pixels, row: Pixels) -> Pixels:
    """Withies that go over and under the stakes."""
    column = np.arcsin(np.clip(u, -1, 1)) * 8.5
    over = np.cos(column * np.pi + np.floor(row) * np.pi)
    strand = np.sin(np.mod(row, 1) * np.pi)
    woven: Pixels = (strand - 0.6) * 0.42 + over * strand * 0.16 - 0.1
    return woven


@lru_cache(maxsize=24)
def _box(width: int, height: int, name: str) -> Image.Image:
    shades, satin = (
        blend_stops((BOXES | SILKS)[name]),
        ramp("gold" if name in SILKS else "burgundy" if name == "blush" else "cream"),
    )
    whole = Image.new("RGBA", (width + 16, height))
    whole.alpha_composite(drum(width, height, shades, taper=0.02, curve=26), (8, 0))
    whole.alpha_composite(drum(width - 4, 72, satin, taper=0.002, curve=26), (10, int(height * 0.52)))
    _line(whole, 60, 26, (40, 30, 30, 90))
    whole.alpha_composite(drum(width + 16, 80, shades, taper=0.0, curve=26))
    whole.alpha_composite(_mouth(width + 16, 52, shades[90]))
    return whole


def _mouth(width: int, height: int, inside: Pixels) -> Image.Image:
    """The opening of a vessel, an ellipse in shade."""
    layer = Image.new("RGBA", (width * 2, height * 2))
    r, g, b = (int(channel * 0.8) for channel in inside)
    ImageDraw.Draw(layer).ellipse(
        (2, 2, width * 2 - 3, height * 2 - 3), (r, g, b, 255), (r + 50, g + 50, b + 50, 255), 5
    )
    return layer.reduce(2)


def _line(whole: Image.Image, top: int, curve: int, ink: tuple[int, int, int, int]) -> None:
    """The shadow of a lid along the body."""
    layer = Image.new("RGBA", (whole.width * 2, whole.height * 2))
    box = (16, (top - curve) * 2, whole.width * 2 - 16, (top + curve) * 2)
    ImageDraw.Draw(layer).arc(box, 0, 180, ink, 14)
    whole.alpha_composite(layer.reduce(2))


@lru_cache(maxsize=24)
def _basket(width: int, height: int) -> Image.Image:
    whole = Image.new("RGBA", (width + 24, height))
    whole.alpha_composite(drum(width, height, ramp("wicker"), taper=0.20, curve=30, weave=True), (12, 0))
    _line(whole, 50, 30, (40, 22, 10, 120))
    whole.alpha_composite(drum(width + 24, 74, ramp("wicker"), taper=0.0, curve=30, weave=True))
    whole.alpha_composite(_mouth(width + 24, 60, ramp("wicker")[40]))
    return whole


@lru_cache(maxsize=8)
def _pot(width: int, height: int) -> Image.Image:
    whole = Image.new("RGBA", (width + 36, height))
    whole.alpha_composite(drum(width, height, ramp("clay"), taper=0.30, curve=20), (18, 0))
    whole.alpha_composite(drum(width + 36, 92, ramp("clay"), taper=0.04, curve=20))
    return whole


def width_of(shape: Shape, wrap: str) -> int:
    """How wide the vessel for this bouquet is, px."""
    if wrap == "pot":
        return int(min(380, max(230, shape.edge * 1.15)))
    return int(min(560, max(230, shape.edge * 1.50)) // 10 * 10)


def behind(picture: Image.Image, shape: Shape, wrap: str) -> None:
    """The basket's handle or the pot's soil, which the flowers stand before."""
    wide = width_of(shape, wrap)
    if wrap == "basket":
        _handle(picture, shape, wide)
    if wrap == "pot":
        pen = ImageDraw.Draw(picture)
        pen.ellipse(
            (shape.cx - wide / 2, shape.tie - 24, shape.cx + wide / 2, shape.tie + 20), (58, 38, 26, 255)
        )


def _handle(picture: Image.Image, shape: Shape, wide: int) -> None:
    layer = Image.new("RGBA", (picture.width * 2, picture.height * 2))
    pen = ImageDraw.Draw(layer)
    top = max(26.0, shape.cy - shape.edge * 0.86 - 90)
    box = (
        (shape.cx - wide * 0.50) * 2,
        top * 2,
        (shape.cx + wide * 0.50) * 2,
        (shape.tie * 2 - top + 40) * 2,
    )
    for inset, level in ((0, (92, 56, 26)), (8, (160, 110, 60)), (16, (206, 160, 104))):
        pen.arc(
            (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset),
            180,
            360,
            (*level, 255),
            44 - inset * 2,
        )
    cx, cy, rx, ry = (
        (box[0] + box[2]) / 2,
        (box[1] + box[3]) / 2,
        (box[2] - box[0]) / 2 - 20,
        (box[3] - box[1]) / 2 - 20,
    )
    for i in range(70):
        angle = np.pi * (1 + i / 69)
        x, y = cx + rx * np.cos(angle), cy + ry * sin(angle)
        pen.line((x - 16, y - 12, x + 16, y + 12), (98, 60, 28, 150), 7)
    picture.alpha_composite(layer.reduce(2))


def stand(picture: Image.Image, shape: Shape, wrap: str, colors: tuple[str, ...], luxury: bool) -> None:
    """The vessel itself, the middle of its mouth at the height of the tie."""
    wide = width_of(shape, wrap)
    tall = int(shape.foot - shape.tie + 30)
    if wrap == "box":
        sprite = _box(wide, tall, silk_name(colors) if luxury else BOX_FOR[colors[0]])
    else:
        sprite = _basket(wide, tall) if wrap == "basket" else _pot(wide, tall)
    stamp(picture, sprite, (shape.cx, shape.tie - 30 + tall / 2), width=sprite.width, height=sprite.height)
    if luxury and wrap == "box":
        gild(picture, ring(shape.cx, shape.tie + 24, sprite.width / 2 - 1, 26, 270, 90), 4)
    elif luxury:
        (cloth if wrap == "basket" else sleeve)(picture, shape, silk(colors), wide)
