"""Pictures from AUTOMATIC1111's WebUI, one at a time: it has one lock, and calls queue behind it."""

import asyncio
import base64
import binascii
import io
from typing import Any

import httpx
from PIL import Image, UnidentifiedImageError

from florist.bouquets.recipe import Recipe
from florist.errors import Unavailable
from florist.integrations.caller import Caller, Misconfigured, Passing

SIZE = 768
SECONDS = 150.0
_NEGATIVE = "text, watermark, logo, people, hands, deformed, blurry, extra stems, wilted, lowres"
_WRAPS = {
    "kraft": "wrapped in brown kraft paper",
    "matte": "wrapped in matte korean paper",
    "tulle": "wrapped in soft tulle",
    "clear": "wrapped in clear cellophane",
    "box": "arranged in a round hat box",
    "basket": "arranged in a wicker basket",
    "pot": "growing in a ceramic pot",
    "none": "tied by the stems, no wrapping",
}
_ADDONS = {
    "ribbon": "a satin ribbon bow",
    "luxury_wrap": "an outer layer of designer paper",
    "teddy": "a small teddy bear beside it",
    "chocolate": "a box of chocolates beside it",
    "card": "a greeting card beside it",
    "vase": "a glass vase beside it",
    "balloon": "a balloon above it",
}


class WebUiPreviews:
    """Draws recipes with ``txt2img``; the address may hold ``user:password@`` for its Basic auth."""

    is_slow = True

    def __init__(self, url: str, *, seconds: float = SECONDS, caller: Caller | None = None) -> None:
        address = httpx.URL(url)
        auth = (address.username, address.password) if address.username else None
        self._http = httpx.AsyncClient(
            base_url=address.copy_with(userinfo=b""), auth=auth, timeout=httpx.Timeout(seconds, connect=3)
        )
        self._turn = asyncio.Semaphore(1)
        self._caller = caller or Caller("sd_webui", threshold=3)

    async def paint(self, recipe: Recipe) -> bytes:
        """A JPEG of the recipe, the same seed for the same recipe. Raises ``Unavailable``."""
        async with self._turn:
            answer = await self._caller.call(lambda: self._post(request(recipe)))
        return await asyncio.to_thread(_jpeg, answer)

    async def progress(self) -> float:
        """How far the picture under way is, 0 to 1. Raises ``Unavailable``."""
        try:
            reply = await self._http.get(
                "/sdapi/v1/progress", params={"skip_current_image": "true"}, timeout=5
            )
            return float(reply.raise_for_status().json()["progress"])
        except (httpx.HTTPError, ValueError, KeyError) as fault:
            raise Unavailable(f"sd webui: {fault!r}") from fault

    async def close(self) -> None:
        await self._http.aclose()

    async def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            reply = await self._http.post("/sdapi/v1/txt2img", json=body)
        except httpx.ConnectError as fault:
            raise Passing(f"sd webui: {fault!r}") from fault
        except httpx.TransportError as fault:
            await self._interrupt()
            # Minutes have passed; nobody waits for a second try.
            raise Unavailable(f"sd webui: {fault!r}") from fault
        if reply.status_code >= 500:
            raise Passing(f"sd webui: {reply.status_code} {reply.text[:200]}")
        if reply.status_code != 200:
            raise Misconfigured(f"sd webui: {reply.status_code} {reply.text[:200]}")
        try:
            answer: dict[str, Any] = reply.json()
        except ValueError as fault:
            raise Passing("sd webui: not JSON") from fault
        return answer

    async def _interrupt(self) -> None:
        """Free the one lock for the next picture; when it cannot hear us, there is nothing to free."""
        try:
            await self._http.post("/sdapi/v1/interrupt", timeout=3)
        except httpx.TransportError:
            return


def request(recipe: Recipe) -> dict[str, Any]:
    """The body of ``txt2img`` for a recipe."""
    return {
        "prompt": prompt(recipe),
        "negative_prompt": _NEGATIVE,
        "seed": int(recipe.key[:7], 16),
        "steps": 26,
        "cfg_scale": 7,
        "width": SIZE,
        "height": SIZE,
        "sampler_name": "Euler a",
        "batch_size": 1,
        "n_iter": 1,
        "send_images": True,
        "save_images": False,
    }


def prompt(recipe: Recipe) -> str:
    """The recipe in the words that the model was trained on."""
    stems = ", ".join(f"{stem.count} {stem.color} {stem.flower}s" for stem in recipe.stems)
    parts = [
        f"professional photo of a flower bouquet of {stems}",
        _WRAPS[recipe.wrap],
        *(_ADDONS[addon] for addon in sorted(recipe.addons)),
        "soft daylight, light background, florist studio, high detail",
    ]
    return ", ".join(parts)


def _jpeg(answer: dict[str, Any]) -> bytes:
    try:
        data = base64.b64decode(answer["images"][0], validate=True)
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            out = io.BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=92)
    except (KeyError, IndexError, TypeError, binascii.Error, UnidentifiedImageError, OSError) as fault:
        raise Unavailable(f"sd webui: no picture in the answer: {fault!r}") from fault
    return out.getvalue()
