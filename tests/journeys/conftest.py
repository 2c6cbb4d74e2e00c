"""One town per database for all journeys."""

import secrets
from collections.abc import Iterator

import pytest

from tests.support.databases import PostgreSql, postgresql
from tests.support.town import Person, Town, town

__all__ = ["postgresql"]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp(f"town-{request.param}")
    database = ""
    if request.param == "postgresql":
        server: PostgreSql = request.getfixturevalue("postgresql")
        name = f"town_{secrets.token_hex(4)}"
        server.execute(f"CREATE DATABASE {name}")
        database = server.url(name)
    with town(folder, database) as started:
        yield started


@pytest.fixture
def anna(running: Town) -> Person:
    return running.person("ru", "Анна")


@pytest.fixture
def ben(running: Town) -> Person:
    return running.person("en", "Ben")
