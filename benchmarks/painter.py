"""What painting a bouquet costs, beside a plain blur of a picture of the same size.

`.venv/bin/python -m benchmarks.painter [--quick]`: bouquets of 25 stems with a cold cache (every flower painted
anew) and a warm one (as a running shop has it). The ratio to the blur belongs to the painter, the milliseconds
to the machine of the day. Exits with 1 when a warm picture takes more than ``LIMIT`` ms of processor time.
"""

import argparse
import statistics
import time
from collections.abc import Callable

from PIL import Image, ImageFilter

from florist.bouquets.painter import paint, sprites
from florist.bouquets.recipe import Recipe, Stem

LIMIT = 400.0
BOUQUETS = (
    Recipe((Stem("rose", "red", 25),)),
    Recipe((Stem("tulip", "yellow", 25),), frozenset({"ribbon"}), "matte"),
    Recipe((Stem("peony", "pink", 13), Stem("eustoma", "white", 12)), wrap="tulle"),
    Recipe((Stem("daisy", "white", 15), Stem("lavender", "purple", 10)), frozenset({"card"}), "basket"),
    Recipe(
        (Stem("rose", "cream", 10), Stem("gypsophila", "white", 7), Stem("iris", "blue", 8)), wrap="clear"
    ),
)


def milliseconds(work: Callable[[], object]) -> float:
    """The processor time of one call."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def blur() -> object:
    """The yardstick: Pillow's own Gaussian blur of 1024 × 1024 px, radius 8."""
    return Image.new("RGB", (1024, 1024), (190, 60, 70)).filter(ImageFilter.GaussianBlur(8))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two rounds instead of seven")
    rounds = 2 if parser.parse_args().quick else 7
    paint(BOUQUETS[0])  # The room and the leaves are painted once for all.
    cold, warm, yardstick = [], [], []
    for _ in range(rounds):
        for recipe in BOUQUETS:
            sprites.head.cache_clear()
            cold.append(milliseconds(lambda recipe=recipe: paint(recipe)))
            warm.append(milliseconds(lambda recipe=recipe: paint(recipe)))
            yardstick.append(milliseconds(blur))
    unit = statistics.median(yardstick)
    print(f"painter, 25 stems, 1024 px, medians of {len(warm)} pictures")
    for name, times in (("cold", cold), ("warm", warm), ("a blur", yardstick)):
        median = statistics.median(times)
        print(f"  {name:8}{median:7.0f} ms  = {median / unit:5.1f} blurs")
    met = statistics.median(warm) <= LIMIT
    print(f"  warm under {LIMIT:.0f} ms: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
