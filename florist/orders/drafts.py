"""From a cart and a checkout to an order that could be placed: checks, figures, rows. Nothing is held here."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from florist.cart import service as cart
from florist.cart.errors import CartEmpty
from florist.cart.lines import written
from florist.catalogue.errors import OutOfStock
from florist.delivery import errors as delivery_errors
from florist.delivery import rules as delivery_rules
from florist.delivery import service as delivery
from florist.delivery.rules import Plan, Window
from florist.kit.money import Money
from florist.kit.phone import Phone
from florist.orders import models
from florist.orders.errors import CheckoutInvalid
from florist.orders.views import Checkout, Estimate

SUBSTITUTIONS = ("similar", "call", "refund")
CARD_LENGTH = 300


async def draw_up(
    session: AsyncSession, user_id: int, checkout: Checkout, now: datetime, plan: Plan | None
) -> tuple[Estimate, cart.Cart]:
    """Figures and cart of an order-to-be. Raises what ``service.place`` promises."""
    bought = await cart.view(session, user_id)
    if not bought.lines:
        raise CartEmpty
    for line in bought.lines:
        if not line.available:
            raise OutOfStock(line.name, line.left)
    _check(checkout)
    zone = _zone(checkout, plan)
    fee = delivery.quote(zone, goods=bought.total) if zone else Money(0, bought.total.currency)
    pickup = checkout.kind == "pickup"
    window = await delivery.check(session, checkout.day, checkout.window, now=now, pickup=pickup, plan=plan)
    return Estimate(bought.total, fee, bought.total + fee, window, zone), bought


def _check(checkout: Checkout) -> None:
    """Raises ``CheckoutInvalid`` with the first field that will not do."""
    if checkout.kind not in ("delivery", "pickup"):
        raise CheckoutInvalid("kind")
    if checkout.kind == "delivery" and not (checkout.address or "").strip():
        raise CheckoutInvalid("address")
    if not checkout.recipient.strip() or len(checkout.recipient) > 100:
        raise CheckoutInvalid("recipient")
    if Phone.parse(checkout.phone) is None:
        raise CheckoutInvalid("phone")
    if len(checkout.card_text or "") > CARD_LENGTH:
        raise CheckoutInvalid("card_text")
    if checkout.substitution not in SUBSTITUTIONS:
        raise CheckoutInvalid("substitution")


def _zone(checkout: Checkout, plan: Plan | None) -> delivery_rules.Zone | None:
    """Coordinates decide; a named zone counts only without them."""
    if checkout.kind == "pickup":
        return None
    if checkout.latitude is not None and checkout.longitude is not None:
        zone = delivery.zone_at(checkout.latitude, checkout.longitude, plan=plan)
        if zone is None:
            raise delivery_errors.OutsideZone(checkout.address or "")
        return zone
    if checkout.zone is None:
        raise CheckoutInvalid("zone")
    return delivery.zone(checkout.zone, plan=plan)


def new_row(
    user_id: int, checkout: Checkout, figures: Estimate, bought: cart.Cart, now: datetime
) -> models.Order:
    """A draft of the order, not yet in the database."""
    at_home = checkout.kind == "delivery"
    phone = Phone.parse(checkout.phone)
    row = models.Order(
        user_id=user_id,
        status="draft",
        fingerprint=fingerprint(checkout, bought),
        language=checkout.language,
        currency=figures.total.currency,
        goods_total=figures.goods.amount,
        delivery_fee=figures.fee.amount,
        total=figures.total.amount,
        kind=checkout.kind,
        zone=figures.zone.code if figures.zone else None,
        address=(checkout.address or "").strip() if at_home else None,
        address_note=checkout.address_note if at_home else None,
        latitude=checkout.latitude if at_home else None,
        longitude=checkout.longitude if at_home else None,
        day=figures.window.day,
        window_start=figures.window.start,
        window_end=figures.window.end,
        recipient=checkout.recipient.strip(),
        phone=phone.e164 if phone else checkout.phone,
        card_text=checkout.card_text,
        anonymous=checkout.anonymous,
        surprise=checkout.surprise,
        substitution=checkout.substitution,
        created_at=now,
        lines=[_line_row(line) for line in bought.lines],
        moves=[],
    )
    note(row, "draft", f"customer:{user_id}", now)
    return row


def _line_row(line: cart.Line) -> models.OrderLine:
    return models.OrderLine(
        cart_line_id=line.id,
        kind=line.kind,
        product_id=line.product_id,
        size=line.size,
        recipe=line.recipe.as_json(),
        addons=written(line.addons) if line.kind == "product" else "",
        name=line.name,
        details=line.details,
        picture=line.picture,
        count=line.count,
        unit_price=line.unit_price.amount,
    )


def fingerprint(checkout: Checkout, bought: cart.Cart) -> str:
    """The same for the same cart and checkout, so that two taps are one order."""
    lines = [
        (line.id, line.recipe.key, sorted(line.addons), line.size, line.count, line.unit_price.amount)
        for line in bought.lines
    ]
    text = json.dumps([asdict(checkout), lines], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def held_window(row: models.Order) -> Window | None:
    """The courier window that the order takes; a pickup takes none."""
    return Window(row.day, row.window_start, row.window_end) if row.kind == "delivery" else None


def note(row: models.Order, status: str, by: str, now: datetime) -> None:
    """The first steps of an order that is just being made."""
    row.status = status
    row.moves.append(models.OrderMove(status=status, at=now, by=by))
