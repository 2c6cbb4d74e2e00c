"""Why a cart line cannot be as wished."""

from florist.cart.models import MAX_COUNT
from florist.errors import Invalid, NotFound

MAX_LINES = 30


class LineNotFound(NotFound):
    """There is no such line in this customer's cart."""

    code = "line_not_found"


class AddonNotFound(NotFound):
    """Nothing in the cart has this add-on by choice."""

    code = "addon_not_found"

    def __init__(self, addon: str) -> None:
        super().__init__(addon)
        self.addon = {"id": f"addon-{addon}"}


class CountInvalid(Invalid):
    """Fewer than one, or more than one line may hold."""

    code = "count_invalid"

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.max = MAX_COUNT


class CartFull(Invalid):
    """More different things than anyone carries."""

    code = "cart_full"

    def __init__(self) -> None:
        super().__init__(f"more than {MAX_LINES} lines")
        self.max = MAX_LINES


class CartEmpty(Invalid):
    """Nothing in the cart that could be ordered."""

    code = "cart_empty"
