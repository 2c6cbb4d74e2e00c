"""Three options and why: candidates come from the database, a ranker puts them in order and explains."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from florist.catalogue import service as catalogue
from florist.catalogue.service import Card, Size, Wish
from florist.errors import Unavailable
from florist.kit.terms import Value
from florist.recommendation.rules import CatalogueRanker, Ranked, about_budget

__all__ = [
    "CatalogueRanker",
    "Option",
    "Ranked",
    "Ranker",
    "Recommendation",
    "another",
    "cheaper",
    "recommend",
]

CANDIDATES = 20
OPTIONS = 3
log = logging.getLogger(__name__)


class Ranker(Protocol):
    """Puts candidates in order, the best first, and says why; may leave some out. Raises ``Unavailable``."""

    async def rank(self, wish: Wish, candidates: Sequence[Card], *, language: str) -> list[Ranked]: ...


@dataclass(frozen=True)
class Option:
    """A product, the size that suits the budget, and the reason as a letter value."""

    card: Card
    size: Size
    reason: Value


@dataclass(frozen=True)
class Recommendation:
    """At most three options; ``relaxed`` names what had to be given up to find them."""

    options: list[Option]
    relaxed: list[str]


async def recommend(
    session: AsyncSession,
    wish: Wish,
    *,
    language: str = "ru",
    ranker: Ranker | None = None,
    shown: frozenset[int] | set[int] = frozenset(),
    limit: int = OPTIONS,
) -> Recommendation:
    """The best options that were not shown yet; when all were shown, it begins again.

    Call it with a reading session: a ranker may take seconds. The catalogue's stands in for one that fails.
    """
    ids, relaxed = await catalogue.matches(session, wish)
    fresh = [product_id for product_id in ids if product_id not in shown] or ids
    candidates = await catalogue.cards(session, fresh[:CANDIDATES])
    if not candidates:
        return Recommendation([], relaxed)
    ranked = await _rank(ranker, wish, candidates, language)
    by_id = {card.id: card for card in candidates}
    options = [
        Option(by_id[one.product_id], by_id[one.product_id].fitting(wish), one.reason)
        for one in ranked[:limit]
    ]
    return Recommendation(options, relaxed)


async def cheaper(
    session: AsyncSession,
    wish: Wish,
    *,
    than: int,
    language: str = "ru",
    ranker: Ranker | None = None,
    shown: frozenset[int] | set[int] = frozenset(),
) -> Recommendation:
    """Options below ``than`` (minor units): the same wish with a lower roof."""
    lower = replace(wish, budget_max=than - 1, budget_about=None, budget_min=None)
    return await recommend(session, lower, language=language, ranker=ranker, shown=shown)


async def another(
    session: AsyncSession,
    wish: Wish,
    *,
    language: str = "ru",
    ranker: Ranker | None = None,
    shown: frozenset[int] | set[int] = frozenset(),
) -> Recommendation:
    """The next options for the same wish."""
    return await recommend(session, wish, language=language, ranker=ranker, shown=shown)


async def _rank(ranker: Ranker | None, wish: Wish, candidates: Sequence[Card], language: str) -> list[Ranked]:
    own = await CatalogueRanker().rank(wish, candidates, language=language)
    if ranker is None or isinstance(ranker, CatalogueRanker):
        return own
    try:
        theirs = await ranker.rank(wish, candidates, language=language)
    except Unavailable as fault:
        log.warning("the ranker is away, the catalogue's takes over: %s", fault)
        return own
    known = {card.id: card for card in candidates}
    chosen: dict[int, Ranked] = {}
    for one in theirs:
        if one.product_id in known:
            chosen.setdefault(one.product_id, _honest(one, wish, known[one.product_id]))
    # Whatever the model left out follows in our own order, so that there are always three.
    return list(chosen.values()) + [one for one in own if one.product_id not in chosen]


def _honest(one: Ranked, wish: Wish, card: Card) -> Ranked:
    """Whatever the model says of the price: what is above the budget is told by how much."""
    money = about_budget(wish, card)
    if money is None or money["id"] != "reason-above-budget":
        return one
    return Ranked(one.product_id, {"id": "reason-all", "args": {"reasons": [one.reason, money]}})
