"""Heads of many petals laid around a heart: rose, peony, ranunculus, eustoma, carnation."""

from math import cos, radians, sin
from random import Random

from florist.bouquets.painter.canvas import Canvas, Point
from florist.bouquets.painter.palette import Ramp, ramp


def polar(angle: float, far: float, centre: Point = (0.0, 0.0)) -> Point:
    """The point ``far`` from the centre towards ``angle`` (degrees clockwise from up)."""
    return centre[0] + sin(radians(angle)) * far, centre[1] - cos(radians(angle)) * far


def rose(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Broad petals with rolled edges, winding into a tight spiral."""
    turn = rng.uniform(0, 360)
    rings = [
        (0.88, 0.57, 5, 0.66),
        (0.77, 0.54, 5, 0.7),
        (0.66, 0.49, 5, 0.7),
        (0.52, 0.41, 4, 0.66),
        (0.40, 0.33, 4, 0.6),
    ]
    for depth, (reach, width, count, tip) in enumerate(rings):
        centre = (0.0, -0.015 * depth)
        for i in range(count):
            angle = turn + i * 360 / count + rng.uniform(-9, 9)
            canvas.petal(
                shades, polar(angle + 180, 0.10 + 0.02 * depth, centre), angle,
                (reach + 0.10) * rng.uniform(0.96, 1.02), width,
                shape=(0.75, 0.30), tones=(-0.30, tip), fade=1.5, cup=0.10, light=0.10, rim=0.34,
                bend=rng.uniform(-0.06, 0.06), frill=(0.018, 1.1), phase=rng.uniform(0, 6), shadow=0.5,
                spread=0.09,
            )  # fmt: skip
        turn += 180 / count + 14
    _spiral(canvas, shades, (0.0, -0.07), 0.27, turn)


def _spiral(canvas: Canvas, shades: Ramp, centre: Point, reach: float, turn: float) -> None:
    """The bud in the heart: crescents, each wound inside the last."""
    canvas.blob(shades, centre, reach, tones=(0.0, 0.22), shadow=0.5, spread=0.09)
    for i in range(9):
        size = reach * (1 - i * 0.095)
        angle = turn + i * 128
        canvas.petal(
            shades, polar(angle + 180, size * 0.42, centre), angle, size * 1.34, size * 0.98,
            shape=(0.6, 0.34), tones=(-0.22, 0.46 + 0.02 * i), fade=1.6, cup=0.05, light=0.10, rim=0.40,
            shadow=0.55, spread=0.06,
        )  # fmt: skip
    canvas.blob(
        shades, centre, reach * 0.13, reach * 0.09, angle=turn, tones=(0.0, 0.1), shadow=0.0, soft=0.02
    )


def peony(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A saucer of great smooth petals that holds a ruffled dome."""
    turn = rng.uniform(0, 360)
    for reach, width, count, tip in ((0.92, 0.50, 6, 0.66), (0.82, 0.46, 6, 0.74), (0.68, 0.40, 5, 0.80)):
        for i in range(count):
            angle = turn + i * 360 / count + rng.uniform(-8, 8)
            canvas.petal(
                shades, (0.0, 0.0), angle, reach * rng.uniform(0.95, 1.0), width, shape=(0.85, 0.24),
                tones=(-0.15, tip),
                cup=0.14, rim=0.16, veins=0.06, frill=(0.03, 0.9), phase=rng.uniform(0, 6), shadow=0.45,
                spread=0.11,
            )  # fmt: skip
        turn += 28
    canvas.blob(shades, (0.0, 0.0), 0.3, tones=(0.05, 0.35), shadow=0.0)
    ruffles = 34
    for i in range(ruffles):
        share = 1 - i / ruffles
        far = 0.40 * share**0.6
        angle = turn + i * 137.5 + rng.uniform(-14, 14)
        size = 0.20 + 0.15 * share
        canvas.petal(
            shades, polar(angle, far - size * 0.40, (0.0, -0.02)), angle + rng.uniform(-22, 22), size,
            size * 0.72,
            shape=(0.55, 0.24), tones=(-0.10, 0.66 + 0.2 * (1 - share)), fade=0.9, cup=0.16, light=0.14,
            rim=0.28,
            veins=0.06, frill=(0.10, 1.3), phase=rng.uniform(0, 6), shadow=0.5, spread=0.055,
        )  # fmt: skip


def ranunculus(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Ring within ring of paper-thin petals about a green eye."""
    turn = rng.uniform(0, 360)
    rings = 10
    for ring in range(rings):
        reach = 0.79 * (1 - ring / rings) ** 0.86 + 0.09
        count = 8 if ring < 4 else 7 if ring < 7 else 5
        for i in range(count):
            angle = turn + i * 360 / count + rng.uniform(-7, 7)
            canvas.petal(
                shades, polar(angle + 180, reach * 0.05), angle, reach * rng.uniform(0.99, 1.07),
                reach * 0.60,
                shape=(0.85, 0.20), tones=(-0.5, 0.72 + 0.012 * ring), fade=2.2, cup=0.06, light=0.12,
                rim=0.26,
                shadow=0.42, spread=0.055,
            )  # fmt: skip
        turn += 31
    lime = ramp("lime")
    canvas.blob(lime, (0.0, 0.0), 0.115, tones=(0.15, 0.7), shadow=0.5)
    for i in range(7):
        canvas.petal(
            lime, (0.0, 0.0), turn + i * 51, 0.10, 0.05, tones=(0.0, 0.62), rim=0.3, shadow=0.4, spread=0.03
        )


def eustoma(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A loose, wavy cup that shows its yellow-green heart."""
    turn = rng.uniform(0, 360)
    rings = ((0.84, 0.52, 5, 0.66), (0.72, 0.47, 5, 0.74), (0.56, 0.38, 4, 0.80))
    for reach, width, count, tip in rings:
        for i in range(count):
            angle = turn + i * 360 / count + rng.uniform(-10, 10)
            canvas.petal(
                shades, (0.0, 0.0), angle, reach * rng.uniform(0.94, 1.0), width, shape=(1.0, 0.27),
                tones=(-0.05, tip),
                fade=0.8, cup=0.20, light=0.16, rim=0.16, veins=0.05, bend=rng.uniform(-0.14, 0.14),
                frill=(0.06, 0.95),
                phase=rng.uniform(0, 6), shadow=0.46, spread=0.12,
            )  # fmt: skip
        turn += 40
    lime, gold = ramp("lime"), ramp("gold")
    canvas.blob(shades, (0.0, 0.0), 0.2, tones=(0.0, 0.1), shadow=0.5, spread=0.1, soft=0.06, opacity=0.8)
    for i in range(3):
        angle = turn + i * 120 + 30
        canvas.petal(
            shades, polar(angle, 0.12), angle - 20, 0.30, 0.24, shape=(0.6, 0.3), tones=(0.1, 0.8),
            rim=0.25, cup=0.2,
            frill=(0.08, 1.2), phase=i, shadow=0.4,
        )  # fmt: skip
    canvas.blob(lime, (0.0, 0.0), 0.075, tones=(0.2, 0.8), shadow=0.5, spread=0.06)
    for i in range(5):
        canvas.blob(
            gold, polar(turn + i * 72, 0.10), 0.034, 0.022, angle=turn + i * 72, tones=(0.3, 1.0), shadow=0.3
        )


def carnation(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A crowd of petals with teeth along their edges."""
    turn = rng.uniform(0, 360)
    canvas.blob(shades, (0.0, 0.0), 0.5, tones=(0.05, 0.35), shadow=0.0)
    total = 54
    for i in range(total):
        share = 1 - i / total
        angle = turn + i * 137.5 + rng.uniform(-10, 10)
        far = 0.60 * share**0.7
        size = 0.28 + 0.12 * share
        canvas.petal(
            shades, polar(angle, max(0.0, far - size * 0.25)), angle + rng.uniform(-16, 16), size,
            size * 0.72, shape=(1.05, 0.14),
            tones=(-0.05, 0.62 + 0.16 * (1 - share)), cup=0.05, light=0.18, rim=0.26, veins=0.09,
            frill=(0.10, 3.2),
            saw=True, phase=rng.uniform(0, 6), shadow=0.52, spread=0.055,
        )  # fmt: skip
