"""Stars: giving them back, and the bot's account of them."""

from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.parameters import Parameters
from sandbox.people import Json


async def refund_star_payment(sandbox: Sandbox, parameters: Parameters) -> bool:
    person = sandbox.world.person(parameters.integer("user_id"))
    if person is None:
        raise bad_request("user not found")
    charge_id = parameters.text("telegram_payment_charge_id")
    purchase = sandbox.stars.refund(person.id, charge_id, int(sandbox.clock.now()))
    refunded = {
        "currency": "XTR",
        "total_amount": purchase.amount,
        "invoice_payload": purchase.payload,
        "telegram_payment_charge_id": purchase.charge_id,
        "provider_payment_charge_id": purchase.charge_id,
    }
    message = sandbox.world.post(person, {"refunded_payment": refunded}, from_bot=False)
    sandbox.updates.put("message", message.body, person.id)
    return True


async def get_star_transactions(sandbox: Sandbox, parameters: Parameters) -> Json:
    offset, limit = parameters.integer("offset"), parameters.integer("limit", 100)
    if not 1 <= limit <= 100 or offset < 0:
        raise bad_request(
            "parameter limit must be between 1 and 100" if offset >= 0 else "offset must be non-negative"
        )
    return {"transactions": sandbox.stars.transactions[offset : offset + limit]}


async def get_my_star_balance(sandbox: Sandbox, parameters: Parameters) -> Json:
    return {"amount": sandbox.stars.balance}


METHODS: dict[str, Any] = {
    "refundStarPayment": refund_star_payment,
    "getStarTransactions": get_star_transactions,
    "getMyStarBalance": get_my_star_balance,
}
