"""Conversations in SQL: every event is kept, only the tail is read.

Rasa's own SQL store reads, parses and replays the whole session at every message, so a long conversation
becomes slow. Here each conversation has an *anchor*: the event from which its tail begins, and a *prefix*: a
handful of made-up events that say what went before (slots, open form, last listen). Prefix and tail replay
into the same state as the whole history does, and that is checked by replaying before an anchor is moved
(docs/decisions/tail-replay.md). `retrieve_full_tracker` still gives everything.

The table `events` is Rasa's own, so Rasa's tools and the trainers' pages can read it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_addons.tail import Tail, shorten
from rasa_addons.urls import tracker_url
from rasa_addons.version import require_rasa

logger = logging.getLogger(__name__)

SCHEMA = "rasa"  # in PostgreSQL, apart from the shop's tables
KEPT_IN_MEMORY = 200
BUSY_SECONDS = 15
RANKING_KEPT = 5

metadata = sa.MetaData()
events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
    sa.Index("ix_events_sender_id_id", "sender_id", "id"),
)
conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("anchor_id", sa.Integer, nullable=False),
    sa.Column("prefix", sa.Text, nullable=False),
)
Result = TypeVar("Result")


class HistoryUnavailable(RuntimeError):
    """The database did not answer; the turn was not run and may be tried again."""


@dataclass
class Kept:
    """A conversation as it was last saved by this process."""

    tracker: DialogueStateTracker
    last_id: int
    anchor_id: int
    prefix: int
    saved: int
    """How many of the tracker's events are in the database or in the prefix."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was added since: a turn that broke leaves events behind that were never saved."""
        return len(self.tracker.events) == self.saved


class ShopTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Named in endpoints.yml with `url`; the other arguments are Rasa's."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        **kwargs: Any,
    ) -> None:
        require_rasa(__name__)
        super().__init__(domain, event_broker)
        self.engine = open_engine(host or tracker_url("", os.environ.get("DATA_DIR") or "var"))
        # Only with Redis may several workers take turns in one conversation (rasa_addons.lock_store).
        self._is_shared = bool(os.environ.get("REDIS_URL"))
        self._is_local = self.engine.dialect.name == "sqlite"
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    async def keys(self) -> Iterable[str]:
        return await self._in_database(
            lambda db: [row[0] for row in db.execute(sa.select(events.c.sender_id).distinct())]
        )

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as far back as the next turn can need it, or None for a stranger."""
        kept = self._kept.pop(sender_id, None)
        if kept is not None and await self._is_newest(kept):
            self._kept[sender_id] = kept
            return kept.tracker
        found = await self._in_database(lambda db: read_tail(db, sender_id))
        if found is None:
            return None
        tail, anchor_id, last_id = found
        tracker = self._rebuilt(sender_id, tail)
        self._keep(tracker, last_id=last_id, anchor_id=anchor_id, prefix=len(tail.prefix))
        return tracker

    async def _is_newest(self, kept: Kept) -> bool:
        """Whether nobody wrote after us: no broken turn of ours, no other worker, no other model."""
        if not kept.is_clean or kept.tracker.slots.keys() != self._slot_names():
            return False
        if not self._is_shared:
            return True
        sender_id = kept.tracker.sender_id
        return kept.last_id == await self._in_database(lambda db: last_saved(db, sender_id))

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Every event of the conversation, over all its sessions."""
        rows = await self._in_database(lambda db: read_events(db, conversation_id, 0))
        if not rows:
            return None
        evts = deserialise_events([json.loads(row.data) for row in rows])
        return DialogueStateTracker.from_events(conversation_id, evts, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds what is new to the history; once in a while moves the anchor on."""
        sender_id = tracker.sender_id
        kept = self._kept.get(sender_id)
        if kept is None or kept.tracker is not tracker:
            kept = await self._known_part(tracker)
        new = list(tracker.events)[kept.saved :]
        if not new:
            return
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, sender_id)
        await self._in_database(lambda db: self._append(db, kept, new))
        kept.saved = len(tracker.events)
        self._remember(sender_id, kept)

    async def _known_part(self, tracker: DialogueStateTracker) -> Kept:
        """How much of a tracker that we did not hand out is in the database: what `retrieve` would give."""
        found = await self._in_database(lambda db: read_tail(db, tracker.sender_id))
        if found is None:
            return Kept(tracker, last_id=0, anchor_id=0, prefix=0, saved=0)
        tail, anchor_id, last_id = found
        return Kept(tracker, last_id=last_id, anchor_id=anchor_id, prefix=len(tail.prefix), saved=len(tail))

    def _append(self, db: sa.engine.Connection, kept: Kept, new: list[Event]) -> None:
        sender_id = kept.tracker.sender_id
        for event in new:
            lighten(event)
        db.execute(events.insert(), [row_of(sender_id, event) for event in new])
        if self._is_shared:
            kept.last_id = last_saved(db, sender_id)
        shorter = shorten(kept.tracker, kept.prefix, self.domain)
        if shorter is not None:
            self._move_anchor(db, kept, shorter)
            write_conversation(db, sender_id, kept, shorter.prefix)
        elif kept.anchor_id == 0:
            kept.anchor_id = first_saved(db, sender_id)
            write_conversation(db, sender_id, kept, [])

    def _move_anchor(self, db: sa.engine.Connection, kept: Kept, shorter: Tail) -> None:
        """The tail's events are the newest ones of the conversation, so its first is found from the end."""
        sender_id = kept.tracker.sender_id
        newest = (
            sa.select(events.c.id)
            .where(events.c.sender_id == sender_id)
            .order_by(events.c.id.desc())
            .limit(1)
            .offset(len(shorter.events) - 1)
        )
        kept.anchor_id = db.execute(newest).scalar_one()
        kept.prefix = len(shorter.prefix)
        # Whoever holds the tracker goes on holding the same one, only shorter.
        vars(kept.tracker).update(vars(shorter.tracker))

    def _rebuilt(self, sender_id: str, tail: StoredTail) -> DialogueStateTracker:
        evts = deserialise_events([json.loads(event) for event in (*tail.prefix, *tail.events)])
        return DialogueStateTracker.from_events(sender_id, evts, self.domain.slots)

    def _keep(self, tracker: DialogueStateTracker, *, last_id: int, anchor_id: int, prefix: int) -> None:
        self._remember(
            tracker.sender_id,
            Kept(tracker, last_id=last_id, anchor_id=anchor_id, prefix=prefix, saved=len(tracker.events)),
        )

    def _remember(self, sender_id: str, kept: Kept) -> None:
        kept.saved = len(kept.tracker.events)
        self._kept[sender_id] = kept
        self._kept.move_to_end(sender_id)
        while len(self._kept) > KEPT_IN_MEMORY:
            self._kept.popitem(last=False)

    def _slot_names(self) -> Any:
        return {slot.name: None for slot in self.domain.slots}.keys()

    async def _in_database(self, work: Callable[[sa.engine.Connection], Result]) -> Result:
        """Runs one transaction: here for SQLite, which answers at once; aside for a server, which others need
        not wait for.

        Raises HistoryUnavailable.
        """

        def transact() -> Result:
            with self._transaction() as db:
                return work(db)

        return transact() if self._is_local else await asyncio.to_thread(transact)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sa.engine.Connection]:
        try:
            with self.engine.begin() as db:
                yield db
        except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as fault:
            raise HistoryUnavailable(str(fault.orig if hasattr(fault, "orig") else fault)) from fault


@dataclass(frozen=True)
class StoredTail:
    """Prefix and tail as JSON, one string per event."""

    prefix: list[str]
    events: list[str]

    def __len__(self) -> int:
        return len(self.prefix) + len(self.events)


def open_engine(url: str) -> sa.engine.Engine:
    """Opens the database and makes what is missing in it. Raises HistoryUnavailable."""
    is_sqlite = url.startswith("sqlite")
    options: dict[str, Any] = {}
    if is_sqlite:
        path = sa.engine.make_url(url).database
        if path and path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        options["connect_args"] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        # One connection kept open; SQLAlchemy would open the file anew for every transaction.
        options.update(poolclass=sa.pool.QueuePool, pool_size=1, max_overflow=0)
    else:
        # Everything stays in its own schema, where the shop's migrations neither see nor touch it.
        options["connect_args"] = {"options": f"-csearch_path={SCHEMA}"}
        options.update(pool_size=4, max_overflow=4, pool_pre_ping=True)
    engine = sa.create_engine(url, **options)
    if is_sqlite:
        sa.event.listen(engine, "connect", write_ahead)
    try:
        with engine.begin() as db:
            if not is_sqlite:
                db.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            metadata.create_all(db)
    except sa.exc.OperationalError as fault:
        raise HistoryUnavailable(f"the database of conversations does not answer: {fault.orig}") from fault
    return engine


def write_ahead(connection: Any, record: Any) -> None:
    """Readers and the writer do not wait for each other; a power cut may cost the last turn, never the
    file."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def last_saved(db: sa.engine.Connection, sender_id: str) -> int:
    last: int | None = db.execute(
        sa.select(sa.func.max(events.c.id)).where(events.c.sender_id == sender_id)
    ).scalar()
    return last or 0


def first_saved(db: sa.engine.Connection, sender_id: str) -> int:
    first: int = db.execute(
        sa.select(sa.func.min(events.c.id)).where(events.c.sender_id == sender_id)
    ).scalar_one()
    return first


def read_events(db: sa.engine.Connection, sender_id: str, since: int) -> list[Any]:
    query = (
        sa.select(events.c.id, events.c.data)
        .where(events.c.sender_id == sender_id, events.c.id >= since)
        .order_by(events.c.id)
    )
    return list(db.execute(query))


def read_tail(db: sa.engine.Connection, sender_id: str) -> tuple[StoredTail, int, int] | None:
    """Tail, its first id and the last id; a history that Rasa's own store wrote is read from its last
    session."""
    row = db.execute(sa.select(conversations).where(conversations.c.sender_id == sender_id)).first()
    since = row.anchor_id if row else latest_session(db, sender_id)
    rows = read_events(db, sender_id, since)
    if not rows:
        return None
    prefix = json.loads(row.prefix) if row else []
    tail = StoredTail([json.dumps(event) for event in prefix], [found.data for found in rows])
    return tail, rows[0].id, rows[-1].id


def latest_session(db: sa.engine.Connection, sender_id: str) -> int:
    latest = sa.select(sa.func.max(events.c.id)).where(
        events.c.sender_id == sender_id, events.c.type_name == SessionStarted.type_name
    )
    return db.execute(latest).scalar() or 0


def write_conversation(db: sa.engine.Connection, sender_id: str, kept: Kept, prefix: list[Event]) -> None:
    values = {
        "anchor_id": kept.anchor_id,
        "prefix": json.dumps([event.as_dict() for event in prefix], ensure_ascii=False),
    }
    changed = db.execute(
        conversations.update().where(conversations.c.sender_id == sender_id).values(**values)
    )
    if not changed.rowcount:
        db.execute(conversations.insert().values(sender_id=sender_id, **values))


def row_of(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data, ensure_ascii=False),
    }


def lighten(event: Event) -> None:
    """Takes out of a user's message what nobody asks for again: token offsets and the far end of rankings."""
    if not isinstance(event, UserUttered):
        return
    parsed: dict[str, Any] = {
        name: value for name, value in event.parse_data.items() if name != "text_tokens"
    }
    if "intent_ranking" in parsed:
        parsed["intent_ranking"] = parsed["intent_ranking"][:RANKING_KEPT]
    if "response_selector" in parsed:
        parsed["response_selector"] = {
            name: {part: value for part, value in found.items() if part != "ranking"}
            if isinstance(found, dict)
            else found
            for name, found in parsed["response_selector"].items()
        }
    event.parse_data = parsed
