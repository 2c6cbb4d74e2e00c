"""Paying: the questions Telegram asks the bot, then the money, then the message about it."""

import secrets
from typing import Any

from sandbox.clock import within
from sandbox.core import Sandbox
from sandbox.errors import UserSideError
from sandbox.limits import CHECKOUT_SECONDS
from sandbox.methods.invoices import LINK, STARS
from sandbox.people import Json, Person
from sandbox.stars import Purchase
from sandbox.world import StoredMessage

OUTCOMES = ("paid", "failed", "cancelled")
NO_ANSWER = "The bot did not answer in time"


def find_invoice(sandbox: Sandbox, person: Person, wish: Json) -> tuple[Json, StoredMessage | None]:
    """The terms and, unless a link was followed, the message they stand in."""
    link = wish.get("invoice_link")
    if isinstance(link, str):
        terms = sandbox.queries.invoice_links.get(
            link.removeprefix(LINK).removeprefix("https://t.me/invoice/")
        )
        if terms is None:
            raise UserSideError("there is no invoice behind this link", 404)
        return terms, None
    message_id = wish.get("message_id")
    message = sandbox.world.message(person.id, message_id) if isinstance(message_id, int) else None
    if message is None:
        raise UserSideError(f"there is no message {message_id} in this chat", 404)
    if message.invoice is None:
        raise UserSideError(f"message {message_id} is not an invoice")
    if message.paid and not wish.get("again"):
        raise UserSideError('this invoice is paid; say "again": true to pay it a second time', 409)
    return message.invoice, message


async def pay(sandbox: Sandbox, person: Person, wish: Json) -> Json:
    """Act on an invoice; `status`: paid, failed (the bank said no), cancelled, refused (the bot said no)."""
    outcome = wish.get("outcome", "paid")
    if outcome not in OUTCOMES:
        raise UserSideError('"outcome" must be one of paid, failed, cancelled')
    terms, message = find_invoice(sandbox, person, wish)
    if outcome == "cancelled":  # the sheet was closed before Telegram asked anybody
        return {"ok": True, "status": "cancelled", "seq": sandbox.world.seq}
    order = read_order_info(wish, terms)
    option = None
    if terms.get("is_flexible") and terms.get("need_shipping_address"):
        answer = await ask_shipping(sandbox, person, terms, order)
        if not answer["ok"]:
            return refused(sandbox, answer)
        option = choose_option(answer["shipping_options"], wish.get("shipping_option_id"))
    total = terms["total_amount"] + sum(int(price["amount"]) for price in (option or {}).get("prices", []))
    deal: Json = {"currency": terms["currency"], "total_amount": total, "invoice_payload": terms["payload"]}
    if option:
        deal["shipping_option_id"] = option["id"]
    if order:
        deal["order_info"] = order
    answer = await ask(sandbox, person, "pre_checkout_query", deal)
    if not answer["ok"]:
        return refused(sandbox, answer)
    if outcome == "failed":
        return {
            "ok": True,
            "status": "failed",
            "error_message": "The card was declined",
            "seq": sandbox.world.seq,
        }
    return settle(sandbox, person, deal, message)


def refused(sandbox: Sandbox, answer: Json) -> Json:
    status = "failed" if answer["error_message"] == NO_ANSWER else "refused"
    return {"ok": True, "status": status, "error_message": answer["error_message"], "seq": sandbox.world.seq}


def settle(sandbox: Sandbox, person: Person, deal: Json, message: StoredMessage | None) -> Json:
    """Take the money and tell the bot."""
    stars = deal["currency"] == STARS
    payment = {
        **deal,
        "telegram_payment_charge_id": ("stx" if stars else f"{sandbox.settings.bot_id}_{person.id}_")
        + secrets.token_urlsafe(24),
        "provider_payment_charge_id": f"{person.id}_{secrets.randbelow(10**9)}" if stars
        else f"test-{secrets.token_hex(12)}",
    }  # fmt: skip
    if stars:
        sandbox.stars.receive(
            Purchase(
                charge_id=payment["telegram_payment_charge_id"],
                user=person.as_user(),
                amount=deal["total_amount"],
                payload=deal["invoice_payload"],
                date=int(sandbox.clock.now()),
            )
        )
    if message is not None:
        message.paid = True
        sandbox.world.touch(message, edited=False)
    receipt = sandbox.world.post(person, {"successful_payment": payment}, from_bot=False)
    update_id = sandbox.updates.put("message", dict(receipt.body), person.id)
    return {
        "ok": True, "status": "paid", "message_id": receipt.id, "update_id": update_id,
        "seq": sandbox.world.seq,
        "telegram_payment_charge_id": payment["telegram_payment_charge_id"],
        "provider_payment_charge_id": payment["provider_payment_charge_id"],
    }  # fmt: skip


def read_order_info(wish: Json, terms: Json) -> Json:
    """What the buyer fills in; what the invoice asks for and nobody gave is filled with examples."""
    filled = wish.get("order_info")
    given: Json = dict(filled) if isinstance(filled, dict) else {}
    samples: dict[str, tuple[str, Any]] = {
        "need_name": ("name", "Анна Иванова"),
        "need_phone_number": ("phone_number", "79261234567"),
        "need_email": ("email", "anna@example.org"),
        "need_shipping_address": (
            "shipping_address",
            {"country_code": "RU", "state": "", "city": "Москва", "street_line1": "Тверская, 1",
             "street_line2": "", "post_code": "125009"},
        ),
    }  # fmt: skip
    for need, (name, sample) in samples.items():
        if terms.get(need):
            given.setdefault(name, sample)
    return given


async def ask_shipping(sandbox: Sandbox, person: Person, terms: Json, order: Json) -> Json:
    question = {"invoice_payload": terms["payload"], "shipping_address": order["shipping_address"]}
    return await ask(sandbox, person, "shipping_query", question)


def choose_option(options: list[Json], wanted: Any) -> Json:
    for option in options:
        if option["id"] == wanted:
            return option
    if wanted is not None:
        raise UserSideError(f"the bot offers no shipping option {wanted!r}", 404)
    return options[0]


async def ask(sandbox: Sandbox, person: Person, kind: str, question: Json) -> Json:
    """The bot's answer within ten seconds, or one that says it gave none."""
    query = sandbox.queries.ask(kind, person.id)
    update_id = sandbox.updates.put(kind, {"id": query.id, "from": person.as_user(), **question}, person.id)
    silence: Json = {"ok": False, "error_message": NO_ANSWER}
    if update_id is None:  # the bot never asked for such updates
        sandbox.queries.close(query)
        return silence
    try:
        return await within(sandbox.clock, CHECKOUT_SECONDS, query.answer)
    except TimeoutError:
        return silence
    finally:
        sandbox.queries.close(query)
