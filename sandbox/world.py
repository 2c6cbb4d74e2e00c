"""Everything the sandbox remembers: people, their chats, and the numbers that only grow."""

import json
import os
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.clock import Clock
from sandbox.feed import Feed
from sandbox.people import Json, Person, preset
from sandbox.settings import SandboxSettings

KEPT_MESSAGES = 2000  # per chat; older ones are forgotten
RESERVED = 1000  # numbers set aside per save, so that a crash can never hand one out twice


@dataclass
class StoredMessage:
    """A message as the Bot API shows it, with what only the sandbox knows about it."""

    body: Json
    chat_id: int
    from_bot: bool
    born: int  # the sequence number of its first appearance
    seq: int  # of its latest change
    keyboard: Json | None = None  # a reply keyboard, removal or forced reply sent along
    invoice: Json | None = None  # the invoice's terms, payload included
    paid: bool = False

    @property
    def id(self) -> int:
        return int(self.body["message_id"])


@dataclass
class ChatLog:
    messages: "OrderedDict[int, StoredMessage]" = field(default_factory=OrderedDict)
    keyboard: Json | None = None  # the reply keyboard now shown
    read: int = 0  # the newest message the bot's owner has been shown on the page
    deletions: int = 0


class World:
    def __init__(self, settings: SandboxSettings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.feed = Feed()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, ChatLog] = {}
        self.bot_settings: Json = {"commands": [], "menu_button": {"type": "commands"}, "texts": {}}
        self.webhook: Json = {}
        self._numbers = {"message": 0, "update": 0, "seq": 0}
        self._saved_numbers = dict(self._numbers)
        self._path = Path(settings.data) / "state.json"
        self._load()

    # --- the bot itself -------------------------------------------------------------------------------
    def bot(self) -> Json:
        return {
            "id": self.settings.bot_id,
            "is_bot": True,
            "first_name": self.settings.bot_name,
            "username": self.settings.bot_username,
        }

    # --- numbers --------------------------------------------------------------------------------------
    def next_number(self, name: str) -> int:
        self._numbers[name] += 1
        if self._numbers[name] > self._saved_numbers.get(name, 0):
            self.save()
        return self._numbers[name]

    def numbers_reach(self, name: str, number: int) -> None:
        """The next number is larger than this one."""
        if number > self._numbers[name]:
            self._numbers[name] = number - 1
            self.next_number(name)

    def skip_updates(self, count: int) -> None:
        """Let update ids jump, as Telegram's do after a quiet week."""
        self._numbers["update"] += count

    @property
    def seq(self) -> int:
        return self._numbers["seq"]

    # --- people ---------------------------------------------------------------------------------------
    def person(self, user_id: int) -> Person | None:
        return self.people.get(user_id)

    def meet(self, user_id: int, **facts: Any) -> Person:
        """The person with this id, made on first sight; facts that are given replace the old ones."""
        known = self.people.get(user_id)
        if known is None:
            known = self.people[user_id] = Person(**preset(user_id))
            self.chats[user_id] = ChatLog()
            self.feed.publish_to_all({"type": "people"})
            self.save()
        changed = {name: value for name, value in facts.items() if value is not None}
        if any(getattr(known, name) != value for name, value in changed.items()):
            for name, value in changed.items():
                setattr(known, name, value)
            self.save()
        return known

    def look_at(self, user_id: int) -> Person:
        """The person, known or not; nobody is made by being looked at."""
        return self.people.get(user_id) or Person(**preset(user_id))

    def start(self, person: Person) -> None:
        if not person.started:
            person.started = True
            self.save()

    def chat(self, user_id: int) -> ChatLog:
        return self.chats.get(user_id) or ChatLog()

    # --- messages -------------------------------------------------------------------------------------
    def post(
        self,
        person: Person,
        content: Json,
        *,
        from_bot: bool,
        keyboard: Json | None = None,
        invoice: Json | None = None,
    ) -> StoredMessage:
        """Put a message into the person's chat and tell everyone who watches it."""
        seq = self.next_number("seq")
        body: Json = {
            "message_id": self.next_number("message"),
            "from": self.bot() if from_bot else person.as_user(),
            "chat": person.as_chat(),
            "date": int(self.clock.now()),
            **content,
        }
        message = StoredMessage(
            body, person.id, from_bot, born=seq, seq=seq, keyboard=keyboard, invoice=invoice
        )
        log = self.chats.setdefault(person.id, ChatLog())
        log.messages[message.id] = message
        while len(log.messages) > KEPT_MESSAGES:
            log.messages.popitem(last=False)
        if keyboard is not None:
            log.keyboard = None if keyboard.get("remove_keyboard") else keyboard
        self.feed.publish(person.id, {"type": "message", "message_id": message.id, "seq": seq})
        self.feed.publish_to_all({"type": "people"})  # so that every page counts what is unread
        return message

    def touch(self, message: StoredMessage, *, edited: bool = True) -> None:
        """Note that a message has changed."""
        message.seq = self.next_number("seq")
        if edited:
            message.body["edit_date"] = int(self.clock.now())
        self.feed.publish(message.chat_id, {"type": "edited", "message_id": message.id, "seq": message.seq})

    def message(self, chat_id: int, message_id: int) -> StoredMessage | None:
        return self.chat(chat_id).messages.get(message_id)

    def delete(self, message: StoredMessage) -> None:
        self.chat(message.chat_id).messages.pop(message.id, None)
        seq = self.next_number("seq")
        self.feed.publish(message.chat_id, {"type": "deleted", "message_id": message.id, "seq": seq})

    def messages(self, chat_id: int) -> Iterator[StoredMessage]:
        yield from self.chat(chat_id).messages.values()

    # --- memory over restarts -------------------------------------------------------------------------
    def save(self) -> None:
        """Write down the people, the bot's settings and how far the numbers may have got."""
        self._saved_numbers = {name: number + RESERVED for name, number in self._numbers.items()}
        kept = {
            "numbers": self._saved_numbers,
            "people": [person.saved() for person in self.people.values()],
            "bot_settings": self.bot_settings,
            "webhook": self.webhook,
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, self._path)

    def _load(self) -> None:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            self.save()
            return
        self._numbers |= kept["numbers"]
        self.people = {facts["id"]: Person(**facts) for facts in kept["people"]}
        self.chats = {user_id: ChatLog() for user_id in self.people}
        self.bot_settings |= kept["bot_settings"]
        self.webhook = kept["webhook"]
        self.save()
