"""The port of the store, its keys, and the store that is a folder."""

import asyncio
import base64
import hashlib
import hmac
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from florist.errors import Invalid, NotFound, Unavailable

LINK_LIFE = 600
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "mp4": "video/mp4",
}


class StoredNothing(NotFound):
    code = "file_not_found"


class BadKey(Invalid):
    code = "file_bad_key"


class StoreUnavailable(Unavailable):
    code = "store_unavailable"


class Store(Protocol):
    """Keeps bytes under keys like ``catalogue/white-roses.png`` or ``customers/1001/photos/3f….jpg``.

    Every verb may raise :class:`StoreUnavailable`, reading ones :class:`StoredNothing`."""

    async def put(self, key: str, data: bytes, content_type: str | None = None) -> None: ...

    async def get(self, key: str) -> bytes: ...

    async def exists(self, key: str) -> bool: ...

    async def delete(self, key: str) -> None: ...

    async def link(self, key: str, seconds: int = LINK_LIFE) -> str:
        """An address that shows the file to whoever has it, for ``seconds``."""
        ...

    async def older_than(self, prefix: str, seconds: float) -> list[str]:
        """Keys under ``prefix`` that were written longer ago than that."""
        ...

    async def ready(self) -> None:
        """Raises :class:`StoreUnavailable` when the store does not answer."""
        ...


def check_key(key: str) -> str:
    """``key`` when it names a file inside the store and nothing above it; raises :class:`BadKey`."""
    if len(key) > 512 or not _KEY.fullmatch(key):
        raise BadKey(key)
    return key


def customer_key(telegram_id: int, folder: str, data: bytes, extension: str) -> str:
    """Where a customer's file lies: in their own folder, named by its content."""
    return f"customers/{telegram_id}/{folder}/{hashlib.sha256(data).hexdigest()[:32]}.{extension}"


def temporary_key(name: str) -> str:
    """Where a file lies that is needed for a day at most."""
    return check_key(f"temporary/{name}")


def content_type_of(key: str) -> str:
    return _TYPES.get(key.rsplit(".", 1)[-1].lower(), "application/octet-stream")


class Signer:
    """Makes and reads the links of a folder store: key and end of life, signed with the process's secret."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._secret = hashlib.sha256(b"file links" + secret.encode()).digest()
        self._clock = clock

    def sign(self, key: str, seconds: int) -> str:
        body = f"{int(self._clock()) + seconds}|{check_key(key)}".encode()
        return _text(body) + "." + _text(self._mac(body))

    def read(self, signed: str) -> str:
        """The key of a link that is genuine and alive; raises :class:`StoredNothing` otherwise."""
        body_text, _, mac_text = signed.partition(".")
        try:
            body, mac = _bytes(body_text), _bytes(mac_text)
        except ValueError:
            raise StoredNothing("unreadable link") from None
        if not hmac.compare_digest(mac, self._mac(body)):
            raise StoredNothing("forged link")
        ends, _, key = body.decode().partition("|")
        if int(ends) < self._clock():
            raise StoredNothing("expired link")
        return check_key(key)

    def _mac(self, body: bytes) -> bytes:
        return hmac.new(self._secret, body, hashlib.sha256).digest()[:20]


class FolderStore:
    """Files in a folder; links lead to the gateway, which reads them back with the same :class:`Signer`."""

    def __init__(self, root: Path, *, base_url: str, signer: Signer) -> None:
        self.root = root
        self.signer = signer
        self._base_url = base_url.rstrip("/")

    async def put(self, key: str, data: bytes, content_type: str | None = None) -> None:
        await asyncio.to_thread(self._write, self.path(key), data)

    async def get(self, key: str) -> bytes:
        try:
            return await asyncio.to_thread(self.path(key).read_bytes)
        except (FileNotFoundError, IsADirectoryError):
            raise StoredNothing(key) from None

    async def exists(self, key: str) -> bool:
        return self.path(key).is_file()

    async def delete(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    async def link(self, key: str, seconds: int = LINK_LIFE) -> str:
        return f"{self._base_url}/files/{self.signer.sign(key, seconds)}"

    async def older_than(self, prefix: str, seconds: float) -> list[str]:
        return await asyncio.to_thread(self._older_than, prefix, time.time() - seconds)

    async def ready(self) -> None:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise StoreUnavailable(str(fault)) from fault

    def path(self, key: str) -> Path:
        """Where ``key`` lies; raises :class:`BadKey`."""
        return self.root / check_key(key)

    def _older_than(self, prefix: str, moment: float) -> list[str]:
        found = (self.root / check_key(prefix.rstrip("/"))).rglob("*")
        return sorted(
            path.relative_to(self.root).as_posix()
            for path in found
            if path.is_file() and path.stat().st_mtime < moment
        )

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{time.monotonic_ns()}")
        try:
            half.write_bytes(data)
            half.replace(path)  # a reader sees the whole file or none
        except OSError as fault:
            half.unlink(missing_ok=True)
            raise StoreUnavailable(str(fault)) from fault


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
