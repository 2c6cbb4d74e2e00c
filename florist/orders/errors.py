"""Why an order cannot be, or cannot become, what was asked."""

from florist.errors import Conflict, Invalid, NotFound
from florist.kit.money import Money


class OrderNotFound(NotFound):
    """No such order, or somebody else's."""

    code = "order_not_found"


class MoveNotAllowed(Conflict):
    """The order is not in a state from which it can go there."""

    code = "move_not_allowed"

    def __init__(self, number: int, status: str, to: str) -> None:
        super().__init__(f"{number}: {status} to {to}")
        self.number = number
        self.status = {"id": f"status-{status}"}
        self.to = {"id": f"status-{to}"}


class TooLateToCancel(Conflict):
    """The florist has begun, or the order is over."""

    code = "too_late_to_cancel"

    def __init__(self, number: int, status: str) -> None:
        super().__init__(f"{number}: {status}")
        self.number = number
        self.status = {"id": f"status-{status}"}


class CheckoutInvalid(Invalid):
    """Something about the delivery is missing or out of bounds; ``field`` names it."""

    code = "checkout_invalid"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = {"id": f"field-{field.replace('_', '-')}"}
        self._field = field

    @property
    def about(self) -> str:
        """The field's own name."""
        return self._field


class PriceChanged(Conflict):
    """It would cost other than the customer was told a minute ago."""

    code = "price_changed"

    def __init__(self, told: Money, now: Money) -> None:
        super().__init__(f"{told.amount} told, {now.amount} now")
        self.told = told.value
        self.now = now.value
