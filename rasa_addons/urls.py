"""Where Rasa keeps its conversations, out of the shop's own settings."""

from __future__ import annotations

from pathlib import Path


def tracker_url(database_url: str, data_dir: str) -> str:
    """A synchronous SQLAlchemy URL from the shop's asynchronous DATABASE_URL: the same PostgreSQL, or a
    SQLite file.

    A SQLite shop gets a file of its own: two processes writing into one file would wait for each other.
    """
    if database_url.startswith("postgresql"):
        return "postgresql+psycopg2" + database_url[database_url.index("://") :]
    return f"sqlite:///{Path(data_dir) / 'tracker.db'}"
