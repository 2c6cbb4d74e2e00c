"""Flowers set along a stem: lavender, hyacinth, freesia."""

from math import cos, sin
from random import Random

from florist.bouquets.painter.canvas import Canvas, Point
from florist.bouquets.painter.palette import Ramp, ramp


def lavender(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Slender spikes of small buds in whorls, five to a sprig."""
    sage = ramp("sage")
    for lean, top in ((-0.52, -0.30), (0.54, -0.24), (-0.25, -0.60), (0.27, -0.54), (0.0, -0.82)):
        stem = [(0.05 * lean, 1.0), (lean * 0.45, 0.42), (lean * 0.86, top * 0.3), (lean, top)]
        canvas.line(sage, stem, 0.030, level=0.42)
        canvas.petal(sage, (lean * 0.3, 0.66), lean * 70 + 16, 0.34, 0.026, tones=(0.3, 0.8))
        foot = top + 0.86
        for row in range(8):
            share = row / 7
            y = foot + (top - foot) * share**0.9
            sway = 0.62 + 0.38 * share
            _whorl(
                canvas,
                shades,
                rng,
                (lean * sway, y),
                0.072 * (1.15 - 0.72 * share**1.5),
                lean * 18,
                0.25 * share,
            )


def _whorl(
    canvas: Canvas, shades: Ramp, rng: Random, at: Point, wide: float, lean: float, lit: float
) -> None:
    for k in (-2, 2, -1, 1, 0):
        angle = lean + k * 24 + rng.uniform(-7, 7)
        canvas.petal(
            shades, (at[0] + k * wide * 0.30, at[1] + abs(k) * 0.008), angle,
            0.145 * rng.uniform(0.85, 1.1), 0.040,
            shape=(0.55, 0.42), tones=(0.0, 0.62 + lit), rim=0.24, cup=0.2, light=0.3, shadow=0.32,
            spread=0.03,
        )  # fmt: skip
    canvas.blob(shades, (at[0] + rng.uniform(-0.05, 0.05), at[1] - 0.05), 0.020, tones=(0.6, 1.0), shadow=0.2)


def hyacinth(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A stout column of waxy stars over strap leaves."""
    for angle, bend in ((-22, -0.14), (22, 0.14), (-9, -0.05)):
        canvas.petal(
            ramp("leaf"),
            (0.0, 1.0),
            angle,
            0.95,
            0.10,
            shape=(0.35, 0.5),
            tones=(0.25, 0.8),
            bend=bend,
            rib=-0.2,
        )
    canvas.line(ramp("stem"), [(0.0, 1.0), (0.0, 0.3)], 0.13)
    rows = 9
    spots: list[tuple[float, float, float]] = []
    for row in range(rows):
        y = 0.52 - row * 0.155
        wide = 0.40 * (1 - (row / rows) ** 2.6 * 0.72)
        for k in range(5):
            x = wide * sin((k - 2) * 0.66 + (0.33 if row % 2 else 0.0))
            spots.append((x, y + rng.uniform(-0.03, 0.03), cos((k - 2) * 0.66)))
    spots.sort(key=lambda spot: spot[2])
    for x, y, near in spots:
        _bell(canvas, shades, rng, (x, y), 0.16 + 0.035 * near, near)


def _bell(canvas: Canvas, shades: Ramp, rng: Random, at: Point, size: float, near: float) -> None:
    turn = rng.uniform(0, 60)
    for k in range(6):
        canvas.petal(
            shades, at, turn + k * 60, size, size * 0.27, shape=(0.6, 0.5),
            tones=(0.05 + 0.1 * near, 0.50 + 0.28 * near), rim=0.16,
            cup=0.16, rib=0.12, light=0.2, shadow=0.34, spread=0.04,
        )  # fmt: skip
    canvas.blob(shades, at, size * 0.24, tones=(0.12, 0.4), shadow=0.3)


def freesia(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A bowed spray: open funnels first, then buds to the very tip."""
    spine = [
        (0.0, 1.0),
        (-0.12, 0.62),
        (-0.22, 0.30),
        (-0.22, 0.02),
        (-0.02, -0.14),
        (0.22, -0.20),
        (0.46, -0.18),
        (0.68, -0.10),
    ]
    canvas.line(ramp("stem"), spine, 0.055, taper=0.5)
    for (x, y), angle, size in (
        ((0.70, -0.10), 58, 0.17),
        ((0.58, -0.16), 36, 0.22),
        ((0.42, -0.20), 26, 0.28),
        ((0.25, -0.20), 17, 0.36),
    ):
        _bud(canvas, shades, (x, y), angle + rng.uniform(-4, 4), size)
    for (x, y), angle, size in (
        ((0.06, -0.14), 8, 0.66),
        ((-0.30, 0.22), -50, 0.58),
        ((-0.17, 0.0), -20, 0.76),
    ):
        _funnel(canvas, shades, rng, (x, y), angle + rng.uniform(-4, 4), size)


def _bud(canvas: Canvas, shades: Ramp, at: Point, angle: float, size: float) -> None:
    canvas.petal(
        shades,
        at,
        angle,
        size,
        size * 0.26,
        shape=(0.7, 0.35),
        tones=(0.1, 0.8),
        cup=0.25,
        light=0.3,
        rim=0.15,
    )
    canvas.petal(ramp("stem"), at, angle, size * 0.45, size * 0.20, shape=(0.5, 0.5), tones=(0.3, 0.7))


def _funnel(canvas: Canvas, shades: Ramp, rng: Random, at: Point, angle: float, size: float) -> None:
    heart = (at[0] + sin(angle / 57.3) * size * 0.62, at[1] - cos(angle / 57.3) * size * 0.62)
    canvas.petal(
        shades, at, angle, size * 0.95, size * 0.24, shape=(0.9, 0.3), tones=(0.05, 0.6), cup=0.25, light=0.3
    )
    canvas.petal(ramp("stem"), at, angle, size * 0.26, size * 0.10, shape=(0.5, 0.5), tones=(0.3, 0.7))
    for offset in (0, 60):
        for k in range(3):
            turn = angle + offset + k * 120 + rng.uniform(-6, 6)
            canvas.petal(
                shades, heart, turn, size * 0.56, size * 0.22, shape=(0.65, 0.34), tones=(0.22, 0.84),
                cup=0.2, veins=0.08,
                light=0.2, rim=0.15, shadow=0.4, spread=0.06,
            )  # fmt: skip
    canvas.blob(ramp("gold"), heart, size * 0.13, tones=(0.2, 0.7), shadow=0.3, soft=0.05, opacity=0.8)
    for k in range(3):
        canvas.blob(
            ramp("muzzle"), (heart[0] + (k - 1) * 0.035, heart[1] - 0.03), 0.018, 0.03, tones=(0.5, 1.0)
        )
