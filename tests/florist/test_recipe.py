"""Recipes: words into stems, and the same words into the same key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from florist.bootstrap import Shop
from florist.bouquets import service as bouquets
from florist.bouquets.errors import ColorNotGrown, NotEnoughStems, RecipeInvalid
from florist.bouquets.recipe import Recipe, Stem, from_wish
from florist.kit.canon import ADDONS, COLORS, FLOWERS, PALETTES, WRAPS

HUES = [color for color in COLORS if color not in PALETTES]
RECIPES = st.builds(
    Recipe,
    st.lists(
        st.builds(Stem, st.sampled_from(FLOWERS), st.sampled_from(HUES), st.integers(1, 20)),
        min_size=1,
        max_size=5,
    ).map(tuple),
    st.frozensets(st.sampled_from(ADDONS)),
    st.sampled_from(WRAPS),
)


def said(recipe: Recipe) -> list[tuple[str, str, int]]:
    return [(stem.flower, stem.color, stem.count) for stem in recipe.stems]


class TestRecipe:
    @given(RECIPES)
    def test_survives_the_database(self, recipe: Recipe) -> None:
        assert Recipe.from_json(recipe.as_json()) == recipe
        assert Recipe.from_json(recipe.as_json()).key == recipe.key

    def test_the_order_of_words_does_not_matter(self) -> None:
        roses, tulips = Stem("rose", "red", 5), Stem("tulip", "white", 7)

        assert Recipe((roses, tulips)).key == Recipe((tulips, roses)).key

    def test_the_ribbon_does(self) -> None:
        stems = (Stem("rose", "red", 5),)

        assert Recipe(stems).key != Recipe(stems, frozenset({"ribbon"})).key

    @pytest.mark.parametrize(
        "stems",
        [
            pytest.param((), id="nothing"),
            pytest.param((Stem("rose", "red", 102),), id="one too many"),
            pytest.param((Stem("rose", "red", 0),), id="none of it"),
            pytest.param((Stem("cactus", "green", 3),), id="not a flower of ours"),
            pytest.param((Stem("rose", "pastel", 3),), id="pastel is no colour of a stem"),
        ],
    )
    def test_what_cannot_be_tied_is_refused(self, stems: tuple[Stem, ...]) -> None:
        with pytest.raises(RecipeInvalid):
            Recipe(stems)

    def test_a_hundred_and_one_can(self) -> None:
        assert Recipe((Stem("rose", "red", 101),)).count == 101

    @pytest.mark.parametrize("data", [{}, {"stems": [["rose", "red"]]}, {"stems": [["rose", "red", "x"]]}])
    def test_what_is_not_a_recipe_is_refused(self, data: dict[str, object]) -> None:
        with pytest.raises(RecipeInvalid):
            Recipe.from_json(data)


class TestFromWish:
    def test_one_flower_in_one_colour(self) -> None:
        assert said(from_wish(["red"], 15, ["rose"])) == [("rose", "red", 15)]

    def test_fifteen_red_and_ten_white(self) -> None:
        recipe = from_wish(["red", "white"], [15, 10], ["rose"])

        assert said(recipe) == [("rose", "red", 15), ("rose", "white", 10)]

    def test_seven_roses_and_five_tulips(self) -> None:
        recipe = from_wish(["white"], [7, 5], ["rose", "tulip"])

        assert said(recipe) == [("rose", "white", 7), ("tulip", "white", 5)]

    def test_a_number_is_shared_out(self) -> None:
        assert said(from_wish(["pink"], 11, ["rose", "peony"])) == [
            ("rose", "pink", 6),
            ("peony", "pink", 5),
        ]

    def test_every_flower_gets_a_colour_that_it_has(self) -> None:
        palette = {"rose": ["red"], "iris": ["blue"]}

        assert said(from_wish(["red", "blue"], 10, ["rose", "iris"], palette=palette)) == [
            ("rose", "red", 5),
            ("iris", "blue", 5),
        ]

    def test_a_blue_peony_is_refused_with_what_there_is(self) -> None:
        with pytest.raises(ColorNotGrown) as refusal:
            from_wish(["blue"], 5, ["peony"], palette={"peony": ["white", "pink"]})

        assert refusal.value.possible == [{"id": "color-white"}, {"id": "color-pink"}]

    def test_pastel_is_made_of_soft_colours(self) -> None:
        assert set(from_wish(["pastel"], 12, ["rose"]).colors) <= set(PALETTES["pastel"])

    @given(
        st.lists(st.sampled_from(COLORS), min_size=1, max_size=4, unique=True),
        st.integers(1, 101),
        st.lists(st.sampled_from(FLOWERS), min_size=1, max_size=5, unique=True),
    )
    def test_the_number_is_kept(self, colors: list[str], count: int, flowers: list[str]) -> None:
        recipe = from_wish(colors, count, flowers)

        assert recipe.count == count
        assert set(recipe.flowers) <= set(flowers)

    @pytest.mark.parametrize("count", [0, -3, 102])
    def test_no_stems_or_too_many_are_refused(self, count: int) -> None:
        with pytest.raises(RecipeInvalid):
            from_wish(["red"], count, ["rose"])


class TestCompose:
    async def test_knows_what_grows(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(ColorNotGrown):
                await bouquets.compose(session, colors=["blue"], count=7, flowers=["rose"])

    async def test_the_price_adds_up_line_by_line(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            recipe = await bouquets.compose(
                session,
                colors=["red", "white"],
                count=[15, 10],
                flowers=["rose"],
                addons=["teddy"],
                wrap="box",
            )
            breakdown = await bouquets.price(session, recipe)

        assert [line.total.amount for line in breakdown.lines] == [255_000, 170_000, 89_000, 120_000]
        assert breakdown.total.amount == 634_000

    async def test_says_in_time_that_stems_are_few(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(NotEnoughStems) as refusal:
                await bouquets.check_stock(session, Recipe((Stem("hydrangea", "blue", 5),)), count=2)

        assert refusal.value.left == 9
