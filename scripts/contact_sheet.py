"""Paints `docs/flowers.png`, every flower with its names, and `docs/bouquets.png`, a dozen bouquets.

`.venv/bin/python scripts/contact_sheet.py [folder]`. To be run again whenever the painter's hand changes.
"""

import sys
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from florist.bouquets.painter import paint  # noqa: E402  # needs the path above
from florist.bouquets.painter.sprites import head  # noqa: E402
from florist.bouquets.recipe import Recipe, Stem  # noqa: E402
from florist.kit.canon import FLOWERS  # noqa: E402

FLOWERS_SHOWN = {
    "rose": ("red", "роза"), "tulip": ("yellow", "тюльпан"), "peony": ("pink", "пион"), "lily": ("white", "лилия"),
    "chrysanthemum": ("yellow", "хризантема"), "gerbera": ("orange", "гербера"), "orchid": ("white", "орхидея"),
    "hydrangea": ("blue", "гортензия"), "carnation": ("pink", "гвоздика"), "sunflower": ("yellow", "подсолнух"),
    "eustoma": ("purple", "эустома"), "iris": ("purple", "ирис"), "alstroemeria": ("pink", "альстромерия"),
    "freesia": ("cream", "фрезия"), "ranunculus": ("orange", "ранункулюс"), "daisy": ("white", "ромашка"),
    "gypsophila": ("white", "гипсофила"), "lavender": ("purple", "лаванда"), "anemone": ("red", "анемон"),
    "hyacinth": ("blue", "гиацинт"), "narcissus": ("yellow", "нарцисс"), "mimosa": ("yellow", "мимоза"),
    "calla": ("white", "калла"),
}  # fmt: skip
BOUQUETS = (
    Recipe((Stem("rose", "red", 25),), frozenset({"ribbon"})),
    Recipe((Stem("peony", "pink", 9), Stem("eustoma", "white", 6)), frozenset({"card"}), "tulle"),
    Recipe((Stem("tulip", "yellow", 8), Stem("tulip", "purple", 7)), frozenset({"ribbon"}), "matte"),
    Recipe((Stem("rose", "white", 1),), frozenset(), "none"),
    Recipe((Stem("rose", "pink", 51),), frozenset({"teddy"}), "box"),
    Recipe((Stem("sunflower", "yellow", 5), Stem("daisy", "white", 8)), frozenset({"balloon"}), "basket"),
    Recipe((Stem("lily", "pink", 7),), frozenset({"ribbon"}), "clear"),
    Recipe((Stem("orchid", "purple", 3),), frozenset({"card"}), "pot"),
    Recipe((Stem("hydrangea", "blue", 3), Stem("rose", "cream", 8)), frozenset({"luxury_wrap"}), "matte"),
    Recipe(
        (Stem("rose", "orange", 5), Stem("alstroemeria", "pink", 6), Stem("freesia", "yellow", 4),
         Stem("gypsophila", "white", 4)),
        frozenset({"teddy", "chocolate"}),
    ),
    Recipe((Stem("lavender", "purple", 9), Stem("anemone", "white", 6), Stem("ranunculus", "pink", 6)), wrap="kraft"),
    Recipe((Stem("rose", "red", 101),), frozenset({"luxury_wrap", "vase", "chocolate", "balloon"}), "matte"),
)  # fmt: skip
FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf", "arial.ttf")
PAPER, INK, FAINT = (226, 229, 220), (58, 52, 50), (110, 104, 98)


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font with Cyrillic letters if the machine has one, else Pillow's own, which has Latin ones only."""
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def has_cyrillic() -> bool:
    """Whether two different Cyrillic letters look different, or both are the same empty box."""
    return bytes(font(20).getmask("Ж")) != bytes(font(20).getmask("Ы"))


def flowers_sheet(tile: int = 240, columns: int = 6) -> Image.Image:
    """All flowers of the canon, each above its English and Russian name."""
    rows = -(-len(FLOWERS) // columns)
    sheet = Image.new("RGBA", (columns * tile, rows * (tile + 52) + 16), (*PAPER, 255))
    pen = ImageDraw.Draw(sheet)
    for index, flower in enumerate(FLOWERS):
        color, russian = FLOWERS_SHOWN[flower]
        left, top = index % columns * tile, index // columns * (tile + 52)
        picture = (
            head(flower, color, 0, 512)
            .convert("RGBA")
            .resize((tile - 24, tile - 24), Image.Resampling.LANCZOS)
        )
        sheet.alpha_composite(picture, (left + 12, top + 14))
        middle = left + tile // 2
        pen.text((middle, top + tile + 6), flower, INK, font(19), anchor="mm")
        if has_cyrillic():
            pen.text((middle, top + tile + 29), russian, FAINT, font(16), anchor="mm")
    return sheet.convert("RGB")


def bouquets_sheet(tile: int = 310, columns: int = 4) -> Image.Image:
    """A dozen bouquets in rows of four."""
    sheet = Image.new("RGB", (columns * tile, -(-len(BOUQUETS) // columns) * tile))
    for index, recipe in enumerate(BOUQUETS):
        sheet.paste(paint(recipe, size=tile), (index % columns * tile, index // columns * tile))
    return sheet


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    for name, sheet in (("flowers", flowers_sheet()), ("bouquets", bouquets_sheet())):
        # Seven bits a colour look the same and pack into half the bytes.
        sheet.point([i // 2 * 2 for i in range(256)] * 3).save(folder / f"{name}.png", optimize=True)
        print(folder / f"{name}.png", (folder / f"{name}.png").stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
