"""One running sandbox: its parts, wired together."""

import asyncio
from dataclasses import dataclass, field

import httpx

from sandbox.clock import Clock, SystemClock
from sandbox.faults import Faults
from sandbox.flood import FloodGate
from sandbox.media import MediaStore
from sandbox.queries import Queries
from sandbox.settings import SandboxSettings
from sandbox.stars import StarLedger
from sandbox.updates import Updates
from sandbox.world import World


@dataclass
class Sandbox:
    settings: SandboxSettings
    clock: Clock
    world: World
    updates: Updates
    media: MediaStore
    queries: Queries
    stars: StarLedger
    faults: Faults
    flood: FloodGate
    http: httpx.AsyncClient
    tasks: "set[asyncio.Task[None]]" = field(default_factory=set)

    def release(self) -> None:
        """Let every waiting request finish: the sandbox is closing."""
        self.updates.close()
        self.world.feed.close()


def build(settings: SandboxSettings, clock: Clock | None = None) -> Sandbox:
    time = clock or SystemClock()
    world = World(settings, time)
    return Sandbox(
        settings=settings,
        clock=time,
        world=world,
        updates=Updates(world),
        media=MediaStore(settings.data),
        queries=Queries(time),
        stars=StarLedger(),
        faults=Faults(),
        flood=FloodGate(settings, time),
        # Webhooks and media stand on this machine: a proxy from the environment would only be in the way.
        http=httpx.AsyncClient(timeout=httpx.Timeout(70.0, connect=5.0), trust_env=False),
    )
