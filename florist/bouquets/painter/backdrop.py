"""The room the bouquet stands in: a soft wall, a table and shadows."""

from functools import lru_cache
from random import Random

import numpy as np
from PIL import Image

from florist.bouquets.painter.arrangement import FRAME
from florist.bouquets.painter.palette import RGB

# Wall and table; light heads need the deeper walls to stand out.
ROOMS: dict[str, tuple[RGB, RGB]] = {
    "ivory": ((244, 236, 226), (226, 212, 196)),
    "blush": ((244, 226, 222), (226, 202, 196)),
    "mist": ((226, 234, 238), (206, 216, 222)),
    "sage": ((224, 232, 216), (202, 212, 192)),
    "dusk": ((220, 208, 218), (196, 182, 194)),
}
PALE, DEEP = ("mist", "sage", "dusk"), ("ivory", "blush", "mist", "sage")
TABLE = 0.80
HALF = FRAME // 2


def room_for(colors: tuple[str, ...], rng: Random) -> Image.Image:
    """A fresh RGBA picture of a room in which these colours look their best."""
    pale = sum(color in ("white", "cream", "yellow") for color in colors) * 2 > len(colors)
    return _room(rng.choice(PALE if pale else DEEP)).copy()


@lru_cache(maxsize=8)
def _room(name: str) -> Image.Image:
    wall, table = (np.array(colour, np.float32) for colour in ROOMS[name])
    x = np.linspace(-1, 1, HALF, dtype=np.float32)[None, :, None]
    y = np.linspace(0, 1, HALF, dtype=np.float32)[:, None, None]
    floor = np.clip((y - TABLE) / 0.05 + 0.5, 0, 1)
    glow = np.exp(-(np.square(x + 0.15) / 0.55 + np.square(y - 0.36) / 0.20))
    light = (
        0.93
        + 0.12 * glow
        - 0.07 * np.square(x)
        - 0.05 * np.abs(y - 0.4)
        + floor * 0.06 * (y - TABLE) / (1 - TABLE)
    )
    pixels = (wall * (1 - floor) + table * floor) * light
    grain = np.random.default_rng(7).normal(0, 0.8, (HALF, HALF, 1)).astype(np.float32)  # Hides banding.
    small = Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8), "RGB")
    return small.resize((FRAME, FRAME), Image.Resampling.BILINEAR).convert("RGBA")


@lru_cache(maxsize=4)
def shade(strength: int) -> Image.Image:
    """A soft round shadow, RGBA; ``strength`` 0–255 in its middle."""
    axis = np.linspace(-1, 1, 128, dtype=np.float32)
    far = np.sqrt(np.square(axis[None, :]) + np.square(axis[:, None]))
    alpha = np.clip(1 - far, 0, 1) ** 1.4 * strength
    flat = np.zeros((128, 128, 4), np.uint8)
    flat[..., :3] = (34, 26, 30)
    flat[..., 3] = alpha.astype(np.uint8)
    return Image.fromarray(flat, "RGBA").convert("RGBa")
