"""How much is to be spent: read from the message, in our own money, and said back."""

import math
from typing import Any

from actions.shop_action import shop
from actions.turn import Turn, word
from florist.kit.money import Money
from florist.shopinfo.service import facts

#: A budget above ten million roubles finds the same bouquets as ten million do.
RICHEST = 10**9


def budget_of(turn: Turn) -> dict[str, int] | None:
    """Bounds in minor units of the shop's currency, ``{"max": 300000}``; None when no amount was named."""
    amounts = [entity["value"] for entity in turn.spans if entity.get("entity") == "budget"]
    if not amounts:
        return None
    bounds = [str(entity["value"]) for entity in turn.spans if entity.get("entity") == "budget_bound"]
    currency = turn.entity("currency")
    found: dict[str, int] = {}
    for index, amount in enumerate(amounts):
        bound = bounds[index] if index < len(bounds) else "about"
        worth = _minor(amount, currency)
        if worth is not None:
            found[bound if bound in {"min", "max"} else "about"] = worth
    return found or None


def _minor(amount: Any, currency: str | None) -> int | None:
    """In our own money; None for what is no amount, or no money that we count in."""
    settings = shop().settings
    try:
        named = float(amount)
    except (TypeError, ValueError):
        return None
    if not 0 < named < math.inf:
        return None
    worth = facts(settings).in_shop_money(named, currency or settings.shop_currency, settings)
    return min(worth.amount, RICHEST) if worth else None


def budget_words(budget: Any) -> list[dict[str, Any]]:
    """A budget as letter values: «до 3 000 ₽»."""
    if not isinstance(budget, dict):
        return []
    currency = shop().settings.shop_currency
    return [word(f"budget-{bound}", price=Money(amount, currency).value) for bound, amount in budget.items()]


def roof_of(budget: Any) -> int | None:
    """The most that is to be spent, in minor units; None when nothing was said of it."""
    return (budget.get("max") or budget.get("about")) if isinstance(budget, dict) else None
