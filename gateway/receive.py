"""The first moment of an update: stored once, answered at once where Telegram or money cannot wait."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot
from telegram.error import TelegramError

from florist.db import Sessions
from florist.inbox import service as inbox
from florist.inbox.service import Item
from florist.kit.clock import AT_ONCE, Clock
from florist.kit.words import say
from florist.outbox import service as outbox
from gateway import buttons, limits, updates
from gateway.identity import language_of
from gateway.metrics import Metrics
from gateway.money import Money
from gateway.updates import Incoming

log = structlog.get_logger(__name__)
# The receiver answers such a query itself; only if it died over it, a worker does.
MONEY_ANSWERS_WITHIN = timedelta(seconds=4)
_UNLIMITED = frozenset({"payment", "pre_checkout", "member", "event"})


class Receiver:
    """``poke_lane`` and ``poke_chat`` wake the workers of turns and of the outbox."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        bot: Bot,
        bot_id: int,
        clock: Clock,
        metrics: Metrics,
        money: Money,
        poke_lane: Callable[[str], None],
        poke_chat: Callable[[int], None],
    ) -> None:
        self._sessions = sessions
        self._bot = bot
        self._bot_id = bot_id
        self._clock = clock
        self._metrics = metrics
        self._money = money
        self._poke_lane = poke_lane
        self._poke_chat = poke_chat
        self._background: set[asyncio.Task[None]] = set()

    async def receive(self, raw: Any, *, wait_for_money: bool) -> None:
        """When this returns, the update is kept. ``wait_for_money``: a pre-checkout query is answered before
        returning (a webhook request may wait for it; the poll loop must not). Raises ``NotAnUpdate``."""
        incoming = updates.read(raw)
        if incoming.kind == "ignored":
            self._metrics.updates.labels("ignored").inc()
            return
        item, answer = await self._keep(incoming)
        if item is None:
            self._metrics.duplicates.inc()
            return
        self._metrics.updates.labels(incoming.kind).inc()
        log.info(
            "update", kind=incoming.kind, update_id=incoming.update_id, correlation_id=item.correlation_id
        )
        if incoming.kind == "callback":
            query_id = str(incoming.content.get("id", ""))
            self._soon(self._answer_callback(query_id, answer, await self._language(incoming)))
        if incoming.kind == "pre_checkout":
            settled = self._money.answer_pre_checkout(item, incoming)
            await settled if wait_for_money else self._soon(settled)
            return
        if incoming.kind == "payment":
            await self._record(item, incoming)
        if incoming.chat_id is not None and item.state == "limited":
            self._poke_chat(incoming.chat_id)
        self._poke_lane(item.lane)

    async def close(self) -> None:
        """Let what was begun end."""
        await asyncio.gather(*self._background, return_exceptions=True)

    async def _keep(self, incoming: Incoming) -> tuple[Item | None, str | None]:
        """One transaction: the update, what its button means, and whether it is one too many. The second
        value is the word of what a tap is answered with, if with anything."""
        now = self._clock.now()
        async with self._sessions.transaction() as session:
            item = await inbox.store(
                session,
                bot_id=self._bot_id,
                update_id=incoming.update_id,
                lane=_lane(incoming),
                kind=incoming.kind,
                body=incoming.raw,
                chat_id=incoming.chat_id,
                user_id=incoming.sender.id if incoming.sender else None,
                now=now,
                due=now + MONEY_ANSWERS_WITHIN if incoming.kind == "pre_checkout" else AT_ONCE,
            )
            if item is None:
                return None, None
            if await self._is_too_many(session, incoming, item):
                await inbox.mark_done(session, item.id, state="limited")
                return item, "gateway-limit-personal"
            if incoming.kind != "callback":
                return item, None
            return item, await self._resolve(session, incoming, item)

    async def _resolve(self, session: AsyncSession, incoming: Incoming, item: Item) -> str | None:
        """Decide once what the tap means; a crash later does not use the button twice."""
        assert incoming.sender is not None  # a callback without a person was ignored
        tap = await buttons.tap(
            session,
            token=str(incoming.content.get("data") or ""),
            chat_id=incoming.chat_id,
            user_id=incoming.sender.id,
            now=self._clock.now(),
        )
        if isinstance(tap, str):
            await inbox.mark_done(session, item.id, error=f"button {tap}")
            self._metrics.failures.labels(f"button_{tap}").inc()
            return f"gateway-button-{tap}"
        await inbox.resolve(
            session,
            item.id,
            {"kind": "button", "intent": tap.intent, "entities": tap.entities, "title": tap.title},
        )
        return None

    async def _is_too_many(self, session: AsyncSession, incoming: Incoming, item: Item) -> bool:
        if incoming.kind in _UNLIMITED or incoming.sender is None or incoming.chat_id is None:
            return False
        since = self._clock.now() - limits.MINUTE
        worked_on, refused = await inbox.recent(session, incoming.sender.id, since)
        if worked_on <= limits.MESSAGES_A_MINUTE:
            return False
        self._metrics.limited.labels("personal").inc()
        if not refused:  # said once, then quiet until the minute is over
            language = await language_of(session, incoming)
            await outbox.post(
                session,
                chat_id=incoming.chat_id,
                letters=[{"kind": "text", "text": say(language, "gateway-limit-personal")}],
                key=f"limit:{item.id}",
                correlation_id=item.correlation_id,
            )
        return True

    async def _record(self, item: Item, incoming: Incoming) -> None:
        """Written down before the update is confirmed; if that fails now, the worker of the lane does it."""
        try:
            await self._money.record(item, incoming)
        except Exception:
            self._metrics.failures.labels("payment_record").inc()
            log.exception("payment_not_recorded_yet", correlation_id=item.correlation_id)

    async def _answer_callback(self, query_id: str, word: str | None, language: str) -> None:
        text = say(language, word, plain=True) if word else None
        with contextlib.suppress(TelegramError):  # too late is too late: only a spinner
            await self._bot.answer_callback_query(query_id, text=text, show_alert=False)

    async def _language(self, incoming: Incoming) -> str:
        async with self._sessions.reading() as session:
            return await language_of(session, incoming)

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


def _lane(incoming: Incoming) -> str:
    if incoming.kind == "pre_checkout":
        return f"money:{str(incoming.content.get('id', ''))[:64]}"
    return inbox.chat_lane(incoming.chat_id or 0)
