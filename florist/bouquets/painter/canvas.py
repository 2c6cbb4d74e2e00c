"""A square of floating-point light on which one flower is painted, petal over petal."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from math import cos, radians, sin

import numpy as np
from PIL import Image

from florist.bouquets.painter.palette import Pixels, Ramp

Point = tuple[float, float]
# Given how far along (0–1) and across (-1–1) each pixel lies and its colour, the colour it should have.
Dye = Callable[[Pixels, Pixels, Pixels], Pixels]

LIGHT = (-0.55, -0.83)  # The window is to the upper left.


@cache
def outline(rise: float, fall: float) -> Pixels:
    """Half-widths of a petal from base to tip, at most 1: a low ``fall`` is a round tip, a high one a point."""
    t = np.linspace(0.0, 1.0, 512)
    peak = rise / (rise + fall)
    widths = t**rise * (1 - t) ** fall / (peak**rise * (1 - peak) ** fall)
    profile: Pixels = widths.astype(np.float32)
    return profile


class Canvas:
    """Coordinates run from -1 to 1, x to the right and y down; angles are degrees clockwise from straight up."""

    def __init__(self, size: int, depth: float = 1.0) -> None:
        """``depth`` scales every shadow: pale petals throw pale ones."""
        self.size = size
        self._depth = depth
        self._rgb = np.zeros((size, size, 3), np.float32)
        self._alpha = np.zeros((size, size), np.float32)
        self._axis = ((np.arange(size, dtype=np.float32) + 0.5) * 2 / size - 1).astype(np.float32)

    def petal(
        self,
        shades: Ramp,
        at: Point,
        angle: float,
        length: float,
        width: float,
        *,
        shape: tuple[float, float] = (0.6, 0.45),
        tones: tuple[float, float] = (0.15, 0.75),
        fade: float = 1.0,
        cup: float = 0.15,
        light: float = 0.12,
        rim: float = 0.0,
        veins: float = 0.0,
        rib: float = 0.0,
        bend: float = 0.0,
        frill: tuple[float, float] = (0.0, 0.0),
        saw: bool = False,
        phase: float = 0.0,
        shadow: float = 0.4,
        spread: float = 0.07,
        dye: Dye | None = None,
    ) -> None:
        """One petal from ``at`` towards ``angle``; ``width`` is half of its greatest width."""
        turn = radians(angle)
        up = (sin(turn), -cos(turn))
        side = (cos(turn), sin(turn))
        tip = (
            at[0] + up[0] * length + side[0] * bend * length,
            at[1] + up[1] * length + side[1] * bend * length,
        )
        pad = width + spread + abs(frill[0]) * length
        window = self._window(
            min(at[0], tip[0]) - pad,
            min(at[1], tip[1]) - pad,
            max(at[0], tip[0]) + pad,
            max(at[1], tip[1]) + pad,
        )
        if window is None:
            return
        rows, columns = window
        dx = self._axis[columns][None, :] - np.float32(at[0])
        dy = self._axis[rows][:, None] - np.float32(at[1])
        along = (dx * np.float32(up[0]) + dy * np.float32(up[1])) / np.float32(length)
        across = dx * np.float32(side[0]) + dy * np.float32(side[1])
        if bend:
            across = across - np.float32(bend * length) * along * np.abs(along)
        if frill[0]:
            along = along / (
                1 + np.float32(frill[0]) * _ripple(across * np.float32(frill[1] / width), phase, saw)
            )
        inside = np.clip(along, 0, 1)
        half = outline(*shape)[(inside * 511).astype(np.int16)] * np.float32(width)
        depth = half - np.abs(across) - np.abs(along - inside) * np.float32(length)
        if shadow:
            self._rgb[rows, columns] *= (1 - self._depth * shadow * np.clip(1 + depth / spread, 0, 1) ** 2)[
                ..., None
            ]
        cover = np.clip(depth * (self.size / 2) + 0.5, 0, 1)
        level = np.float32(tones[0]) + np.float32(tones[1] - tones[0]) * (
            inside if fade == 1 else inside**fade
        )
        sideways = np.clip(across / np.maximum(half, 1e-4), -1, 1)
        if cup:
            level = level - cup * sideways * sideways
        lateral = light * (side[0] * LIGHT[0] + side[1] * LIGHT[1])
        level = level + np.float32(lateral) * sideways
        if rim:
            level = level + rim * np.exp(np.minimum(-np.abs(depth) / (0.13 * width), 0)) * inside
        if veins:
            level = level + veins * np.cos(sideways * 17 + phase) * inside * (1 - inside) * 3
        if rib:
            level = level - rib * np.exp(-np.square(sideways * 6)) * (1 - inside)
        colour = shades[(np.clip(level, 0, 1) * 255).astype(np.uint8)]
        if dye is not None:
            colour = dye(inside, sideways, colour)
        self._lay(rows, columns, colour, cover)

    def blob(
        self,
        shades: Ramp,
        at: Point,
        rx: float,
        ry: float | None = None,
        *,
        angle: float = 0.0,
        tones: tuple[float, float] = (0.1, 0.85),
        shadow: float = 0.3,
        spread: float = 0.04,
        soft: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """An egg lit from the window, ``tones`` from its dark to its lit side; ``soft`` blurs its edge."""
        ry = rx if ry is None else ry
        reach = max(rx, ry) + spread + soft
        window = self._window(at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach)
        if window is None:
            return
        rows, columns = window
        turn = radians(angle)
        dx = self._axis[columns][None, :] - np.float32(at[0])
        dy = self._axis[rows][:, None] - np.float32(at[1])
        u = (dx * np.float32(cos(turn)) + dy * np.float32(sin(turn))) / np.float32(rx)
        v = (dy * np.float32(cos(turn)) - dx * np.float32(sin(turn))) / np.float32(ry)
        far = np.sqrt(u * u + v * v)
        depth = (1 - far) * np.float32(min(rx, ry))
        if shadow:
            self._rgb[rows, columns] *= (1 - self._depth * shadow * np.clip(1 + depth / spread, 0, 1) ** 2)[
                ..., None
            ]
        edge = np.float32(soft * self.size / 2) + 1
        cover = np.clip(depth * (self.size / 2) / edge + 0.5, 0, 1) * np.float32(opacity)
        height = np.sqrt(np.clip(1 - far * far, 0, 1))
        facing = (dx * LIGHT[0] + dy * LIGHT[1]) / np.float32(max(rx, ry)) * 0.55 + height * 0.6
        level = np.clip(tones[0] + (tones[1] - tones[0]) * np.clip(facing + 0.2, 0, 1), 0, 1)
        self._lay(rows, columns, shades[(level * 255).astype(np.uint8)], cover)

    def line(
        self, shades: Ramp, points: Sequence[Point], width: float, *, taper: float = 0.0, level: float = 0.5
    ) -> None:
        """A rounded stroke through ``points``, ``width`` wide at its start, thinner by ``taper`` at its end."""
        count = max(1, len(points) - 1)
        for i, (a, b) in enumerate(pairwise(points)):
            self._segment(shades, a, b, width * (1 - taper * i / count) / 2, level)

    def image(self) -> Image.Image:
        """What was painted, RGBA."""
        return self.sprite().convert("RGBA")

    def sprite(self) -> Image.Image:
        """What was painted, RGBa: multiplied by its alpha already, which saves time for each copy of it."""
        alpha = np.clip(self._alpha, 0, 1)[..., None]
        stacked = np.concatenate([np.clip(self._rgb, 0, 255 * alpha), alpha * 255], axis=2)
        return Image.frombytes("RGBa", (self.size, self.size), (stacked + 0.5).astype(np.uint8).tobytes())

    def _segment(self, shades: Ramp, a: Point, b: Point, half: float, level: float) -> None:
        pad = half * 1.5 + 4 / self.size
        window = self._window(
            min(a[0], b[0]) - pad, min(a[1], b[1]) - pad, max(a[0], b[0]) + pad, max(a[1], b[1]) + pad
        )
        if window is None:
            return
        rows, columns = window
        dx = self._axis[columns][None, :] - np.float32(a[0])
        dy = self._axis[rows][:, None] - np.float32(a[1])
        ex, ey = b[0] - a[0], b[1] - a[1]
        reach = max(ex * ex + ey * ey, 1e-9)
        t = np.clip((dx * ex + dy * ey) / reach, 0, 1)
        px, py = dx - t * ex, dy - t * ey
        far = np.sqrt(px * px + py * py)
        cover = np.clip((half - far) * (self.size / 2) + 0.5, 0, 1)
        shine = np.clip(level + (px * LIGHT[0] + py * LIGHT[1]) / max(half, 1e-4) * 0.3, 0, 1)
        self._lay(rows, columns, shades[(shine * 255).astype(np.uint8)], cover.astype(np.float32))

    def _window(self, x0: float, y0: float, x1: float, y1: float) -> tuple[slice, slice] | None:
        half = self.size / 2
        left, right = max(0, int((x0 + 1) * half) - 1), min(self.size, int((x1 + 1) * half) + 2)
        top, bottom = max(0, int((y0 + 1) * half) - 1), min(self.size, int((y1 + 1) * half) + 2)
        if left >= right or top >= bottom:
            return None
        return slice(top, bottom), slice(left, right)

    def _lay(self, rows: slice, columns: slice, colour: Pixels, cover: Pixels) -> None:
        rest = 1 - cover
        self._rgb[rows, columns] = self._rgb[rows, columns] * rest[..., None] + colour * cover[..., None]
        self._alpha[rows, columns] = self._alpha[rows, columns] * rest + cover


def _ripple(x: Pixels, phase: float, saw: bool) -> Pixels:
    """A wavy or a toothed edge, between -1 and 1."""
    if saw:
        teeth: Pixels = np.abs(np.mod(x * 2.1 + phase, 2) - 1) * 1.3 + 0.5 * np.sin(x * 2.3 + phase) - 0.8
        return teeth
    waves: Pixels = np.sin(x * 3 + phase) * 0.6 + np.sin(x * 7.3 + phase * 2) * 0.4
    return waves
