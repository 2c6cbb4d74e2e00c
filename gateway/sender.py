"""The outbox on its way to Telegram: in order per chat, chats side by side.

A message is *sending* from before the call until Telegram's answer is written down. Telegram offers
no key by which a repeated send could be recognised, so a crash in exactly that moment leaves a doubt: we
send again, because a doubled sentence is a smaller harm than a lost one. Edits, taking keyboards away and
invoices (one is open per order) can be repeated without harm. Every other crash loses nothing and doubles
nothing."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from florist.db import Sessions
from florist.errors import FloristError
from florist.kit.clock import Clock
from florist.kit.words import knows, say
from florist.leases import service as leases
from florist.outbox import service as outbox
from florist.outbox.service import Outgoing, Sent
from florist.people import service as people
from gateway import buttons, keyboards
from gateway.delivery import Delivery
from gateway.limits import Pace
from gateway.metrics import Metrics
from gateway.workers import Workers, survives

log = structlog.get_logger(__name__)
Act = Callable[[AsyncSession], Awaitable[None]]
GIVE_UP_AFTER = timedelta(hours=24)
LOOK_EVERY = 0.5
_GONE = ("chat not found", "user not found", "peer_id_invalid")


@dataclass(frozen=True)
class Ready:
    """A letter with its keyboard made, and the message it replaces."""

    outgoing: Outgoing
    markup: InlineKeyboardMarkup | None
    edits: Sent | None


class Sender:
    """``owner`` names this process among its copies; ``lease`` is how long a dead one keeps others
    waiting."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        delivery: Delivery,
        clock: Clock,
        metrics: Metrics,
        owner: str,
        pace: Pace,
        public_base: str | None,
        lease: timedelta = timedelta(seconds=10),
    ) -> None:
        self._sessions = sessions
        self._delivery = delivery
        self._clock = clock
        self._metrics = metrics
        self._owner = owner
        self._pace = pace
        self._public_base = public_base
        self._lease = lease
        self.workers: Workers[int] = Workers("send", self._chat)

    async def run(self) -> None:
        """Look for letters that others (actions, jobs) wrote, until cancelled."""
        self.workers.open()
        try:
            while True:
                with survives("outbox_look_failed"):
                    async with self._sessions.reading() as session:
                        chats = await outbox.waiting_chats(session, self._clock.now())
                    for chat_id in chats:
                        self.poke(chat_id)
                await asyncio.sleep(LOOK_EVERY)
        finally:
            await self.workers.stop()

    def poke(self, chat_id: int) -> None:
        """There may be something to say in this chat."""
        self.workers.poke(chat_id)

    async def _chat(self, chat_id: int) -> None:
        with survives("sending_failed", chat_id=chat_id):
            ready = await self._begin(chat_id)
            try:
                while ready is not None:
                    await self._pace.wait(chat_id)
                    with structlog.contextvars.bound_contextvars(
                        correlation_id=ready.outgoing.correlation_id
                    ):
                        ready = await self._attempt(ready)
            except BaseException:
                await self._conclude(chat_id, go_on=False)
                raise

    async def _begin(self, chat_id: int) -> Ready | None:
        """The chat's first letter, and the chat with it; ``None`` when there is none or others send it."""
        async with self._sessions.transaction() as session:
            now = self._clock.now()
            name, until = f"send:{chat_id}", now + self._lease
            if not await leases.take(session, name, owner=self._owner, now=now, until=until):
                return None
            return await self._next(session, chat_id)

    async def _next(self, session: AsyncSession, chat_id: int) -> Ready | None:
        """The next letter, made ready; or the chat is given back in the same transaction."""
        waiting = await outbox.next_letter(session, chat_id)
        if waiting is not None and waiting.next_at <= self._clock.now():
            return await self._prepare(session, waiting)
        await leases.give_back(session, f"send:{chat_id}", owner=self._owner)
        return None

    async def _conclude(self, chat_id: int, *acts: Act, go_on: bool = True) -> Ready | None:
        """Write down what became of a letter and take up the next one, or give the chat back: at one stroke."""
        async with self._sessions.transaction() as session:
            for act in acts:
                await act(session)
            if go_on:
                return await self._next(session, chat_id)
            await leases.give_back(session, f"send:{chat_id}", owner=self._owner)
            return None

    async def _prepare(self, session: AsyncSession, outgoing: Outgoing) -> Ready:
        """In one transaction: the letter is on its way, and its buttons have meanings."""
        now = self._clock.now()
        await outbox.mark_sending(session, outgoing.id)
        markup = keyboards.inline(
            outgoing.letter,
            lambda button: buttons.make(
                session, chat_id=outgoing.chat_id, outbox_id=outgoing.id, button=button, now=now
            ),
            self._public_base,
        )
        edits = None
        if outgoing.menu and not outgoing.fresh:
            edits = await outbox.menu_to_edit(session, outgoing.chat_id, outgoing.menu)
        return Ready(outgoing, markup, edits)

    async def _attempt(self, ready: Ready) -> Ready | None:
        """Send it; gives what the chat goes on with."""
        outgoing = ready.outgoing
        try:
            with self._metrics.send_seconds.time():
                message_id, edited = await self._deliver(ready)
        except RetryAfter as wait:
            seconds = wait.retry_after
            pause = seconds if isinstance(seconds, timedelta) else timedelta(seconds=seconds)
            self._metrics.failures.labels("telegram_429").inc()
            return await self._put_off(outgoing, pause, "429", surely_unsent=True)
        except Forbidden as refusal:
            return await self._unreachable(outgoing, refusal.message)
        except BadRequest as refusal:
            return await self._refused(outgoing, refusal)
        except NetworkError as fault:
            self._metrics.failures.labels("telegram_away").inc()
            return await self._put_off(outgoing, self._pause(outgoing), type(fault).__name__)
        except TelegramError as fault:
            self._metrics.failures.labels("telegram_other").inc()
            return await self._put_off(outgoing, self._pause(outgoing), fault.message)
        except FloristError as refusal:
            return await self._say_refusal(outgoing, refusal)
        kind = str(outgoing.letter.get("kind", "text"))
        self._metrics.sent.labels(kind).inc()
        log.info("sent", kind=kind, chat_id=outgoing.chat_id, edited=edited, outbox_id=outgoing.id)
        return await self._settle(ready, message_id, edited)

    async def _deliver(self, ready: Ready) -> tuple[int | None, bool]:
        outgoing = ready.outgoing
        if ready.edits is not None and await self._delivery.edit(
            outgoing.chat_id, ready.edits, outgoing.letter, ready.markup
        ):
            return ready.edits.message_id, True
        return await self._delivery.send(outgoing.chat_id, outgoing.letter, ready.markup), False

    async def _settle(self, ready: Ready, message_id: int | None, edited: bool) -> Ready | None:
        outgoing = ready.outgoing
        retired: list[Sent] = []

        async def sent(session: AsyncSession) -> None:
            await outbox.mark_sent(session, outgoing.id, message_id, self._clock.now())
            if not outgoing.menu:
                return
            old = ready.edits or await outbox.menu_to_retire(
                session, outgoing.chat_id, outgoing.menu, outgoing.id
            )
            if old is not None:
                await outbox.forget_menu(session, old.id)
                await buttons.retire(session, old.id)
                retired.append(old)

        following = await self._conclude(outgoing.chat_id, sent)
        if not edited:
            for old in retired:
                with contextlib.suppress(
                    TelegramError
                ):  # its tokens are retired: buttons that stay do no harm
                    await self._delivery.take_buttons(outgoing.chat_id, old.message_id)
        return following

    async def _put_off(
        self, outgoing: Outgoing, pause: timedelta, error: str, *, surely_unsent: bool = False
    ) -> Ready | None:
        now = self._clock.now()
        log.warning("send_put_off", seconds=pause.total_seconds(), reason=error, outbox_id=outgoing.id)
        if now - outgoing.created_at > GIVE_UP_AFTER:
            return await self._conclude(
                outgoing.chat_id, lambda session: outbox.mark_failed(session, outgoing.id, error)
            )
        return await self._conclude(
            outgoing.chat_id,
            lambda session: outbox.put_off(
                session, outgoing.id, now + pause, error, surely_unsent=surely_unsent
            ),
            go_on=False,
        )

    async def _unreachable(self, outgoing: Outgoing, reason: str) -> Ready | None:
        self._metrics.failures.labels("unreachable").inc()

        async def forget(session: AsyncSession) -> None:
            await people.mark_unreachable(session, outgoing.chat_id)
            dropped = await outbox.drop_chat(session, outgoing.chat_id, reason)
            log.info("unreachable", chat_id=outgoing.chat_id, dropped=dropped)

        return await self._conclude(outgoing.chat_id, forget, go_on=False)

    async def _refused(self, outgoing: Outgoing, refusal: BadRequest) -> Ready | None:
        if any(word in refusal.message.lower() for word in _GONE):
            return await self._unreachable(outgoing, refusal.message)
        self._metrics.failures.labels("telegram_refused").inc()
        log.error("letter_refused", reason=refusal.message, outbox_id=outgoing.id)
        if outgoing.letter.get("kind") == "invoice":
            # Somebody wants to pay and sees nothing: that is for the operator to mend, and for us to own up to.
            return await self._explain(outgoing, refusal.message, "gateway-invoice-failed")
        return await self._conclude(
            outgoing.chat_id, lambda session: outbox.mark_failed(session, outgoing.id, refusal.message)
        )

    async def _say_refusal(self, outgoing: Outgoing, refusal: FloristError) -> Ready | None:
        """An invoice that cannot be made any more (paid, expired): the customer hears why instead."""
        return await self._explain(outgoing, refusal.code, f"error-{refusal.code}", **refusal.details)

    async def _explain(self, outgoing: Outgoing, reason: str, message: str, **values: Any) -> Ready | None:
        """The letter cannot be sent; the person is told so with these words, or the general ones."""

        async def explain(session: AsyncSession) -> None:
            await outbox.mark_failed(session, outgoing.id, reason)
            language = (await people.person(session, outgoing.chat_id)).language
            words = message if knows(language, message) else "gateway-failed"
            await outbox.post(
                session,
                chat_id=outgoing.chat_id,
                letters=[{"kind": "text", "text": say(language, words, **values)}],
                key=f"refusal:{outgoing.id}",
                correlation_id=outgoing.correlation_id,
            )

        return await self._conclude(outgoing.chat_id, explain)

    @staticmethod
    def _pause(outgoing: Outgoing) -> timedelta:
        return timedelta(seconds=min(60, 2 ** min(outgoing.tries, 6)))
