"""Albums: two to ten pictures and films in one go, without buttons."""

import secrets
from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.keyboards import Markup
from sandbox.limits import ALBUM
from sandbox.methods.media import shown
from sandbox.methods.sending import addressee, caption_of, send
from sandbox.methods.uploads import resolve
from sandbox.parameters import Parameters
from sandbox.people import Json

MIXED = {"photo", "video"}
KINDS = {"photo", "video", "document", "audio"}


async def send_media_group(sandbox: Sandbox, parameters: Parameters) -> list[Json]:
    items = parameters.json("media", list, "media")
    if not items:
        raise bad_request(
            "there are no media in the request" if items is None else "message must have some media"
        )
    if not ALBUM[0] <= len(items) <= ALBUM[1]:
        raise bad_request("wrong number of messages to send: 2-10 media must be included in an album")
    person = addressee(sandbox, parameters, messages=len(items))
    kinds = {check_item(item) for item in items}
    if len(kinds) > 1 and not kinds <= MIXED:
        raise bad_request("Document can't be mixed with other media types")
    parts = [await read_item(sandbox, parameters, item) for item in items]
    group = str(13_000_000_000_000_000 + secrets.randbelow(10**15))
    return [
        send(sandbox, person, parameters, {"media_group_id": group, **part}, Markup()).body for part in parts
    ]


def check_item(item: Any) -> str:
    if not isinstance(item, dict) or item.get("type") not in KINDS:
        raise bad_request("can't parse InputMedia: type must be photo, video, document or audio")
    return str(item["type"])


async def read_item(sandbox: Sandbox, parameters: Parameters, item: Json) -> Json:
    """One InputMedia as the part of a message it becomes."""
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    kind = str(item["type"])
    file = await resolve(sandbox, parameters, str(item["media"]), kind, "media")
    return {**shown(sandbox, file, kind), **caption_of(Parameters(item))}


METHODS: dict[str, Any] = {"sendMediaGroup": send_media_group}
