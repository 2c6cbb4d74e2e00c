"""A shop on SQLite with the small catalogue, and two customers in it."""

from collections.abc import AsyncIterator

import pytest

from actions.shop_action import use_shop
from florist.bootstrap import Shop
from florist.integrations.yandex.client import YandexGeocoder
from florist.integrations.yandex.fake import FakeYandex
from florist.people import service as people
from tests.actions.checking_out import put
from tests.actions.talking import Talk
from tests.support.databases import clock, migrated_sqlite, sqlite_shop  # noqa: F401  # fixtures
from tests.support.vendors import served

ANNA, BORIS, ADMIN = 1001, 1002, 9001


@pytest.fixture
async def shop(sqlite_shop: Shop) -> AsyncIterator[Shop]:  # noqa: F811  # the fixture of that name
    """The shop that the actions serve."""
    async with sqlite_shop.transaction() as session:
        for user, name in ((ANNA, "Анна"), (BORIS, "Борис")):
            await people.meet(session, telegram_id=user, first_name=name, language_code="ru")
    use_shop(sqlite_shop)
    yield sqlite_shop
    use_shop(None)


@pytest.fixture
def anna(shop: Shop) -> Talk:
    return Talk(ANNA)


@pytest.fixture
def boris(shop: Shop) -> Talk:
    return Talk(BORIS)


@pytest.fixture
async def admin(shop: Shop) -> int:
    """Somebody who can be called."""
    async with shop.transaction() as session:
        await people.meet(session, telegram_id=ADMIN, first_name="Ольга", language_code="ru")
        await people.grant(session, telegram_id=ADMIN, role="admin", by=None)
    return ADMIN


@pytest.fixture
async def buyer(anna: Talk, shop: Shop) -> Talk:
    """Anna with a bouquet in her cart."""
    await put(shop, anna)
    return anna


@pytest.fixture
async def buyer_at_checkout(buyer: Talk) -> Talk:
    return await buyer.says("checkout", "оформляем")


@pytest.fixture
async def yandex(shop: Shop) -> AsyncIterator[FakeYandex]:
    """A map that knows a few houses."""
    fake = FakeYandex()
    async with served(fake.app()) as url:
        shop.geocoder = YandexGeocoder(shop.http, url, fake.key)
        yield fake
