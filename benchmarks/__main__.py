"""`make bench`: every bench in the environment it needs, one after the other; all tables at the end.

`.venv/bin/python -m benchmarks [--quick | --full] [--only NAME …]`. Quick is the default: about ten minutes on two cores
(the first run trains what it compares with, which takes longer). Exits with 1 when a bench crashed; a missed target is
told in its table.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from florist.settings import ROOT

OURS, RASAS = ROOT / ".venv" / "bin" / "python", ROOT / ".venv-rasa" / "bin" / "python"
LOGS = ROOT / "var" / "bench" / "log"
TOLD = 20  # lines of a crash


@dataclass(frozen=True)
class Bench:
    """A module of this folder, the Python it runs in, and its arguments when quick and when full."""

    name: str
    python: Path
    about: str
    quick: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    may_miss: bool = False
    """Whether its exit code 1 says that a target was missed, which its table tells anyway."""

    def command(self, *, full: bool) -> list[str]:
        return [str(self.python), "-m", f"benchmarks.{self.name}", *(self.full if full else self.quick)]


BENCHES = (
    Bench("baseline", OURS, "an empty FastAPI call", quick=("--quick",)),
    Bench("painter", OURS, "a bouquet of 25 stems", quick=("--quick",), may_miss=True),
    Bench("catalogue", OURS, "a page of the catalogue by wish", quick=("--quick",)),
    Bench("entity_readers", RASAS, "the readers of entities"),
    Bench("nlu", RASAS, "understanding, beside Rasa's default pipeline", quick=("--messages", "200")),
    Bench("hwu", RASAS, "the general pipeline on HWU64", full=("--full",), may_miss=True),
    Bench("turn", RASAS, "a turn, beside stock Rasa", quick=("--quick",)),
    Bench("town", OURS, "a whole turn through the sandbox", quick=("--quick",)),
)


@dataclass(frozen=True)
class Result:
    """What a bench printed, and the code it ended with."""

    bench: Bench
    code: int
    printed: str
    seconds: float
    log: Path

    @property
    def crashed(self) -> bool:
        return self.code != 0 and not (self.bench.may_miss and self.code == 1 and bool(self.printed.strip()))


Runner = Callable[[Bench, list[str], Path], tuple[int, str]]


def run(bench: Bench, command: list[str], log: Path) -> tuple[int, str]:
    """Its exit code and what it printed; what it complained of goes to ``log``."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with log.open("w", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,
        )
        try:
            printed, _ = process.communicate()
        finally:
            if process.poll() is None:  # we are told to end: so is it, and what it started
                os.killpg(process.pid, signal.SIGINT)
                try:
                    process.wait(40)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, printed


def chosen(names: Sequence[str]) -> list[Bench]:
    """The named benches in their usual order; all without names."""
    return [bench for bench in BENCHES if not names or bench.name in names]


def run_all(benches: Sequence[Bench], *, full: bool, runner: Runner = run) -> list[Result]:
    """One after the other, telling which; a crash of one does not keep the rest from running."""
    LOGS.mkdir(parents=True, exist_ok=True)
    results = []
    for number, bench in enumerate(benches, start=1):
        say(f"{number} of {len(benches)}: {bench.name}, {bench.about} …")
        began, log = time.monotonic(), LOGS / f"{bench.name}.log"
        code, printed = runner(bench, bench.command(full=full), log)
        result = Result(bench, code, printed, time.monotonic() - began, log)
        say(f"    {'CRASHED' if result.crashed else 'done'} after {result.seconds:.0f} s")
        results.append(result)
    return results


def report(results: Sequence[Result]) -> str:
    """All tables; of a crash, its last words."""
    return "\n\n".join(_section(result) for result in results)


def _section(result: Result) -> str:
    head = f"== {result.bench.name}: {result.bench.about} ({result.seconds:.0f} s)"
    if not result.crashed:
        return f"{head}\n{result.printed.strip()}"
    said = result.log.read_text(encoding="utf-8", errors="replace") if result.log.exists() else ""
    last = "\n".join((result.printed + said).splitlines()[-TOLD:])
    return f"{head}\nCRASHED with code {result.code}; its last lines:\n{last}"


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="few repetitions (the default)")
    size.add_argument("--full", action="store_true", help="many, and Rasa's default pipeline trained anew")
    names = [bench.name for bench in BENCHES]
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help=f"of {', '.join(names)}"
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    try:
        results = run_all(chosen(options.only or ()), full=options.full)
    except KeyboardInterrupt:
        say("Ended early.")
        return 130
    print(report(results))
    return 1 if any(result.crashed for result in results) else 0


if __name__ == "__main__":
    raise SystemExit(main())
