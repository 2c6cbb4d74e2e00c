"""What a Telegram update is about, before anybody decides what to do with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Everything else Telegram can send is of no use to the shop. Leaving out pre_checkout_query would stop
# every payment.
ALLOWED = ("message", "edited_message", "callback_query", "pre_checkout_query", "my_chat_member")
_MEDIA_UNREADABLE = (
    "sticker", "animation", "video", "document", "dice", "poll", "venue", "story", "game", "web_app_data",
    "paid_media", "checklist", "location_live",
)  # fmt: skip
_VOICES = ("voice", "audio", "video_note")


@dataclass(frozen=True)
class Sender:
    """Who wrote, as Telegram tells it."""

    id: int
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str = ""


@dataclass(frozen=True)
class Incoming:
    """One update. ``kind`` is one of: text, callback, pre_checkout, payment, location, contact, photo, voice,
    unreadable, edited, member, ignored. ``content`` holds the part of the update that the kind is about."""

    update_id: int
    kind: str
    chat_id: int | None = None
    sender: Sender | None = None
    content: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)


class NotAnUpdate(ValueError):
    """This is no update at all."""


def read(raw: Any) -> Incoming:
    """Raises :class:`NotAnUpdate` when there is not even an ``update_id``. Never trusts the shape of the
    rest."""
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int) or raw["update_id"] < 0:
        raise NotAnUpdate
    update_id: int = raw["update_id"]
    if isinstance(query := raw.get("callback_query"), dict):
        return _callback(update_id, query, raw)
    if isinstance(query := raw.get("pre_checkout_query"), dict):
        return Incoming(update_id, "pre_checkout", None, _sender(query.get("from")), query, raw)
    if isinstance(member := raw.get("my_chat_member"), dict):
        return _private(update_id, "member", member, member, raw)
    if isinstance(message := raw.get("edited_message"), dict):
        return _private(update_id, "edited", message, message, raw)
    if isinstance(message := raw.get("message"), dict):
        return _message(update_id, message, raw)
    return Incoming(update_id, "ignored", raw=raw)


def _message(update_id: int, message: dict[str, Any], raw: dict[str, Any]) -> Incoming:
    kind, content = _content(message)
    return _private(update_id, kind, message, content, raw)


def _content(message: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if isinstance(payment := message.get("successful_payment"), dict):
        return "payment", payment
    if isinstance(text := message.get("text"), str):
        return "text", {"text": text}
    if isinstance(location := message.get("location"), dict):
        return "location", location
    if isinstance(contact := message.get("contact"), dict):
        return "contact", contact
    if message.get("photo") and isinstance(message["photo"], list):
        return "photo", _largest(message["photo"])
    if isinstance(document := message.get("document"), dict) and _is_picture(document):
        return "photo", document
    if any(message.get(name) for name in _VOICES):
        return "voice", {}
    if any(message.get(name) for name in _MEDIA_UNREADABLE):
        return "unreadable", {}
    return "ignored", {}


def _callback(update_id: int, query: dict[str, Any], raw: dict[str, Any]) -> Incoming:
    sender = _sender(query.get("from"))
    message = query.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if isinstance(chat, dict) and chat.get("type") not in (None, "private"):
        return Incoming(update_id, "ignored", raw=raw)
    chat_id = chat.get("id") if isinstance(chat, dict) else None
    # A button of a message that Telegram shows no more still belongs to the private chat with its user.
    where = chat_id if isinstance(chat_id, int) else (sender.id if sender else None)
    return Incoming(update_id, "callback" if sender else "ignored", where, sender, query, raw)


def _private(
    update_id: int, kind: str, message: dict[str, Any], content: dict[str, Any], raw: dict[str, Any]
) -> Incoming:
    """Groups and channels are not a shop counter: what is said there is not for us."""
    chat = message.get("chat")
    sender = _sender(message.get("from"))
    if (
        not isinstance(chat, Mapping)
        or chat.get("type") != "private"
        or not isinstance(chat.get("id"), int)
        or sender is None
    ):
        return Incoming(update_id, "ignored", raw=raw)
    return Incoming(update_id, kind, chat["id"], sender, content, raw)


def _sender(user: Any) -> Sender | None:
    if not isinstance(user, dict) or not isinstance(user.get("id"), int) or user.get("is_bot"):
        return None
    return Sender(
        user["id"],
        *(str(user.get(name) or "") for name in ("first_name", "last_name", "username", "language_code")),
    )


def _largest(sizes: list[Any]) -> dict[str, Any]:
    known = [size for size in sizes if isinstance(size, dict)]
    return max(known, key=lambda size: int(size.get("width") or 0), default={})


def _is_picture(document: dict[str, Any]) -> bool:
    return str(document.get("mime_type") or "") in ("image/jpeg", "image/png", "image/webp")
