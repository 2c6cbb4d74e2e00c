"""One stem that carries a whole cloud: hydrangea, gypsophila, mimosa."""

from math import sin
from random import Random

from florist.bouquets.painter.canvas import Canvas, Point
from florist.bouquets.painter.flowers.rosettes import polar
from florist.bouquets.painter.palette import Ramp, ramp


def hydrangea(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A mophead of four-petalled florets."""
    canvas.blob(shades, (0.0, 0.0), 0.82, tones=(0.0, 0.25), shadow=0.0)
    total = 58
    for i in range(total):
        share = 1 - (i + 0.5) / total
        x, y = polar(i * 137.508, 0.80 * share**0.5)
        lit = 0.30 * (1 - share) - 0.16 * y - 0.08 * x
        turn, size = rng.uniform(0, 90), 0.185 * (1 - 0.18 * share) * rng.uniform(0.92, 1.08)
        for k in range(4):
            canvas.petal(
                shades, (x, y), turn + k * 90 + rng.uniform(-6, 6), size, size * 0.54, shape=(0.60, 0.28),
                tones=(0.22 + lit, 0.56 + lit), cup=0.10, light=0.14, rim=0.12, shadow=0.24, spread=0.04,
            )  # fmt: skip
        canvas.blob(shades, (x, y), 0.022, tones=(0.5, 1.0), shadow=0.4, spread=0.03)


def gypsophila(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Baby's breath: threads of stem and a mist of tiny double flowers."""
    root: Point = (0.0, 0.95)
    tips = [polar(i * 137.508, 0.84 * ((i + 0.6) / 54) ** 0.5, (0.0, -0.06)) for i in range(54)]
    joints = [(x * 0.42, 0.30 + y * 0.30) for x, y in tips[::6]]
    for joint in joints:
        canvas.line(ramp("stem"), [root, joint], 0.016, level=0.5)
    for i, tip in enumerate(tips):
        canvas.line(ramp("stem"), [joints[i // 6 if i // 6 < len(joints) else 0], tip], 0.010, level=0.5)
    for tip in tips:
        x, y = tip[0] + rng.uniform(-0.05, 0.05), tip[1] + rng.uniform(-0.05, 0.05)
        size = rng.uniform(0.055, 0.088)
        canvas.blob(shades, (x, y), size * 0.8, tones=(0.2, 0.6), shadow=0.3, spread=0.04)
        for k in range(6):
            canvas.petal(
                shades, (x, y), k * 60 + rng.uniform(-15, 15), size, size * 0.46, shape=(0.7, 0.25),
                tones=(0.32, 0.9), cup=0.1,
                shadow=0.2, spread=0.025,
            )  # fmt: skip
        canvas.blob(shades, (x, y), size * 0.34, tones=(0.5, 1.0), shadow=0.25, spread=0.02)


def mimosa(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Fluffy balls along a feathery branch."""
    sage = ramp("sage")
    spine = [(0.10 * sin(i * 0.5), 0.95 - i * 0.18) for i in range(10)]
    for i, (x, y) in enumerate(spine[1:], 1):
        for side in (-1, 1):
            reach = 0.70 - 0.055 * i
            angle = side * (66 - 2 * i)
            _feather(canvas, sage, (x, y), angle, reach)
    canvas.line(ramp("stem"), spine, 0.05, taper=0.6, level=0.35)
    spots = []
    for i in range(64):
        y = 0.72 - 1.50 * i / 63
        wide = 0.66 * (1 - ((0.15 - y) / 1.08) ** 2) ** 0.5
        spots.append((wide * sin(i * 2.4) + rng.uniform(-0.08, 0.08), y + rng.uniform(-0.05, 0.05)))
    for x, y in sorted(spots, key=lambda spot: abs(spot[0]), reverse=True):
        _fluff(canvas, shades, rng, (x, y), rng.uniform(0.078, 0.108))


def _feather(canvas: Canvas, shades: Ramp, at: Point, angle: float, reach: float) -> None:
    canvas.line(shades, [at, polar(angle, reach, at)], 0.012, level=0.4)
    for k in range(1, 10):
        joint = polar(angle, reach * k / 10, at)
        for side in (-1, 1):
            canvas.petal(
                shades,
                joint,
                angle + side * 52,
                0.10,
                0.014,
                tones=(0.3, 0.7),
                shadow=0.0,
                light=0.0,
                cup=0.0,
            )


def _fluff(canvas: Canvas, shades: Ramp, rng: Random, at: Point, size: float) -> None:
    canvas.blob(shades, at, size, tones=(0.12, 0.8), shadow=0.34, spread=0.06, soft=0.022)
    for k in range(16):
        x, y = polar(k * 137.5 + rng.uniform(-20, 20), size * ((k + 0.5) / 16) ** 0.5 * 0.98, at)
        lit = 0.25 * (at[1] - y) / size + 0.12 * (at[0] - x) / size
        canvas.blob(shades, (x, y), size * 0.17, tones=(0.45 + lit, 0.95 + lit), shadow=0.0)
