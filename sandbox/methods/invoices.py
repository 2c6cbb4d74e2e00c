"""Invoices, as messages and as links."""

import json
import secrets
from collections import OrderedDict
from typing import Any

from sandbox import TEST_PROVIDER_TOKEN
from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.keyboards import check_markup, read_markup
from sandbox.limits import INVOICE_DESCRIPTION, INVOICE_PAYLOAD_BYTES, INVOICE_TITLE, TIPS, units
from sandbox.methods.sending import addressee, send
from sandbox.parameters import Parameters
from sandbox.people import Json

STARS = "XTR"
LINK = "https://t.me/$"
MONTH = 2_592_000
# Telegram asks its currency list for these; about a dollar to about ten thousand.
SMALLEST = {"RUB": 6_000, STARS: 1}
LARGEST = {STARS: 10_000}
WISHES = ("need_name", "need_phone_number", "need_email", "need_shipping_address", "is_flexible")


async def send_invoice(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = addressee(sandbox, parameters)
    terms = read_terms(parameters)
    markup = read_markup(parameters, invoice=True)
    if markup.reply is not None:
        raise bad_request("inline keyboard expected")
    if markup.inline is None or not markup.inline["inline_keyboard"]:
        markup = check_markup({"inline_keyboard": [[{"text": pay_title(terms), "pay": True}]]}, invoice=True)
    return send(sandbox, person, parameters, {"invoice": shown(terms)}, markup, invoice=terms).body


async def create_invoice_link(sandbox: Sandbox, parameters: Parameters) -> str:
    terms = read_terms(parameters)
    period = parameters.integer("subscription_period")
    if period and (period != MONTH or terms["currency"] != STARS):
        raise bad_request("SUBSCRIPTION_PERIOD_INVALID")
    slug = secrets.token_urlsafe(16)
    links: OrderedDict[str, Json] = sandbox.queries.invoice_links
    links[slug] = terms
    while len(links) > 1000:
        links.popitem(last=False)
    return LINK + slug


def shown(terms: Json) -> Json:
    """Telegram's Invoice: the payload is nobody's business."""
    return {
        name: terms[name] for name in ("title", "description", "start_parameter", "currency", "total_amount")
    }


def pay_title(terms: Json) -> str:
    return f"Pay ⭐{terms['total_amount']}" if terms["currency"] == STARS else "Pay"


def read_terms(parameters: Parameters) -> Json:
    """The invoice's terms; raises ApiError 400 for what Telegram would not sell."""
    title, description = parameters.text("title").strip(), parameters.text("description").strip()
    payload, currency = parameters.text("payload"), parameters.text("currency")
    if not 1 <= units(title) <= INVOICE_TITLE:
        raise bad_request("invoice title must be of 1-32 characters" if title else "title is empty")
    if not 1 <= units(description) <= INVOICE_DESCRIPTION:
        raise bad_request(
            "invoice description must be of 1-255 characters" if description else "description is empty"
        )
    if not 1 <= len(payload.encode()) <= INVOICE_PAYLOAD_BYTES:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    if len(currency) != 3 or not currency.isupper():
        raise bad_request("CURRENCY_INVALID")
    prices = read_prices(parameters)
    total = sum(price["amount"] for price in prices)
    check_seller(parameters, currency, prices)
    if not SMALLEST.get(currency, 100) <= total <= LARGEST.get(currency, 100_000_000):
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    terms: Json = {
        "title": title, "description": description, "payload": payload, "currency": currency,
        "prices": prices, "total_amount": total, "start_parameter": parameters.text("start_parameter"),
        "photo_url": parameters.text("photo_url"),
    }  # fmt: skip
    check_extras(parameters)
    if currency != STARS:  # Stars know no goods to be carried home
        terms |= {name: parameters.flag(name) for name in WISHES}
    return terms


def read_prices(parameters: Parameters) -> list[Json]:
    prices = parameters.json("prices", list, "prices")
    if not prices:
        raise bad_request("prices are empty" if prices is None else "there are no prices in the request")
    for price in prices:
        if (
            not isinstance(price, dict)
            or not price.get("label")
            or not isinstance(price.get("amount"), int | str)
        ):
            raise bad_request("can't parse labeled price")
    try:
        return [{"label": str(price["label"]), "amount": int(price["amount"])} for price in prices]
    except ValueError:
        raise bad_request("can't parse labeled price") from None


def check_seller(parameters: Parameters, currency: str, prices: list[Json]) -> None:
    token = parameters.text("provider_token")
    if currency == STARS:
        if len(prices) != 1 or token:
            raise bad_request("STARS_INVOICE_INVALID")
    elif token != TEST_PROVIDER_TOKEN and ":TEST:" not in token:
        # A live provider cannot be asked from here, so only test tokens are known.
        raise bad_request("PAYMENT_PROVIDER_INVALID")


def check_extras(parameters: Parameters) -> None:
    tips = parameters.json("suggested_tip_amounts", list, "suggested tip amounts") or []
    if len(tips) > TIPS:
        raise bad_request("there can be at most 4 suggested tip amounts")
    data = parameters.text("provider_data")
    if data:
        try:
            json.loads(data)
        except json.JSONDecodeError:
            raise bad_request("DATA_JSON_INVALID") from None


METHODS: dict[str, Any] = {"sendInvoice": send_invoice, "createInvoiceLink": create_invoice_link}
