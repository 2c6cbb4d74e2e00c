"""How long the readers of entities take for one message: python -m benchmarks.entity_readers

Runs in Rasa's environment over the training sentences, half of them to warm the dictionaries as a running bot
does, the other half timed: survey (all readers), then settling for the intent.
"""

from __future__ import annotations

import random
import time
from datetime import datetime
from statistics import quantiles
from zoneinfo import ZoneInfo

import yaml

from rasa_addons.nlu.lexicon import ROOT, LexiconFolder
from rasa_addons.nlu.reading import settle, survey


def sentences() -> list[tuple[str, str]]:
    """(intent, text) of the training data, shuffled the same way every time; entity marks stay in the text."""
    rows = [
        (block["intent"], line.strip()[2:])
        for path in sorted((ROOT / "data" / "nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        if "intent" in block
        for line in block["examples"].splitlines()
        if line.strip().startswith("- ")
    ]
    random.Random(1).shuffle(rows)
    return rows


def main() -> None:
    started = time.perf_counter()
    lexicon = LexiconFolder().current()
    print(f"closed lists loaded in {time.perf_counter() - started:.2f} s")
    now = datetime.now(ZoneInfo("Europe/Moscow"))
    rows = sentences()
    took = []
    for place, (intent, text) in enumerate(rows):
        begun = time.perf_counter()
        seen = survey(text, now, lexicon)
        settle(seen)
        settle(seen, intent)
        if place > len(rows) // 2:
            took.append((time.perf_counter() - begun) * 1000)
    cuts = quantiles(took, n=20)
    print(f"{len(took)} messages: p50 {cuts[9]:.2f} ms, p95 {cuts[18]:.2f} ms")


if __name__ == "__main__":
    main()
