"""An open shop for the jobs."""

from tests.support.databases import (  # noqa: F401 - fixtures
    clock,
    database_url,
    migrated_sqlite,
    postgresql,
    shop,
    sqlite_shop,
)
