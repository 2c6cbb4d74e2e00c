"""An answer that says something beside its result."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Described:
    result: Any
    description: str
