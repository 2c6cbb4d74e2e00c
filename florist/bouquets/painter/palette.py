"""The colours that petals, leaves and papers are shaded with: ramps from the deepest shadow to the glow."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]
Ramp = Pixels
RGB = tuple[int, int, int]

STOPS = (0.0, 0.38, 0.72, 1.0)

# Shadow, body, light and glow of a petal in every colour of the canon.
PETALS: dict[str, tuple[RGB, RGB, RGB, RGB]] = {
    "red": ((84, 2, 14), (184, 14, 32), (226, 44, 52), (250, 128, 118)),
    "white": ((176, 174, 158), (226, 225, 214), (247, 246, 240), (255, 255, 253)),
    "pink": ((158, 40, 90), (230, 106, 150), (248, 160, 190), (255, 220, 231)),
    "yellow": ((176, 108, 6), (240, 182, 20), (254, 214, 66), (255, 242, 160)),
    "orange": ((164, 52, 4), (236, 108, 20), (252, 148, 56), (255, 204, 140)),
    "purple": ((60, 22, 100), (124, 66, 172), (166, 116, 210), (216, 186, 242)),
    "blue": ((24, 40, 118), (62, 102, 198), (112, 154, 232), (188, 213, 250)),
    "cream": ((184, 142, 88), (240, 214, 168), (252, 236, 203), (255, 250, 234)),
    "green": ((56, 88, 26), (136, 174, 70), (182, 210, 116), (226, 240, 178)),
    "burgundy": ((36, 0, 12), (98, 8, 32), (140, 28, 54), (190, 86, 104)),
}
MATTER: dict[str, tuple[RGB, RGB, RGB, RGB]] = {
    "leaf": ((26, 52, 28), (66, 112, 58), (110, 156, 88), (176, 206, 138)),
    "sage": ((48, 72, 66), (104, 136, 120), (150, 178, 158), (204, 221, 204)),
    "shade": ((20, 38, 22), (38, 70, 38), (60, 98, 52), (96, 134, 76)),
    "stem": ((34, 58, 22), (82, 124, 54), (128, 168, 86), (186, 212, 138)),
    "gold": ((134, 78, 6), (222, 158, 24), (250, 204, 70), (255, 240, 164)),
    "amber": ((110, 44, 4), (206, 104, 14), (244, 150, 44), (255, 208, 120)),
    "rust": ((70, 22, 6), (146, 62, 20), (190, 100, 40), (230, 164, 100)),
    "bark": ((24, 12, 6), (66, 38, 18), (108, 68, 34), (168, 122, 74)),
    "ink": ((6, 6, 14), (24, 22, 40), (54, 50, 78), (120, 116, 150)),
    "lime": ((78, 104, 24), (150, 180, 60), (194, 216, 104), (232, 242, 176)),
    "wine": ((70, 4, 40), (158, 24, 92), (206, 70, 132), (244, 160, 196)),
    "kraft": ((110, 78, 44), (176, 134, 86), (206, 168, 118), (234, 206, 164)),
    "wicker": ((74, 44, 18), (154, 104, 54), (196, 148, 90), (232, 196, 142)),
    "clay": ((110, 46, 24), (184, 92, 58), (212, 128, 90), (240, 182, 148)),
    "fur": ((104, 62, 28), (176, 120, 66), (208, 158, 102), (238, 204, 156)),
    "muzzle": ((170, 130, 88), (226, 194, 150), (244, 222, 188), (255, 242, 222)),
    "cocoa": ((30, 12, 6), (78, 40, 20), (118, 68, 38), (176, 122, 82)),
}


@cache
def ramp(name: str) -> Ramp:
    """The 256 shades of a petal colour or of a matter, floats of 0–255, shape (256, 3)."""
    return blend_stops((PETALS | MATTER)[name])


def blend_stops(stops: tuple[RGB, RGB, RGB, RGB]) -> Ramp:
    """Four colours drawn out to 256 shades, shape (256, 3)."""
    places = np.linspace(0.0, 1.0, 256)
    channels = [np.interp(places, STOPS, [stop[i] for stop in stops]) for i in range(3)]
    shades: Ramp = np.stack(channels, axis=1).astype(np.float32)
    shades.setflags(write=False)
    return shades


def tone(name: str, value: float) -> RGB:
    """One shade, 0 the darkest and 1 the lightest, as whole numbers."""
    r, g, b = ramp(name)[int(max(0.0, min(1.0, value)) * 255)]
    return int(r), int(g), int(b)
