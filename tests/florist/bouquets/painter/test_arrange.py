"""The arrangement: as many heads as were paid for, every one in sight."""

from collections import Counter
from math import dist

import pytest

from florist.bouquets.painter import Placed, arrange
from florist.bouquets.painter.arrangement import FRAME
from florist.bouquets.recipe import Recipe, Stem
from florist.kit.canon import FLOWERS, WRAPS

MEADOW = Recipe(
    (
        Stem("daisy", "white", 7),
        Stem("lavender", "purple", 6),
        Stem("sunflower", "yellow", 3),
        Stem("rose", "pink", 5),
    )
)


def middle(head: Placed) -> tuple[float, float]:
    return head.x, head.y


class TestArrange:
    @pytest.mark.parametrize("count", [1, 2, 3, 7, 15, 25, 51, 101])
    @pytest.mark.parametrize("wrap", WRAPS)
    def test_draws_exactly_as_many_heads_as_there_are_stems(self, count: int, wrap: str) -> None:
        assert len(arrange(Recipe((Stem("rose", "red", count),), wrap=wrap))) == count

    def test_draws_every_kind_as_often_as_asked(self) -> None:
        drawn = Counter((head.flower, head.color) for head in arrange(MEADOW))

        assert drawn == {(stem.flower, stem.color): stem.count for stem in MEADOW.stems}

    @pytest.mark.parametrize("count", [7, 25, 101])
    @pytest.mark.parametrize("flower", FLOWERS)
    def test_no_head_hides_behind_another(self, flower: str, count: int) -> None:
        heads = arrange(Recipe((Stem(flower, "white", count),)))

        nearest = min(
            dist(middle(one), middle(other)) / min(one.width, other.width)
            for i, one in enumerate(heads)
            for other in heads[:i]
        )
        assert nearest > 0.35

    @pytest.mark.parametrize("count", [1, 15, 101])
    @pytest.mark.parametrize("wrap", WRAPS)
    @pytest.mark.parametrize("flower", ["rose", "lavender", "hydrangea"])
    def test_keeps_every_head_inside_the_frame(self, flower: str, wrap: str, count: int) -> None:
        for head in arrange(Recipe((Stem(flower, "blue", count),), wrap=wrap)):
            assert head.width / 3 < head.x < FRAME - head.width / 3
            assert head.height / 3 < head.y < FRAME - head.height / 3

    def test_the_back_row_is_painted_first_smaller_and_darker(self) -> None:
        heads = arrange(Recipe((Stem("rose", "red", 51),)))
        back, front = heads[:10], heads[-10:]

        assert sum(head.light for head in back) < sum(head.light for head in front)
        assert sum(head.size for head in back) < sum(head.size for head in front)

    def test_is_the_same_for_the_same_recipe(self) -> None:
        assert arrange(MEADOW) == arrange(Recipe.from_json(MEADOW.as_json()))

    def test_mingles_the_kinds_instead_of_clumping_them(self) -> None:
        heads = arrange(Recipe((Stem("rose", "red", 12), Stem("rose", "white", 13))))

        beside_a_stranger = 0
        for head in heads:
            others = sorted((o for o in heads if o is not head), key=lambda o: dist(middle(o), middle(head)))
            beside_a_stranger += any(o.color != head.color for o in others[:3])
        assert beside_a_stranger >= 23
