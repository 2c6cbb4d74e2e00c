"""Why a payment is refused before it happens. Telegram shows these words to the payer."""

from florist.errors import Conflict, Invalid
from florist.kit.money import Money


class InvoiceUnknown(Invalid):
    """The invoice is not ours, or somebody else's."""

    code = "invoice_unknown"


class InvoiceStale(Conflict):
    """The order was changed, cancelled or has another invoice now."""

    code = "invoice_stale"


class AlreadyPaid(Conflict):
    code = "already_paid"

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class HoldExpired(Conflict):
    """The hold ran out; the flowers went back to the shelf."""

    code = "hold_expired"

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class AmountWrong(Invalid):
    """The amount or the currency is not the invoice's."""

    code = "amount_wrong"

    def __init__(self, due: Money) -> None:
        super().__init__(f"{due.amount} {due.currency} is due")
        self.due = due.value
