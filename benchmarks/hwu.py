"""The general part of the pipeline on text that nobody here wrote: `.venv-rasa/bin/python -m benchmarks.hwu <sample>`.

`sample` is a JSON file with train, test and out-of-scope parts of HWU64 (Liu et al. 2019, CC BY 4.0); by default
../shared/data/nlu/hwu64-sample.json. Rasa's default pipeline scores what was recorded for this very split; `--full`
trains it again instead (a hundred epochs, about twenty minutes).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.default_pipeline import default_config, general_config, write_project
from benchmarks.nlu import ROOT, quiet

SAMPLE = ROOT.parent / "shared" / "data" / "nlu" / "hwu64-sample.json"
RECORDED = {"intents": 87.6, "entities": 57.3}
"""rasa 3.6.21, `rasa init` pipeline, 100 epochs, trained on this split: per cent right, strict entity F1."""
FEWER_ERRORS = 0.85


def spans(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    """(start, end, entity) of a sample row or of a parse."""
    return [(e["start"], e["end"], e["entity"]) for e in row["entities"]]


def score(config: dict[str, Any], sample: dict[str, Any]) -> dict[str, float]:
    """Train on the sample's train part, score its test part."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as scratch:
        rows = [(row["text"], row["intent"], spans(row)) for row in sample["train"]]
        files = write_project(Path(scratch), config, rows)
        started = time.process_time()
        model = train_nlu(files[0], files[2], scratch, domain=files[1])
        spent = time.process_time() - started
        agent = Agent.load(str(model))

    async def parse_all() -> list[Any]:
        return [await agent.processor.parse_message(UserMessage(row["text"])) for row in sample["test"]]

    parsed = asyncio.run(parse_all())
    right = found = wanted = same = 0
    for row, got in zip(sample["test"], parsed, strict=True):
        ranking = [r["name"] for r in got["intent_ranking"] if r["name"] != "nlu_fallback"]
        right += (ranking[0] if ranking else got["intent"]["name"]) == row["intent"]
        ours, theirs = set(spans(got)), set(spans(row))
        same, found, wanted = same + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return {
        "intents": 100 * right / len(parsed),
        "entities": 200 * same / max(1, found + wanted),
        "training": spent,
    }


def main() -> int:
    """The table; 1 when the general part is not as much better as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sample", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--full", action="store_true", help="train Rasa's default pipeline, too")
    options = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.chdir(ROOT)
    if not options.sample.exists():
        print(f"No sample at {options.sample}: give its path.")
        return 0
    if not options.full:
        from rasa_addons import lean

        lean.install()
    quiet()
    sample = json.loads(options.sample.read_text(encoding="utf-8"))
    ours = score(general_config(), sample)
    default = score(default_config(100), sample) if options.full else dict(RECORDED)
    errors = (100 - ours["intents"]) / (100 - default["intents"])
    origin = "trained now" if options.full else "recorded"
    print(f"\nHWU64 sample, {len(sample['test'])} test messages")
    print(
        f"  Rasa's default ({origin}): intents {default['intents']:.1f} %, entity F1 {default['entities']:.1f}"
    )
    print(
        f"  ours, general part: intents {ours['intents']:.1f} %, entity F1 {ours['entities']:.1f}, "
        f"{ours['training']:.0f} s of CPU to train"
    )
    print(f"  {errors:.2f} of the default's intent errors (at most {FEWER_ERRORS})")
    return 0 if errors <= FEWER_ERRORS and ours["entities"] >= default["entities"] else 1


if __name__ == "__main__":
    sys.exit(main())
