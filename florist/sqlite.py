"""SQLite in asyncio with one visit to the connection's thread per statement.

aiosqlite makes four (a cursor, the statement, its rows, the cursor's end), and each costs two switches of threads:
together they were most of the gateway's work in a turn (`make bench`, ``town``). Used through SQLAlchemy alone, by the
driver hook ``async_creator_fn``.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

import aiosqlite


class WholeCursor:
    """Runs a statement and takes all its rows at once. Only what SQLAlchemy asks of a cursor."""

    def __init__(self, connection: "WholeConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "WholeCursor":
        return self

    async def __aexit__(self, *_fault: object) -> None:
        await self.close()

    async def execute(self, operation: str, parameters: Any = ()) -> "WholeCursor":
        """Raises ``sqlite3.Error`` as the statement does."""
        await self._connection.visit(self._run, "execute", operation, parameters)
        return self

    async def executemany(self, operation: str, parameters: Sequence[Any]) -> "WholeCursor":
        """Raises ``sqlite3.Error`` as the statement does."""
        await self._connection.visit(self._run, "executemany", operation, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        count = size or self.arraysize
        rows, self._rows = self._rows[:count], self._rows[count:]
        return rows

    async def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    async def close(self) -> None:
        self._rows = []

    def _run(self, verb: str, operation: str, parameters: Any) -> None:
        """In the connection's thread."""
        cursor = self._connection._conn.cursor()
        try:
            getattr(cursor, verb)(operation, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class WholeConnection(aiosqlite.Connection):
    """aiosqlite's connection with our cursor."""

    def cursor(self) -> WholeCursor:  # type: ignore[override]  # the same face, without the visit to the thread
        return WholeCursor(self)

    async def visit(self, work: Callable[..., None], *arguments: Any) -> None:
        """Do it in the connection's thread."""
        await self._execute(work, *arguments)  # type: ignore[no-untyped-call]  # aiosqlite's, without types


def connect(database: str, **options: Any) -> WholeConnection:
    """As ``aiosqlite.connect``; to be awaited. ``options`` are ``sqlite3.connect``'s."""
    connection = WholeConnection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does: a forgotten connection keeps no process alive
    return connection
