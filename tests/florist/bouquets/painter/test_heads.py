"""Single flowers: each can be painted in each colour, and the colour that was asked for is the one that is seen."""

import colorsys

import numpy as np
import pytest

from florist.bouquets.painter.flowers import BLOOMS
from florist.bouquets.painter.sprites import head
from florist.kit.canon import COLORS, FLOWERS, PALETTES

GROWN = [color for color in COLORS if color not in PALETTES]
# The span of hues in degrees that people call by this name.
HUES = {
    "red": (345, 375), "pink": (320, 352), "yellow": (38, 60), "orange": (14, 38), "purple": (262, 300),
    "blue": (205, 240), "green": (70, 110), "burgundy": (330, 365),
}  # fmt: skip


def colour_name(r: int, g: int, b: int) -> str:
    """What a person would call the colour of one pixel."""
    turn, saturation, value = colorsys.rgb_to_hsv(r / 255, g / 255, b / 255)
    hue = turn * 360
    if value > 0.55 and saturation < 0.10:
        return "white"
    if 25 <= hue <= 55 and saturation < 0.45:
        return "cream"
    if hue <= 12 or hue >= 330:
        if value < 0.62 and saturation > 0.6:
            return "burgundy"
        return "pink" if saturation < 0.68 and hue >= 320 else "red"
    return next((name for name, (low, high) in HUES.items() if low <= hue < high), "other")


@pytest.mark.parametrize("color", GROWN)
@pytest.mark.parametrize("flower", FLOWERS)
class TestEveryFlowerInEveryColour:
    def test_shows_the_asked_colour_above_all(self, flower: str, color: str) -> None:
        pixels = np.asarray(head(flower, color, 0, 160).convert("RGBA"))
        solid = pixels[pixels[..., 3] > 200][::7, :3]
        names = [colour_name(*map(int, pixel)) for pixel in solid]
        greens = ("green", "other") if color != "green" else ("other",)
        petals = [name for name in names if name not in greens]

        # Shade of red is burgundy, glow of burgundy is red: neighbours in light count as one.
        kin = {"red": ("red", "burgundy"), "burgundy": ("burgundy", "red"), "cream": ("cream",)}.get(
            color, (color,)
        )
        counts = {name: petals.count(name) for name in set(petals)}
        asked = sum(counts.get(name, 0) for name in kin)

        assert asked >= max((n for name, n in counts.items() if name not in kin), default=0)

    def test_fills_its_frame_and_leaves_the_corners_clear(self, flower: str, color: str) -> None:
        alpha = np.asarray(head(flower, color, 0, 160).convert("RGBA"))[..., 3]

        assert (alpha > 128).mean() > 0.12
        assert alpha[:12, :12].max() == alpha[:12, -12:].max() == 0


@pytest.mark.parametrize("variant", [0, 1, 2])
@pytest.mark.parametrize("flower", FLOWERS)
def test_no_petal_is_cut_off_by_the_frame(flower: str, variant: int) -> None:
    alpha = np.asarray(head(flower, "pink", variant, 160).convert("RGBA"))[..., 3]

    # Stems may leave through the bottom.
    assert max(alpha[0].max(), alpha[:, 0].max(), alpha[:, -1].max()) < 20


def test_every_flower_of_the_canon_can_be_painted() -> None:
    assert set(BLOOMS) == set(FLOWERS)


@pytest.mark.parametrize("flower", FLOWERS)
def test_no_flower_can_be_taken_for_another(flower: str) -> None:
    def look(name: str) -> np.ndarray:
        picture = np.asarray(head(name, "pink", 0, 160).convert("RGBA"), np.float32)
        return picture[..., :3] * picture[..., 3:] / 255

    mine = look(flower)
    for other in FLOWERS:
        if other != flower:
            assert np.abs(mine - look(other)).mean() > 8
