"""The driver that visits SQLite's thread once per statement does all that SQLAlchemy asks of it."""

from pathlib import Path

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.exc import IntegrityError

from florist.db import Sessions, open_engine


@pytest.fixture
async def garden(tmp_path: Path):  # type: ignore[no-untyped-def]
    sessions = Sessions(open_engine(f"sqlite+aiosqlite:///{tmp_path / 'garden.db'}"))
    async with sessions.transaction() as session:
        await session.execute(text("CREATE TABLE flower (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"))
    yield sessions
    await sessions.close()


class TestStatements:
    async def test_many_rows_go_in_and_come_out_in_order(self, garden: Sessions) -> None:
        names = ["iris", "lily", "rose"]
        async with garden.transaction() as session:
            await session.execute(
                text("INSERT INTO flower (name) VALUES (:name)"), [{"name": n} for n in names]
            )

        async with garden.reading() as session:
            found = await session.scalars(text("SELECT name FROM flower ORDER BY id"))

        assert list(found) == names

    async def test_what_was_changed_is_counted(self, garden: Sessions) -> None:
        async with garden.transaction() as session:
            await session.execute(text("INSERT INTO flower (name) VALUES ('iris'), ('lily')"))
            gone = await session.execute(text("DELETE FROM flower"))

        assert gone.rowcount == 2  # type: ignore[attr-defined]  # a cursor's result has it

    async def test_a_returned_row_comes_with_its_insert(self, garden: Sessions) -> None:
        async with garden.transaction() as session:
            number = await session.scalar(text("INSERT INTO flower (name) VALUES ('iris') RETURNING id"))

        assert number == 1

    async def test_rows_can_be_streamed(self, garden: Sessions) -> None:
        async with garden.transaction() as session:
            await session.execute(text("INSERT INTO flower (name) VALUES ('iris'), ('lily')"))
            streamed = await session.stream(text("SELECT name FROM flower ORDER BY id"))
            names = [row.name async for row in streamed]

        assert names == ["iris", "lily"]

    async def test_a_refused_row_takes_its_transaction_back(self, garden: Sessions) -> None:
        twice = text("INSERT INTO flower (name) VALUES (:name)"), [{"name": "iris"}, {"name": "iris"}]

        with pytest.raises(IntegrityError):
            await _change(garden, *twice)

        async with garden.reading() as session:
            assert await session.scalar(text("SELECT count(*) FROM flower")) == 0


async def _change(garden: Sessions, statement: TextClause, values: list[dict[str, str]]) -> None:
    async with garden.transaction() as session:
        await session.execute(statement, values)
