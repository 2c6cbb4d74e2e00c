"""Databases for tests: a file of SQLite, and a real PostgreSQL started from the installed binaries.

Import the fixtures into a suite's ``conftest.py``::

    from tests.support.databases import clock, database_url, empty_database, migrated_sqlite, postgresql, shop

``shop`` is a migrated, seeded shop on each database in turn; ``sqlite_shop`` on SQLite alone.
"""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from florist.bootstrap import Shop, open_shop
from florist.catalogue.seed import seed
from florist.kit.clock import FixedClock
from florist.settings import ROOT, Settings

CATALOGUE = Path(__file__).parent / "catalogue"
# Friday noon in Moscow: the base of every date in the tests.
NOON = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class PostgreSql:
    """A server of this test session; ``template`` is a migrated, empty database."""

    port: int
    template: str = "template_shop"

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of one of its databases."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        """Run a statement outside any transaction, as the owner."""
        where = f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())


def migrate(url: str) -> None:
    """Bring a database to the newest migration. Not to be called while an event loop runs in this thread."""
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["url"] = url
    command.upgrade(config, "head")


def missing_postgresql() -> str | None:
    """Why no PostgreSQL can be started here, or None."""
    if _binaries() is None:
        return "PostgreSQL's server binaries are not installed (postgres, initdb)"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not run as root, and there is no runuser to become somebody else"
    return None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSql]:
    """One server for the whole session, in a temporary folder, on a free loopback port."""
    reason = missing_postgresql()
    if reason is not None:
        pytest.skip(reason)
    binaries = _binaries()
    assert binaries is not None
    home = Path(tempfile.mkdtemp(prefix="flowers-postgresql-"))
    become: list[str] = []
    if os.geteuid() == 0:
        become = ["runuser", "-u", "postgres", "--"]
        shutil.chown(home, "postgres")
    port = _free_port()
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=100"
    data, log = home / "data", home / "log"

    def run(*words: str | Path) -> None:
        done = subprocess.run(
            [*become, *map(str, words)], cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr + (log.read_text() if log.exists() else "")

    run(binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C", "-N")
    # The server must not inherit our pipes, or the pipe would never close.
    run(
        "/bin/sh", "-c", f"'{binaries}/pg_ctl' -D '{data}' -l '{log}' -w -o '{options}' start >/dev/null 2>&1"
    )
    try:
        server = PostgreSql(port)
        server.execute(f"CREATE DATABASE {server.template}")
        migrate(server.url(server.template))
        yield server
    finally:
        run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of its own for the test, on each kind in turn."""
    if request.param == "sqlite":
        yield _copy(request.getfixturevalue("migrated_sqlite"), tmp_path)
        return
    server: PostgreSql = request.getfixturevalue("postgresql")
    name = f"shop_{secrets.token_hex(6)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {server.template}")
    yield server.url(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clock() -> FixedClock:
    """Friday 2026-11-20, noon in Moscow, until the test says otherwise."""
    return FixedClock(NOON)


@pytest.fixture
async def shop(database_url: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Shop]:
    """An open shop with the small catalogue, on SQLite and on PostgreSQL."""
    async with opened(database_url, tmp_path, clock) as made:
        yield made


@pytest.fixture
async def sqlite_shop(migrated_sqlite: Path, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Shop]:
    """An open shop with the small catalogue, on SQLite alone: for what does not touch the database's ways."""
    async with opened(_copy(migrated_sqlite, tmp_path), tmp_path, clock) as made:
        yield made


def settings(database: str, folder: Path, **more: object) -> Settings:
    """Settings that read neither the environment's file nor anybody's secrets."""
    given = {"database_url": database, "data_dir": folder, "channel_secret": "petals", **more}
    return Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]  # pydantic-settings' own argument


@asynccontextmanager
async def opened(url: str, folder: Path, clock: FixedClock, **more: object) -> AsyncIterator[Shop]:
    """A seeded shop on the migrated database at ``url``; ``more`` are settings."""
    made = open_shop(settings(url, folder, **more), clock=clock)
    try:
        async with made.transaction() as session:
            await seed(session, CATALOGUE)
        yield made
    finally:
        await made.close()


def _copy(migrated: Path, folder: Path) -> str:
    path = folder / "shop.db"
    shutil.copy(migrated, path)
    return f"sqlite+aiosqlite:///{path}"


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name or 0))
    on_path = shutil.which("initdb")
    places = [*found, *([Path(on_path).parent] if on_path else [])]
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
