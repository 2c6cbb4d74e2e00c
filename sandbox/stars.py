"""The bot's Telegram Stars: what came in, what went back."""

from dataclasses import dataclass, field

from sandbox.errors import bad_request
from sandbox.people import Json

KEPT = 10_000


@dataclass
class Purchase:
    charge_id: str
    user: Json
    amount: int
    payload: str
    date: int
    refunded: bool = False


@dataclass
class StarLedger:
    purchases: dict[str, Purchase] = field(default_factory=dict)
    transactions: list[Json] = field(default_factory=list)

    def receive(self, purchase: Purchase) -> None:
        self.purchases[purchase.charge_id] = purchase
        while len(self.purchases) > KEPT:
            del self.purchases[next(iter(self.purchases))]
        self._record(purchase, "source", purchase.date)

    def refund(self, user_id: int, charge_id: str, now: int) -> Purchase:
        """Give a purchase back; raises ApiError 400 for an unknown charge or a second time."""
        if not charge_id:
            raise bad_request("CHARGE_ID_EMPTY")
        purchase = self.purchases.get(charge_id)
        if purchase is None or purchase.user["id"] != user_id:
            raise bad_request("CHARGE_NOT_FOUND")
        if purchase.refunded:
            raise bad_request("CHARGE_ALREADY_REFUNDED")
        purchase.refunded = True
        self._record(purchase, "receiver", now)
        return purchase

    @property
    def balance(self) -> int:
        return sum(purchase.amount for purchase in self.purchases.values() if not purchase.refunded)

    def _record(self, purchase: Purchase, side: str, date: int) -> None:
        partner = {
            "type": "user",
            "transaction_type": "invoice_payment",
            "user": purchase.user,
            "invoice_payload": purchase.payload,
        }
        self.transactions.append(
            {"id": purchase.charge_id, "amount": purchase.amount, "date": date, side: partner}
        )
        del self.transactions[:-KEPT]
