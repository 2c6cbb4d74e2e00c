"""A tiny model, trained once a session, and the real server around it.

These tests belong to Rasa's environment: `.venv-rasa/bin/python -m pytest tests/rasa_addons`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rasa_addons.servers import ActionServer, RasaServer

BOT = Path(__file__).resolve().parent / "bot"
collect_ignore_glob: list[str] = []

if importlib.util.find_spec("rasa") is None:
    # The shop's own environment knows nothing of Rasa.
    collect_ignore_glob.append("*")
else:
    from rasa_addons import lean

    lean.install()

    from tests.rasa_addons.services import (  # noqa: F401  (fixtures)
        postgresql_port,
        postgresql_url,
        redis_server,
        redis_url,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Rasa 3.6 pins libraries of 2022; what those have announced since is not ours to mend."""
    for kind in ("DeprecationWarning", "PendingDeprecationWarning", "FutureWarning", "UserWarning"):
        config.addinivalue_line("filterwarnings", f"ignore::{kind}")
    config.addinivalue_line("filterwarnings", "ignore:Deprecated API features detected")
    config.addinivalue_line("filterwarnings", "ignore:unclosed:ResourceWarning")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bot under tests/rasa_addons/bot, trained."""
    from rasa.model_training import train

    folder = tmp_path_factory.mktemp("model")
    result = train(
        domain=str(BOT / "domain.yml"),
        config=str(BOT / "config.yml"),
        training_files=[str(BOT / "data.yml")],
        output=str(folder),
        force_training=True,
    )
    return Path(result.model)


@pytest.fixture(scope="session")
def actions() -> Iterator[ActionServer]:
    from tests.rasa_addons.servers import action_server

    with action_server() as server:
        yield server


@pytest.fixture(scope="session")
def rasa(
    model: Path, actions: ActionServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RasaServer]:
    from tests.rasa_addons.servers import rasa_server

    with rasa_server(model, tmp_path_factory.mktemp("rasa"), actions.url) as server:
        yield server
