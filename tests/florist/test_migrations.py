"""Migrations: the way there and back, and nothing in the models that they do not know."""

import io
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect

from florist.settings import ROOT
from tests.support.databases import PostgreSql


def config(url: str) -> Config:
    made = Config(str(ROOT / "alembic.ini"), stdout=io.StringIO())
    made.attributes["url"] = url
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    server: PostgreSql = request.getfixturevalue("postgresql")
    name = f"empty_{tmp_path.name.replace('-', '_').lower()[-20:]}"
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server.execute(f'CREATE DATABASE "{name}"')
    return server.url(name)


def tables(url: str) -> set[str]:
    engine = create_engine(url.replace("+aiosqlite", "").replace("+asyncpg", "+psycopg"))
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_up_agrees_with_the_models_and_down_leaves_nothing(empty_url: str) -> None:
    command.upgrade(config(empty_url), "head")
    command.check(config(empty_url))
    assert {"products", "orders", "payments", "cart_lines"} <= tables(empty_url)

    command.downgrade(config(empty_url), "base")

    assert tables(empty_url) == {"alembic_version"}


def test_a_file_name_begins_with_its_minute() -> None:
    names = [path.name for path in (ROOT / "migrations" / "versions").glob("*.py")]

    assert names
    assert all(name[:8].isdigit() and name[8] == "_" and name[9:13].isdigit() for name in names)
