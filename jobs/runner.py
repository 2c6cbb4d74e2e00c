"""The worker: claims errands one by one, keeps the schedules, and outlives the fault of any of them."""

import asyncio
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog

from florist.bootstrap import Shop
from florist.errands import service as errands
from florist.errands.service import Errand
from florist.errors import FloristError
from florist.leases import service as leases
from jobs.handlers import HANDLERS, Handler
from jobs.schedules import SCHEDULES, Schedule

log = structlog.get_logger(__name__)
LOOK_EVERY = 1.0
# Longer than the slowest errand may take: until then a claimed one is nobody else's.
LEASE = timedelta(minutes=5)
TRIES = 5
HANDS = 3


class Runner:
    """``HANDS`` errands at a time, so that a slow picture does not hold up the rest."""

    def __init__(
        self,
        shop: Shop,
        *,
        handlers: Mapping[str, Handler] = HANDLERS,
        schedules: Sequence[Schedule] = SCHEDULES,
    ) -> None:
        self._shop = shop
        self._handlers = handlers
        self._schedules = schedules
        self._owner = uuid.uuid4().hex

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            for _ in range(HANDS):
                group.create_task(self._errands())
            for schedule in self._schedules:
                group.create_task(self._keep(schedule))

    async def one(self) -> bool:
        """Do the next errand that is due; false when there is none."""
        async with self._shop.reading() as session:
            if not await errands.is_due(session, self._shop.clock.now()):
                return False
        async with self._shop.transaction() as session:
            errand = await errands.claim(session, owner=self._owner, now=self._shop.clock.now(), lease=LEASE)
        if errand is None:
            return False
        with structlog.contextvars.bound_contextvars(correlation_id=errand.correlation_id):
            await self._do(errand)
        return True

    async def due(self, schedule: Schedule) -> bool:
        """Run the schedule unless another process did within its time; false when one did."""
        now = self._shop.clock.now()
        async with self._shop.transaction() as session:
            name, until = f"schedule:{schedule.name}", now + schedule.every
            if not await leases.take(session, name, owner=uuid.uuid4().hex, now=now, until=until):
                return False
        await schedule.run(self._shop)
        return True

    async def _errands(self) -> None:
        while True:
            try:
                while await self.one():
                    pass
            except Exception:
                log.exception("errands_failed")
            await asyncio.sleep(LOOK_EVERY)

    async def _keep(self, schedule: Schedule) -> None:
        while True:
            try:
                await self.due(schedule)
            except Exception:
                log.exception("schedule_failed", schedule=schedule.name)
            await asyncio.sleep(schedule.every.total_seconds())

    async def _do(self, errand: Errand) -> None:
        handler = self._handlers.get(errand.kind)
        try:
            if handler is None:
                raise LookupError(f"nobody knows how to do {errand.kind}")
            async with asyncio.timeout(LEASE.total_seconds() - 10):
                await handler(self._shop, errand)
        except Exception as fault:
            await self._failed(errand, fault)
        else:
            async with self._shop.transaction() as session:
                await errands.finish(session, errand.id)
            log.info("errand_done", kind=errand.kind, errand=errand.id)

    async def _failed(self, errand: Errand, fault: Exception) -> None:
        error = fault.code if isinstance(fault, FloristError) else type(fault).__name__
        log.error("errand_failed", kind=errand.kind, tries=errand.tries, error=error, exc_info=fault)
        async with self._shop.transaction() as session:
            if errand.tries >= TRIES or isinstance(fault, LookupError):
                await errands.give_up(session, errand.id, error=error)
            else:
                pause = timedelta(seconds=5 * 3 ** (errand.tries - 1))
                await errands.try_again(session, errand.id, at=self._shop.clock.now() + pause, error=error)
