"""Payments pass here and nowhere else: answered and recorded from the database, never behind the model."""

import asyncio
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from florist.db import Sessions
from florist.errors import FloristError
from florist.inbox import service as inbox
from florist.inbox.service import Item
from florist.kit.clock import Clock
from florist.kit.words import knows, say
from florist.outbox import service as outbox
from florist.payments import service as payments
from florist.payments.service import Charge, PreCheckout
from gateway.identity import language_of
from gateway.metrics import Metrics
from gateway.updates import Incoming

log = structlog.get_logger(__name__)
# Telegram waits ten seconds for the answer; what is left after a slow database still reaches it.
_TRIES, _PAUSE = 3, 0.5


class Money:
    """The Telegram side of ``florist.payments``."""

    def __init__(self, *, sessions: Sessions, bot: Bot, clock: Clock, metrics: Metrics) -> None:
        self._sessions = sessions
        self._bot = bot
        self._clock = clock
        self._metrics = metrics

    async def answer_pre_checkout(self, item: Item, incoming: Incoming) -> None:
        """Yes when the order, its owner, the amount and the hold are as the database says; else a human
        no."""
        query = incoming.content
        refusal: str | None = None
        try:
            async with self._sessions.transaction() as session:
                await payments.pre_checkout(session, _question(incoming), now=self._clock.now())
        except FloristError as no:
            refusal = await self._why(incoming, no.code, no.details)
            log.info("pre_checkout_refused", code=no.code, correlation_id=item.correlation_id)
        except Exception:
            self._metrics.failures.labels("pre_checkout").inc()
            log.exception("pre_checkout_failed", correlation_id=item.correlation_id)
            refusal = await self._why(incoming, "general", {})
        await self._answer(str(query.get("id", "")), refusal)
        async with self._sessions.transaction() as session:
            await inbox.mark_done(session, item.id)

    async def record(self, item: Item, incoming: Incoming) -> dict[str, Any]:
        """Write the charge down once and keep what the dialogue is to hear of it; safe to repeat."""
        assert incoming.sender is not None  # a message without a person was ignored
        async with self._sessions.transaction() as session:
            known = await inbox.resolution(session, item.id)
            if known is not None:  # the receiver and a worker of the lane may both be here
                return known
            recorded = await payments.record(session, _charge(incoming), now=self._clock.now())
            resolved: dict[str, Any] = {"kind": "event", "intent": "", "entities": [], "title": ""}
            number = recorded.order.number if recorded.order else None
            if recorded.refund is not None:
                await self._say_it_goes_back(session, item, incoming, number)
            elif not recorded.duplicate:
                resolved["intent"] = "payment_succeeded"
                resolved["entities"] = [{"entity": "order_number", "value": number}]
            await inbox.resolve(session, item.id, resolved)
        log.info(
            "payment",
            order=number,
            duplicate=recorded.duplicate,
            refund=recorded.refund,
            correlation_id=item.correlation_id,
        )
        return resolved

    async def _say_it_goes_back(
        self, session: AsyncSession, item: Item, incoming: Incoming, number: int | None
    ) -> None:
        """A second payment of a paid order, or one that came too late: the customer hears of it at once."""
        assert incoming.chat_id is not None  # a payment comes as a message of a private chat
        language = await language_of(session, incoming)
        amount = {
            "money": int(incoming.content["total_amount"]),
            "currency": str(incoming.content["currency"]),
        }
        words = say(language, "gateway-payment-goes-back", amount=amount, number=str(number or "—"))
        await outbox.post(
            session,
            chat_id=incoming.chat_id,
            letters=[{"kind": "text", "text": words}],
            key=f"refund-word:{item.id}",
            correlation_id=item.correlation_id,
        )

    async def _answer(self, query_id: str, refusal: str | None) -> None:
        for attempt in range(_TRIES):
            try:
                await self._bot.answer_pre_checkout_query(query_id, ok=refusal is None, error_message=refusal)
            except BadRequest as late:
                log.warning("pre_checkout_too_late", reason=late.message)
            except TelegramError as fault:
                log.warning("pre_checkout_answer_failed", reason=fault.message, attempt=attempt)
                await asyncio.sleep(_PAUSE)
                continue
            return
        self._metrics.failures.labels("pre_checkout_unanswered").inc()

    async def _why(self, incoming: Incoming, code: str, details: dict[str, object]) -> str:
        async with self._sessions.reading() as session:
            language = await language_of(session, incoming)
        words = f"error-{code}" if knows(language, f"error-{code}") else "gateway-pre-checkout-failed"
        return say(language, words, plain=True, **details)


def _question(incoming: Incoming) -> PreCheckout:
    query = incoming.content
    return PreCheckout(
        user_id=incoming.sender.id if incoming.sender else 0,
        payload=str(query.get("invoice_payload", "")),
        currency=str(query.get("currency", "")),
        total_amount=int(query.get("total_amount") or 0),
    )


def _charge(incoming: Incoming) -> Charge:
    paid = incoming.content
    return Charge(
        user_id=incoming.sender.id if incoming.sender else 0,
        payload=str(paid.get("invoice_payload", "")),
        currency=str(paid["currency"]),
        total_amount=int(paid["total_amount"]),
        charge_id=str(paid["telegram_payment_charge_id"]),
        provider_charge_id=str(paid.get("provider_payment_charge_id", "")),
    )
