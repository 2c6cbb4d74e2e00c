"""One stored update, from what it is to what the dialogue answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot

from florist.db import Sessions
from florist.inbox import service as inbox
from florist.inbox.service import Item
from florist.kit.clock import Clock
from florist.kit.words import say
from florist.outbox import service as outbox
from florist.people import service as people
from florist.people.service import Person
from florist.storage import service as storage
from florist.storage.service import NotAPicture, PictureTooBig, Store
from gateway import commands, handoff, updates
from gateway.identity import RoleCache
from gateway.metrics import Metrics
from gateway.money import Money
from gateway.rasa import RasaClient, Turn
from gateway.typing import typing_in
from gateway.updates import Incoming

log = structlog.get_logger(__name__)
_TEXT_LIMIT = 4096


class TurnFailed(Exception):
    """Rasa says the same turn may succeed later."""


@dataclass(frozen=True)
class Signal:
    """What the dialogue is told: words, or an intent that skips the understanding of words."""

    kind: str
    text: str = ""
    intent: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    title: str = ""


class Handler:
    """``bot_username`` is asked when it is needed: Telegram tells it after the start."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        bot: Bot,
        rasa: RasaClient,
        store: Store,
        clock: Clock,
        zone: ZoneInfo,
        metrics: Metrics,
        money: Money,
        roles: RoleCache,
        bot_username: Callable[[], str],
    ) -> None:
        self._sessions = sessions
        self._bot = bot
        self._rasa = rasa
        self._store = store
        self._clock = clock
        self._zone = zone
        self._metrics = metrics
        self._money = money
        self._roles = roles
        self._bot_username = bot_username

    async def handle(self, item: Item) -> None:
        """When this returns, the item is done and its answer is in the outbox. Raises ``RasaAway`` when it
        should wait, anything else when it failed."""
        incoming = updates.read(item.body) if item.body else None
        if incoming is not None and incoming.kind == "pre_checkout":
            await self._money.answer_pre_checkout(item, incoming)
            return
        resolved = item.resolved
        if incoming is not None and incoming.kind == "payment" and resolved is None:
            resolved = await self._money.record(item, incoming)
        photo = await self._photo(item, incoming)
        async with self._sessions.transaction() as session:
            person = await self._meet(session, item, incoming)
            signal = await self._signal(session, item, incoming, person, resolved, photo)
            if signal is None:
                await inbox.mark_done(session, item.id)
        if signal is not None and item.chat_id is not None:
            await self._turn(item, incoming, person, signal)

    async def give_up(self, item: Item, error: str) -> None:
        """It failed too often: keep it aside, say so, and let the chat go on."""
        async with self._sessions.transaction() as session:
            await inbox.mark_done(session, item.id, state="dead", error=error)
            await self.apologise(session, item, "gateway-failed", f"failed:{item.id}")

    async def apologise(self, session: AsyncSession, item: Item, words: str, key: str) -> None:
        """Say ``words`` in the person's language, once per ``key``."""
        if item.chat_id is None:
            return
        try:
            language = (await people.person(session, item.chat_id)).language
        except people.PersonNotFound:
            language = "ru"
        await outbox.post(
            session,
            chat_id=item.chat_id,
            letters=[{"kind": "text", "text": say(language, words)}],
            key=key,
            correlation_id=item.correlation_id,
        )

    async def _meet(self, session: AsyncSession, item: Item, incoming: Incoming | None) -> Person:
        if incoming is None or incoming.sender is None:
            return await people.person(session, item.user_id or 0)
        sender = incoming.sender
        person = await people.meet(
            session,
            telegram_id=sender.id,
            first_name=sender.first_name,
            last_name=sender.last_name,
            username=sender.username,
            language_code=sender.language_code,
            now=self._clock.now(),
            roles_known=self._roles.known,
        )
        self._roles.keep(person)
        return person

    async def _signal(
        self,
        session: AsyncSession,
        item: Item,
        incoming: Incoming | None,
        person: Person,
        resolved: dict[str, Any] | None,
        photo: "str | Exception | None",
    ) -> Signal | None:
        """``None``: the dialogue need not know; whatever there was to say has been posted."""
        if resolved is not None:
            return await self._resolved(session, item, person, resolved)
        assert incoming is not None  # what has no update comes resolved
        if incoming.kind == "member":
            await self._member(session, incoming)
            return None
        if incoming.kind == "edited":
            await self.apologise(session, item, "gateway-edited", f"edited:{item.id}")
            return None
        if isinstance(photo, Exception):
            words = (
                "gateway-photo-too-big" if isinstance(photo, PictureTooBig) else "gateway-photo-unreadable"
            )
            await self.apologise(session, item, words, f"photo:{item.id}")
            return None
        command = self._command(incoming)
        if await handoff.admin_replied(session, item, person, incoming, photo):
            return None
        if person.in_handoff:
            if command is None:
                await handoff.pass_on(session, item, person, incoming, photo)
                return None
            if command.name in ("cancel", "start"):
                await handoff.end_by_customer(session, person)
            if command.name == "cancel":
                return Signal("event", intent=handoff.ENDED)
        if command is not None:
            return Signal(
                "command", intent=command.intent, entities=command.entities, title=f"/{command.name}"
            )
        return _said(incoming, photo)

    async def _resolved(
        self, session: AsyncSession, item: Item, person: Person, resolved: dict[str, Any]
    ) -> Signal | None:
        """A button or an event, whose meaning stands already."""
        intent = resolved["intent"]
        if not intent:
            return None
        if intent in handoff.ADMIN_INTENTS:
            await handoff.admin_pressed(session, item, person, resolved)
            return None
        if intent == "end_handoff":
            await handoff.end_by_customer(session, person)
            return Signal("event", intent=handoff.ENDED)
        if person.in_handoff and resolved["kind"] == "button":
            await handoff.keep_still(session, item, person)
            return None
        return Signal(resolved["kind"], "", intent, resolved["entities"], resolved["title"])

    def _command(self, incoming: Incoming) -> commands.Command | None:
        if incoming.kind != "text":
            return None
        return commands.read(incoming.content["text"], self._bot_username())

    async def _member(self, session: AsyncSession, incoming: Incoming) -> None:
        assert incoming.sender is not None
        status = (incoming.content.get("new_chat_member") or {}).get("status")
        if status in ("kicked", "left"):
            await people.mark_unreachable(session, incoming.sender.id)
            await outbox.drop_chat(session, incoming.sender.id, "blocked")

    async def _photo(self, item: Item, incoming: Incoming | None) -> str | Exception | None:
        """The storage key of the photo that came, or why it cannot be used."""
        if incoming is None or incoming.kind != "photo" or incoming.sender is None:
            return None
        if int(incoming.content.get("file_size") or 0) > storage.pictures.MAX_BYTES:
            return PictureTooBig()
        async with typing_in(self._bot, incoming.sender.id):
            file = await self._bot.get_file(str(incoming.content.get("file_id")))
            data = bytes(await file.download_as_bytearray())
            try:
                return await storage.keep_photo(self._store, incoming.sender.id, data)
            except (PictureTooBig, NotAPicture) as refusal:
                return refusal

    async def _turn(self, item: Item, incoming: Incoming | None, person: Person, signal: Signal) -> None:
        assert item.chat_id is not None
        context = self._context(item, person, signal)
        async with typing_in(self._bot, item.chat_id):
            with self._metrics.turn_seconds.time():
                turn = await self._rasa.turn(_update_for_rasa(item, incoming), context)
        if not turn.handled and turn.retry:
            raise TurnFailed
        await self._finish(item, turn, signal, fresh=incoming is not None and signal.kind != "button")

    async def _finish(self, item: Item, turn: Turn, signal: Signal, *, fresh: bool) -> None:
        """One transaction: what Rasa said is on its way, and the update is done. ``fresh``: it answers something
        that now stands in the chat, so a menu above it is not edited but said again below."""
        assert item.chat_id is not None
        async with self._sessions.transaction() as session:
            await outbox.post(
                session,
                chat_id=item.chat_id,
                letters=turn.letters,
                key=f"turn:{item.id}",
                correlation_id=item.correlation_id,
                fresh=fresh,
            )
            await inbox.mark_done(session, item.id, error="" if turn.handled else "rasa apologised")
        outcome = "ok" if turn.handled else "apology"
        if not turn.handled:
            self._metrics.failures.labels("turn").inc()
        self._metrics.turns.labels(signal.kind, outcome).inc()
        waited = (self._clock.now() - item.received_at).total_seconds()
        self._metrics.update_seconds.observe(max(0.0, waited))
        log.info(
            "turn",
            kind=signal.kind,
            outcome=outcome,
            letters=len(turn.letters),
            replayed=turn.replayed,
            seconds=round(waited, 3),
        )

    def _context(self, item: Item, person: Person, signal: Signal) -> dict[str, Any]:
        now: datetime = self._clock.now().astimezone(self._zone)
        context = {
            "update_id": item.update_id,
            "chat_id": item.chat_id,
            "user_id": person.telegram_id,
            "roles": list(person.roles),
            "language": person.language,
            "correlation_id": item.correlation_id,
            "sent_at": now.isoformat(timespec="seconds"),
            "kind": signal.kind,
        }
        if signal.kind == "text":
            return {**context, "text": signal.text}
        return {**context, "intent": signal.intent, "entities": signal.entities, "title": signal.title}


def _said(incoming: Incoming, photo: str | None) -> Signal:
    content = incoming.content
    if incoming.kind == "text":
        words = commands.neutral(content["text"])[:_TEXT_LIMIT]
        return Signal("text", text=words) if words else Signal("event", intent="sticker_shared")
    if incoming.kind == "location":
        places = ("latitude", "longitude")
        return _event("location_shared", {name: float(content[name]) for name in places})
    if incoming.kind == "contact":
        return _event("contact_shared", _contact(incoming))
    if incoming.kind == "photo" and photo is not None:
        return _event("photo_shared", {"photo": photo})
    if incoming.kind == "voice":
        return _event("voice_unreadable", {})
    return _event("sticker_shared", {})


def _contact(incoming: Incoming) -> dict[str, Any]:
    """``own`` tells a customer's own number from somebody else's card: either may be a recipient's phone."""
    content = incoming.content
    name = " ".join(str(content.get(part) or "") for part in ("first_name", "last_name")).strip()
    own = incoming.sender is not None and content.get("user_id") == incoming.sender.id
    return {"phone": str(content.get("phone_number") or "")[:32], "name": name[:128], "own": own}


def _event(intent: str, entities: dict[str, Any]) -> Signal:
    return Signal(
        "event",
        intent=intent,
        entities=[{"entity": name, "value": value} for name, value in entities.items()],
    )


def _update_for_rasa(item: Item, incoming: Incoming | None) -> dict[str, Any]:
    """What Rasa needs of the raw update: its number and its kind. Words travel in the context,
    neutralised."""
    return {"update_id": item.update_id, "kind": incoming.kind if incoming else "event"}
