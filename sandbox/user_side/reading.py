"""What a person can see: messages as they come, and the state of the chat."""

import asyncio
import json
from collections.abc import AsyncIterator

from sandbox.clock import within
from sandbox.core import Sandbox
from sandbox.methods.commands import commands_for
from sandbox.people import PRESETS, Json, Person
from sandbox.user_side.view import reply_keyboard, seen

LONGEST_WAIT = 300.0
HEARTBEAT = 15.0


def bot_messages(sandbox: Sandbox, user_id: int, after: int, after_seq: int | None) -> list[Json]:
    """The bot's messages newer than the cursor: sent after it, or edited after it."""
    line = after_seq if after_seq is not None else seq_at(sandbox, user_id, after)
    return [
        seen(message)
        for message in sandbox.world.messages(user_id)
        if message.from_bot and (message.seq > line or (after_seq is None and message.id > after))
    ]


def seq_at(sandbox: Sandbox, user_id: int, message_id: int) -> int:
    """The sequence number at which the newest message up to this id appeared."""
    born = [message.born for message in sandbox.world.messages(user_id) if message.id <= message_id]
    if born:
        return max(born)
    return 0 if message_id <= 0 else -1


async def wait_for_messages(
    sandbox: Sandbox, user_id: int, *, after: int, after_seq: int | None, seconds: float
) -> list[Json]:
    """As `bot_messages`, but waits so long for something newer to be there."""
    clock = sandbox.clock
    until = clock.now() + max(0.0, min(seconds, LONGEST_WAIT))
    with sandbox.world.feed.listening(user_id) as events:
        while True:
            found = bot_messages(sandbox, user_id, after, after_seq)
            left = until - clock.now()
            if found or left <= 0:
                return found
            try:
                if await within(clock, left, events.get()) is None:
                    return []
            except TimeoutError:
                return []


def chat_state(sandbox: Sandbox, person: Person) -> Json:
    """Everything the page needs to draw a chat."""
    world = sandbox.world
    log = world.chat(person.id)
    return {
        "ok": True,
        "person": card(person),
        "bot": world.bot(),
        "messages": [seen(message) for message in world.messages(person.id)],
        "keyboard": reply_keyboard(log.keyboard) if log.keyboard else None,
        "commands": commands_for(world, person),
        "menu_button": person.menu_button or world.bot_settings["menu_button"],
        "description": world.bot_settings["texts"].get("description:" + (person.language_code or "")[:2])
        or world.bot_settings["texts"].get("description:", ""),
        "seq": world.seq,
        "read": log.read,
    }


def card(person: Person) -> Json:
    roles = {known["id"]: known["role"] for known in PRESETS}
    return {
        **person.as_user(),
        "phone_number": person.phone_number,
        "blocked": person.blocked,
        "role": roles.get(person.id),
    }


def everyone(sandbox: Sandbox) -> list[Json]:
    """The people of the switcher: the presets first, then whoever wrote, with what they have not read."""
    ids = [known["id"] for known in PRESETS]
    ids += [user_id for user_id in sandbox.world.people if user_id not in ids]
    return [line(sandbox, user_id) for user_id in ids]


def line(sandbox: Sandbox, user_id: int) -> Json:
    person = sandbox.world.person(user_id)
    if person is None:
        known = next(known for known in PRESETS if known["id"] == user_id)
        return {**known, "is_bot": False, "unread": 0, "last": None, "blocked": False, "started": False}
    log = sandbox.world.chat(user_id)
    unread = sum(1 for message in log.messages.values() if message.from_bot and message.id > log.read)
    last = next(reversed(log.messages.values()), None)
    return {**card(person), "unread": unread, "last": seen(last) if last else None, "started": person.started}


async def event_stream(sandbox: Sandbox, user_id: int) -> AsyncIterator[str]:
    """Server-sent events of one chat: message, edited, deleted, action, callback_answer, commands …"""
    with sandbox.world.feed.listening(user_id) as events:
        yield f"event: hello\ndata: {json.dumps({'seq': sandbox.world.seq})}\n\n"
        while True:
            try:
                event = await asyncio.wait_for(events.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if event is None:
                return
            if event["type"] in ("message", "edited"):
                message = sandbox.world.message(user_id, event["message_id"])
                if message is None:
                    continue
                log = sandbox.world.chat(user_id)
                keyboard = reply_keyboard(log.keyboard) if log.keyboard else None
                event = {**event, "message": seen(message), "keyboard": keyboard}
            yield f"event: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
