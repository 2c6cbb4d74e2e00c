"""The Sanic application around one Rasa agent. Import it only after `lean.install()`."""

from __future__ import annotations

import asyncio
import logging
import warnings
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import register
from rasa.core.lock_store import LockStore
from rasa.core.run import create_http_input_channels
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from rasa_addons import cures
from rasa_addons.cures import connections
from rasa_addons.run import TURN_SECONDS, freeze_garbage
from rasa_addons.version import require_rasa

logger = logging.getLogger("rasa_addons")


class WrongEndpoints(RuntimeError):
    """endpoints.yml names a store that cannot be loaded; Rasa would quietly take one that forgets
    everything."""


def serve(model: Path, *, host: str, port: int, workers: int = 1) -> None:
    """Runs until told to stop. Raises SystemExit(1) with a sentence in the log when the model cannot be
    loaded."""
    require_rasa(__name__)
    app = application(model)
    app.run(host=host, port=port, workers=workers, access_log=False, motd=False)
    if getattr(app.ctx, "fault", None) is not None:
        raise SystemExit(1)


def application(
    model: Path, *, credentials: str = "credentials.yml", endpoints: str = "endpoints.yml"
) -> Sanic:
    """The server without its socket; loads the model once it runs."""
    cures.install()
    app = Sanic("florist_rasa", configure_logging=False)
    app.config.RESPONSE_TIMEOUT = TURN_SECONDS
    app.config.KEEP_ALIVE_TIMEOUT = 60
    app.ctx.agent = None
    app.ctx.fault = None
    register(create_http_input_channels(None, credentials), app, route="/webhooks/")

    @app.listener("after_server_start")
    async def start_loading(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        # Aside, so that the health route answers meanwhile.
        app.add_task(take_agent(app, model, endpoints))

    @app.listener("before_server_stop")
    async def hang_up(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        await connections.close()

    return app


async def take_agent(app: Sanic, model: Path, endpoints: str) -> None:
    try:
        agent = await asyncio.to_thread(load_agent, model, AvailableEndpoints.read_endpoints(endpoints))
    except Exception as fault:
        app.ctx.fault = fault
        logger.critical("Rasa cannot start with %s: %s", model, fault, exc_info=True)
        app.stop()
        return
    freeze_garbage()
    app.ctx.agent = agent
    logger.info("Rasa is ready with %s", model.name)


def load_agent(model: Path, endpoints: AvailableEndpoints) -> Agent:
    """An agent with our stores and words. Raises whatever is wrong with the model, and WrongEndpoints."""
    with warnings.catch_warnings():
        # Rasa says "not found, using the one in memory" as a mere warning.
        warnings.filterwarnings("error", message=".*not found.*Using.*instead")
        try:
            store = TrackerStore.create(endpoints.tracker_store)
            lock_store = LockStore.create(endpoints.lock_store)
        except UserWarning as warned:
            raise WrongEndpoints(str(warned)) from warned
    agent = Agent(
        generator=endpoints.nlg,
        tracker_store=store,
        lock_store=lock_store,
        action_endpoint=endpoints.action,
    )
    # Rasa's wrapper answers a failed read with an empty conversation; ours says so and the gateway tries
    # again.
    agent.tracker_store = store
    agent.load_model(model)
    return agent
