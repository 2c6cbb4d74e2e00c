"""How fast a message is understood, beside Rasa's default pipeline: `.venv-rasa/bin/python -m benchmarks.nlu`.

Both models in one process, the same messages, the order alternated. The default pipeline is trained on a part of
our data (every intent kept) for a few epochs and kept under var/bench: neither changes how long a message takes, and
the smaller vocabulary is to its advantage. Training time and memory are measured in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "bench"
SENTENCES = 1_500
"""As many as the sample that Rasa's pipeline was first measured on; its training takes minutes even so."""


def training_rows() -> list[Any]:
    """(text, intent, spans) of data/nlu, through Rasa's own reader."""
    from rasa.shared.importers.importer import TrainingDataImporter

    importer = TrainingDataImporter.load_from_dict({}, None, None, [str(ROOT / "data" / "nlu")])
    return [
        (
            e.get("text"),
            e.get("intent_response_key") or e.get("intent"),
            [(x["start"], x["end"], x["entity"]) for x in e.get("entities") or []],
        )
        for e in importer.get_nlu_data().intent_examples
    ]


def default_model(epochs: int, *, again: bool) -> Path:
    """The default pipeline's model, trained now, or before, on the data as it was then."""
    from benchmarks.default_pipeline import default_config, write_project

    path = KEPT / f"default-pipeline-{epochs}.tar.gz"
    if again or not path.exists():
        from rasa.model_training import train_nlu

        rows = training_rows()
        rows = rows[:: max(1, len(rows) // SENTENCES)]
        print(
            f"training Rasa's default pipeline on {len(rows)} sentences, {epochs} epochs (once)", flush=True
        )
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as scratch:
            config, domain, data = write_project(Path(scratch), default_config(epochs), rows)
            started = time.process_time()
            train_nlu(config, data, str(KEPT), fixed_model_name=path.name, domain=domain)
            spent = {"cpu": time.process_time() - started, "sentences": len(rows), "epochs": epochs}
        path.with_suffix(".json").write_text(json.dumps(spent), encoding="utf-8")
    return path


def our_model() -> Path:
    """The current model, trained by its own command when the sources changed."""
    from rasa_addons.train import model_path

    for nlu_only in (False, True):
        path = model_path(ROOT, ROOT / "models", nlu_only=nlu_only)
        if path.exists():
            return path
    subprocess.run(
        [sys.executable, "-m", "rasa_addons.train", "--nlu", "--output", str(KEPT)], cwd=ROOT, check=True
    )
    return model_path(ROOT, KEPT, nlu_only=True)


def quiet() -> None:
    """Only what the bench says itself."""
    import logging

    import structlog

    warnings.filterwarnings("ignore")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.disable(logging.WARNING)


def parsers(default: Path, ours: Path) -> dict[str, Any]:
    """name -> agent; the default with stock Rasa's graph runner, ours with our own as in production."""
    from rasa.core.agent import Agent

    agents = {"default": Agent.load(str(default)), "ours, stock runner": Agent.load(str(ours))}
    from rasa_addons.cures import graph

    graph.install()
    agents["ours"] = Agent.load(str(ours))
    return agents


async def interleaved(agents: dict[str, Any], messages: list[str]) -> dict[str, list[float]]:
    """Milliseconds of every parse, the order of the agents alternated."""
    from rasa.core.channels.channel import UserMessage

    spent: dict[str, list[float]] = {name: [] for name in agents}
    for number, text in enumerate(messages):
        names = list(agents)
        for name in names if number % 2 else reversed(names):
            message = UserMessage(text, metadata={"sent_at": "2026-11-20T12:00:00+03:00", "roles": []})
            started = time.perf_counter()
            await agents[name].processor.parse_message(message)
            spent[name].append(1000 * (time.perf_counter() - started))
    return spent


def unlike_training(count: int) -> list[str]:
    """Messages that no cache has seen: training sentences with noise, seeded."""
    from rasa_addons.nlu.augment import augmented

    rows = training_rows()
    random.Random(7).shuffle(rows)
    return [text for _, text, _ in augmented([(t, i) for t, i, _ in rows[:count]], copies=1, seed=99)]


def centile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def memory_of(model: Path, *, lean: bool) -> tuple[float, float]:
    """(resident MB, seconds until loaded) of a process that holds this model."""
    flag = ["--lean"] if lean else []
    command = [sys.executable, "-m", "benchmarks.nlu", "--hold", str(model), *flag]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()[
        -1
    ]
    megabytes, seconds = json.loads(said)
    return megabytes, seconds


def hold(model: Path, *, lean: bool) -> None:
    """Load a model, parse once, say how much memory that takes."""
    import asyncio

    started = time.perf_counter()
    if lean:
        from rasa_addons import lean as without_tensorflow

        without_tensorflow.install()
    quiet()
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    agent = Agent.load(str(model))
    asyncio.run(agent.processor.parse_message(UserMessage("букет из 15 роз")))
    # Not ru_maxrss: a child inherits its parent's peak.
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    megabytes = pages * resource.getpagesize() / 2**20
    print(json.dumps([round(megabytes), round(time.perf_counter() - started, 1)]))


def training_of_ours() -> tuple[float, float]:
    """(seconds, CPU seconds) of the understanding's training, from nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-m", "rasa_addons.train", "--nlu", "--force", "--output", scratch]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """The table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=3, help="of the default pipeline")
    parser.add_argument("--again", action="store_true", help="train the default pipeline again")
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--hold", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--lean", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.chdir(ROOT)
    if options.hold:
        hold(options.hold, lean=options.lean)
        return 0
    import asyncio

    quiet()
    ours, default = our_model(), default_model(options.epochs, again=options.again)
    agents = parsers(default, ours)
    messages = unlike_training(options.messages)
    asyncio.run(interleaved(agents, messages[:20]))
    spent = asyncio.run(interleaved(agents, messages[20:]))
    base = centile(spent["default"], 0.5)
    print(f"\nUnderstanding one message, {len(messages) - 20} messages, interleaved in one process (ms)")
    for name, values in spent.items():
        p50 = centile(values, 0.5)
        print(
            f"  {name:20} p50 {p50:6.2f}   p95 {centile(values, 0.95):6.2f}   {base / p50:4.1f} times as fast"
        )
    print("Memory and load, a process each")
    for name, model, lean in (("default", default, False), ("ours", ours, True)):
        megabytes, seconds = memory_of(model, lean=lean)
        print(f"  {name:20} {megabytes:6.0f} MB   {seconds:5.1f} s until the first message is understood")
    wall, cpu = training_of_ours()
    kept = json.loads(default.with_suffix(".json").read_text(encoding="utf-8"))
    print("Training")
    print(f"  {'ours':20} {wall:6.0f} s, {cpu:.0f} s of CPU, on all sentences")
    print(
        f"  {'default':20} {kept['cpu']:6.0f} s of CPU for {kept['epochs']} of 100 epochs on {kept['sentences']} sentences"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
