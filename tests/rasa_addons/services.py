"""A real PostgreSQL and a real Redis for the Rasa environment's tests, started from the installed
binaries.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from tests.rasa_addons.servers import free_port


def binaries() -> Path | None:
    """The newest installed server, wherever the system keeps it."""
    places = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None
    )


@pytest.fixture(scope="session")
def postgresql_port() -> Iterator[int]:
    place = binaries()
    if place is None:
        pytest.skip("PostgreSQL's server binaries are not installed (postgres, initdb)")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no runuser to become somebody else")
    home = Path(tempfile.mkdtemp(prefix="petals-postgresql-"))
    become: list[str] = []
    if os.geteuid() == 0:
        become = ["runuser", "-u", "postgres", "--"]
        shutil.chown(home, "postgres")
    port = free_port()
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"

    def run(*words: str | Path) -> None:
        done = subprocess.run(
            [*become, *map(str, words)],
            cwd=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    run(
        place / "initdb",
        "-D",
        home / "data",
        "-U",
        "postgres",
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
    )
    start = f"'{place}/pg_ctl' -D '{home}/data' -l '{home}/log' -w -o '{options}' start >/dev/null 2>&1"
    run("/bin/sh", "-c", start)
    try:
        yield port
    finally:
        run(place / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_port: int) -> str:
    """An empty database of the test's own."""
    connection = psycopg2.connect(host="127.0.0.1", port=postgresql_port, user="postgres", dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS petals WITH (FORCE)")
        cursor.execute("CREATE DATABASE petals")
    connection.close()
    return f"postgresql+psycopg2://postgres@127.0.0.1:{postgresql_port}/petals"


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis on a free loopback port."""
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("redis-server is not installed")
    port = free_port()
    words = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(
        [*words, "--dir", str(tmp_path_factory.mktemp("redis"))], stdout=subprocess.DEVNULL
    )
    try:
        wait_for_redis(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for_redis(port: int) -> None:
    for _ in range(200):
        try:
            with redis.Redis(port=port) as client:
                client.ping()
                return
        except redis.ConnectionError:
            threading.Event().wait(0.05)
    raise AssertionError("redis-server did not answer")


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """An emptied Redis."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server
