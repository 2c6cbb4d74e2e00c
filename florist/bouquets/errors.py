"""Why a bouquet cannot be tied."""

from florist.errors import Conflict, Invalid


class RecipeInvalid(Invalid):
    """No stems, too many, or a thing that we do not have."""

    code = "recipe_invalid"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.max = 101


class ColorNotGrown(Invalid):
    """There is no such flower in this colour: nature, not stock."""

    code = "color_not_grown"

    def __init__(self, flower: str, color: str, possible: list[str]) -> None:
        super().__init__(f"no {color} {flower}, only {possible}")
        self.flower = {"id": f"flower-{flower}"}
        self.color = {"id": f"color-{color}"}
        self.possible = [{"id": f"color-{hue}"} for hue in possible] or [{"id": "nothing-now"}]
        self._flower = flower
        self._possible = possible


class NotEnoughStems(Conflict):
    """The workshop has fewer of these stems than the recipe wants."""

    code = "not_enough_stems"

    def __init__(self, flower: str, color: str, left: int) -> None:
        super().__init__(f"{left} of {color} {flower} left")
        self.flower = {"id": f"flower-{flower}"}
        self.color = {"id": f"color-{color}"}
        self.left = left
