"""Vendors over real HTTP: what our clients send, and what becomes of every fault."""

import io
from collections.abc import AsyncIterator

import httpx
import pytest
from PIL import Image

from florist.bootstrap import Shop
from florist.bouquets import preview as previews
from florist.bouquets.recipe import Recipe, Stem
from florist.catalogue import service as catalogue
from florist.catalogue.service import Card, Wish
from florist.delivery import service as delivery
from florist.delivery.errors import OutsideZone
from florist.errors import Unavailable
from florist.integrations.caller import Caller, Misconfigured
from florist.integrations.perplexity import fake as perplexity_fake
from florist.integrations.perplexity.client import PerplexityRanker
from florist.integrations.perplexity.client import request as perplexity_request
from florist.integrations.perplexity.fake import FakePerplexity
from florist.integrations.sd_webui.client import WebUiPreviews
from florist.integrations.sd_webui.fake import FakeWebUi
from florist.integrations.yandex.client import YandexGeocoder
from florist.integrations.yandex.fake import FakeYandex
from tests.support.vendors import served

WISH = Wish(occasion="birthday", colors=("pink",), budget_max=500_000)
SEVEN_ROSES = Recipe((Stem("rose", "red", 7),), frozenset({"ribbon"}), "kraft")


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


@pytest.fixture
async def cards(sqlite_shop: Shop) -> list[Card]:
    async with sqlite_shop.reading() as session:
        return (await catalogue.browse(session, Wish(), per_page=6)).cards


def quick(name: str, threshold: int = 5) -> Caller:
    """A caller that does not pause between its tries."""
    return Caller(name, pause=0, threshold=threshold)


class TestPerplexity:
    async def test_its_order_and_reasons_come_back(self, http: httpx.AsyncClient, cards: list[Card]) -> None:
        vendor = FakePerplexity()
        async with served(vendor.app()) as url:
            ranker = PerplexityRanker(http, url, vendor.key, "perplexity/sonar", caller=quick("p"))
            ranked = await ranker.rank(WISH, cards, language="ru")

        assert [one.product_id for one in ranked] == [card.id for card in cards[::-1][:3]]
        assert ranked[0].reason == {"ru": "Выбор номер 1", "en": "Choice number 1"}
        assert vendor.requests[0]["language_preference"] == "ru"

    def test_the_stand_in_refuses_a_field_that_is_not_in_the_contract(self, cards: list[Card]) -> None:
        body = perplexity_request("perplexity/sonar", WISH, cards, "ru")

        assert perplexity_fake.mistake(body) is None
        assert perplexity_fake.mistake({**body, "messages": []}) == "unknown field: messages"
        assert "not supported" in (perplexity_fake.mistake({**body, "model": "sonar-pro"}) or "")
        nested = {**body["response_format"], "strict": True}
        assert perplexity_fake.mistake({**body, "response_format": nested}) is not None

    @pytest.mark.parametrize("mood", ["429", "500"])
    async def test_a_passing_fault_is_tried_three_times(
        self, http: httpx.AsyncClient, cards: list[Card], mood: perplexity_fake.Mood
    ) -> None:
        vendor = FakePerplexity(moods=[mood, mood])
        async with served(vendor.app()) as url:
            ranker = PerplexityRanker(http, url, vendor.key, "perplexity/sonar", caller=quick("p"))

            assert len(await ranker.rank(WISH, cards)) == 3

        assert vendor.calls == 3

    @pytest.mark.parametrize("mood", ["invalid_json", "unknown_ids", "failed", "incomplete"])
    async def test_an_answer_to_no_use_is_unavailable(
        self, http: httpx.AsyncClient, cards: list[Card], mood: perplexity_fake.Mood
    ) -> None:
        vendor = FakePerplexity(moods=[mood])
        async with served(vendor.app()) as url:
            ranker = PerplexityRanker(http, url, vendor.key, "perplexity/sonar", caller=quick("p"))

            with pytest.raises(Unavailable):
                await ranker.rank(WISH, cards)

    @pytest.mark.parametrize("mood", ["401", "403_retired"])
    async def test_a_wrong_key_or_a_retired_model_is_not_tried_again(
        self, http: httpx.AsyncClient, cards: list[Card], mood: perplexity_fake.Mood
    ) -> None:
        vendor = FakePerplexity(moods=[mood])
        async with served(vendor.app()) as url:
            ranker = PerplexityRanker(http, url, vendor.key, "perplexity/sonar", caller=quick("p"))

            with pytest.raises(Misconfigured):
                await ranker.rank(WISH, cards)

        assert vendor.calls == 1

    async def test_a_slow_answer_is_not_waited_for(self, http: httpx.AsyncClient, cards: list[Card]) -> None:
        vendor = FakePerplexity(moods=["slow"])
        async with served(vendor.app()) as url:
            ranker = PerplexityRanker(
                http, url, vendor.key, "perplexity/sonar", overall=0.05, caller=quick("p")
            )

            with pytest.raises(Unavailable, match="in time"):
                await ranker.rank(WISH, cards)

    async def test_after_many_faults_it_is_left_in_peace(
        self, http: httpx.AsyncClient, cards: list[Card]
    ) -> None:
        vendor = FakePerplexity(moods=["500"] * 6)
        async with served(vendor.app()) as url:
            caller = quick("p", threshold=2)
            ranker = PerplexityRanker(http, url, vendor.key, "perplexity/sonar", caller=caller)
            for _ in range(3):
                with pytest.raises(Unavailable):
                    await ranker.rank(WISH, cards)

        assert vendor.calls == 6


class TestYandex:
    async def test_a_point_becomes_a_house(self, http: httpx.AsyncClient) -> None:
        vendor = FakeYandex()
        async with served(vendor.app()) as url:
            geocoder = YandexGeocoder(http, url, vendor.key, caller=quick("y"))
            ru = await geocoder.reverse(55.7585, 37.6113)
            en = await geocoder.reverse(55.7585, 37.6113, language="en")

        assert ru is not None
        assert (ru.text, ru.exact) == ("Россия, Москва, Тверская улица, 7", True)
        assert en is not None
        assert en.text.startswith("Russia")
        # Longitude first: the other order is a place in Iran.
        assert vendor.requests[0]["geocode"] == "37.611300,55.758500"

    async def test_a_street_without_a_house_is_not_exact(self, http: httpx.AsyncClient) -> None:
        vendor = FakeYandex(moods=["street"])
        async with served(vendor.app()) as url:
            place = await YandexGeocoder(http, url, vendor.key, caller=quick("y")).reverse(55.75, 37.61)

        assert place is not None
        assert not place.exact

    async def test_nothing_found_is_none(self, http: httpx.AsyncClient) -> None:
        vendor = FakeYandex(moods=["empty"])
        async with served(vendor.app()) as url:
            assert await YandexGeocoder(http, url, vendor.key, caller=quick("y")).reverse(0, 0) is None

    @pytest.mark.parametrize(
        ("mood", "calls"), [("403", 1), ("429", 1), ("400", 1), ("500", 3), ("garbage", 1)]
    )
    async def test_a_fault_is_unavailable(self, http: httpx.AsyncClient, mood: str, calls: int) -> None:
        vendor = FakeYandex(moods=[mood] * 3)  # type: ignore[list-item]  # the parameters are moods
        async with served(vendor.app()) as url:
            with pytest.raises(Unavailable) as fault:
                await YandexGeocoder(http, url, vendor.key, caller=quick("y")).reverse(55.75, 37.61)

        assert vendor.calls == calls
        assert vendor.key not in str(fault.value)

    async def test_a_typed_address_has_a_zone_or_is_outside_or_unknown(self, http: httpx.AsyncClient) -> None:
        vendor = FakeYandex()
        async with served(vendor.app()) as url:
            geocoder = YandexGeocoder(http, url, vendor.key, caller=quick("y"))
            centre = await delivery.address_zone(geocoder, "Москва, Тверская улица, 7")
            unknown = await delivery.address_zone(geocoder, "за углом")

        assert centre is not None
        assert (centre.code, unknown) == ("centre", None)

    async def test_a_house_beyond_the_zones_is_refused(self) -> None:
        class Petersburg:
            async def reverse(self, *_: float, language: str = "ru") -> None:
                return None

            async def forward(self, address: str, *, language: str = "ru") -> delivery.Place:
                from florist.integrations.yandex.client import Place

                return Place("Санкт-Петербург, Невский проспект, 1", 59.9365, 30.3120, exact=True)

        with pytest.raises(OutsideZone):
            await delivery.address_zone(Petersburg(), "Невский, 1")


class TestWebUi:
    async def test_the_same_recipe_is_the_same_picture(self) -> None:
        vendor = FakeWebUi(auth="anna:petals")
        async with served(vendor.app()) as url:
            drawing = WebUiPreviews(url.replace("://", "://anna:petals@"), caller=quick("sd"))
            first, second = await drawing.paint(SEVEN_ROSES), await drawing.paint(SEVEN_ROSES)
            assert await drawing.progress() == 0
            await drawing.close()

        assert first == second
        assert Image.open(io.BytesIO(first)).size == (768, 768)
        assert "7 red roses" in vendor.requests[0]["prompt"]

    @pytest.mark.parametrize("mood", ["no_picture", "no_api"])
    async def test_no_picture_is_unavailable(self, mood: str) -> None:
        vendor = FakeWebUi(moods=[mood])  # type: ignore[list-item]  # the parameters are moods
        async with served(vendor.app()) as url:
            drawing = WebUiPreviews(url, caller=quick("sd"))
            with pytest.raises(Unavailable):
                await drawing.paint(SEVEN_ROSES)
            await drawing.close()

    async def test_out_of_memory_is_tried_again(self) -> None:
        vendor = FakeWebUi(moods=["oom"])
        async with served(vendor.app()) as url:
            drawing = WebUiPreviews(url, caller=quick("sd"))
            assert await drawing.paint(SEVEN_ROSES)
            await drawing.close()

        assert len(vendor.requests) == 2

    async def test_a_slow_picture_is_interrupted_and_not_asked_for_again(self) -> None:
        vendor = FakeWebUi(moods=["slow"], slowness=0.5)
        async with served(vendor.app()) as url:
            drawing = WebUiPreviews(url, seconds=0.1, caller=quick("sd"))
            with pytest.raises(Unavailable):
                await drawing.paint(SEVEN_ROSES)
            await drawing.close()

        assert (len(vendor.requests), vendor.interrupts) == (1, 1)

    async def test_a_wrong_password_is_a_matter_of_settings(self) -> None:
        async with served(FakeWebUi(auth="anna:petals").app()) as url:
            drawing = WebUiPreviews(url, caller=quick("sd"))
            with pytest.raises(Misconfigured):
                await drawing.paint(SEVEN_ROSES)
            await drawing.close()


class TestPreview:
    async def test_the_painter_paints_once(self, sqlite_shop: Shop) -> None:
        first = await previews.preview(sqlite_shop, SEVEN_ROSES)
        picture = await sqlite_shop.storage.get(first.key)
        await sqlite_shop.storage.put(first.key, b"touched")

        second = await previews.preview(sqlite_shop, SEVEN_ROSES)

        assert (first, first.ready) == (second, True)
        assert Image.open(io.BytesIO(picture)).size == (1024, 1024)
        assert await sqlite_shop.storage.get(first.key) == b"touched"

    async def test_a_model_is_promised_and_then_drawn(self, sqlite_shop: Shop) -> None:
        async with served(FakeWebUi().app()) as url:
            sqlite_shop.previews = WebUiPreviews(url, caller=quick("sd"))
            promised = await previews.preview(sqlite_shop, SEVEN_ROSES)
            drawn = await previews.paint_now(sqlite_shop, SEVEN_ROSES)
            again = await previews.preview(sqlite_shop, SEVEN_ROSES)

        assert (promised.ready, drawn.ready, again.ready) == (False, True, True)
        assert promised.key == drawn.key == again.key

    async def test_the_painter_steps_in_for_a_model_that_is_away(self, sqlite_shop: Shop) -> None:
        sqlite_shop.previews = WebUiPreviews("http://127.0.0.1:1", caller=quick("sd"))

        drawn = await previews.paint_now(sqlite_shop, SEVEN_ROSES)

        assert drawn.ready
        assert await sqlite_shop.storage.exists(drawn.key)
