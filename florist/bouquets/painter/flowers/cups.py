"""Flowers seen from the side: tulip and calla."""

from random import Random

import numpy as np

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.palette import Pixels, Ramp, ramp


def tulip(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """An egg-shaped cup of six petals."""

    def foot(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        share = (np.clip(1 - along / 0.20, 0, 1) * 0.75)[..., None]
        return colour * (1 - share) + ramp("lime")[150] * share

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
            shades, base, angle + lean, 1.62, 0.44, shape=(0.48, 0.46), tones=(0.12, 0.72), cup=0.24, veins=0.08, light=0.28,
            rim=0.18, bend=bend, shadow=0.5, spread=0.13, dye=foot,
        )  # fmt: skip
    canvas.petal(
        shades, base, lean + rng.uniform(-3, 3), 1.48, 0.46, shape=(0.50, 0.46), tones=(0.18, 0.84), cup=0.30, veins=0.08, light=0.24,
        rim=0.20, rib=0.10, shadow=0.5, spread=0.14, dye=foot,
    )  # fmt: skip


def calla(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """One white sail wound about a golden finger."""

    def foot(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        share = (np.clip(1 - along / 0.42, 0, 1) * 0.8)[..., None]
        return colour * (1 - share) + ramp("lime")[140] * share

    wild = rng.uniform(-3, 3)
    canvas.line(ramp("stem"), [(0.0, 1.0), (0.0, 0.7)], 0.13, level=0.5)
    canvas.petal(
        shades, (0.02, 0.50), -3 + wild, 1.42, 0.52, shape=(0.52, 0.78), tones=(-0.35, 0.80), fade=0.7, cup=-0.05, light=0.2,
        rim=0.16, bend=0.13, veins=0.03, shadow=0.4,
    )  # fmt: skip
    canvas.petal(
        ramp("gold"),
        (-0.02, 0.36),
        1 + wild,
        0.78,
        0.082,
        shape=(0.25, 0.22),
        tones=(0.15, 0.8),
        cup=0.35,
        light=0.3,
        shadow=0.5,
    )
    for i in range(42):
        canvas.blob(
            ramp("gold"),
            (-0.02 + 0.055 * np.sin(i * 2.4), 0.22 - i * 0.0145),
            0.017,
            tones=(0.35, 1.0),
            shadow=0.15,
            spread=0.02,
        )
    canvas.petal(
        shades, (0.0, 0.97), 17 + wild, 1.16, 0.31, shape=(0.85, 0.42), tones=(0.10, 0.72), cup=0.22, light=0.3, rim=0.16, bend=-0.05,
        shadow=0.4, spread=0.1, dye=foot,
    )  # fmt: skip
    canvas.petal(
        shades, (0.0, 0.97), -13 + wild, 1.22, 0.35, shape=(0.80, 0.40), tones=(0.18, 0.90), cup=0.24, light=0.3, rim=0.22, bend=0.02,
        shadow=0.5, spread=0.12, dye=foot,
    )  # fmt: skip
