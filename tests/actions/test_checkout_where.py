"""Where to: the address, the map, shared locations."""

from florist.integrations.yandex.fake import FakeYandex
from tests.actions.checking_out import PETERSBURG, TVERSKAYA, to_address
from tests.actions.talking import Talk


class TestTheAddress:
    async def test_without_a_house_is_asked_again(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("nlu_fallback", "в центре")

        assert buyer_at_checkout.heard == [
            "utter_example_checkout_address",
            "utter_question_checkout_address",
        ]

    async def test_pickup_after_all_in_words(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("change_delivery", "лучше самовывоз")

        assert buyer_at_checkout.slots["checkout_kind"] == "pickup"
        assert buyer_at_checkout.asked == "checkout_date"

    async def test_farther_than_we_go_offers_pickup(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Химки, Панфилова 4", address="Химки, Панфилова 4")
        await buyer_at_checkout.taps("button-zone-farther")
        assert buyer_at_checkout.heard == ["utter_error_outside_zone", "utter_question_checkout_address"]

        await buyer_at_checkout.taps("button-pickup")
        assert buyer_at_checkout.asked == "checkout_date"

    async def test_with_its_flat_is_not_asked_for_the_flat(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Тверская 7, кв 5", address="Тверская 7, кв 5")
        await buyer_at_checkout.presses("choose", choice="zone:centre")

        assert buyer_at_checkout.asked == "checkout_date"

    async def test_back_from_a_zone_nobody_was_asked_leads_to_the_address(
        self, buyer_at_checkout: Talk, yandex: FakeYandex
    ) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("inform", "Тверская 7", address="Тверская улица 7")
        assert buyer_at_checkout.asked == "checkout_flat"

        await buyer_at_checkout.taps("button-back")
        assert buyer_at_checkout.asked == "checkout_address"


class TestLocation:
    async def test_inside_without_a_map_asks_for_the_street(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        assert buyer_at_checkout.heard == ["utter_address_for_point"]

        await buyer_at_checkout.says("nlu_fallback", "Тверская 7")
        assert buyer_at_checkout.slots["checkout_zone"] == "centre"

    async def test_outside_offers_pickup(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **PETERSBURG)

        assert buyer_at_checkout.heard[0] == "utter_error_outside_zone"
        assert buyer_at_checkout.offers("button-pickup")

    async def test_means_delivery_when_asked_how(self, buyer_at_checkout: Talk) -> None:
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)

        assert buyer_at_checkout.slots["checkout_kind"] == "delivery"

    async def test_the_map_names_it_and_a_yes_takes_it(
        self, buyer_at_checkout: Talk, yandex: FakeYandex
    ) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        assert "Тверская улица, 7" in buyer_at_checkout.text("ru")

        await buyer_at_checkout.taps("button-yes")
        assert buyer_at_checkout.slots["checkout_address"] == "Россия, Москва, Тверская улица, 7"
        assert buyer_at_checkout.slots["checkout_zone"] == "centre"
        assert buyer_at_checkout.asked == "checkout_flat"

    async def test_a_no_lets_one_type_it(self, buyer_at_checkout: Talk, yandex: FakeYandex) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        await buyer_at_checkout.taps("button-type-address")
        assert buyer_at_checkout.heard == ["utter_address_for_point"]

        await buyer_at_checkout.says("nlu_fallback", "Тверская 9")
        assert buyer_at_checkout.slots["checkout_address"] == "Тверская 9"

    async def test_a_map_that_is_away_stops_nobody(self, buyer_at_checkout: Talk, yandex: FakeYandex) -> None:
        yandex.moods = ["403"]
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)

        assert buyer_at_checkout.heard == ["utter_address_for_point"]

    async def test_a_typed_house_beyond_the_zones_is_told(
        self, buyer_at_checkout: Talk, yandex: FakeYandex
    ) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.says("nlu_fallback", "Тверская улица 7")
        assert buyer_at_checkout.slots["checkout_zone"] == "centre"

    async def test_another_address_later_forgets_the_shared_point(self, buyer_at_checkout: Talk) -> None:
        await to_address(buyer_at_checkout)
        await buyer_at_checkout.shares("location_shared", **TVERSKAYA)
        await buyer_at_checkout.says("nlu_fallback", "Тверская 7")
        await buyer_at_checkout.taps("button-no-flat")
        await buyer_at_checkout.says("inform", "нет, везите на Ленина 5", address="Ленина 5")

        assert "point" not in buyer_at_checkout.slots["checkout_notes"]
        assert buyer_at_checkout.asked == "checkout_zone"
