"""The supervisor: what it says before it starts, and that nothing is left when it ends, however it ends.

The processes here are small real ones in place of the bot's; the supervisor itself is the real program."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import launcher
from florist.settings import ROOT
from launcher import CannotStart, Part

# Serves "ready" on its port, starts a child of its own, writes both ids down, and lives until it is ended.
LONG_LIVED = """
import http.server, os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print("born", os.getpid(), child.pid, flush=True)
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *words): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()
"""
SHORT_LIVED = """
import sys
print("the vase is broken", flush=True)
sys.exit(3)
"""
SUPERVISOR = """
import sys
sys.path.insert(0, sys.argv[1])
import launcher
from launcher import Part
port, programs = int(sys.argv[2]), sys.argv[3:]
launcher.prepare = lambda environment: None
launcher.check = lambda parts, environment: None
launcher.all_parts = lambda environment: [
    Part(f"part{n}", [sys.executable, "-c", program, str(port + n)], port + n, f"http://127.0.0.1:{port + n}/")
    for n, program in enumerate(programs)
]
raise SystemExit(launcher.main())
"""


def free_ports(count: int) -> int:
    """The first of ``count`` neighbouring free ports."""
    for first in range(20000, 60000, count):
        if not any(launcher.is_taken(first + n) for n in range(count)):
            return first
    raise AssertionError("no free ports")


@contextmanager
def supervisor(folder: Path, *programs: str) -> "Iterator[subprocess.Popen[str]]":
    environment = {**os.environ, "DATA_DIR": str(folder), "GATEWAY_PORT": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(ROOT), str(free_ports(len(programs))), *programs],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=folder,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def read_until(process: "subprocess.Popen[str]", words: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def born(folder: Path, name: str) -> list[int]:
    """The process and its child, from its log."""
    words = (folder / "log" / f"{name}.log").read_text().split()
    return [int(words[1]), int(words[2])]


def gone(pid: int) -> bool:
    """Waits in the kernel until the process is no more."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(descriptor):
        readable, _, _ = select.select([descriptor], [], [], 15)
    return bool(readable)


class TestEnding:
    @pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM])
    def test_on_request_leaves_nothing_running(self, tmp_path: Path, wanted: signal.Signals) -> None:
        with supervisor(tmp_path, LONG_LIVED, LONG_LIVED) as process:
            read_until(process, "Ctrl-C ends it all")
            children = born(tmp_path, "part0") + born(tmp_path, "part1")

            process.send_signal(wanted)

            assert process.wait(timeout=20) == 0
            assert all(gone(pid) for pid in children)

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
    def test_by_force_ends_the_processes_too(self, tmp_path: Path) -> None:
        with supervisor(tmp_path, LONG_LIVED) as process:
            read_until(process, "Ctrl-C ends it all")
            leader, child = born(tmp_path, "part0")

            process.kill()

            assert gone(leader)
            os.kill(child, signal.SIGKILL)  # a grandchild is its parent's to end; ours do

    def test_follows_when_one_process_dies_and_says_which_and_why(self, tmp_path: Path) -> None:
        with supervisor(tmp_path, LONG_LIVED, SHORT_LIVED) as process:
            said = read_until(process, "the vase is broken")

            assert process.wait(timeout=20) == 1
            assert "part1 ended with code 3" in said
            assert all(gone(pid) for pid in born(tmp_path, "part0"))


class TestChecks:
    def test_name_the_taken_port_and_what_to_do(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as busy:
            port = busy.getsockname()[1]
            with pytest.raises(CannotStart, match=f"Port {port}.*RASA_URL"):
                launcher.check([Part("rasa", [], port, "")], {"DATA_DIR": str(tmp_path)})

    def test_name_the_missing_environment(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(launcher, "RASAS", tmp_path / "nowhere" / "python")

        with pytest.raises(CannotStart, match=r"\.venv-rasa.*make run"):
            launcher.check([], {"DATA_DIR": str(tmp_path)})

    def test_name_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(launcher, "FREE_MEGABYTES", 10**12)

        with pytest.raises(CannotStart, match="free some space"):
            launcher.check([], {"DATA_DIR": str(tmp_path)})


class TestSurroundings:
    @pytest.fixture(autouse=True)
    def _alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(launcher, "ROOT", tmp_path)
        for name in ("CHANNEL_SECRET", "DATA_DIR", "TELEGRAM_API_URL", "GATEWAY_PORT"):
            monkeypatch.delenv(name, raising=False)

    def test_hold_a_secret_that_stays_and_nobody_else_can_read(self, tmp_path: Path) -> None:
        first, second = launcher.surroundings(), launcher.surroundings()

        assert len(first["CHANNEL_SECRET"]) >= 32
        assert first["CHANNEL_SECRET"] == second["CHANNEL_SECRET"]
        assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600

    def test_read_the_file_below_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / ".env").write_text("GATEWAY_PORT=8100\nSHOP_TIMEZONE=Asia/Almaty\n")
        monkeypatch.setenv("GATEWAY_PORT", "8200")

        environment = launcher.surroundings()

        assert environment["GATEWAY_PORT"] == "8200"
        assert environment["SHOP_TIMEZONE"] == "Asia/Almaty"

    @pytest.mark.parametrize(
        ("url", "names"),
        [
            ("http://127.0.0.1:8081", ["sandbox", "rasa", "actions", "gateway"]),
            ("https://api.telegram.org", ["rasa", "actions", "gateway"]),
        ],
    )
    def test_have_a_sandbox_only_where_telegram_is_local(
        self, url: str, names: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TELEGRAM_API_URL", url)

        parts = launcher.all_parts(launcher.surroundings())

        assert [part.name for part in parts] == names
