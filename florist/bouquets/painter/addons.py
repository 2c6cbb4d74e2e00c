"""What stands beside the bouquet: teddy, chocolates, card, vase and balloon."""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from florist.bouquets.painter.backdrop import shade
from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.flowers.rosettes import polar
from florist.bouquets.painter.palette import ramp, tone
from florist.bouquets.painter.sprites import stamp
from florist.bouquets.painter.wraps.ribbons import bow


@lru_cache(maxsize=1)
def teddy() -> Image.Image:
    """A sitting bear, 512 px square."""
    canvas = Canvas(512)
    fur, muzzle, ink = ramp("fur"), ramp("muzzle"), ramp("ink")
    for side in (-1, 1):
        canvas.blob(fur, (side * 0.40, -0.70), 0.17, tones=(0.1, 0.7), soft=0.012)
        canvas.blob(muzzle, (side * 0.40, -0.69), 0.095, tones=(0.0, 0.5), shadow=0.2, soft=0.02)
    canvas.blob(fur, (0.0, 0.32), 0.46, 0.50, tones=(0.05, 0.75), soft=0.012)
    canvas.blob(muzzle, (0.0, 0.36), 0.28, 0.32, tones=(0.1, 0.8), shadow=0.12, soft=0.04)
    for side in (-1, 1):
        canvas.blob(
            fur, (side * 0.46, 0.18), 0.15, 0.32, angle=side * -34, tones=(0.1, 0.8), spread=0.07, soft=0.012
        )
        canvas.blob(
            fur, (side * 0.38, 0.72), 0.27, 0.21, angle=side * 14, tones=(0.1, 0.8), spread=0.07, soft=0.012
        )
        canvas.blob(muzzle, (side * 0.42, 0.73), 0.14, 0.13, tones=(0.1, 0.7), shadow=0.15, soft=0.02)
        for k in range(3):
            canvas.blob(
                fur, polar((k - 1) * 42, 0.085, (side * 0.42, 0.69)), 0.027, tones=(0.2, 0.5), shadow=0.0
            )
    canvas.blob(fur, (0.0, -0.42), 0.50, 0.44, tones=(0.08, 0.85), shadow=0.4, spread=0.12, soft=0.012)
    canvas.blob(muzzle, (0.0, -0.30), 0.22, 0.17, tones=(0.1, 0.9), shadow=0.15, soft=0.03)
    for side in (-1, 1):
        canvas.blob(ink, (side * 0.18, -0.47), 0.046, 0.052, tones=(0.0, 0.3), shadow=0.2)
        canvas.blob(ramp("white"), (side * 0.18 - 0.014, -0.488), 0.014, tones=(0.9, 1.0), shadow=0.0)
    canvas.blob(ink, (0.0, -0.36), 0.068, 0.048, tones=(0.0, 0.6), shadow=0.2)
    canvas.line(ink, [(0.0, -0.32), (0.0, -0.26), (-0.06, -0.225)], 0.018, level=0.2)
    canvas.line(ink, [(0.0, -0.26), (0.06, -0.225)], 0.018, level=0.2)
    bear = canvas.image()
    rng = np.random.default_rng(3)
    plush = np.asarray(bear).astype(np.float32)
    plush[..., :3] *= 1 + rng.normal(0, 0.035, (512, 512, 1))
    bear = Image.fromarray(np.clip(plush, 0, 255).astype(np.uint8), "RGBA")
    stamp(bear, bow("red"), (256, 258), width=170)
    return bear


@lru_cache(maxsize=1)
def chocolates() -> Image.Image:
    """An open box of pralines, 512 × 320 px."""
    scale = 2
    sheet = Image.new("RGBA", (512 * scale, 320 * scale))
    pen = ImageDraw.Draw(sheet)
    _slab(pen, ((66, 20), (446, 20), (484, 262), (28, 262)), tone("burgundy", 0.36), scale)
    _slab(pen, ((78, 30), (434, 30), (468, 250), (44, 250)), tone("burgundy", 0.08), scale)
    _slab(pen, ((28, 262), (484, 262), (478, 306), (34, 306)), tone("burgundy", 0.24), scale)
    _slab(pen, ((28, 262), (484, 262), (484, 268), (28, 268)), tone("gold", 0.6), scale)
    tray = sheet.reduce(scale)
    for row in range(3):
        for column in range(5):
            share = (row + 0.5) / 3
            x = 256 + (column - 2) * (66 + 14 * share)
            stamp(
                tray,
                _praline((row * 5 + column * 2) % 4),
                (x, 62 + row * 66),
                width=64 + 8 * row,
                height=58 + 8 * row,
            )
    return tray


def _slab(
    pen: ImageDraw.ImageDraw, corners: tuple[tuple[int, int], ...], colour: tuple[int, int, int], scale: int
) -> None:
    pen.polygon([(x * scale, y * scale) for x, y in corners], (*colour, 255))


@lru_cache(maxsize=4)
def _praline(kind: int) -> Image.Image:
    canvas = Canvas(128)
    cocoa = ramp("muzzle") if kind == 1 else ramp("cocoa")
    for k in range(14):
        canvas.petal(
            ramp("gold"), (0.0, 0.08), k * 25.7, 0.9, 0.16, shape=(1.2, 0.1), tones=(0.0, 0.6), shadow=0.2
        )
    canvas.blob(cocoa, (0.0, 0.0), 0.68, 0.62, tones=(0.1, 0.85), shadow=0.5, spread=0.15)
    if kind == 0:
        canvas.blob(ramp("bark"), (0.0, -0.12), 0.24, tones=(0.3, 1.0), shadow=0.4)
    elif kind == 1:
        for y in (-0.25, 0.0, 0.25):
            canvas.line(ramp("cocoa"), [(-0.5, y + 0.12), (0.5, y - 0.12)], 0.09, level=0.45)
    elif kind == 2:
        canvas.petal(ramp("white"), (0.0, 0.3), 0, 0.6, 0.18, tones=(0.5, 0.9), shadow=0.3)
    else:
        for k in range(9):
            canvas.blob(ramp("gold"), polar(k * 137.5, 0.12 * k**0.5), 0.05, tones=(0.4, 1.0), shadow=0.2)
    return canvas.image()


@lru_cache(maxsize=1)
def card() -> Image.Image:
    """A folded greeting card with a gold heart, 320 × 256 px."""
    scale = 2
    sheet = Image.new("RGBA", (320 * scale, 256 * scale))
    pen = ImageDraw.Draw(sheet)
    pen.polygon(
        [(x * scale, y * scale) for x, y in ((40, 40), (292, 22), (306, 220), (52, 240))],
        (222, 212, 198, 255),
    )
    pen.polygon(
        [(x * scale, y * scale) for x, y in ((24, 30), (280, 16), (294, 214), (36, 232))],
        (255, 251, 243, 255),
    )
    for inset in (0, 7):
        frame = [
            (38 + inset, 44 + inset),
            (268 - inset, 30 + inset),
            (279 - inset, 202 - inset),
            (48 + inset, 218 - inset),
            (38 + inset, 44 + inset),
        ]
        pen.line([(x * scale, y * scale) for x, y in frame], (200, 160, 84, 255), 3)
    cx, cy, size = 158, 104, 34
    for side in (-1, 1):
        x = (cx + side * size * 0.45) * scale
        pen.ellipse(
            (
                x - size * 0.56 * scale,
                (cy - size * 0.86) * scale,
                x + size * 0.56 * scale,
                (cy + size * 0.26) * scale,
            ),
            (198, 44, 66, 255),
        )
    pen.polygon(
        [
            ((cx - size * 0.96) * scale, (cy - size * 0.06) * scale),
            ((cx + size * 0.96) * scale, (cy - size * 0.06) * scale),
            (cx * scale, (cy + size) * scale),
        ],
        (198, 44, 66, 255),
    )
    for row, wide in enumerate((118, 84)):
        y = 162 + row * 20
        wave = [
            (cx - wide / 2 + i * 4, y + 4 * np.sin(i * 1.7) * (1 if i % 5 else 0.2)) for i in range(wide // 4)
        ]
        pen.line([(float(x) * scale, float(y) * scale) for x, y in wave], (92, 72, 66, 255), 4, "curve")
    return sheet.reduce(scale)


@lru_cache(maxsize=1)
def vase() -> Image.Image:
    """A glass vase with water, 300 × 440 px, seen through."""
    height, width = 440, 300
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    knots = (0.0, 0.30, 0.72, 1.0)
    eased = np.interp(y, knots, (0, 1, 2, 3))
    eased = np.floor(eased) + (1 - np.cos(np.pi * (eased - np.floor(eased)))) / 2
    half = np.interp(eased, (0, 1, 2, 3), (0.62, 0.40, 0.68, 0.50))
    u = x / half
    bow_down = 0.045 * np.sqrt(np.clip(1 - u * u, 0, 1))
    inside = (
        np.clip((1 - np.abs(u)) * width * half / 2, 0, 1)
        * np.clip((y + bow_down - 0.05) * height, 0, 1)
        * np.clip((0.955 + bow_down - y) * height, 0, 1)
    )
    wall = np.abs(u) ** 6
    glint = np.exp(-np.square((u + 0.62) / 0.10)) + 0.5 * np.exp(-np.square((u - 0.70) / 0.07))
    water = np.clip((y - bow_down * 0.6 - 0.46) * height, 0, 1)
    surface = np.exp(-np.square((y - bow_down * 0.6 - 0.46) * 90))
    alpha = inside * np.clip(
        0.16
        + 0.46 * wall
        + 0.55 * glint
        + 0.20 * water
        + 0.4 * surface
        + 0.3 * np.clip((y - 0.90) * 12, 0, 1),
        0,
        0.92,
    )
    glass = np.array([206, 224, 230], np.float32) * (1 - 0.35 * wall[..., None]) - water[
        ..., None
    ] * np.array([60, 30, 18], np.float32)
    colour = glass + (glint + surface * 0.6)[..., None] * 120
    body = Image.fromarray(np.dstack([np.clip(colour, 0, 255), alpha * 255]).astype(np.uint8), "RGBA")
    ring = Image.new("RGBA", (width * 2, height * 2))
    pen = ImageDraw.Draw(ring)
    pen.ellipse((116, 6, 484, 66), (226, 240, 244, 60), (250, 254, 255, 230), 6)
    body.alpha_composite(ring.reduce(2))
    return body


@lru_cache(maxsize=2)
def balloon() -> Image.Image:
    """A glossy heart balloon, 384 px square, its knot at the bottom."""
    size, scale = 384, 2
    mask = Image.new("L", (size * scale, size * scale))
    pen = ImageDraw.Draw(mask)
    turns = np.linspace(0, 2 * np.pi, 120)
    xs = 16 * np.sin(turns) ** 3
    ys = 13 * np.cos(turns) - 5 * np.cos(2 * turns) - 2 * np.cos(3 * turns) - np.cos(4 * turns)
    points = [
        (float((192 + x * 10.6) * scale), float((172 - y * 10.6) * scale))
        for x, y in zip(xs, ys, strict=True)
    ]
    pen.polygon(points, fill=255)
    mask = (
        mask.filter(ImageFilter.GaussianBlur(6))
        .point([min(255, max(0, (i - 110) * 9)) for i in range(256)])
        .reduce(scale)
    )
    puff = np.asarray(mask.filter(ImageFilter.GaussianBlur(26)), np.float32) / 255
    gy, gx = np.gradient(puff)
    slope = np.clip((-gx * 0.55 - gy * 0.83) * -34, -0.5, 0.5)
    level = np.clip(0.18 + 0.36 * puff + slope, 0, 1)
    pixels = ramp("red")[(level * 255).astype(np.uint8)]
    heart = Image.fromarray(np.dstack([pixels, np.asarray(mask)]).astype(np.uint8), "RGBA")
    shine = Image.new("RGBA", (size, size))
    glow = ImageDraw.Draw(shine)
    glow.ellipse((84, 62, 136, 96), (255, 255, 255, 170))
    glow.ellipse((226, 60, 256, 80), (255, 255, 255, 110))
    heart.alpha_composite(shine.filter(ImageFilter.GaussianBlur(7)))
    ImageDraw.Draw(heart).polygon([(192, 338), (180, 360), (204, 360)], (150, 12, 28, 255))
    return heart


def float_balloon(picture: Image.Image, knot: tuple[float, float]) -> None:
    """The balloon in the upper right, its string led down to the bouquet."""
    at = (892.0, 142.0)
    pen = ImageDraw.Draw(picture)
    start = (at[0], at[1] + 104)
    path = [
        (
            start[0] + (knot[0] - start[0]) * t**1.7 + 20 * np.sin(t * 5.5) * (1 - t),
            start[1] + (knot[1] - start[1]) * t,
        )
        for t in np.linspace(0, 1, 40)
    ]
    pen.line([(float(x), float(y)) for x, y in path], (150, 120, 118, 255), 2, "curve")
    stamp(picture, balloon(), at, width=236, angle=6)


def set_beside(picture: Image.Image, addons: frozenset[str]) -> None:
    """Put teddy, vase, chocolates and card on the table around the bouquet."""
    if "vase" in addons:
        stamp(picture, shade(120), (866, 902), width=250, height=56)
        stamp(picture, vase(), (866, 738), width=232, height=340)
    if "teddy" in addons:
        stamp(picture, shade(150), (170, 956), width=300, height=70)
        stamp(picture, teddy(), (168, 826), width=292)
    if "chocolate" in addons:
        stamp(picture, shade(150), (826, 984), width=350, height=60)
        stamp(picture, chocolates(), (826, 910), width=300, height=188)
    if "card" in addons:
        x = 356.0 if "teddy" in addons else 250.0
        stamp(picture, shade(130), (x + 6, 982), width=220, height=44)
        stamp(picture, card(), (x, 906), width=196, height=157, angle=-5)
