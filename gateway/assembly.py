"""All parts of the gateway, wired once, started and stopped together."""

import asyncio
import secrets
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from florist.db import Sessions
from florist.kit.clock import Clock
from florist.leases import service as leases
from florist.payments import service as payments
from florist.people import service as people
from florist.settings import Settings
from florist.storage.service import Store
from gateway import buttons
from gateway.bot import ShopBot, bot_id, open_bot, public_base
from gateway.delivery import Delivery
from gateway.handle import Handler
from gateway.health import Health
from gateway.identity import RoleCache
from gateway.limits import TURNS_AT_ONCE, Pace
from gateway.metrics import Metrics
from gateway.money import Money
from gateway.polling import poll
from gateway.rasa import RasaClient
from gateway.receive import Receiver
from gateway.refunds import Refunder
from gateway.registration import Registration
from gateway.sender import Sender
from gateway.turns import Turns

log = structlog.get_logger(__name__)
Background = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Gateway:
    """``background``: more work that runs in this process while it lives (jobs, on one machine)."""

    settings: Settings
    sessions: Sessions
    store: Store
    clock: Clock
    bot: ShopBot
    rasa: RasaClient
    metrics: Metrics
    receiver: Receiver
    turns: Turns
    sender: Sender
    refunder: Refunder
    registration: Registration
    health: Health
    webhook_secret: str
    owner: str
    lease: timedelta
    background: list[Background] = field(default_factory=list)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Begin to work; nothing that is away keeps it from starting."""
        async with self.sessions.transaction() as session:
            await people.grant_at_start(
                session, admins=self.settings.admin_ids, trainers=self.settings.trainer_ids
            )
        works: list[Coroutine[Any, Any, None]] = [
            self.registration.run(),
            self.turns.run(),
            self.sender.run(),
            self.refunder.run(),
            self._keep_leases(),
            self._forget_buttons(),
            *(work() for work in self.background),
        ]
        if not self.settings.public_url:
            works.append(self._poll())
        self._tasks = [asyncio.create_task(work) for work in works]

    async def stop(self) -> None:
        """Leave nothing half done that another copy could not take up at once."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.receiver.close()
        async with self.sessions.transaction() as session:
            await leases.give_back_all(session, owner=self.owner)
        await self.rasa.close()
        await self.health.close()
        await self.bot.close_connections()

    async def _poll(self) -> None:
        await self.registration.done.wait()
        await poll(self.bot, self.receiver, self.metrics)

    async def _keep_leases(self) -> None:
        """What this process holds stays with it while it lives."""
        while True:
            await asyncio.sleep(self.lease.total_seconds() / 3)
            try:
                async with self.sessions.transaction() as session:
                    await leases.renew_all(session, owner=self.owner, until=self.clock.now() + self.lease)
            except Exception:
                log.exception("leases_not_renewed")

    async def _forget_buttons(self) -> None:
        while True:
            try:
                async with self.sessions.transaction() as session:
                    await buttons.forget_old(session, self.clock.now())
            except Exception:
                log.exception("buttons_not_forgotten")
            await asyncio.sleep(3600)


def assemble(
    settings: Settings,
    *,
    sessions: Sessions,
    store: Store,
    clock: Clock,
    pace: Pace | None = None,
    lease: timedelta = timedelta(seconds=10),
    turn_seconds: float = 60,
    turns_at_once: int = TURNS_AT_ONCE,
) -> Gateway:
    """Wire the parts; opens no connection. ``lease`` is how long a copy that died keeps the others
    waiting."""
    owner, metrics, bot = uuid.uuid4().hex, Metrics(), open_bot(settings)
    secret = settings.telegram_webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
    rasa = RasaClient(
        settings.rasa_url, settings.channel_secret.get_secret_value(), turn_seconds=turn_seconds
    )
    money = Money(sessions=sessions, bot=bot, clock=clock, metrics=metrics)
    registration = Registration(bot, settings, secret)

    async def invoice(number: int) -> dict[str, Any]:
        async with sessions.transaction() as session:
            return vars(await payments.invoice(session, number, settings=settings, now=clock.now())).copy()

    sender = Sender(
        sessions=sessions,
        delivery=Delivery(bot, bot_id(settings), sessions=sessions, store=store, invoice=invoice),
        clock=clock,
        metrics=metrics,
        owner=owner,
        pace=pace or Pace(),
        public_base=public_base(settings),
        lease=lease,
    )
    handler = Handler(
        sessions=sessions,
        bot=bot,
        rasa=rasa,
        store=store,
        clock=clock,
        zone=ZoneInfo(settings.shop_timezone),
        metrics=metrics,
        money=money,
        roles=RoleCache(),
        bot_username=lambda: registration.username,
    )
    turns = Turns(
        sessions=sessions,
        handler=handler,
        clock=clock,
        metrics=metrics,
        owner=owner,
        poke_chat=sender.poke,
        lease=lease,
        at_once=turns_at_once,
    )
    receiver = Receiver(
        sessions=sessions,
        bot=bot,
        bot_id=bot_id(settings),
        clock=clock,
        metrics=metrics,
        money=money,
        poke_lane=turns.poke,
        poke_chat=sender.poke,
    )
    return Gateway(
        settings=settings,
        sessions=sessions,
        store=store,
        clock=clock,
        bot=bot,
        rasa=rasa,
        metrics=metrics,
        receiver=receiver,
        turns=turns,
        sender=sender,
        refunder=Refunder(sessions=sessions, bot=bot, clock=clock, metrics=metrics, owner=owner),
        registration=registration,
        health=Health(settings, sessions=sessions, rasa=rasa, registration=registration, store=store),
        webhook_secret=secret,
        owner=owner,
        lease=lease,
    )
