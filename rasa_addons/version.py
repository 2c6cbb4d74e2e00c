"""The one Rasa these pieces were written for.

Every cure replaces something inside Rasa, so each asks here before it does. A newer Rasa may have mended the
thing, or moved it: then somebody has to read its source again, and only then change this number.
"""

from __future__ import annotations

import importlib.metadata

WRITTEN_FOR = "3.6.21"


class WrongRasa(RuntimeError):
    """This piece was written against the source of another Rasa."""

    def __init__(self, piece: str, found: str) -> None:
        super().__init__(
            f"{piece} was written for rasa {WRITTEN_FOR}, but rasa {found} is installed. Read the new source, "
            f"adapt or drop the piece, then change WRITTEN_FOR in rasa_addons/version.py."
        )


def require_rasa(piece: str) -> None:
    """Raises WrongRasa unless the installed Rasa is the one the calling piece was written for."""
    found = importlib.metadata.version("rasa")
    if found != WRITTEN_FOR:
        raise WrongRasa(piece, found)
