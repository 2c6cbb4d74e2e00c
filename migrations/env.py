"""Runs migrations on the database of the settings, SQLite or PostgreSQL alike."""

import asyncio
import importlib
from pathlib import Path
from typing import Any

from alembic import context
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import create_async_engine

from florist.db import Base, Moment
from florist.settings import ROOT, Settings

# Every table of every process stands in a models.py; importing them is what fills the metadata.
for path in sorted((*ROOT.glob("florist/*/models.py"), ROOT / "gateway" / "models.py")):
    importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))

target_metadata = Base.metadata


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Migrations speak plain SQLAlchemy: they must run when our own types have moved on."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Rasa keeps its tracker tables in the same database; they are not ours."""
    return kind != "table" or name in target_metadata.tables


def configure(**options: Any) -> None:
    context.configure(
        target_metadata=target_metadata,
        render_as_batch=True,
        render_item=render_item,
        include_name=include_name,
        compare_type=True,
        **options,
    )


def migrate(connection: Connection) -> None:
    configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()


async def migrate_online(url: str) -> None:
    if url.startswith("sqlite"):
        Path(url.split(":///", 1)[1]).parent.mkdir(parents=True, exist_ok=True)
    # No foreign key checks here: SQLite rebuilds tables, and dropping the old one would empty its children.
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


url: str = context.config.attributes.get("url") or Settings().database
if context.is_offline_mode():
    configure(url=url, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    asyncio.run(migrate_online(url))
