"""The picture of a composed bouquet: painted once, found again by its recipe."""

import asyncio
import io
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from florist.bouquets.recipe import Recipe
from florist.errors import Unavailable
from florist.storage.service import Store

if TYPE_CHECKING:
    from florist.bootstrap import Shop

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preview:
    """Where the picture lies in storage; until it is ``ready``, a job has to make it with ``paint_now``."""

    key: str
    ready: bool


class Previews(Protocol):
    """Draws a recipe: JPEG bytes. Raises ``Unavailable``."""

    @property
    def is_slow(self) -> bool:
        """Whether drawing takes longer than a customer waits for an answer."""
        ...

    async def paint(self, recipe: Recipe) -> bytes: ...

    async def close(self) -> None: ...


class PainterPreviews:
    """Our own painter, off the event loop. One picture at a time: it would only take turns with itself."""

    is_slow = False

    def __init__(self, size: int = 1024) -> None:
        self._size = size
        self._turn = asyncio.Semaphore(1)

    async def paint(self, recipe: Recipe) -> bytes:
        async with self._turn:
            return await asyncio.to_thread(paint_jpeg, recipe, self._size)

    async def close(self) -> None:
        return None


def paint_jpeg(recipe: Recipe, size: int = 1024) -> bytes:
    """The painter's picture as JPEG."""
    # The painter and its numpy are needed by few processes and take a while to load.
    from florist.bouquets.painter import paint

    out = io.BytesIO()
    paint(recipe, size).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def key_of(recipe: Recipe, *, slow: bool = False) -> str:
    """Where a recipe's picture lies: the painter's and the model's are kept apart."""
    return f"previews/sd/{recipe.key}.jpg" if slow else f"previews/{recipe.key}.jpg"


async def preview(shop: "Shop", recipe: Recipe) -> Preview:
    """The picture, at once when it is known or quickly made; otherwise not ``ready`` yet."""
    key = key_of(recipe, slow=shop.previews.is_slow)
    if await shop.storage.exists(key):
        return Preview(key, ready=True)
    if shop.previews.is_slow:
        return Preview(key, ready=False)
    return await paint_now(shop, recipe)


async def paint_now(shop: "Shop", recipe: Recipe) -> Preview:
    """Make the picture now, however long it takes; the painter steps in when the model is away."""
    if shop.previews.is_slow:
        key = key_of(recipe, slow=True)
        try:
            await _keep(shop.storage, key, shop.previews, recipe)
            return Preview(key, ready=True)
        except Unavailable as fault:
            log.warning("the image model is away, the painter takes over: %s", fault)
    key = key_of(recipe)
    await _keep(shop.storage, key, shop.painter, recipe)
    return Preview(key, ready=True)


async def _keep(storage: Store, key: str, previews: Previews, recipe: Recipe) -> None:
    if not await storage.exists(key):
        await storage.put(key, await previews.paint(recipe), "image/jpeg")
