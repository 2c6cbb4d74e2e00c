"""Flowers seen from the side: tulip and calla."""

from math import sin
from random import Random

import numpy as np

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.palette import Pixels, Ramp, ramp


def tulip(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """An egg-shaped cup of six petals."""

    def foot(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        return _greened(colour, np.clip(1 - along / 0.20, 0, 1) * 0.75)

    base = (0.0, 0.86)
    lean = rng.uniform(-2, 2)
    canvas.line(ramp("stem"), [(0.0, 1.0), (0.0, 0.8)], 0.10, level=0.45)
    for angle, reach in ((-10, 1.60), (11, 1.64), (0, 1.70)):
        canvas.petal(
            shades,
            base,
            angle + lean,
            reach,
            0.40,
            shape=(0.55, 0.50),
            tones=(-0.1, 0.42),
            cup=0.15,
            veins=0.07,
            rim=0.12,
        )
    for angle, bend in ((-17, 0.13), (17, -0.13)):
        canvas.petal(
            shades, base, angle + lean, 1.62, 0.44, shape=(0.48, 0.46), tones=(0.12, 0.72), cup=0.24,
            veins=0.08, light=0.28,
            rim=0.18, bend=bend, shadow=0.5, spread=0.13, dye=foot,
        )  # fmt: skip
    canvas.petal(
        shades, base, lean + rng.uniform(-3, 3), 1.48, 0.46, shape=(0.50, 0.46), tones=(0.18, 0.84),
        cup=0.30, veins=0.08, light=0.24,
        rim=0.20, rib=0.10, shadow=0.5, spread=0.14, dye=foot,
    )  # fmt: skip


def calla(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """One sail wound about a golden finger: a slender tube that opens into a pointed bell."""

    def foot(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        return _greened(colour, np.clip(1 - along / 0.5, 0, 1) * 0.85)

    def throat(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        return _greened(colour, np.clip(0.55 - along, 0, 1) * 0.7)

    wild = rng.uniform(-3, 3)
    gold = ramp("gold")
    canvas.line(ramp("stem"), [(0.0, 1.0), (0.0, 0.7)], 0.12, level=0.5)
    canvas.petal(
        shades, (0.0, 0.40), 6 + wild, 1.36, 0.56, shape=(0.60, 0.92), tones=(-0.20, 0.86), fade=0.6,
        cup=-0.04, light=0.16,
        rim=0.14, bend=0.10, veins=0.03, shadow=0.4, dye=throat,
    )  # fmt: skip
    canvas.petal(
        gold,
        (0.0, 0.40),
        3 + wild,
        0.86,
        0.075,
        shape=(0.22, 0.2),
        tones=(0.1, 0.75),
        cup=0.35,
        light=0.3,
        shadow=0.55,
        spread=0.1,
    )
    for i in range(40):
        x = 0.05 * sin(i * 2.4) + 0.0006 * i
        canvas.blob(gold, (x, 0.16 - i * 0.0152), 0.017, tones=(0.35, 1.0), shadow=0.15, spread=0.02)
    canvas.petal(
        shades, (0.0, 0.98), 9 + wild, 0.92, 0.30, shape=(1.15, 0.34), tones=(0.05, 0.66), cup=0.22,
        light=0.3, rim=0.14,
        bend=0.13, shadow=0.4, spread=0.1, dye=foot,
    )  # fmt: skip
    canvas.petal(
        shades, (0.0, 0.98), -9 + wild, 1.04, 0.33, shape=(1.15, 0.36), tones=(0.12, 0.90), cup=0.24,
        light=0.3, rim=0.24,
        bend=-0.13, shadow=0.5, spread=0.12, dye=foot,
    )  # fmt: skip


def _greened(colour: Pixels, share: Pixels) -> Pixels:
    mixed: Pixels = colour * (1 - share[..., None]) + ramp("lime")[140] * share[..., None]
    return mixed
