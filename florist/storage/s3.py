"""The store that is any S3-compatible service, through the ``minio`` client."""

import asyncio
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

from florist.storage.store import (
    LINK_LIFE,
    StoredNothing,
    StoreUnavailable,
    check_key,
    content_type_of,
)

T = TypeVar("T")
_MISSING = frozenset({"NoSuchKey", "NoSuchObject", "NoSuchBucket"})


class S3Store:
    """Objects of one bucket, which is made on first use when it is missing."""

    def __init__(
        self, endpoint: str, *, access_key: str, secret_key: str, bucket: str, secure: bool = True
    ) -> None:
        self._bucket = bucket
        self._bucket_there = False
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=3, read=20),
            retries=urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504)),
        )
        self._client = Minio(
            endpoint,
            access_key=access_key or None,
            secret_key=secret_key or None,
            secure=secure,
            region="us-east-1",  # asked for every link otherwise
            http_client=self._pool,
        )

    async def put(self, key: str, data: bytes, content_type: str | None = None) -> None:
        await self._do(
            key,
            lambda: self._client.put_object(
                bucket_name=self._bucket,
                object_name=check_key(key),
                data=io.BytesIO(data),
                length=len(data),
                content_type=content_type or content_type_of(key),
            ),
        )

    async def get(self, key: str) -> bytes:
        return await self._do(key, lambda: self._read(check_key(key)))

    async def exists(self, key: str) -> bool:
        try:
            await self._do(
                key,
                lambda: self._client.stat_object(bucket_name=self._bucket, object_name=check_key(key)),
            )
        except StoredNothing:
            return False
        return True

    async def delete(self, key: str) -> None:
        await self._do(
            key, lambda: self._client.remove_object(bucket_name=self._bucket, object_name=check_key(key))
        )

    async def link(self, key: str, seconds: int = LINK_LIFE) -> str:
        return await self._do(
            key,
            lambda: self._client.presigned_get_object(
                bucket_name=self._bucket, object_name=check_key(key), expires=timedelta(seconds=seconds)
            ),
        )

    async def older_than(self, prefix: str, seconds: float) -> list[str]:
        before = datetime.now(UTC) - timedelta(seconds=seconds)

        def old() -> list[str]:
            objects = self._client.list_objects(
                bucket_name=self._bucket, prefix=prefix.rstrip("/") + "/", recursive=True
            )
            return sorted(
                str(found.object_name)
                for found in objects
                if found.last_modified is not None and found.last_modified < before
            )

        return await self._do(prefix, old)

    async def ready(self) -> None:
        await self._do("", lambda: None)

    async def close(self) -> None:
        await asyncio.to_thread(self._pool.clear)

    def _read(self, key: str) -> bytes:
        answer: Any = self._client.get_object(bucket_name=self._bucket, object_name=key)
        try:
            return bytes(answer.read())
        finally:
            answer.close()
            answer.release_conn()

    async def _do(self, key: str, act: Callable[[], T]) -> T:
        """The client is synchronous: it works in a thread, and its faults become ours."""

        def work() -> T:
            if not self._bucket_there:
                if not self._client.bucket_exists(bucket_name=self._bucket):
                    self._client.make_bucket(bucket_name=self._bucket)
                self._bucket_there = True
            return act()

        try:
            return await asyncio.to_thread(work)
        except S3Error as fault:
            if fault.code in _MISSING:
                raise StoredNothing(key) from None
            raise StoreUnavailable(f"{fault.code}: {key}") from fault
        except (MinioException, urllib3.exceptions.HTTPError) as fault:
            raise StoreUnavailable(str(fault)) from fault
