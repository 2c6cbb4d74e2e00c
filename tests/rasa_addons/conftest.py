"""A tiny model, trained once a session, and the real server around it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.version_info < (3, 11):
    from rasa_addons import lean

    lean.install()

BOT = Path(__file__).resolve().parent / "bot"
OTHERS_AGE = [
    # Rasa 3.6 pins libraries of 2022; their deprecations are not ours to mend.
    "ignore::DeprecationWarning",
    "ignore::PendingDeprecationWarning",
    "ignore::sqlalchemy.exc.MovedIn20Warning",
    "ignore::ResourceWarning",
    "ignore::rasa.shared.exceptions.RasaException",
    "ignore:.*:FutureWarning",
]


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
def actions() -> Iterator:
    from tests.rasa_addons.servers import action_server

    with action_server() as server:
        yield server


@pytest.fixture(scope="session")
def rasa(model: Path, actions, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    from tests.rasa_addons.servers import rasa_server

    with rasa_server(model, tmp_path_factory.mktemp("rasa"), actions.url) as server:
        yield server
