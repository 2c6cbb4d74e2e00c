"""Changing messages that were sent."""

from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.keyboards import inline_required, read_markup
from sandbox.limits import check_text
from sandbox.methods.albums import read_item
from sandbox.methods.sending import caption_of, find_chat, read_formatted
from sandbox.parameters import Parameters
from sandbox.people import Json
from sandbox.world import StoredMessage

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
MEDIA = ("photo", "video", "document", "animation", "audio", "voice", "video_note", "sticker")
EDITABLE_MEDIA = ("photo", "video", "document", "animation", "audio")
CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def message_to_edit(sandbox: Sandbox, parameters: Parameters) -> StoredMessage:
    """Raises ApiError 400 when it is not there, not the bot's, or carries a reply keyboard."""
    if parameters.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    person = find_chat(sandbox, parameters)
    message_id = parameters.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = sandbox.world.message(person.id, message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.keyboard is not None:
        raise bad_request("message can't be edited")
    return message


def apply(
    sandbox: Sandbox, message: StoredMessage, change: Json, drop: tuple[str, ...], markup: Json | None
) -> Json:
    """Make the change, or refuse one that changes nothing."""
    fresh = {name: value for name, value in message.body.items() if name not in (*drop, "reply_markup")}
    fresh |= change
    if markup and markup["inline_keyboard"]:
        fresh["reply_markup"] = markup
    if fresh == message.body:
        raise bad_request(NOT_MODIFIED)
    content_changed = {**fresh, "reply_markup": None} != {**message.body, "reply_markup": None}
    message.body = fresh
    # Telegram shows "edited" for a new text, not for a new keyboard.
    sandbox.world.touch(message, edited=content_changed)
    return message.body


async def edit_text(sandbox: Sandbox, parameters: Parameters) -> Json:
    message = message_to_edit(sandbox, parameters)
    text = read_formatted(parameters, "text", "parse_mode", "entities")
    check_text(text.text)
    markup = inline_required(read_markup(parameters))
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    change: Json = {"text": text.text}
    if text.entities:
        change["entities"] = text.entities
    if preview := parameters.json("link_preview_options", dict, "link preview options"):
        change["link_preview_options"] = preview
    return apply(sandbox, message, change, ("text", "entities", "link_preview_options"), markup)


async def edit_caption(sandbox: Sandbox, parameters: Parameters) -> Json:
    message = message_to_edit(sandbox, parameters)
    change = caption_of(parameters)
    markup = inline_required(read_markup(parameters))
    if not any(kind in message.body for kind in MEDIA if kind not in ("sticker", "video_note")):
        raise bad_request("there is no caption in the message to edit")
    return apply(sandbox, message, change, CAPTION, markup)


async def edit_media(sandbox: Sandbox, parameters: Parameters) -> Json:
    message = message_to_edit(sandbox, parameters)
    item = parameters.json("media", dict, "InputMedia")
    if not item or item.get("type") not in EDITABLE_MEDIA:
        raise bad_request("can't parse InputMedia: type must be photo, video, animation, document or audio")
    markup = inline_required(read_markup(parameters))
    if not any(kind in message.body for kind in (*EDITABLE_MEDIA, "text")):
        raise bad_request("message can't be edited")
    if "media_group_id" in message.body and item["type"] == "animation":
        raise bad_request("message can't be edited to an animation in an album")
    change = await read_item(sandbox, parameters, item)
    same = [kind for kind in EDITABLE_MEDIA if kind in message.body and kind in change]
    for kind in same:  # the same file again is no change, even where Telegram would rename it
        if unique(message.body[kind]) == unique(change[kind]):
            change[kind] = message.body[kind]
    return apply(sandbox, message, change, (*MEDIA, *CAPTION, "text", "entities"), markup)


def unique(media: Any) -> str:
    return str((media[-1] if isinstance(media, list) else media)["file_unique_id"])


async def edit_markup(sandbox: Sandbox, parameters: Parameters) -> Json:
    message = message_to_edit(sandbox, parameters)
    markup = read_markup(parameters, invoice="invoice" in message.body)
    return apply(sandbox, message, {}, (), inline_required(markup))


METHODS: dict[str, Any] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
}
