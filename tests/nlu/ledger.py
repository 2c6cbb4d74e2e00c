"""The committed baseline and the ledger of known misses, and the command that brings them up to date.

`.venv-rasa/bin/python -m tests.nlu.ledger` prints the scores and writes both files when nothing got worse; with
`--accept` also when it did, for a change of the held-out messages themselves.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.nlu.scoring import HERE, Verdict, confusions, current_model, judge, read_heldout, scores, unseen

BASELINE = HERE / "baseline.yml"
MISSES = HERE / "misses.yml"
ABOUT_BASELINE = (
    "# Scores of the committed model on heldout*.yml in per cent. `make test` fails below them.\n"
)
ABOUT_MISSES = "# Held-out messages that are misunderstood. The list may only shrink: see ledger.py.\n"


def read_baseline() -> dict[str, float]:
    """Score name -> the least that is accepted."""
    return dict(yaml.safe_load(BASELINE.read_text(encoding="utf-8")) or {}) if BASELINE.exists() else {}


def read_misses() -> dict[str, list[str]]:
    """Text -> what is wrong with it: intent, entities or both."""
    return dict(yaml.safe_load(MISSES.read_text(encoding="utf-8")) or {}) if MISSES.exists() else {}


def misses_of(verdicts: Sequence[Verdict]) -> dict[str, list[str]]:
    """The ledger as it is now."""
    return {
        v.message.text: list(v.misses) for v in sorted(verdicts, key=lambda v: v.message.text) if v.misses
    }


def worse(now: dict[str, float], baseline: dict[str, float]) -> list[str]:
    """A sentence for every score below the baseline."""
    return [
        f"{name}: {now.get(name, 0.0)} is below {least}"
        for name, least in baseline.items()
        if now.get(name, 0.0) < least
    ]


def new_misses(now: dict[str, list[str]], known: dict[str, list[str]]) -> list[str]:
    """Misunderstood now and not in the ledger."""
    return beyond(now, known)


def mended(now: dict[str, list[str]], known: dict[str, list[str]]) -> list[str]:
    """In the ledger and understood now."""
    return beyond(known, now)


def beyond(some: dict[str, list[str]], others: dict[str, list[str]]) -> list[str]:
    """What is wrong in the one list and not in the other, a sentence each."""
    rest = {text: sorted(set(wrong) - set(others.get(text, []))) for text, wrong in some.items()}
    return [f"{text!r}: {', '.join(wrong)}" for text, wrong in rest.items() if wrong]


def write(path: Path, about: str, content: dict[str, Any]) -> None:
    """YAML that people can read and compare."""
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=200, default_flow_style=None)
    path.write_text(about + text, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """The command; 1 when something got worse and was not accepted."""
    from rasa_addons import lean

    lean.install()
    with tempfile.TemporaryDirectory() as scratch:
        verdicts = judge(current_model(Path(scratch)), unseen(read_heldout()))
    now = scores(verdicts)
    for name, value in now.items():
        print(f"{value:6.1f}  {name}")
    if "--confusions" in arguments:
        for meant, understood, times in confusions(verdicts)[:40]:
            print(f"{times:4}  {meant} understood as {understood}")
    fallen = worse(now, read_baseline())
    if fallen and "--accept" not in arguments:
        print("\nNot written:", *fallen, sep="\n  ")
        return 1
    write(BASELINE, ABOUT_BASELINE, now)
    write(MISSES, ABOUT_MISSES, misses_of(verdicts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
