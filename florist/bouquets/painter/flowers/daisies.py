"""Rays about a disc: gerbera, sunflower, daisy, chrysanthemum, anemone."""

from random import Random

import numpy as np

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.flowers.rosettes import polar
from florist.bouquets.painter.palette import Pixels, Ramp, ramp


def _rays(
    canvas: Canvas, shades: Ramp, rng: Random, *, count: int, reach: float, width: float,
    shape: tuple[float, float],
    tones: tuple[float, float], turn: float = 0.0, wild: float = 3.0, rib: float = 0.0, veins: float = 0.0,
    rim: float = 0.1,
) -> None:  # fmt: skip
    order = [turn + i * 360 / count for i in range(count)]
    rng.shuffle(order)
    for angle in order:
        canvas.petal(
            shades, (0.0, 0.0), angle + rng.uniform(-wild, wild), reach * rng.uniform(0.94, 1.0), width,
            shape=shape,
            tones=tones, cup=0.2, light=0.16, rim=rim, rib=rib, veins=veins, bend=rng.uniform(-0.04, 0.04),
            shadow=0.36,
            spread=0.05,
        )  # fmt: skip


def _seeds(
    canvas: Canvas,
    shades: Ramp,
    *,
    reach: float,
    count: int,
    size: float,
    tones: tuple[float, float],
    inner: float = 0.0,
) -> None:
    """Dots in the double spiral of a seed head."""
    for i in range(count):
        far = inner + (reach - inner) * ((i + 0.5) / count) ** 0.5
        lift = 0.15 * far / reach
        canvas.blob(
            shades,
            polar(i * 137.508, far),
            size,
            tones=(tones[0] + lift, tones[1] + lift),
            shadow=0.35,
            spread=size * 0.8,
        )


def gerbera(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Two rows of long straps, a fringed collar and a dark eye."""
    _rays(
        canvas,
        shades,
        rng,
        count=24,
        reach=0.94,
        width=0.105,
        shape=(0.9, 0.22),
        tones=(0.05, 0.62),
        veins=0.10,
    )
    _rays(
        canvas,
        shades,
        rng,
        count=22,
        reach=0.80,
        width=0.098,
        shape=(0.9, 0.22),
        tones=(0.05, 0.74),
        turn=8,
        veins=0.10,
    )
    _rays(
        canvas,
        shades,
        rng,
        count=30,
        reach=0.44,
        width=0.036,
        shape=(0.6, 0.4),
        tones=(0.0, 0.85),
        turn=3,
        wild=6,
    )
    canvas.blob(ramp("bark"), (0.0, 0.0), 0.27, tones=(0.05, 0.4), shadow=0.5, spread=0.09)
    _seeds(canvas, ramp("gold"), reach=0.27, inner=0.19, count=34, size=0.020, tones=(0.2, 0.75))
    _seeds(canvas, ramp("bark"), reach=0.18, count=40, size=0.019, tones=(0.05, 0.7))


def sunflower(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Pointed rays about a great brown seed head."""
    _rays(
        canvas,
        shades,
        rng,
        count=19,
        reach=0.95,
        width=0.135,
        shape=(0.7, 0.62),
        tones=(0.0, 0.62),
        rib=0.1,
        veins=0.1,
        wild=5,
    )
    _rays(
        canvas,
        shades,
        rng,
        count=17,
        reach=0.86,
        width=0.128,
        shape=(0.7, 0.62),
        tones=(0.05, 0.8),
        turn=10,
        veins=0.1,
        wild=5,
    )
    canvas.blob(ramp("bark"), (0.0, 0.0), 0.45, tones=(0.02, 0.45), shadow=0.55, spread=0.12)
    _seeds(canvas, ramp("rust"), reach=0.43, inner=0.30, count=80, size=0.026, tones=(0.05, 0.55))
    _seeds(canvas, ramp("bark"), reach=0.30, inner=0.12, count=60, size=0.024, tones=(0.0, 0.6))
    _seeds(canvas, ramp("lime"), reach=0.12, count=16, size=0.020, tones=(0.0, 0.45))


def daisy(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A single row of rounded rays about a yellow cushion."""
    _rays(
        canvas,
        shades,
        rng,
        count=17,
        reach=0.93,
        width=0.135,
        shape=(0.75, 0.26),
        tones=(0.2, 0.84),
        veins=0.10,
        rim=0.05,
    )
    _rays(
        canvas,
        shades,
        rng,
        count=9,
        reach=0.88,
        width=0.125,
        shape=(0.75, 0.26),
        tones=(0.25, 0.92),
        turn=12,
        veins=0.10,
        rim=0.05,
    )
    eye = ramp("amber") if shades is ramp("yellow") else ramp("gold")
    canvas.blob(eye, (0.0, 0.0), 0.29, tones=(0.0, 0.7), shadow=0.5, spread=0.09)
    _seeds(canvas, eye, reach=0.28, count=90, size=0.023, tones=(0.2, 0.85))


def chrysanthemum(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """A pompon of narrow incurved florets, denser to the middle."""
    rings = (
        (0.94, 30, 0.52),
        (0.86, 30, 0.58),
        (0.76, 28, 0.64),
        (0.65, 25, 0.70),
        (0.53, 21, 0.76),
        (0.41, 17, 0.8),
        (0.30, 13, 0.84),
    )
    turn = 0.0
    for reach, count, tip in rings:
        _rays(
            canvas,
            shades,
            rng,
            count=count,
            reach=reach,
            width=0.072,
            shape=(0.8, 0.30),
            tones=(-0.25, tip),
            turn=turn,
            wild=5,
            rim=0.2,
        )
        turn += 7.3
    canvas.blob(ramp("lime"), (0.0, 0.0), 0.10, tones=(0.1, 0.5), shadow=0.4, soft=0.05, opacity=0.6)
    _rays(
        canvas,
        shades,
        rng,
        count=9,
        reach=0.19,
        width=0.05,
        shape=(0.5, 0.4),
        tones=(0.0, 0.8),
        turn=turn,
        wild=8,
        rim=0.2,
    )


def anemone(canvas: Canvas, shades: Ramp, rng: Random) -> None:
    """Open silky petals about a nearly black eye ringed with stamens."""

    def halo(along: Pixels, across: Pixels, colour: Pixels) -> Pixels:
        share = np.clip(1 - np.abs(along - 0.36) / 0.16, 0, 1)[..., None] * 0.6
        return colour * (1 - share) + np.float32(250) * share

    turn = rng.uniform(0, 360)
    for reach, tip in ((0.93, 0.62), (0.84, 0.76)):
        for i in range(5):
            angle = turn + i * 72 + rng.uniform(-7, 7)
            canvas.petal(
                shades, (0.0, 0.0), angle, reach * rng.uniform(0.95, 1.0), 0.43, shape=(0.75, 0.34),
                tones=(0.1, tip), cup=0.18,
                light=0.15, rim=0.12, veins=0.09, frill=(0.02, 1.0), phase=i, shadow=0.42, spread=0.1,
                dye=halo,
            )  # fmt: skip
        turn += 36
    ink = ramp("ink")
    for i in range(40):
        angle, far = i * 137.5 + rng.uniform(-6, 6), 0.21 + 0.11 * ((i * 7) % 10) / 10
        canvas.line(ink, [polar(angle, 0.12), polar(angle, far)], 0.010, level=0.3)
        canvas.blob(ink, polar(angle, far), 0.023, tones=(0.0, 0.6), shadow=0.2)
    canvas.blob(ink, (0.0, 0.0), 0.155, tones=(0.0, 0.55), shadow=0.4)
    _seeds(canvas, ink, reach=0.13, count=30, size=0.017, tones=(0.1, 0.7))
