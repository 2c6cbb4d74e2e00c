"""Stars on their way back: asked for by ``florist.payments``, sent by the only process that speaks with
Telegram."""

import asyncio
from datetime import timedelta

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from florist.db import Sessions
from florist.kit.clock import Clock
from florist.leases import service as leases
from florist.payments import refunds
from gateway.metrics import Metrics

log = structlog.get_logger(__name__)
LOOK_EVERY = 5.0
_LEASE = "refunds"


class Refunder:
    """One copy of the gateway at a time sends refunds; a refund that was sent before counts as sent."""

    def __init__(self, *, sessions: Sessions, bot: Bot, clock: Clock, metrics: Metrics, owner: str) -> None:
        self._sessions = sessions
        self._bot = bot
        self._clock = clock
        self._metrics = metrics
        self._owner = owner

    async def run(self) -> None:
        while True:
            try:
                await self.once()
            except Exception:
                log.exception("refunds_failed")
            await asyncio.sleep(LOOK_EVERY)

    async def once(self) -> int:
        """Send what is due; returns how many were confirmed."""
        async with self._sessions.reading() as session:
            waiting = await refunds.due(session)
        if not waiting or not await self._ours():
            return 0
        return sum([await self._send(refund) for refund in waiting])

    async def _ours(self) -> bool:
        now = self._clock.now()
        async with self._sessions.transaction() as session:
            return await leases.take(
                session, _LEASE, owner=self._owner, now=now, until=now + timedelta(seconds=30)
            )

    async def _send(self, refund: refunds.DueRefund) -> bool:
        try:
            await self._bot.refund_star_payment(refund.user_id, refund.charge_id)
        except BadRequest as refusal:
            if "CHARGE_ALREADY_REFUNDED" not in refusal.message:
                await self._failed(refund, refusal.message)
                return False
        except TelegramError as fault:
            await self._failed(refund, fault.message)
            return False
        async with self._sessions.transaction() as session:
            await refunds.sent(session, refund.id, now=self._clock.now())
        log.info("refunded", order=refund.order_number, refund=refund.id)
        return True

    async def _failed(self, refund: refunds.DueRefund, error: str) -> None:
        self._metrics.failures.labels("refund").inc()
        log.error("refund_refused", refund=refund.id, reason=error)
        async with self._sessions.transaction() as session:
            await refunds.failed(session, refund.id, error)
