"""Orders: what they hold, who gets the last bouquet, how they end."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from florist.bootstrap import Shop
from florist.bouquets.errors import NotEnoughStems
from florist.bouquets.recipe import Recipe, Stem
from florist.cart import service as cart
from florist.cart.errors import CartEmpty
from florist.catalogue.errors import OutOfStock
from florist.catalogue.models import Extra
from florist.delivery import service as delivery
from florist.delivery.errors import OutsideZone, WindowFull
from florist.kit.clock import FixedClock
from florist.orders import rules
from florist.orders import service as orders
from florist.orders.errors import CheckoutInvalid, MoveNotAllowed, OrderNotFound, TooLateToCancel
from tests.florist.ordering import ANNA, BORIS, TOMORROW, bought, checkout, place, put, stock


class TestPlace:
    async def test_an_order_holds_stock_window_and_price(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop)

        assert (order.number, order.status) == (1001, "awaiting_payment")
        assert order.total.amount == 340_000 + 30_000
        assert order.hold_until == clock.at + timedelta(minutes=30)
        assert await stock(shop, "scarlet-sails") == 9
        async with shop.reading() as session:
            free = {w.start: w.free for w in await delivery.windows(session, TOMORROW, now=clock.at)}
        assert (free["18:00"], free["16:00"]) == (7, 8)

    async def test_the_cart_stays_until_it_is_paid(self, shop: Shop) -> None:
        await bought(shop)

        async with shop.reading() as session:
            assert (await cart.view(session, ANNA)).count == 1

    async def test_the_last_bouquet_stays_in_the_cart_of_who_holds_it(self, shop: Shop) -> None:
        await bought(shop, slug="white-peonies")

        async with shop.reading() as session:
            assert [line.available for line in (await cart.view(session, ANNA)).lines] == [True]

    async def test_asking_twice_gives_one_order(self, shop: Shop, clock: FixedClock) -> None:
        first = await bought(shop)
        clock.at += timedelta(minutes=10)

        second = await place(shop)

        assert second.number == first.number
        assert second.hold_until == clock.at + timedelta(minutes=30)

    async def test_a_change_of_mind_makes_room_for_the_new_order(self, shop: Shop) -> None:
        first = await bought(shop, slug="white-peonies")

        second = await place(shop, window="12:00-14:00")

        async with shop.reading() as session:
            assert (await orders.track(session, ANNA, first.number)).status == "cancelled"
        assert second.status == "awaiting_payment"
        assert await stock(shop, "white-peonies") == 0

    async def test_free_delivery_begins_at_the_threshold(self, shop: Shop) -> None:
        await put(shop, ANNA, "scarlet-sails", 2)

        assert (await place(shop)).fee.amount == 0

    async def test_pickup_takes_no_courier(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop, kind="pickup", window="17:00-19:00", address=None, zone=None)

        assert (order.fee.amount, order.address) == (0, None)
        async with shop.reading() as session:
            free = {w.free for w in await delivery.windows(session, TOMORROW, now=clock.at)}
        assert free == {8}

    async def test_an_empty_cart_cannot_be_ordered(self, shop: Shop) -> None:
        with pytest.raises(CartEmpty):
            await place(shop)

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            pytest.param({"phone": "12345"}, "field-phone", id="a number that is no phone"),
            pytest.param({"address": " "}, "field-address", id="no address"),
            pytest.param({"recipient": ""}, "field-recipient", id="nobody"),
            pytest.param({"card_text": "я" * 301}, "field-card-text", id="a novel on the card"),
            pytest.param({"substitution": "beer"}, "field-substitution", id="an unknown choice"),
            pytest.param({"zone": None}, "field-zone", id="neither zone nor point"),
        ],
    )
    async def test_what_is_missing_is_named(self, shop: Shop, more: dict[str, object], field: str) -> None:
        with pytest.raises(CheckoutInvalid) as refusal:
            await bought(shop, **more)

        assert refusal.value.field == {"id": field}

    async def test_a_point_outside_decides_against_the_named_zone(self, shop: Shop) -> None:
        with pytest.raises(OutsideZone):
            await bought(shop, zone="centre", latitude=59.93, longitude=30.31)

    async def test_a_composed_bouquet_holds_its_stems(self, shop: Shop) -> None:
        recipe = Recipe((Stem("peony", "pink", 15),), frozenset({"teddy"}), "kraft")
        async with shop.transaction() as session:
            await cart.add_recipe(session, ANNA, recipe)
            await cart.add_recipe(session, BORIS, recipe)
        await place(shop, ANNA)

        with pytest.raises(NotEnoughStems) as refusal:
            await place(shop, BORIS)

        assert refusal.value.left == 5

    async def test_a_vase_beside_a_ready_made_bouquet_is_held_and_repeated(self, shop: Shop) -> None:
        line = await put(shop, ANNA, "scarlet-sails", 2)
        async with shop.transaction() as session:
            await cart.add_addons(session, ANNA, line, ["vase"])

        order = await place(shop)

        async with shop.transaction() as session:
            vases = await session.scalar(select(Extra.stock).where(Extra.code == "vase"))
            await cart.clear(session, ANNA)
            again, missing = await orders.repeat(session, ANNA, order.number)
        assert vases == 1
        assert order.goods.amount == 2 * (340_000 + 149_000)
        assert ([line.addons for line in again.lines], missing) == ([{"vase"}], [])

    async def test_a_refused_order_holds_nothing(self, shop: Shop, clock: FixedClock) -> None:
        await put(shop, ANNA, "scarlet-sails")
        await put(shop, ANNA, "white-peonies")
        await put(shop, BORIS, "white-peonies")
        await place(shop, BORIS)

        with pytest.raises(OutOfStock):
            await place(shop, ANNA)

        assert await stock(shop, "scarlet-sails") == 10


class TestTwoAtOnce:
    async def test_the_last_bouquet_goes_to_exactly_one(self, shop: Shop) -> None:
        await put(shop, ANNA, "white-peonies")
        await put(shop, BORIS, "white-peonies")

        results = await asyncio.gather(place(shop, ANNA), place(shop, BORIS), return_exceptions=True)

        assert sorted(type(result).__name__ for result in results) == ["Order", "OutOfStock"]
        assert await stock(shop, "white-peonies") == 0

    async def test_ten_customers_for_eight_couriers(self, shop: Shop) -> None:
        people = range(2001, 2011)
        for person in people:
            await put(shop, person, "scarlet-sails")

        results = await asyncio.gather(*(place(shop, person) for person in people), return_exceptions=True)

        refused = [result for result in results if isinstance(result, WindowFull)]
        assert len(refused) == 2
        assert sum(isinstance(result, orders.Order) for result in results) == 8
        assert await stock(shop, "scarlet-sails") == 2

    async def test_two_taps_of_one_customer_are_one_order(self, shop: Shop) -> None:
        await put(shop, ANNA, "scarlet-sails")

        first, second = await asyncio.gather(place(shop), place(shop))

        assert first.number == second.number
        assert await stock(shop, "scarlet-sails") == 9

    async def test_orders_of_the_same_two_things_do_not_block_each_other(self, shop: Shop) -> None:
        for person in (ANNA, BORIS):
            first, second = ("scarlet-sails", "pink-cloud")[:: 1 if person == ANNA else -1]
            await put(shop, person, first)
            await put(shop, person, second)

        placed = await asyncio.gather(place(shop, ANNA), place(shop, BORIS))

        assert [order.status for order in placed] == ["awaiting_payment"] * 2


class TestExpire:
    async def test_the_last_second_still_holds_and_the_next_does_not(
        self, shop: Shop, clock: FixedClock
    ) -> None:
        order = await bought(shop, slug="white-peonies")
        assert order.hold_until is not None

        async with shop.transaction() as session:
            assert await orders.expire(session, order.hold_until) == []
            ended = await orders.expire(session, order.hold_until + timedelta(seconds=1))

        assert [(one.number, one.status) for one in ended] == [(order.number, "expired")]
        assert await stock(shop, "white-peonies") == 1

    async def test_what_was_given_back_is_given_back_once(self, shop: Shop, clock: FixedClock) -> None:
        await bought(shop, slug="white-peonies")
        later = clock.at + timedelta(hours=1)

        async def expire() -> int:
            async with shop.transaction() as session:
                return len(await orders.expire(session, later))

        assert sum(await asyncio.gather(expire(), expire())) == 1
        assert await stock(shop, "white-peonies") == 1


class TestCancel:
    async def test_gives_back_what_was_held(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop)

        async with shop.transaction() as session:
            cancelled = await orders.cancel(session, ANNA, order.number, now=clock.at)

        assert cancelled.status == "cancelled"
        assert await stock(shop, "scarlet-sails") == 10
        assert [move.status for move in cancelled.history] == ["draft", "awaiting_payment", "cancelled"]
        assert cancelled.history[-1].by == "customer:1001"

    async def test_not_when_the_florist_has_begun(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop)

        async with shop.transaction() as session:
            for status in ("paid", "preparing"):
                await orders.move(session, order.number, status, "admin:1", now=clock.at)
            with pytest.raises(TooLateToCancel):
                await orders.cancel(session, ANNA, order.number, now=clock.at)

    async def test_somebody_elses_order_does_not_exist(self, shop: Shop) -> None:
        order = await bought(shop)

        async with shop.transaction() as session:
            with pytest.raises(OrderNotFound):
                await orders.cancel(session, BORIS, order.number)


class TestMove:
    async def test_the_whole_way_is_remembered(self, shop: Shop, clock: FixedClock) -> None:
        order = await bought(shop)

        async with shop.transaction() as session:
            for status in ("paid", "preparing", "delivering", "delivered"):
                done = await orders.move(session, order.number, status, "admin:7", now=clock.at)

        assert [move.by for move in done.history][2:] == ["admin:7"] * 4
        assert await stock(shop, "scarlet-sails") == 9

    async def test_no_step_may_be_left_out(self, shop: Shop) -> None:
        order = await bought(shop)

        async with shop.transaction() as session:
            with pytest.raises(MoveNotAllowed):
                await orders.move(session, order.number, "delivered", "admin:7")

    def test_every_state_can_be_left_or_is_an_end(self) -> None:
        reached = set().union(*rules.MOVES.values()) | {"draft"}

        assert set(rules.MOVES) == set(rules.STATUSES) == reached
        assert [status for status in rules.STATUSES if not rules.MOVES[status]] == ["refunded"]


class TestRepeat:
    async def test_fills_the_cart_at_todays_prices_and_names_what_is_gone(
        self, shop: Shop, clock: FixedClock
    ) -> None:
        await put(shop, ANNA, "scarlet-sails")
        order = await bought(shop, slug="white-peonies")
        async with shop.transaction() as session:
            await orders.move(session, order.number, "paid", "payment", now=clock.at)
            await cart.clear(session, ANNA)

        async with shop.transaction() as session:
            again, missing = await orders.repeat(session, ANNA, order.number)

        assert [line.name["ru"] for line in again.lines] == ["Алые паруса"]
        assert [name["ru"] for name in missing] == ["Белые пионы"]


class TestList:
    async def test_the_newest_first_and_nobody_elses(self, shop: Shop) -> None:
        first = await bought(shop)
        second = await bought(shop, day=date(2026, 11, 22))
        await bought(shop, BORIS)

        async with shop.reading() as session:
            seen = await orders.list_orders(session, ANNA)
            waiting = await orders.list_orders(session, ANNA, only_open=True)

        assert [order.number for order in seen] == [second.number, first.number]
        assert [order.number for order in waiting] == [second.number]


async def test_the_summary_promises_what_the_order_costs(shop: Shop, clock: FixedClock) -> None:
    await put(shop, ANNA, "pink-cloud")
    async with shop.reading() as session:
        promised = await orders.estimate(session, ANNA, checkout(zone="mkad"), now=clock.at)

    order = await place(shop, zone="mkad")

    assert (promised.total, promised.fee.amount) == (order.total, 45_000)
