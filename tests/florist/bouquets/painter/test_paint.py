"""The picture: the same for the same recipe, and every wish of the customer shows in it."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageChops

from florist.bouquets.painter import paint
from florist.bouquets.painter import sprites as sprite_cache
from florist.bouquets.recipe import Recipe, Stem
from florist.kit.canon import ADDONS, WRAPS


def bouquet(count: int, color: str, flower: str, wrap: str = "kraft", *addons: str) -> Recipe:
    return Recipe((Stem(flower, color, count),), frozenset(addons), wrap)


@cache
def picture_of(recipe: Recipe) -> Image.Image:
    """Painted once for all comparisons."""
    return paint(recipe)


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that a person would call different."""
    difference = np.asarray(ImageChops.difference(one, other)).max(axis=2)
    return float((difference > 24).mean())


class TestPaint:
    def test_is_a_colour_picture_of_1024_pixels(self) -> None:
        picture = paint(bouquet(7, "pink", "peony"))

        assert (picture.mode, picture.size) == ("RGB", (1024, 1024))

    def test_can_be_asked_for_a_thumbnail(self) -> None:
        assert paint(bouquet(7, "pink", "peony"), size=256).size == (256, 256)

    def test_the_same_recipe_gives_the_same_pixels_even_when_nothing_is_remembered(self) -> None:
        recipe = Recipe(
            (Stem("rose", "red", 9), Stem("gypsophila", "white", 4)), frozenset({"ribbon"}), "matte"
        )
        first = paint(recipe).tobytes()
        sprite_cache.head.cache_clear()

        assert paint(recipe).tobytes() == first

    def test_the_order_in_which_stems_were_said_does_not_matter(self) -> None:
        said = (Stem("rose", "red", 5), Stem("iris", "blue", 4))

        assert paint(Recipe(said)).tobytes() == paint(Recipe(said[::-1])).tobytes()

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param(bouquet(15, "white", "rose"), id="white instead of red"),
            pytest.param(bouquet(15, "red", "tulip"), id="tulips instead of roses"),
            pytest.param(bouquet(21, "red", "rose"), id="21 instead of 15"),
        ],
    )
    def test_another_wish_gives_another_picture(self, other: Recipe) -> None:
        assert share_that_differs(paint(bouquet(15, "red", "rose")), paint(other)) > 0.05

    @pytest.mark.parametrize("count", [1, 101])
    @pytest.mark.parametrize("wrap", WRAPS)
    def test_paints_the_fewest_and_the_most_stems_in_every_wrap(self, count: int, wrap: str) -> None:
        picture = np.asarray(paint(bouquet(count, "red", "rose", wrap)), np.int16)
        red = (picture[..., 0] > 120) & (picture[..., 1] < 70) & (picture[..., 2] < 80)

        assert red.mean() > 0.01 * min(count, 10)

    def test_two_painters_at_once_do_not_smear_each_others_work(self) -> None:
        recipes = [bouquet(11, color, "eustoma", "tulle") for color in ("purple", "white", "pink", "blue")]
        alone = [paint(recipe).tobytes() for recipe in recipes]
        sprite_cache.head.cache_clear()

        with ThreadPoolExecutor(4) as painters:
            together = [picture.tobytes() for picture in painters.map(paint, recipes)]

        assert together == alone


class TestWrapsAndAddons:
    @pytest.mark.parametrize("wrap", WRAPS)
    def test_no_two_wraps_look_alike(self, wrap: str) -> None:
        this = picture_of(bouquet(9, "pink", "peony", wrap))

        for other in WRAPS:
            if other != wrap:
                assert share_that_differs(this, picture_of(bouquet(9, "pink", "peony", other))) > 0.05

    @pytest.mark.parametrize("wrap", WRAPS)
    @pytest.mark.parametrize("addon", ADDONS)
    def test_every_addon_shows_with_every_wrap(self, addon: str, wrap: str) -> None:
        without = picture_of(bouquet(9, "pink", "peony", wrap))
        having = picture_of(bouquet(9, "pink", "peony", wrap, addon))

        assert share_that_differs(without, having) > 0.01

    @pytest.mark.parametrize(
        ("addon", "corner"),
        [
            pytest.param("teddy", (0, 680, 320, 1024), id="teddy in the lower left"),
            pytest.param("chocolate", (670, 800, 1000, 1024), id="chocolates in the lower right"),
            pytest.param("vase", (740, 560, 1000, 900), id="vase on the right"),
            pytest.param("balloon", (760, 20, 1024, 290), id="balloon in the upper right"),
        ],
    )
    def test_an_addon_stands_in_its_own_place(self, addon: str, corner: tuple[int, int, int, int]) -> None:
        without = picture_of(bouquet(3, "yellow", "tulip", "none")).crop(corner)
        having = picture_of(bouquet(3, "yellow", "tulip", "none", addon)).crop(corner)

        assert share_that_differs(without, having) > 0.15
