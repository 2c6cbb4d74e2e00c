"""The signature by which Rasa knows the gateway."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

TIMESTAMP_HEADER = "X-Channel-Timestamp"
SIGNATURE_HEADER = "X-Channel-Signature"
STALE_SECONDS = 300


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Hex HMAC-SHA256 over `<timestamp>.<raw body>`, as the gateway writes it."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_genuine(secret: str, headers: Mapping[str, str], body: bytes, *, now: float) -> bool:
    """Whether the gateway itself wrote this, within the last five minutes."""
    timestamp = headers.get(TIMESTAMP_HEADER, "")
    if not timestamp.isascii() or not timestamp.isdigit() or abs(now - int(timestamp)) > STALE_SECONDS:
        return False
    given = headers.get(SIGNATURE_HEADER, "")
    return hmac.compare_digest(given.encode(), signature(secret, timestamp, body).encode())
