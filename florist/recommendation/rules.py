"""The catalogue's own ranking: how well a product suits the words, and the reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from florist.catalogue.service import Card, Wish
from florist.kit.canon import PALETTES
from florist.kit.money import Money
from florist.kit.terms import Value, term


@dataclass(frozen=True)
class Ranked:
    """A candidate's place and the reason for it."""

    product_id: int
    reason: Value


class CatalogueRanker:
    """Needs nothing but the cards; the order of candidates decides between equals."""

    async def rank(self, wish: Wish, candidates: Sequence[Card], *, language: str = "ru") -> list[Ranked]:
        """All candidates, the best first."""
        order = sorted(range(len(candidates)), key=lambda place: (-score(wish, candidates[place]), place))
        return [Ranked(candidates[place].id, reason(wish, candidates[place])) for place in order]


def score(wish: Wish, card: Card) -> float:
    """How well a card suits a wish; each part of the wish counts, the named flowers and the price most."""
    points = 0.0
    points += 2.0 * (wish.occasion in card.occasions) if wish.occasion else 0
    points += 2.0 * (wish.recipient in card.recipients) if wish.recipient else 0
    points += 3.0 * len(set(wish.flowers) & set(card.flowers))
    points += 1.5 * sum(has_color(card, color) for color in wish.colors)
    points += 1.0 * (wish.category == card.category) if wish.category else 0
    points += _price_points(wish, card)
    points += 0.5 * (card.stock >= 3)
    return points


def has_color(card: Card, color: str) -> bool:
    """Whether a card is of a colour or, for a palette word, of that palette."""
    return color in card.palettes if color in PALETTES else color in card.colors


def _price_points(wish: Wish, card: Card) -> float:
    """Within the bounds a bouquet that uses the budget well is the better present."""
    if wish.bounds is None:
        return 0.0
    low, high = wish.bounds
    price = card.fitting(wish).price.amount
    if not low <= price <= high:
        return -2.0
    target = wish.budget_about or (high if wish.budget_max is not None else low)
    return 2.0 * min(price, target) / max(price, target, 1)


def reason(wish: Wish, card: Card) -> Value:
    """Why this one, from what was asked for; for a wish without words, what it is made of."""
    parts: list[Value] = []
    if wish.recipient and wish.recipient in card.recipients:
        parts.append(term("reason-recipient", wish.recipient))
    if wish.occasion and wish.occasion in card.occasions:
        parts.append(term("reason-occasion", wish.occasion))
    named = [term("flower", flower) for flower in card.flowers if flower in wish.flowers]
    if named:
        parts.append({"id": "reason-flowers", "args": {"flowers": named}})
    colors = [term("color", color) for color in wish.colors if has_color(card, color)]
    if colors:
        parts.append({"id": "reason-colors", "args": {"colors": colors}})
    money = about_budget(wish, card)
    if money is not None:
        parts.append(money)
    if not parts:
        parts.append({"id": "reason-composition", "args": {"stems": card.composition}})
    return parts[0] if len(parts) == 1 else {"id": "reason-all", "args": {"reasons": parts}}


def about_budget(wish: Wish, card: Card) -> Value | None:
    """Whether the price keeps to what was named, and by how much it does not; None when no price was named."""
    if wish.bounds is None:
        return None
    low, high = wish.bounds
    price = card.fitting(wish).price
    # "About five thousand" forgives a little; that it is a little more is still said.
    roof = wish.budget_about if wish.budget_about is not None and wish.budget_max is None else high
    if price.amount > roof:
        return {
            "id": "reason-above-budget",
            "args": {"more": Money(price.amount - roof, price.currency).value},
        }
    if price.amount < low:
        return {"id": "reason-below-budget", "args": {"price": price.value}}
    return {"id": "reason-budget", "args": {"price": price.value}}
