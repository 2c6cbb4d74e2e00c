"""What a person does: writes, shows, shares, taps."""

import asyncio
import secrets
from typing import Any

from sandbox.clock import within
from sandbox.core import Sandbox
from sandbox.errors import UserSideError
from sandbox.limits import CALLBACK_SECONDS, WEB_APP_DATA_BYTES
from sandbox.markup import formatted
from sandbox.media import StoredFile
from sandbox.methods.media import shown
from sandbox.methods.sending import without_reply
from sandbox.people import Json, Person
from sandbox.user_side.view import button_of, reply_keyboard
from sandbox.world import StoredMessage


def say(sandbox: Sandbox, person: Person, content: Json, reply_to: int | None = None) -> Json:
    """Put the person's message into the chat and on its way to the bot."""
    if reply_to:
        replied = sandbox.world.message(person.id, reply_to)
        if replied is None:
            raise UserSideError(f"there is no message {reply_to} to reply to", 404)
        content = {**content, "reply_to_message": without_reply(replied.body)}
    sandbox.world.start(person)
    message = sandbox.world.post(person, content, from_bot=False)
    log = sandbox.world.chat(person.id)
    if log.keyboard and (log.keyboard.get("one_time_keyboard") or log.keyboard.get("force_reply")):
        log.keyboard = None
    # A person who writes to a bot they blocked has unblocked it.
    if person.blocked:
        set_blocked(sandbox, person, blocked=False)
    update_id = sandbox.updates.put("message", dict(message.body), person.id)
    return {"ok": True, "message_id": message.id, "update_id": update_id, "seq": message.seq}


def write(sandbox: Sandbox, person: Person, text: str, reply_to: int | None = None) -> Json:
    if not text.strip():
        raise UserSideError('"text" must not be empty')
    if len(text) > 4096:
        raise UserSideError("a message holds at most 4096 characters")
    marked = formatted(text, None, None)
    content: Json = {"text": marked.text}
    if marked.entities:
        content["entities"] = marked.entities
    return say(sandbox, person, content, reply_to)


def show_file(
    sandbox: Sandbox, person: Person, file: StoredFile, kind: str, caption: str, reply_to: int | None
) -> Json:
    content = shown(sandbox, file, kind)
    if caption.strip():
        marked = formatted(caption, None, None)
        content["caption"] = marked.text
        if marked.entities:
            content["caption_entities"] = marked.entities
    return say(sandbox, person, content, reply_to)


def share_location(sandbox: Sandbox, person: Person, latitude: Any, longitude: Any) -> Json:
    for name, value, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
            raise UserSideError(f'"{name}" must be a number between -{most} and {most}')
    return say(sandbox, person, {"location": {"latitude": latitude, "longitude": longitude}})


def share_contact(sandbox: Sandbox, person: Person, phone_number: Any) -> Json:
    if not isinstance(phone_number, str) or not phone_number.strip():
        raise UserSideError('"phone_number" must be a phone number in words or digits')
    contact: Json = {
        "phone_number": phone_number.strip(), "first_name": person.first_name, "user_id": person.id,
    }  # fmt: skip
    if person.last_name:
        contact["last_name"] = person.last_name
    return say(sandbox, person, {"contact": contact})


def set_blocked(sandbox: Sandbox, person: Person, *, blocked: bool) -> Json:
    """Block the bot or let it write again; the bot hears of it as a change of its membership."""
    if person.blocked == blocked:
        return {"ok": True, "blocked": blocked, "update_id": None}
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    person.blocked = blocked
    sandbox.world.save()
    sandbox.world.feed.publish(person.id, {"type": "blocked", "blocked": blocked})
    bot = sandbox.world.bot()
    update_id = sandbox.updates.put(
        "my_chat_member",
        {
            "chat": person.as_chat(), "from": person.as_user(), "date": int(sandbox.clock.now()),
            "old_chat_member": member(bot, old), "new_chat_member": member(bot, new),
        },
        person.id,
    )  # fmt: skip
    return {"ok": True, "blocked": blocked, "update_id": update_id}


def member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def find_button(message: StoredMessage, wanted: Any) -> Json:
    """The inline button by its title or its index, counted over all rows from 0."""
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    flat: list[Json] = [button for row in rows for button in row]
    if isinstance(wanted, int) and not isinstance(wanted, bool) and 0 <= wanted < len(flat):
        return flat[wanted]
    for button in flat:
        if button["text"] == wanted:
            return button
    titles = ", ".join(f'"{button["text"]}"' for button in flat) or "none"
    raise UserSideError(f"message {message.id} has no button {wanted!r}; its buttons: {titles}", 404)


def tap(sandbox: Sandbox, person: Person, message: StoredMessage, wanted: Any) -> Json:
    """Tap an inline button, or a button of the reply keyboard sent along with the message."""
    if message.keyboard is not None and "keyboard" in message.keyboard:
        return tap_reply(sandbox, person, message, wanted)
    button = find_button(message, wanted)
    view = button_of(button)
    if view["kind"] == "callback":
        return ask_bot(sandbox, person, message, str(view["data"]))
    opened: Json = {name: view[name] for name in ("url", "data") if name in view}
    return {"ok": True, "kind": view["kind"], "update_id": None, "seq": sandbox.world.seq, **opened}


def tap_reply(sandbox: Sandbox, person: Person, message: StoredMessage, wanted: Any) -> Json:
    rows = reply_keyboard(message.keyboard or {})["rows"]
    flat = [button for row in rows for button in row]
    for place, button in enumerate(flat):
        if wanted in (button["title"], place) and not isinstance(wanted, bool):
            if button["kind"] == "text":
                return write(sandbox, person, button["title"])
            return {"ok": True, "update_id": None, "seq": sandbox.world.seq, **button}
    raise UserSideError(f"message {message.id} has no button {wanted!r}", 404)


def ask_bot(sandbox: Sandbox, person: Person, message: StoredMessage, data: str) -> Json:
    query = sandbox.queries.ask("callback_query", person.id)
    update_id = sandbox.updates.put(
        "callback_query",
        {
            "id": query.id, "from": person.as_user(), "message": dict(message.body),
            "chat_instance": str(7_000_000 + person.id), "data": data,
        },
        person.id,
    )  # fmt: skip
    return {
        "ok": True, "kind": "callback", "update_id": update_id, "query_id": query.id,
        "seq": sandbox.world.seq,
    }  # fmt: skip


async def wait_for_answer(sandbox: Sandbox, query_id: str, seconds: float) -> Json | None:
    """What the bot answered to a tap; None when it did not in that time."""
    query = sandbox.queries.open(query_id)
    if query is None:
        return None
    try:
        return await within(sandbox.clock, min(seconds, CALLBACK_SECONDS), asyncio.shield(query.answer))
    except TimeoutError:
        return None


def send_web_app_data(sandbox: Sandbox, person: Person, data: Any, button_text: Any) -> Json:
    """What a Mini App opened from a reply keyboard sends with sendData."""
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= WEB_APP_DATA_BYTES:
        raise UserSideError(f'"data" must be text of 1 to {WEB_APP_DATA_BYTES} bytes')
    return say(sandbox, person, {"web_app_data": {"data": data, "button_text": str(button_text or "")}})


def new_query_id() -> str:
    return "AAH" + secrets.token_urlsafe(12)
