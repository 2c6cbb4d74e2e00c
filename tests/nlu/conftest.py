"""The real model over messages that nobody who wrote training data has seen.

These tests belong to Rasa's environment: `.venv-rasa/bin/python -m pytest tests/nlu`.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.nlu.scoring import Verdict

collect_ignore_glob: list[str] = []

if importlib.util.find_spec("rasa") is None:
    collect_ignore_glob.append("*")  # the shop's own environment knows nothing of Rasa
else:
    from rasa_addons import lean

    lean.install()


def pytest_configure(config: pytest.Config) -> None:
    """Rasa 3.6 pins libraries of 2022; what those have announced since is not ours to mend."""
    for kind in ("DeprecationWarning", "PendingDeprecationWarning", "FutureWarning", "UserWarning"):
        config.addinivalue_line("filterwarnings", f"ignore::{kind}")
    config.addinivalue_line("filterwarnings", "ignore:Deprecated API features detected")
    config.addinivalue_line("filterwarnings", "ignore:unclosed:ResourceWarning")


@pytest.fixture(scope="session")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """What the current model makes of every held-out message."""
    from tests.nlu.scoring import current_model, judge, read_heldout, unseen

    model = current_model(Path(tmp_path_factory.mktemp("models")))
    return judge(model, unseen(read_heldout()))
