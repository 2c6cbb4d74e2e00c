"""The whole test suite: ours in ``.venv``, Rasa's side and the model in ``.venv-rasa``. ``python -m tests [pytest options]``."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RASA_SIDE = ["tests/rasa_addons", "tests/nlu"]


def main(options: list[str]) -> int:
    """Trains the model if need be, runs both suites, and fails when either did; both always run."""
    train = subprocess.run([ROOT / ".venv-rasa/bin/python", "-m", "rasa_addons.train"], cwd=ROOT)
    if train.returncode:
        return train.returncode
    ignored = [f"--ignore={folder}" for folder in RASA_SIDE]
    ours = subprocess.run([ROOT / ".venv/bin/python", "-m", "pytest", *ignored, *options], cwd=ROOT)
    rasa = subprocess.run([ROOT / ".venv-rasa/bin/python", "-m", "pytest", *RASA_SIDE, *options], cwd=ROOT)
    return ours.returncode or rasa.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
