"""A sheet of paper, film or net: a polygon with folds that run to where the bouquet is tied."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from florist.bouquets.painter.arrangement import FRAME
from florist.bouquets.painter.palette import Pixels, Ramp

Outline = Sequence[tuple[float, float]]


def lay_sheet(
    picture: Image.Image,
    outline: Outline,
    shades: Ramp,
    tie: tuple[float, float],
    *,
    folds: float = 7.0,
    phase: float = 0.0,
    depth: float = 0.10,
    level: float = 0.62,
    opacity: float = 1.0,
    grain: float = 0.0,
    edge: int = 0,
    shadow: int = 90,
) -> None:
    """Lay one sheet on the picture; ``edge`` is the alpha of its bright rim, ``shadow`` that of its shadow."""
    box = _bounds(outline)
    mask = _mask(outline, box)
    if shadow:
        _cast(picture, mask, box, shadow)
    paper = _folded(box, shades, tie, folds=folds, phase=phase, depth=depth, level=level)
    if grain:
        paper = Image.blend(paper, Image.composite(paper, _fibres(paper.size), mask), grain)
    paper.putalpha(mask.point([int(i * opacity) for i in range(256)]) if opacity < 1 else mask)
    if edge:
        _trim(paper, outline, box, edge)
    picture.alpha_composite(paper, (max(0, box[0]), max(0, box[1])))


def _bounds(outline: Outline) -> tuple[int, int, int, int]:
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    return (
        max(0, int(min(xs))),
        max(0, int(min(ys))),
        min(FRAME, int(max(xs)) + 2),
        min(FRAME, int(max(ys)) + 2),
    )


def _mask(outline: Outline, box: tuple[int, int, int, int]) -> Image.Image:
    mask = Image.new("L", ((box[2] - box[0]) * 2, (box[3] - box[1]) * 2))
    ImageDraw.Draw(mask).polygon([((x - box[0]) * 2, (y - box[1]) * 2) for x, y in outline], fill=255)
    return mask.reduce(2)


def _cast(picture: Image.Image, mask: Image.Image, box: tuple[int, int, int, int], strength: int) -> None:
    """The sheet's shadow on what lies under it, blurred on a small copy for speed."""
    pad = 24
    small = Image.new("L", ((mask.width + 2 * pad) // 4, (mask.height + 2 * pad) // 4))
    small.paste(mask.resize((mask.width // 4, mask.height // 4), Image.Resampling.BOX), (pad // 4, pad // 4))
    soft = small.filter(ImageFilter.GaussianBlur(3)).resize((mask.width + 2 * pad, mask.height + 2 * pad))
    dark = Image.new("RGBA", soft.size, (38, 26, 24, 0))
    dark.putalpha(soft.point([i * strength // 255 for i in range(256)]))
    left, top = box[0] - pad + 2, box[1] - pad + 5
    crop = (max(0, -left), max(0, -top), min(dark.width, FRAME - left), min(dark.height, FRAME - top))
    picture.alpha_composite(dark, (left + crop[0], top + crop[1]), crop)


def _folded(
    box: tuple[int, int, int, int],
    shades: Ramp,
    tie: tuple[float, float],
    *,
    folds: float,
    phase: float,
    depth: float,
    level: float,
) -> Image.Image:
    """Pleats as light and dark rays from the tie, computed at a quarter of the size: they are soft anyway."""
    size = box[2] - box[0], box[3] - box[1]
    xs = np.linspace(box[0], box[2], max(2, size[0] // 4), dtype=np.float32)[None, :] - tie[0]
    ys = tie[1] - np.linspace(box[1], box[3], max(2, size[1] // 4), dtype=np.float32)[:, None]
    angle = np.arctan2(xs, np.where(np.abs(ys) < 1, np.float32(1), ys))
    far = np.sqrt(xs * xs + ys * ys) / 500
    field: Pixels = (
        level
        - 0.16 * np.sin(angle)
        + depth * _pleats(angle * folds + phase)
        + 0.10 * np.clip(far - 0.5, -0.6, 0.5)
    )
    field = field - 0.30 * np.exp(-far * 9)
    pixels = shades[(np.clip(field, 0, 1) * 255).astype(np.uint8)]
    return Image.fromarray(pixels.astype(np.uint8), "RGB").resize(size, Image.Resampling.BICUBIC)


def _pleats(x: Pixels) -> Pixels:
    """Creases: a slow rise and a quick fall, with a finer one across."""
    rise = np.mod(x / (2 * np.pi), 1)
    ridge = np.where(rise < 0.86, rise / 0.86, (1 - rise) / 0.14) * 2 - 1
    pleats: Pixels = (ridge * 0.7 + np.sin(x * 2.3 + 1) * 0.45).astype(np.float32)
    return pleats


@lru_cache(maxsize=1)
def _grain_tile() -> Image.Image:
    rng = np.random.default_rng(11)
    noise = rng.normal(150, 46, (FRAME // 2, FRAME // 2)).clip(0, 255).astype(np.uint8)
    tile = Image.fromarray(noise, "L").filter(ImageFilter.GaussianBlur(0.7)).resize((FRAME, FRAME))
    return Image.merge(
        "RGB",
        (
            tile,
            tile.point([i * 82 // 100 for i in range(256)]),
            tile.point([i * 60 // 100 for i in range(256)]),
        ),
    )


def _fibres(size: tuple[int, int]) -> Image.Image:
    return _grain_tile().crop((0, 0, *size))


def _trim(paper: Image.Image, outline: Outline, box: tuple[int, int, int, int], alpha: int) -> None:
    layer = Image.new("RGBA", (paper.width * 2, paper.height * 2))
    points = [((x - box[0]) * 2, (y - box[1]) * 2) for x, y in outline]
    ImageDraw.Draw(layer).line([*points, points[0]], (255, 255, 255, alpha), 5, "curve")
    paper.alpha_composite(layer.reduce(2))


def smooth(points: Outline, steps: int = 8) -> list[tuple[float, float]]:
    """A closed Catmull-Rom curve through the points."""
    curve = []
    count = len(points)
    for i in range(count):
        p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append((_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t)))
    return curve


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def ring(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float, steps: int = 24
) -> list[tuple[float, float]]:
    """Points of an ellipse from ``start`` to ``end`` degrees clockwise from the top."""
    angles = [radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(cx + rx * sin(a), cy - ry * cos(a)) for a in angles]
