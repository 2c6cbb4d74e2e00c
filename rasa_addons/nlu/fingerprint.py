"""Tells Rasa's training cache what its own fingerprint misses: helper modules and data files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent


def of_files(paths: Iterable[Path]) -> str:
    """A digest of these files' contents, whatever their order; a missing file counts as empty."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def of_code(*names: str) -> str:
    """A digest of modules of this package, by name, or of files below it."""
    return of_files(HERE / (name if "." in name else f"{name}.py") for name in names)
