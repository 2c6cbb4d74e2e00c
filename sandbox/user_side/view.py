"""Messages as the person sees them."""

from typing import Any

from sandbox.keyboards import INLINE_KINDS
from sandbox.media import FOLDERS
from sandbox.people import Json
from sandbox.world import StoredMessage

KINDS = (
    "text", "photo", "animation", "video", "voice", "audio", "sticker", "video_note", "document", "venue",
    "location", "contact", "invoice", "successful_payment", "refunded_payment", "web_app_data",
)  # fmt: skip
FILES = tuple(FOLDERS)


def seen(message: StoredMessage) -> Json:
    """One message: its kind, words, buttons, and when it was written and changed."""
    body = message.body
    kind = next((kind for kind in KINDS if kind in body), "service")
    view: Json = {
        "message_id": message.id,
        "seq": message.seq,
        "from_bot": message.from_bot,
        "kind": kind,
        "text": body.get("text"),
        "caption": body.get("caption"),
        "entities": body.get("entities") or body.get("caption_entities") or [],
        "buttons": buttons(body),
        "date": body["date"],
        "edited": "edit_date" in body,
        "edit_date": body.get("edit_date"),
    }
    if message.keyboard is not None:
        view["keyboard"] = reply_keyboard(message.keyboard)
    if "media_group_id" in body:
        view["media_group_id"] = body["media_group_id"]
    if "reply_to_message" in body:
        replied = body["reply_to_message"]
        view["reply_to"] = replied["message_id"]
        view["reply_to_text"] = replied.get("text") or replied.get("caption") or ""
    if kind in FILES:
        view[kind] = file_of(body[kind])
    elif kind == "invoice":
        view["invoice"] = invoice_of(message)
    elif kind != "text" and kind in body:
        view[kind] = body[kind]
    return view


def file_of(media: Any) -> Json:
    facts = media[-1] if isinstance(media, list) else media
    thumb = media[0] if isinstance(media, list) else media
    return {**facts, "url": f"/media/{facts['file_id']}", "thumb_url": f"/media/{thumb['file_id']}"}


def invoice_of(message: StoredMessage) -> Json:
    terms = message.invoice or {}
    shown: Json = dict(message.body["invoice"])
    return shown | {
        "prices": terms.get("prices", []),
        "payload": terms.get("payload", ""),
        "photo_url": terms.get("photo_url", ""),
        "paid": message.paid,
    }


def buttons(body: Json) -> list[list[Json]]:
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button_of(button) for button in row] for row in rows]


def button_of(button: Json) -> Json:
    name = next(name for name in INLINE_KINDS if name in button)
    view: Json = {"title": button["text"], "kind": INLINE_KINDS[name]}
    if name == "callback_data":
        view["data"] = button[name]
    elif name in ("web_app", "login_url"):
        view["url"] = button[name]["url"]
    elif name == "url":
        view["url"] = button[name]
    elif name == "copy_text":
        view["data"] = button[name]["text"]
    if "style" in button:
        view["style"] = button["style"]
    return view


def reply_keyboard(keyboard: Json) -> Json:
    """A reply keyboard with the kind of each button; a removal or forced reply as it stands."""
    if "keyboard" not in keyboard:
        return keyboard
    rows = [[reply_button(button) for button in row] for row in keyboard["keyboard"]]
    kept = {name: value for name, value in keyboard.items() if name != "keyboard"}
    return {**kept, "rows": rows}


def reply_button(button: Json) -> Json:
    kind = next(
        (kind for kind in ("request_contact", "request_location", "web_app") if button.get(kind)), "text"
    )
    view = {"title": button["text"], "kind": kind}
    if kind == "web_app":
        view["url"] = button["web_app"]["url"]
    return view
