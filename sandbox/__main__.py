"""`python -m sandbox [--host 127.0.0.1] [--port 8081]`"""

import argparse
import asyncio
import contextlib
import sys

from sandbox.server import listen, make_server
from sandbox.settings import SandboxSettings, is_loopback


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped. Returns 2 for an address that is not this machine's own, 1 for a taken port."""
    settings = SandboxSettings()
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="A Telegram on this machine alone."
    )
    parser.add_argument("--host", default=settings.host)
    parser.add_argument("--port", type=int, default=settings.port)
    given = parser.parse_args(arguments)
    if not is_loopback(given.host):
        print(
            "The sandbox is a development tool and listens on loopback only: "
            f"use 127.0.0.1, not {given.host}.",
            file=sys.stderr,
        )
        return 2
    host = "127.0.0.1" if given.host.casefold() == "localhost" else given.host.strip("[]")
    try:
        listener = listen(host, given.port)
    except (OSError, OverflowError) as error:
        print(
            f"The sandbox cannot listen on port {given.port} ({error.args[-1]}): "
            "free it, or set SANDBOX_PORT.",
            file=sys.stderr,
        )
        return 1
    address = f"http://{given.host}:{listener.getsockname()[1]}"
    print(f"Sandbox Telegram: chat at {address}/, Bot API at {address}/bot{settings.token}/", flush=True)
    server = make_server(settings)
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn passes Ctrl-C on once it has closed
        asyncio.run(server.serve(sockets=[listener]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
