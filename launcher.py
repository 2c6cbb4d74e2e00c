"""``make run``: prepares what is missing, starts every process, waits until all are ready, and ends them together.

Each process leads a process group of its own, so that its children end with it, and asks Linux to be ended when the
launcher dies, so that nothing is left running even when the launcher is killed.
"""

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent
OURS, RASAS = ROOT / ".venv" / "bin" / "python", ROOT / ".venv-rasa" / "bin" / "python"
LOCAL = ("127.0.0.1", "localhost", "::1")
FREE_MEGABYTES = 500
READY_WITHIN = 240.0
END_WITHIN = 10.0
LAST_LINES = 15
_PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """One sentence that says what to do."""


class Stop(BaseException):
    """Somebody wants us to end."""


@dataclass(frozen=True)
class Part:
    """A process: how it is started, and the address that says it is ready."""

    name: str
    command: list[str]
    port: int
    ready: str


@dataclass
class Running:
    part: Part
    process: "subprocess.Popen[bytes]"
    log: Path


def main() -> int:
    began = time.monotonic()
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, _stop)
    running: list[Running] = []
    try:
        environment = surroundings()
        parts = all_parts(environment)
        check(parts, environment)
        prepare(environment)
        start(parts, environment, running)
        wait_ready(running)
        announce(environment, time.monotonic() - began)
        watch(running)
    except CannotStart as why:
        print(f"\n{why}", file=sys.stderr, flush=True)
        return 1
    except Stop:
        print("\nEnding …", flush=True)
        return 0
    finally:
        end(running)
    return 0


# What there is to work with


def surroundings() -> dict[str, str]:
    """The environment that every process gets: ours, the file ``.env`` below it, the defaults, the secret."""
    from_file = {name: value for name, value in dotenv_values(ROOT / ".env").items() if value is not None}
    environment = {**from_file, **os.environ}
    defaults = {
        "DATA_DIR": str(ROOT / "var"),
        "GATEWAY_PORT": "8000",
        "GATEWAY_HOST": "127.0.0.1",
        "RASA_URL": "http://127.0.0.1:5005",
        "ACTIONS_URL": "http://127.0.0.1:5055",
        "TELEGRAM_API_URL": "http://127.0.0.1:8081",
        "SHOP_TIMEZONE": "Europe/Moscow",
    }
    for name, value in defaults.items():
        environment[name] = environment.get(name) or value
    if has_sandbox(environment):
        # The local Telegram's Ольга runs the shop, so that calling a human can be tried out.
        environment["ADMIN_IDS"] = environment.get("ADMIN_IDS") or "9001"
    environment.setdefault("SANDBOX_DATA", str(Path(environment["DATA_DIR"]) / "sandbox"))
    environment["PYTHONUNBUFFERED"] = "1"
    folder = Path(environment["DATA_DIR"])
    try:
        (folder / "log").mkdir(parents=True, exist_ok=True)
        environment["CHANNEL_SECRET"] = environment.get("CHANNEL_SECRET") or kept_secret(folder / "secret")
    except OSError as fault:
        raise CannotStart(
            f"Nothing can be written into {folder} ({fault.strerror}): set DATA_DIR to a folder of yours."
        ) from None
    return environment


def kept_secret(path: Path) -> str:
    """What the processes know each other by: made once, readable by nobody else."""
    if path.exists():
        known = path.read_text(encoding="ascii").strip()
        if known:
            return known
    made = secrets.token_urlsafe(32)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made)
    return made


def has_sandbox(environment: dict[str, str]) -> bool:
    """Whether Telegram is the local one that we start ourselves."""
    return urlsplit(environment["TELEGRAM_API_URL"]).hostname in LOCAL


def all_parts(environment: dict[str, str]) -> list[Part]:
    rasa, actions = environment["RASA_URL"].rstrip("/"), environment["ACTIONS_URL"].rstrip("/")
    telegram = environment["TELEGRAM_API_URL"].rstrip("/")
    gateway = f"http://127.0.0.1:{environment['GATEWAY_PORT']}"
    ours, rasas = str(OURS), str(RASAS)
    parts = [
        Part("rasa", [rasas, "-m", "rasa_addons.run"], _port(rasa, 5005), f"{rasa}/webhooks/telegram/health"),
        Part("actions", [ours, "-m", "actions"], _port(actions, 5055), f"{actions}/health"),
        Part("gateway", [ours, "-m", "gateway"], _port(gateway, 8000), f"{gateway}/ready"),
    ]
    if has_sandbox(environment):
        port = _port(telegram, 8081)
        command = [ours, "-m", "sandbox", "--port", str(port)]
        parts.insert(0, Part("sandbox", command, port, f"{telegram}/health"))
    return parts


def check(parts: list[Part], environment: dict[str, str]) -> None:
    """Raises :class:`CannotStart` with the first thing that is in the way."""
    for python, what in ((OURS, ".venv"), (RASAS, ".venv-rasa")):
        if not python.exists():
            raise CannotStart(f"The environment {what} is missing: start with `make run`, which makes it.")
    for part in parts:
        if is_taken(part.port):
            raise CannotStart(
                f"Port {part.port}, which {part.name} needs, is taken: end the program that listens there "
                f"(perhaps another `make run`), or set {_setting(part.name)} to another port."
            )
    free = shutil.disk_usage(environment["DATA_DIR"]).free // 2**20
    if free < FREE_MEGABYTES:
        raise CannotStart(
            f"The disk has {free} MB left and at least {FREE_MEGABYTES} MB are needed: free some space."
        )


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _setting(name: str) -> str:
    return {
        "gateway": "GATEWAY_PORT",
        "rasa": "RASA_URL",
        "actions": "ACTIONS_URL",
        "sandbox": "TELEGRAM_API_URL",
    }[name]


def _port(url: str, otherwise: int) -> int:
    try:
        return urlsplit(url).port or otherwise
    except ValueError:
        raise CannotStart(f"{url} is no address with a port: look into .env.") from None


# Preparing and starting


def prepare(environment: dict[str, str]) -> None:
    """The database first: the model knows the products by their names in it."""
    step(
        "shop",
        [str(OURS), "-m", "jobs.prepare"],
        environment,
        "The database or the catalogue could not be prepared",
    )
    step("model", [str(RASAS), "-m", "rasa_addons.train"], environment, "The model could not be trained")


def step(name: str, command: list[str], environment: dict[str, str], failure: str) -> None:
    """Run it to its end, showing what it says. Raises :class:`CannotStart` when it fails."""
    process = launch(command, environment, subprocess.PIPE)
    try:
        assert process.stdout is not None
        for raw in process.stdout:
            tell(name, raw.decode(errors="replace").rstrip())
        process.wait()
    finally:
        if process.poll() is None:
            end([Running(Part(name, command, 0, ""), process, Path(os.devnull))])
    if process.returncode != 0:
        raise CannotStart(f"{failure}; the lines above say why.")


def start(parts: list[Part], environment: dict[str, str], running: list[Running]) -> None:
    for part in parts:
        log = Path(environment["DATA_DIR"]) / "log" / f"{part.name}.log"
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        with log.open("wb") as file:
            running.append(Running(part, launch(part.command, environment, file), log))
        tell(part.name, f"starting (port {part.port}, log {_short(log)})")


def launch(
    command: list[str], environment: dict[str, str], output: int | IO[bytes]
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own programs, named above
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_dies_with(os.getpid()) if sys.platform == "linux" else None,
    )


def _dies_with(launcher: int) -> Callable[[], None]:
    """Between fork and exec: end when the launcher does, even if that was just now."""
    libc = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != launcher:
            os._exit(1)

    return ask


def wait_ready(running: list[Running]) -> None:
    """Until every part answers. Raises :class:`CannotStart` when one ends or takes too long."""
    waiting, began, told = list(running), time.monotonic(), time.monotonic()
    while waiting:
        for one in list(waiting):
            died(one)
            if answers(one.part.ready):
                waiting.remove(one)
                tell(one.part.name, f"ready after {time.monotonic() - began:.1f} s")
        if time.monotonic() - began > READY_WITHIN:
            names = ", ".join(one.part.name for one in waiting)
            raise CannotStart(f"Not ready after {READY_WITHIN:.0f} s: {names}. {last_lines(waiting[0])}")
        if waiting and time.monotonic() - told > 10:
            told = time.monotonic()
            tell("…", "still starting: " + ", ".join(one.part.name for one in waiting))
        time.sleep(0.2)


def answers(url: str) -> bool:
    opener = build_opener(ProxyHandler({}))  # nothing of this machine is behind a proxy
    try:
        with opener.open(url, timeout=4) as answer:
            return bool(answer.status == 200)
    except (HTTPError, URLError, OSError, ValueError):
        return False


def announce(environment: dict[str, str], seconds: float) -> None:
    gateway = f"http://127.0.0.1:{environment['GATEWAY_PORT']}"
    print(f"\nEverything is ready after {seconds:.0f} s.")
    if has_sandbox(environment):
        print(f"  Chat        {environment['TELEGRAM_API_URL'].rstrip('/')}/")
    print(f"  Gateway     {gateway}  (/health, /ready, /metrics)")
    print(f"  Logs        {_short(Path(environment['DATA_DIR']) / 'log')}/")
    print("Ctrl-C ends it all.", flush=True)


def watch(running: list[Running]) -> None:
    """Until one ends by itself: then all end, and it is told which and why."""
    while True:
        for one in running:
            died(one)
        time.sleep(0.5)


def died(one: Running) -> None:
    code = one.process.poll()
    if code is not None:
        how = f"by signal {-code}" if code < 0 else f"with code {code}"
        raise CannotStart(f"{one.part.name} ended {how}, so everything ends. {last_lines(one)}")


def last_lines(one: Running) -> str:
    lines = one.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    said = "\n".join(f"    {line[:400]}" for line in lines)
    return f"The last lines of {_short(one.log)}:\n{said}"


# Ending


def end(running: list[Running]) -> None:
    """Ask every group to end, wait, then insist. Nothing of ours is left."""
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, signal.SIG_IGN)
    for one in running:
        _signal_group(one, signal.SIGTERM)
    deadline = time.monotonic() + END_WITHIN
    for one in running:
        try:
            one.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            tell(one.part.name, "does not end, ending it by force")
    for one in running:
        _signal_group(one, signal.SIGKILL)  # also what a process left behind in its group
        one.process.wait()


def _signal_group(one: Running, wanted: signal.Signals) -> None:
    try:
        os.killpg(one.process.pid, wanted)  # the leader's id names the group
    except (ProcessLookupError, PermissionError):
        return


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stop


def tell(name: str, line: str) -> None:
    print(f"{name:>8} | {line}", flush=True)


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    raise SystemExit(main())
