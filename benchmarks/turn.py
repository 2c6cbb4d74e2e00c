"""What a turn costs, beside stock Rasa 3.6.21 with its default pipeline and policies on the same bot.

`.venv-rasa/bin/python -m benchmarks.turn [--quick]`: both Rasas are trained on `benchmarks/bots/florist.py`
(kept under `var/bench` until the bot or our pipeline changes), then played turn about, and the ratios
printed. The milliseconds belong to the machine of the day; the ratios are what the targets are about.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from benchmarks import load
from benchmarks.bots import florist

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "var" / "bench"
KINDS = ("question", "button", "form opens", "form answer")
LENGTHS = (10, 100, 500, 2000)
SECRET = "bench"
TRAIN = """
import sys
if {lean}:
    from rasa_addons import lean; lean.install()
from rasa.model_training import train
result = train(domain={bot!r} + "/domain.yml", config={bot!r} + "/" + {config!r}, training_files=[{bot!r} + "/data.yml"],
               output={out!r}, fixed_model_name={name!r}, force_training=True)
sys.exit(result.code)
"""


@dataclass(frozen=True)
class Target:
    """What a figure is held against: at least (or at most) so much."""

    least: float | None = None
    most: float | None = None

    def verdict(self, figure: float) -> str:
        if self.least is not None:
            return f"≥ {self.least:g}: {'met' if figure >= self.least else 'MISSED'}"
        return f"≤ {self.most:g}: {'met' if figure <= (self.most or 0) else 'MISSED'}"


@dataclass
class Report:
    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def add(
        self, what: str, stock: str, ours: str, ratio: float | None = None, target: Target | None = None
    ) -> None:
        shown = "" if ratio is None else f"{ratio:.1f}×"
        self.rows.append(
            (what, stock, ours, shown, target.verdict(ratio) if target and ratio is not None else "")
        )

    def print(self) -> None:
        head = ("", "stock Rasa", "ours", "ratio", "target")
        widths = [max(len(row[column]) for row in [head, *self.rows]) for column in range(5)]
        for row in [head, *self.rows]:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer repetitions: about four minutes on two cores"
    )
    options = parser.parse_args()
    os.chdir(ROOT)
    florist.write(BENCH / "bot")
    models = {name: trained(name) for name in ("stock", "ours")}
    report = Report()
    with action_server() as actions:
        measure_turns(models, actions, report, rounds=6 if options.quick else 20)
        measure_servers(models, actions, report, seconds=5 if options.quick else 15)
    report.print()


def trained(name: str) -> Path:
    """The model, trained unless a former run left the same one."""
    model = BENCH / f"{name}-{florist.fingerprint(BENCH / 'bot', f'{name}.yml')}.tar.gz"
    if model.exists():
        return model
    say(f"training the {name} model …")
    program = TRAIN.format(
        lean=name == "ours", bot=str(BENCH / "bot"), config=f"{name}.yml", out=str(BENCH), name=model.name
    )
    started = time.monotonic()
    with (BENCH / f"train-{name}.log").open("w") as log:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program], stdout=log, stderr=log, check=False
        )
    if done.returncode:
        raise SystemExit(f"training failed, see {log.name}")
    say(f"trained in {time.monotonic() - started:.0f} s")
    return model


def measure_turns(models: dict[str, Path], actions: str, report: Report, *, rounds: int) -> None:
    """Turns of several kinds at several lengths, the two Rasas in turn."""
    with worker("stock", models["stock"], actions) as stock, worker("ours", models["ours"], actions) as ours:
        rasas = {"stock": stock, "ours": ours}
        costs: dict[int, dict[str, float]] = {}
        for length in LENGTHS:
            costs[length] = cpu_of_a_turn(rasas, length, rounds if length < 1000 else max(3, rounds // 3))
            target = {10: Target(least=6), 2000: Target(least=30)}.get(length)
            both = costs[length]
            report.add(
                f"CPU of a turn at {length} events, ms",
                f"{both['stock']:.1f}",
                f"{both['ours']:.1f}",
                both["stock"] / both["ours"],
                target,
            )
            say(f"{length} events: stock {both['stock']:.1f} ms, ours {both['ours']:.1f} ms")
        growth = {name: costs[2000][name] / costs[10][name] for name in rasas}
        report.add(
            "a turn at 2000 events, in turns at 10",
            f"{growth['stock']:.1f}",
            f"{growth['ours']:.2f}",
            growth["ours"],
            Target(most=1.5),
        )
        sizes = {name: largest_call(rasa, actions) for name, rasa in rasas.items()}
        report.add(
            "call to the action server at 2000 events, kB",
            f"{sizes['stock']:.0f}",
            f"{sizes['ours']:.1f}",
            sizes["ours"],
            Target(most=12),
        )
        memory = {name: resident(rasa.process.pid) for name, rasa in rasas.items()}
        report.add(
            "resident memory of the process, MB",
            f"{memory['stock']:.0f}",
            f"{memory['ours']:.0f}",
            memory["stock"] / memory["ours"],
            Target(least=2),
        )


def cpu_of_a_turn(rasas: dict[str, Rasa], length: int, rounds: int) -> dict[str, float]:
    """Mean over the kinds of turn of the median milliseconds of each."""
    costs: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds + 1):
        for kind in KINDS:
            order = list(rasas) if number % 2 else list(reversed(rasas))
            for name in order:
                cost = rasas[name].play(length, kind)["cpu"]
                if number:  # the first round warms up
                    costs.setdefault((name, kind), []).append(cost)
    return {name: statistics.mean(statistics.median(costs[name, kind]) for kind in KINDS) for name in rasas}


def largest_call(rasa: Rasa, actions: str) -> float:
    """Kilobytes of the largest call that a turn in a long conversation makes."""
    requests.get(f"{actions}/largest", timeout=10)
    rasa.play(2000, "button")
    rasa.play(2000, "form answer")
    return float(requests.get(f"{actions}/largest", timeout=10).json()) / 1000


def measure_servers(models: dict[str, Path], actions: str, report: Report, *, seconds: float) -> None:
    """Both servers over HTTP on one worker: requests a second, and four quick messages of one chat."""
    rates: dict[str, list[load.Load]] = {"stock": [], "ours": []}
    queued: dict[str, list[float]] = {}
    cpu: dict[str, list[float]] = {"stock": [], "ours": []}
    with server("stock", models["stock"], actions) as stock, server("ours", models["ours"], actions) as ours:
        speakers = {"stock": load.RestSpeaker(stock.url), "ours": load.SignedSpeaker(ours.url, SECRET)}
        pids = {"stock": stock.pid, "ours": ours.pid}
        for speaker in speakers.values():
            load.run(speaker, senders=4, seconds=2)
        for _ in range(2):
            for name, speaker in speakers.items():
                before = spent(pids[name])
                rates[name].append(load.run(speaker, senders=16, seconds=seconds))
                cpu[name].append((spent(pids[name]) - before) / rates[name][-1].answered)
        for name, speaker in speakers.items():
            queued[name] = load.quick_messages(speaker, count=4)
    fastest = {name: statistics.mean(one.per_second for one in loads) for name, loads in rates.items()}
    latency = {name: statistics.median(one.p95 for one in loads) for name, loads in rates.items()}
    report.add(
        "requests a second, 16 senders, one worker",
        f"{fastest['stock']:.1f}",
        f"{fastest['ours']:.1f}",
        fastest["ours"] / fastest["stock"],
        Target(least=6),
    )
    report.add(
        "p95 of these, ms",
        f"{latency['stock']:.0f}",
        f"{latency['ours']:.0f}",
        latency["stock"] / latency["ours"],
    )
    each = {name: statistics.mean(costs) for name, costs in cpu.items()}
    report.add(
        "CPU of a request over HTTP, ms",
        f"{each['stock']:.1f}",
        f"{each['ours']:.1f}",
        each["stock"] / each["ours"],
    )
    shown = {name: " ".join(f"{one:.0f}" for one in times) for name, times in queued.items()}
    report.add(
        "four quick messages of one chat, ms each",
        shown["stock"],
        shown["ours"],
        queued["ours"][-1] / 1000,
        Target(most=1),
    )


@dataclass(frozen=True)
class Server:
    url: str
    pid: int


@dataclass
class Rasa:
    """A worker process and the line to it."""

    process: subprocess.Popen[str]

    def play(self, events: int, turn: str) -> dict[str, float]:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"events": events, "turn": turn}) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("a worker ended early, see var/bench/worker-*.log")
        told: dict[str, Any] = json.loads(line)
        return told


@contextlib.contextmanager
def worker(name: str, model: Path, actions: str) -> Iterator[Rasa]:
    with (BENCH / f"worker-{name}.log").open("w") as log:
        words = [sys.executable, "-W", "ignore", "-m", "benchmarks.turn_worker", name, str(model), actions]
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=environment(actions),
        )
        rasa = Rasa(process)
        try:
            rasa.answer()
            yield rasa
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextlib.contextmanager
def server(name: str, model: Path, actions: str) -> Iterator[Server]:
    """A running server with that model."""
    port = free_port()
    folder = BENCH / f"server-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    endpoints = (
        (ROOT / "endpoints.yml").read_text().replace("locales: locales", f"locales: {BENCH / 'bot/locales'}")
    )
    (folder / "endpoints.yml").write_text(
        endpoints if name == "ours" else f"action_endpoint:\n  url: {actions}/webhook\n"
    )
    (folder / "credentials.yml").write_text(
        (ROOT / "credentials.yml").read_text() if name == "ours" else "rest:\n"
    )
    words = {
        "ours": ["-m", "rasa_addons.run", "--port", str(port), "--model", str(model)],
        "stock": [
            *("-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port), "-m", str(model)),
            *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
        ],
    }[name]
    with (BENCH / f"server-{name}.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *words],
            cwd=folder,
            stdout=log,
            stderr=log,
            env=environment(actions, folder),
        )
        url = f"http://127.0.0.1:{port}"
        path = "/webhooks/telegram/health" if name == "ours" else "/webhooks/rest/"
        try:
            wait_for(url + path, process)
            yield Server(url, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextlib.contextmanager
def action_server() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.action_stand_in", str(port)], cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/largest", process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def environment(actions: str, folder: Path | None = None) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "LOG_LEVEL": "ERROR",
        "CHANNEL_SECRET": SECRET,
        "ACTIONS_URL": actions,
        "REDIS_URL": "",
        "TRACKER_URL": f"sqlite:///{(folder or BENCH) / 'tracker.db'}",
    }


def wait_for(url: str, process: subprocess.Popen[Any], seconds: float = 600) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(url, timeout=30).status_code == 200:
                return
        time.sleep(0.2)
    raise SystemExit(f"{url} did not answer, see the logs under {BENCH}")


def resident(pid: int) -> float:
    """Megabytes of memory that the process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def spent(pid: int) -> float:
    """Milliseconds of CPU that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 1e3


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
