"""Six tepals and their cousins: lily, alstroemeria, narcissus, orchid, iris."""

from collections.abc import Callable
from random import Random

import numpy as np

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.flowers.rosettes import polar
from florist.bouquets.painter.palette import RGB, Pixels, Ramp, ramp, tone

Dye = Callable[[Pixels, Pixels, Pixels], Pixels]


def _towards(colour: Pixels, target: RGB, share: Pixels) -> Pixels:
    """The colour drawn towards another by a share for each pixel."""
    mixed: Pixels = colour * (1 - share[..., None]) + np.array(target, np.float32) * share[..., None]
    return mixed


def lily(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A six-pointed star with a green throat, freckles and long stamens."""
    freckle = tone("wine", 0.3) if shades is not ramp("orange") else tone("rust", 0.1)

    def throat(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        colour = _towards(colour, tone("lime", 0.75), np.clip(1 - along / 0.30, 0, 1) * 0.85)
        return _towards(
            colour, tone("lime", 0.6), np.exp(-np.square(across * 9)) * np.clip(0.8 - along, 0, 1) * 0.5
        )

    turn = rng.uniform(-10, 10)
    for width, tip, offset in ((0.215, 0.70, 30), (0.30, 0.84, 90)):
        for i in range(3):
            angle = turn + offset + i * 120
            bend = rng.uniform(-0.08, 0.08)
            canvas.petal(
                shades, (0.0, 0.0), angle, 0.95, width, shape=(0.78, 0.92), tones=(0.28, tip), cup=0.22,
                light=0.18, rim=0.14,
                rib=0.30, veins=0.05, bend=bend, frill=(0.012, 2.0), phase=i, shadow=0.42, spread=0.1,
                dye=throat,
            )  # fmt: skip
            _freckles(canvas, rng, angle, width, freckle)
    for i in range(6):
        angle = turn + 60 * i + rng.uniform(-9, 9)
        far = rng.uniform(0.40, 0.50)
        canvas.line(
            ramp("lime"),
            [polar(angle, 0.03), polar(angle + 5, far * 0.6), polar(angle, far)],
            0.022,
            level=0.8,
        )
        canvas.blob(
            ramp("rust"),
            polar(angle, far),
            0.078,
            0.026,
            angle=angle + 15,
            tones=(0.1, 0.9),
            shadow=0.4,
            spread=0.05,
        )
    canvas.line(ramp("lime"), [(0.0, 0.0), polar(turn + 20, 0.30), polar(turn + 14, 0.50)], 0.034, level=0.7)
    canvas.blob(ramp("lime"), polar(turn + 14, 0.52), 0.045, tones=(0.2, 0.9))


def _freckles(canvas: Canvas, rng: Random, angle: float, width: float, colour: RGB) -> None:
    flat = np.tile(np.array(colour, np.float32), (256, 1))
    for _ in range(13):
        far, aside = rng.uniform(0.20, 0.56), rng.uniform(-0.6, 0.6) * width
        canvas.blob(
            flat,
            polar(angle + 90, aside, polar(angle, far)),
            rng.uniform(0.009, 0.017),
            shadow=0.0,
            opacity=0.85,
        )


def alstroemeria(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Broad tepals between narrow ones that are yellow-throated and striped like a tiger."""

    def green_tip(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        return _towards(
            colour, tone("lime", 0.4), np.clip((along - 0.90) / 0.1, 0, 1) * 0.8 * (np.abs(across) < 2)
        )

    def striped(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        patch = np.clip(1 - np.abs(along - 0.44) / 0.30, 0, 1) * (1 - np.square(across) * 0.5)
        colour = _towards(colour, (255, 226, 120), np.clip(patch * 1.3, 0, 0.92))
        dash = (np.abs(np.mod(across * 3.1, 1) - 0.5) < 0.17) & (
            np.sin(along * 34 + np.round(across * 3.1) * 2) > -0.45
        )
        return _towards(colour, (88, 12, 30), (dash & (along > 0.22) & (along < 0.76)) * np.float32(0.88))

    turn = rng.uniform(-8, 8)
    for spot in (0, 120, 240):
        canvas.petal(
            shades, (0.0, 0.0), turn + spot, 0.92, 0.37, shape=(0.95, 0.32), tones=(0.2, 0.74), cup=0.2,
            light=0.18,
            rim=0.14, veins=0.06, frill=(0.025, 1.1), phase=spot, shadow=0.42, spread=0.1, dye=green_tip,
        )  # fmt: skip
    for spot, reach in ((180, 0.86), (62, 0.93), (298, 0.93)):
        canvas.petal(
            shades, (0.0, 0.0), turn + spot, reach, 0.225, shape=(0.85, 0.5), tones=(0.3, 0.86), cup=0.2,
            light=0.18,
            rim=0.15, shadow=0.45, spread=0.09, dye=striped if spot != 180 else None,
        )  # fmt: skip
    for i in range(6):
        angle = 180 + (i - 2.5) * 15
        canvas.line(shades, [polar(angle, 0.02), polar(angle, 0.34)], 0.016, level=0.35)
        canvas.blob(ramp("rust"), polar(angle, 0.36), 0.030, 0.019, angle=angle, tones=(0.1, 0.6))


def narcissus(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Six flat tepals behind a frilled trumpet."""
    cup = ramp("amber") if shades is ramp("yellow") or shades is ramp("orange") else ramp("gold")
    turn = rng.uniform(0, 60)
    for offset, tip in ((0, 0.72), (60, 0.86)):
        for i in range(3):
            canvas.petal(
                shades, (0.0, 0.0), turn + offset + i * 120, 0.93, 0.315, shape=(0.62, 0.48),
                tones=(0.15, tip), cup=0.18,
                light=0.16, rim=0.10, veins=0.07, rib=0.15, bend=rng.uniform(-0.05, 0.05), shadow=0.4,
                spread=0.1,
            )  # fmt: skip
    canvas.blob(cup, (0.0, 0.0), 0.30, tones=(0.0, 0.5), shadow=0.55, spread=0.14)
    for i in range(12):
        angle = turn + i * 30
        canvas.petal(
            cup, polar(angle, 0.05), angle, 0.36, 0.135, shape=(0.9, 0.2), tones=(-0.15, 0.78), rim=0.3,
            cup=0.15, light=0.3,
            frill=(0.08, 1.8), phase=i * 1.7, shadow=0.3, spread=0.05,
        )  # fmt: skip
    canvas.blob(cup, (0.0, 0.0), 0.19, tones=(0.18, 0.0), shadow=0.2, soft=0.07)
    for i in range(6):
        canvas.blob(ramp("gold"), polar(turn + i * 60, 0.06), 0.030, tones=(0.4, 1.0), shadow=0.4)


def orchid(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A moth: two wide wings, three sepals and a coloured lip."""
    lip = (
        ramp("gold")
        if any(shades is ramp(name) for name in ("pink", "purple", "burgundy", "red"))
        else ramp("wine")
    )
    for angle in (0, 128, 232):
        canvas.petal(
            shades, (0.0, 0.0), angle + rng.uniform(-3, 3), 0.90, 0.275, shape=(0.65, 0.42),
            tones=(0.2, 0.66), cup=0.18,
            veins=0.09, rib=0.08, light=0.14, shadow=0.4, spread=0.1,
        )  # fmt: skip
    for angle, sway in ((-76, 0.05), (76, -0.05)):
        canvas.petal(
            shades, (0.0, -0.02), angle + rng.uniform(-3, 3), 0.95, 0.54, shape=(0.62, 0.33),
            tones=(0.30, 0.86), cup=0.16,
            veins=0.10, light=0.14, rim=0.06, bend=sway, frill=(0.02, 0.8), shadow=0.45, spread=0.12,
        )  # fmt: skip
    for angle in (-62, 62):
        canvas.petal(
            lip, (0.0, 0.12), angle, 0.25, 0.115, shape=(0.5, 0.4), tones=(0.2, 0.8), rim=0.2, shadow=0.45
        )
    canvas.petal(
        lip,
        (0.0, 0.08),
        180,
        0.44,
        0.165,
        shape=(0.8, 0.6),
        tones=(0.15, 0.75),
        rim=0.25,
        cup=0.25,
        shadow=0.5,
        spread=0.08,
    )
    canvas.blob(ramp("gold"), (0.0, 0.13), 0.075, 0.055, tones=(0.2, 0.9), shadow=0.4)
    for _ in range(8):
        canvas.blob(
            ramp("wine"),
            (rng.uniform(-0.06, 0.06), 0.16 + rng.uniform(0, 0.09)),
            0.010,
            shadow=0.0,
            tones=(0.0, 0.3),
        )
    canvas.blob(shades, (0.0, 0.015), 0.058, 0.075, tones=(0.25, 0.9), shadow=0.5, spread=0.07)


def iris(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Standards that stand, falls that fall, each fall with a golden blaze."""

    def blaze(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        ring = np.clip(1 - along / 0.62, 0, 1) * np.clip(1 - np.abs(across) * 1.25, 0, 1)
        colour = _towards(colour, (252, 248, 236), np.clip(ring * 1.5, 0, 0.85) * (np.cos(across * 22) > 0.1))
        return _towards(
            colour,
            (250, 194, 30),
            np.clip(np.clip(1 - along / 0.5, 0, 1) * np.exp(-np.square(across * 3.2)) * 2, 0, 1),
        )

    canvas.line(ramp("stem"), [(0.0, 0.95), (0.0, 0.2)], 0.09)
    canvas.petal(ramp("leaf"), (0.0, 0.98), -3, 0.62, 0.11, shape=(0.5, 0.6), tones=(0.3, 0.8))
    wild = rng.uniform(-4, 4)
    canvas.petal(
        shades,
        (0.0, 0.18),
        2 + wild,
        1.08,
        0.30,
        shape=(0.9, 0.36),
        tones=(-0.05, 0.5),
        cup=0.2,
        veins=0.1,
        frill=(0.03, 1.2),
    )
    for angle in (-24, 26):
        canvas.petal(
            shades, (0.0, 0.20), angle + wild, 1.06, 0.27, shape=(1.0, 0.36), tones=(0.05, 0.78), cup=0.2,
            veins=0.12, rim=0.16,
            light=0.18, bend=-0.16 if angle > 0 else 0.16, frill=(0.03, 1.2), phase=angle, shadow=0.45,
            spread=0.12,
        )  # fmt: skip
    for angle, bend in ((-78, -0.42), (78, 0.42)):
        canvas.petal(
            shades, (0.0, 0.12), angle + wild, 0.86, 0.27, shape=(1.0, 0.34), tones=(0.1, 0.68), cup=0.2,
            veins=0.14, rim=0.16,
            bend=bend, frill=(0.03, 1.2), phase=angle, shadow=0.45, spread=0.12, dye=blaze,
        )  # fmt: skip
    for angle in (-42, 42):
        canvas.petal(
            shades, (0.0, 0.16), angle, 0.40, 0.10, shape=(0.8, 0.4), tones=(0.3, 0.95), rim=0.2, shadow=0.4
        )
    canvas.petal(
        shades, (0.0, 0.06), 180 + wild, 0.80, 0.34, shape=(0.95, 0.32), tones=(0.15, 0.80), cup=0.22,
        veins=0.14, rim=0.16,
        light=0.18, frill=(0.03, 1.2), shadow=0.5, spread=0.12, dye=blaze,
    )  # fmt: skip
    canvas.petal(shades, (0.0, 0.16), 0, 0.26, 0.12, shape=(0.7, 0.4), tones=(0.3, 0.95), rim=0.2, shadow=0.4)
