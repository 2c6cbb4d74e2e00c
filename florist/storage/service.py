"""The store that the settings name, and what the shop keeps in it."""

from florist.settings import Settings
from florist.storage import pictures
from florist.storage.pictures import NotAPicture, Picture, PictureTooBig
from florist.storage.s3 import S3Store
from florist.storage.store import (
    LINK_LIFE,
    BadKey,
    FolderStore,
    Signer,
    Store,
    StoredNothing,
    StoreUnavailable,
    content_type_of,
    customer_key,
    temporary_key,
)

TEMPORARY_LIFE = 24 * 3600


def open_store(settings: Settings) -> Store:
    """S3 when ``S3_ENDPOINT`` is set, else ``files/`` under the data folder. Opens no connection."""
    if settings.s3_endpoint:
        return S3Store(
            settings.s3_endpoint,
            access_key=settings.s3_access_key.get_secret_value(),
            secret_key=settings.s3_secret_key.get_secret_value(),
            bucket=settings.s3_bucket,
            secure=settings.s3_secure,
        )
    base_url = settings.public_url or f"http://{settings.gateway_host}:{settings.gateway_port}"
    return FolderStore(
        settings.data_dir / "files",
        base_url=base_url,
        signer=Signer(settings.channel_secret.get_secret_value()),
    )


async def keep_photo(store: Store, telegram_id: int, data: bytes) -> str:
    """Check a customer's photo, clean it of place and camera, and keep it in their folder; returns its key.
    Raises :class:`PictureTooBig`, :class:`NotAPicture`, :class:`StoreUnavailable`."""
    picture = pictures.without_secrets(pictures.check(data))
    key = customer_key(telegram_id, "photos", picture.data, picture.extension)
    await store.put(key, picture.data, picture.content_type)
    return key


async def forget_temporary(store: Store) -> int:
    """Delete temporary files older than a day; returns how many."""
    old = await store.older_than("temporary", TEMPORARY_LIFE)
    for key in old:
        await store.delete(key)
    return len(old)


__all__ = [
    "LINK_LIFE",
    "BadKey",
    "FolderStore",
    "NotAPicture",
    "Picture",
    "PictureTooBig",
    "S3Store",
    "Signer",
    "Store",
    "StoreUnavailable",
    "StoredNothing",
    "content_type_of",
    "customer_key",
    "forget_temporary",
    "keep_photo",
    "open_store",
    "pictures",
    "temporary_key",
]
