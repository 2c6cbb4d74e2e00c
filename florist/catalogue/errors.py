"""Why something of the catalogue cannot be had."""

from pathlib import Path

from florist.errors import Conflict, Invalid, NotFound
from florist.kit.terms import Value


class ProductNotFound(NotFound):
    """No such product, or it is not sold any more."""

    code = "product_not_found"


class FlowerNotFound(NotFound):
    """We do not have this flower, in this colour, by the stem."""

    code = "flower_not_found"

    def __init__(self, flower: str, possible: list[str]) -> None:
        super().__init__(flower)
        self.flower = {"id": f"flower-{flower}"}
        self.possible = [{"id": f"color-{hue}"} for hue in possible] or [{"id": "nothing-now"}]


class SizeNotFound(Invalid):
    """The product is not made in this size."""

    code = "size_not_found"

    def __init__(self, size: str, sizes: list[str]) -> None:
        super().__init__(size)
        self.sizes = [{"id": f"size-{code}"} for code in sizes]


class OutOfStock(Conflict):
    """Fewer are left than are wanted."""

    code = "out_of_stock"

    def __init__(self, name: Value, left: int) -> None:
        super().__init__(f"{name}: {left} left")
        self.name = name
        self.left = left


class CatalogueFileError(ValueError):
    """A file of the catalogue cannot be used; says which file, line and entry, and why."""

    def __init__(self, path: Path, line: int, entry: str, why: str) -> None:
        super().__init__(f"{path.name}:{line}: {entry}: {why}")
        self.path, self.line, self.entry, self.why = path, line, entry, why
