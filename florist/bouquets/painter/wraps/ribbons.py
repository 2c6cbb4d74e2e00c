"""Twine, satin bands and bows."""

from functools import lru_cache

from PIL import Image

from florist.bouquets.painter.canvas import Canvas
from florist.bouquets.painter.palette import ramp
from florist.bouquets.painter.sprites import stamp

# The satin that goes with the first colour of the flowers.
SATIN = {
    "red": "cream", "white": "pink", "pink": "burgundy", "yellow": "white", "orange": "cream",
    "purple": "pink", "blue": "white",
    "cream": "pink", "green": "white", "burgundy": "cream",
}  # fmt: skip


@lru_cache(maxsize=12)
def bow(color: str) -> Image.Image:
    """A satin bow with two tails, 512 px square, its knot a little above the middle."""
    canvas = Canvas(512)
    satin = ramp(color)
    for angle, bend, reach in ((166, 0.16, 0.98), (194, -0.16, 1.02)):
        canvas.petal(
            satin, (0.0, -0.2), angle, reach, 0.13, shape=(0.35, 0.03), tones=(0.1, 0.7), cup=0.25,
            light=0.3, veins=0.06, bend=bend,
            rim=0.15, shadow=0.3,
        )  # fmt: skip
    for angle in (-66, 66):
        canvas.petal(
            satin,
            (0.0, -0.2),
            angle,
            0.88,
            0.30,
            shape=(0.7, 0.30),
            tones=(-0.2, 0.42),
            cup=0.1,
            light=0.2,
            shadow=0.4,
        )
    for angle, bend in ((-82, 0.12), (82, -0.12)):
        canvas.petal(
            satin, (0.0, -0.2), angle, 0.92, 0.27, shape=(0.75, 0.30), tones=(0.0, 0.84), fade=0.8,
            cup=0.28, light=0.25, veins=0.09,
            bend=bend, rim=0.18, shadow=0.45, spread=0.1,
        )  # fmt: skip
    canvas.blob(satin, (0.0, -0.2), 0.13, 0.15, tones=(0.15, 0.9), shadow=0.5, spread=0.07)
    return canvas.image()


@lru_cache(maxsize=12)
def band(color: str) -> Image.Image:
    """A wound band or, of kraft colour, a jute string, 256 px square, lying across its middle."""
    canvas = Canvas(256)
    for i in range(4):
        y = (i - 1.5) * 0.16
        canvas.line(ramp(color), [(-0.9, y - 0.02), (0.0, y + 0.05), (0.9, y - 0.02)], 0.17, level=0.55)
    return canvas.image()


def tie_band(picture: Image.Image, at: tuple[float, float], width: float, color: str) -> None:
    """Wind a band about the tie."""
    stamp(picture, band(color), at, width=width, height=56)


def tie_bow(picture: Image.Image, at: tuple[float, float], width: float, color: str) -> None:
    """Tie a bow with its knot at ``at``."""
    stamp(picture, bow(color), (at[0], at[1] + width * 0.10), width=width)
