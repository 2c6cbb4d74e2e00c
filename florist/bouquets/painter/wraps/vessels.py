"""Bouquets that stand: hat box, basket and pot."""

from functools import lru_cache
from math import sin

import numpy as np
from PIL import Image, ImageDraw

from florist.bouquets.painter.arrangement import Shape
from florist.bouquets.painter.palette import RGB, Pixels, Ramp, blend_stops, ramp
from florist.bouquets.painter.sprites import stamp

BOXES: dict[str, tuple[RGB, RGB, RGB, RGB]] = {
    "blush": ((168, 112, 116), (226, 178, 178), (242, 208, 206), (253, 234, 231)),
    "ivory": ((162, 150, 134), (226, 216, 200), (243, 237, 226), (255, 252, 246)),
    "noir": ((6, 6, 10), (32, 32, 40), (60, 60, 72), (132, 130, 142)),
    "sage": ((92, 108, 92), (152, 172, 148), (188, 204, 180), (224, 234, 216)),
}
BOX_FOR = {
    "red": "noir", "white": "sage", "pink": "ivory", "yellow": "sage", "orange": "ivory", "purple": "ivory", "blue": "ivory",
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
    band: float = 0.0,
) -> Image.Image:
    """A round vessel from the front, RGBA: narrower at its foot by ``taper``, its rims bowed by ``curve`` px."""
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    u = x / (1 - taper * y)
    level: Pixels = 0.66 - 0.40 * np.square(np.clip(u, -1, 1)) - 0.20 * u - 0.08 * y
    level = level + 0.22 * np.exp(-np.square((u + 0.45) / 0.16)) * (0 if weave else 1)
    bowed = y * height - curve * np.sqrt(np.clip(1 - u * u, 0, 1))
    if weave:
        level = level + _weave(u, bowed / 17)
    if band:
        level = level - 0.10 * np.exp(-np.square((bowed - height * band) / 3.0))
    cover = (
        np.clip((1 - np.abs(u)) * width / 2, 0, 1)
        * np.clip(bowed + curve, 0, 1)
        * np.clip(height - curve - bowed, 0, 1)
    )
    cover = cover * np.clip(bowed + 0.5, 0, 1)
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
def _box(width: int, height: int, color: str) -> Image.Image:
    shades = blend_stops(BOXES[BOX_FOR[color]])
    body = drum(width, height, shades, taper=0.03, curve=26)
    rim = drum(width + 16, 62, shades, taper=0.0, curve=26)
    sash = drum(width, 96, ramp("gold") if BOX_FOR[color] == "noir" else ramp("cream"), taper=0.0, curve=26)
    whole = Image.new("RGBA", (width + 16, height))
    whole.alpha_composite(body, (8, 0))
    sash_body = sash.crop((0, 26, width, 96)).resize((int(width * 0.984), 70))
    whole.alpha_composite(sash_body, (8 + int(width * 0.008), int(height * 0.5)))
    whole.alpha_composite(rim, (0, 0))
    return whole


@lru_cache(maxsize=24)
def _basket(width: int, height: int) -> Image.Image:
    whole = Image.new("RGBA", (width + 24, height))
    whole.alpha_composite(drum(width, height, ramp("wicker"), taper=0.20, curve=30, weave=True), (12, 0))
    whole.alpha_composite(drum(width + 24, 66, ramp("wicker"), taper=0.0, curve=30, weave=True))
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
    return int(min(640, max(250, shape.edge * 1.72)) // 10 * 10)


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


def before(picture: Image.Image, shape: Shape, wrap: str, color: str) -> None:
    """The vessel itself, its rim at the height of the tie."""
    wide = width_of(shape, wrap)
    tall = int(shape.foot - shape.tie + 60)
    sprite = (
        _box(wide, tall, color)
        if wrap == "box"
        else _basket(wide, tall)
        if wrap == "basket"
        else _pot(wide, tall)
    )
    stamp(picture, sprite, (shape.cx, shape.tie - 36 + tall / 2), width=sprite.width, height=sprite.height)
