"""What is done for each kind of errand. A handler may be run again after a crash: each is safe to repeat."""

from collections.abc import Awaitable, Callable

from florist.bootstrap import Shop
from florist.bouquets.preview import paint_now
from florist.bouquets.recipe import Recipe
from florist.errands.service import Errand
from florist.inbox import service as inbox

Handler = Callable[[Shop, Errand], Awaitable[None]]


async def paint_preview(shop: Shop, errand: Errand) -> None:
    """payload: ``{"recipe": Recipe.as_json(), "chat_id": int}`` → the picture, and the event that it is there."""
    recipe = Recipe.from_json(errand.payload["recipe"])
    preview = await paint_now(shop, recipe)
    async with shop.transaction() as session:
        await inbox.raise_event(
            session,
            chat_id=int(errand.payload["chat_id"]),
            intent="preview_painted",
            entities={"recipe_key": recipe.key, "photo": preview.key},
            key=f"errand:{errand.key}",
            correlation_id=errand.correlation_id,
        )


HANDLERS: dict[str, Handler] = {"paint_preview": paint_preview}
