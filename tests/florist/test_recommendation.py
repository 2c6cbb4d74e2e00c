"""Recommendations: candidates from the shelves, order and reasons from a ranker that may fail."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from florist.bootstrap import Shop
from florist.catalogue.service import Card, Wish
from florist.errors import Unavailable
from florist.kit.words import tell
from florist.recommendation import service as recommendation
from florist.recommendation.service import Option, Ranked

FOR_MUM = Wish(occasion="birthday", recipient="mother", budget_max=500_000)


@dataclass
class Says:
    """A ranker that always says the same."""

    ranked: list[Ranked]

    async def rank(self, wish: Wish, candidates: Sequence[Card], *, language: str) -> list[Ranked]:
        return self.ranked


class IsAway:
    async def rank(self, wish: Wish, candidates: Sequence[Card], *, language: str) -> list[Ranked]:
        raise Unavailable("gone fishing")


def slugs(options: list[Option]) -> list[str]:
    return [option.card.slug for option in options]


class TestRecommend:
    async def test_three_within_the_budget_and_why(self, shop: Shop) -> None:
        async with shop.reading() as session:
            found = await recommendation.recommend(session, FOR_MUM)

        assert set(slugs(found.options)) == {"white-peonies", "pink-cloud", "spring-morning"}
        assert all(option.size.price.amount <= 500_000 for option in found.options)
        words = tell("ru", found.options[0].reason)
        assert words.startswith("подойдёт маме, ко дню рождения")

    async def test_reasons_exist_in_both_languages(self, sqlite_shop: Shop) -> None:
        wishes = [
            FOR_MUM,
            Wish(),
            Wish(flowers=("tulip",), colors=("mixed", "red")),
            Wish(flowers=("hydrangea",), budget_max=60_000),
        ]
        async with sqlite_shop.reading() as session:
            for wish in wishes:
                for option in (await recommendation.recommend(session, wish)).options:
                    for language in ("ru", "en"):
                        words = tell(language, option.reason)
                        assert "reason-" not in words
                        assert "{" not in words

    async def test_another_shows_what_was_not_shown_and_then_begins_again(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            first = await recommendation.recommend(session, Wish())
            shown = {option.card.id for option in first.options}
            second = await recommendation.another(session, Wish(), shown=shown)
            every = shown | {option.card.id for option in second.options}
            third = await recommendation.another(session, Wish(), shown=every)

        assert not shown & {option.card.id for option in second.options}
        assert slugs(third.options) == slugs(first.options)

    async def test_cheaper_is_cheaper(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            found = await recommendation.cheaper(session, FOR_MUM, than=300_000)

        assert found.options
        assert all(option.size.price.amount < 300_000 for option in found.options)

    async def test_the_size_uses_the_budget(self, sqlite_shop: Shop) -> None:
        wish = Wish(flowers=("rose",), colors=("red",), budget_max=400_000)

        async with sqlite_shop.reading() as session:
            found = await recommendation.recommend(session, wish)

        assert [(option.card.slug, option.size.code) for option in found.options] == [("scarlet-sails", "m")]


class TestTheReasonAndTheBudget:
    async def test_what_is_above_it_says_by_how_much(self, sqlite_shop: Shop) -> None:
        wish = Wish(flowers=("peony",), colors=("white",), budget_max=300_000)

        async with sqlite_shop.reading() as session:
            (option,) = (await recommendation.recommend(session, wish, limit=1)).options

        more = (option.size.price.amount - 300_000) // 100
        assert more > 0
        assert f"дороже задуманного на {more}" in tell("ru", option.reason).replace("\u00a0", "")
        assert "укладывается" not in tell("ru", option.reason)
        assert "above your budget" in tell("en", option.reason)

    async def test_about_so_much_is_not_within_when_it_is_more(self, sqlite_shop: Shop) -> None:
        wish = Wish(flowers=("rose",), colors=("red",), budget_about=330_000)

        async with sqlite_shop.reading() as session:
            (option,) = (await recommendation.recommend(session, wish, limit=1)).options

        assert option.size.price.amount == 340_000
        assert "дороже задуманного на 100" in tell("ru", option.reason)

    async def test_a_rankers_words_do_not_hide_it(self, sqlite_shop: Shop) -> None:
        wish = Wish(flowers=("peony",), colors=("white",), budget_max=300_000)
        async with sqlite_shop.reading() as session:
            (own,) = (await recommendation.recommend(session, wish, limit=1)).options
            ranker = Says([Ranked(own.card.id, {"ru": "Вам по карману", "en": "You can afford it"})])
            (theirs,) = (await recommendation.recommend(session, wish, ranker=ranker, limit=1)).options

        assert "дороже задуманного" in tell("ru", theirs.reason)


class TestRankers:
    async def test_a_rankers_order_and_words_are_taken(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            own = (await recommendation.recommend(session, FOR_MUM)).options
            last = own[-1].card.id
            ranker = Says([Ranked(last, {"ru": "Она любит тюльпаны", "en": "She loves tulips"})])
            theirs = (await recommendation.recommend(session, FOR_MUM, ranker=ranker)).options

        assert theirs[0].card.id == last
        assert theirs[0].reason["en"] == "She loves tulips"
        assert len(theirs) == 3

    async def test_an_invented_product_is_ignored(self, sqlite_shop: Shop) -> None:
        ranker = Says([Ranked(404, {"ru": "Золотая роза", "en": "A golden rose"})])

        async with sqlite_shop.reading() as session:
            own = await recommendation.recommend(session, FOR_MUM)
            found = await recommendation.recommend(session, FOR_MUM, ranker=ranker)

        assert slugs(found.options) == slugs(own.options)

    async def test_a_ranker_that_is_away_is_not_missed(
        self, sqlite_shop: Shop, caplog: pytest.LogCaptureFixture
    ) -> None:
        async with sqlite_shop.reading() as session:
            found = await recommendation.recommend(session, FOR_MUM, ranker=IsAway())

        assert len(found.options) == 3
        assert "gone fishing" in caplog.text
