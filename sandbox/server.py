"""Serving: a uvicorn that lets waiting requests go before it closes."""

import socket

import uvicorn

from sandbox.app import create_app
from sandbox.clock import Clock
from sandbox.core import Sandbox
from sandbox.settings import SandboxSettings


class Server(uvicorn.Server):
    sandbox: Sandbox

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.sandbox.release()
        await super().shutdown(sockets)


def make_server(settings: SandboxSettings, clock: Clock | None = None) -> Server:
    app = create_app(settings, clock)
    server = Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3, ws="none")
    )
    server.sandbox = app.state.sandbox
    return server


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(256)
    except OSError:
        listener.close()
        raise
    return listener
