"""A cart: what goes in, what it costs, whose it is."""

import pytest

from florist.bootstrap import Shop
from florist.bouquets.recipe import Recipe, Stem
from florist.cart import service as cart
from florist.cart.errors import AddonNotFound, CountInvalid, LineNotFound
from florist.catalogue import service as catalogue
from florist.catalogue.errors import OutOfStock

ANNA, BORIS = 1001, 1002
NINE_PEONIES = Recipe((Stem("peony", "pink", 9),), frozenset({"ribbon", "card"}), "kraft")


async def product(shop: Shop, slug: str) -> int:
    async with shop.reading() as session:
        return (await catalogue.find(session, slug)).id


class TestAdd:
    async def test_the_same_bouquet_twice_is_one_line(self, shop: Shop) -> None:
        sails = await product(shop, "scarlet-sails")

        async with shop.transaction() as session:
            await cart.add_product(session, ANNA, sails, "m")
            await cart.add_product(session, ANNA, sails, "m", 2)
            seen = await cart.view(session, ANNA)

        assert [(line.count, line.total.amount) for line in seen.lines] == [(3, 3 * 340_000)]

    async def test_two_sizes_are_two_lines(self, shop: Shop) -> None:
        sails = await product(shop, "scarlet-sails")

        async with shop.transaction() as session:
            await cart.add_product(session, ANNA, sails, "s")
            await cart.add_product(session, ANNA, sails, "l")
            seen = await cart.view(session, ANNA)

        assert [line.size for line in seen.lines] == ["s", "l"]
        assert seen.total.amount == 190_000 + 520_000

    async def test_more_than_there_are_is_refused_with_what_is_left(self, shop: Shop) -> None:
        peonies = await product(shop, "white-peonies")

        async with shop.transaction() as session:
            with pytest.raises(OutOfStock) as refusal:
                await cart.add_product(session, ANNA, peonies, count=2)

        assert refusal.value.left == 1

    async def test_a_composed_bouquet_costs_the_sum_of_its_parts(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            line = await cart.add_recipe(session, ANNA, NINE_PEONIES)

        assert line.unit_price.amount == (9 * 420 + 150 + 150 + 90) * 100

    @pytest.mark.parametrize("count", [0, -1, 100])
    async def test_nobody_carries_a_hundred(self, shop: Shop, count: int) -> None:
        async with shop.transaction() as session:
            with pytest.raises(CountInvalid):
                await cart.add_recipe(session, ANNA, NINE_PEONIES, count)


class TestChange:
    async def test_zero_takes_the_line_out(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            line = await cart.add_recipe(session, ANNA, NINE_PEONIES)
            left = await cart.change(session, ANNA, line.id, 0)

        assert left.lines == []

    async def test_somebody_elses_line_is_not_found(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            line = await cart.add_recipe(session, ANNA, NINE_PEONIES)
            with pytest.raises(LineNotFound):
                await cart.change(session, BORIS, line.id, 5)

    async def test_without_the_ribbon_it_is_cheaper(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            before = await cart.add_recipe(session, ANNA, NINE_PEONIES)
            after = await cart.remove_addon(session, ANNA, "ribbon")

        assert before.total.amount - after.total.amount == 15_000
        assert after.lines[0].recipe.addons == {"card"}

    async def test_without_the_ribbon_two_bouquets_may_become_the_same(self, shop: Shop) -> None:
        plain = Recipe(NINE_PEONIES.stems, frozenset({"card"}), "kraft")

        async with shop.transaction() as session:
            await cart.add_recipe(session, ANNA, plain)
            await cart.add_recipe(session, ANNA, NINE_PEONIES)
            after = await cart.remove_addon(session, ANNA, "ribbon")

        assert [line.count for line in after.lines] == [2]

    async def test_a_ribbon_that_is_not_there_cannot_be_taken_off(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            with pytest.raises(AddonNotFound):
                await cart.remove_addon(session, ANNA, "ribbon")


class TestAddonsBesideAProduct:
    async def test_a_ribbon_is_tied_around_a_ready_made_bouquet_at_its_price(self, shop: Shop) -> None:
        sails = await product(shop, "scarlet-sails")

        async with shop.transaction() as session:
            line = await cart.add_product(session, ANNA, sails, "m", 2)
            seen = await cart.add_addons(session, ANNA, line.id, ["ribbon", "card"])

        assert [(one.id, one.addons) for one in seen.lines] == [(line.id, {"ribbon", "card"})]
        assert seen.total.amount == 2 * (340_000 + 15_000 + 9_000)
        assert {"id": "addon-ribbon"} in seen.lines[0].details

    async def test_with_and_without_a_ribbon_are_two_lines_until_it_is_taken_off(self, shop: Shop) -> None:
        sails = await product(shop, "scarlet-sails")

        async with shop.transaction() as session:
            await cart.add_product(session, ANNA, sails, "m")
            await cart.add_product(session, ANNA, sails, "m", addons=["ribbon"])
            two = await cart.view(session, ANNA)
            one = await cart.remove_addon(session, ANNA, "ribbon")

        assert [line.unit_price.amount for line in two.lines] == [340_000, 355_000]
        assert [(line.count, line.total.amount) for line in one.lines] == [(2, 680_000)]

    async def test_what_comes_with_the_product_cannot_be_taken_off(self, shop: Shop) -> None:
        evening = await product(shop, "blue-evening")

        async with shop.transaction() as session:
            await cart.add_product(session, ANNA, evening)
            with pytest.raises(AddonNotFound):
                await cart.remove_addon(session, ANNA, "ribbon")

    async def test_a_composed_bouquet_takes_them_into_its_recipe(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            line = await cart.add_recipe(session, ANNA, NINE_PEONIES)
            seen = await cart.add_addons(session, ANNA, line.id, ["vase"])

        assert seen.lines[0].recipe.addons == {"ribbon", "card", "vase"}
        assert seen.lines[0].total.amount == line.total.amount + 149_000

    async def test_nobody_ties_a_ribbon_to_a_strangers_bouquet(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            line = await cart.add_recipe(session, ANNA, NINE_PEONIES)
            with pytest.raises(LineNotFound):
                await cart.add_addons(session, BORIS, line.id, ["vase"])


class TestFindLines:
    async def test_words_lead_to_lines(self, sqlite_shop: Shop) -> None:
        sails, cloud = await product(sqlite_shop, "scarlet-sails"), await product(sqlite_shop, "pink-cloud")
        async with sqlite_shop.transaction() as session:
            await cart.add_product(session, ANNA, sails)
            await cart.add_product(session, ANNA, cloud)
            await cart.add_recipe(session, ANNA, NINE_PEONIES)
            seen = await cart.view(session, ANNA)

        def found(**words: object) -> list[int]:
            return [seen.lines.index(line) for line in cart.find_lines(seen, **words)]  # type: ignore[arg-type]

        assert found(flowers=["peony"]) == [1, 2]
        assert found(flowers=["rose"], colors=["red"]) == [0]
        assert found(category="box") == [1]
        assert found(addon="ribbon") == [2]
        assert found(position=-1) == [2]
        assert found(position=4) == []
