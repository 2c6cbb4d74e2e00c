"""The machine of the day: an empty FastAPI call over loopback, served by a process of its own.

`.venv/bin/python -m benchmarks.baseline [--quick]`. Other benches measure it in their own run and print their figures
beside it: a slow or busy machine slows both.
"""

import argparse
import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import uvicorn
from fastapi import FastAPI

from benchmarks.figures import Latency, table
from florist.settings import ROOT
from tests.support.processes import free_port, stop

CALLS = 600
WARMING = 50


def application() -> FastAPI:
    """One route that answers nothing of interest."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/")
    async def nothing() -> dict[str, str]:
        return {}

    return app


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of the empty application. Raises ``RuntimeError`` when it does not start."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.baseline", "--serve", str(port)], cwd=ROOT, start_new_session=True
    )
    try:
        _wait(process, url)
        yield url
    finally:
        stop(process)


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(url, timeout=5, trust_env=False)
            return
        time.sleep(0.1)
    raise RuntimeError("the empty application did not start")


def measure(url: str, calls: int = CALLS) -> Latency:
    """One call after the other on one kept connection."""
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        for _ in range(min(WARMING, calls)):
            client.get("/")
        spent = []
        for _ in range(calls):
            began = time.perf_counter()
            client.get("/").raise_for_status()
            spent.append((time.perf_counter() - began) * 1000)
    return Latency.of(spent)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer calls")
    parser.add_argument("--serve", type=int, metavar="PORT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        uvicorn.run(application(), host="127.0.0.1", port=options.serve, log_level="error", access_log=False)
        return 0
    with served() as url:
        print(table("The machine's baseline", [], measure(url, CALLS if options.quick else 5 * CALLS)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
