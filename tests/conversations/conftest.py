"""One brain for all conversations; every test is a new person."""

from collections.abc import Iterator

import pytest

from florist.settings import ROOT
from tests.support.conversation import Brain, Talk, brain


@pytest.fixture(scope="session")
def running_brain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brain]:
    if not list((ROOT / "models").glob("*.tar.gz")):
        pytest.skip("no model is trained: make train")
    with brain(tmp_path_factory.mktemp("brain")) as made:
        yield made


@pytest.fixture
def anna(running_brain: Brain) -> Talk:
    """A customer who writes Russian."""
    return running_brain.meet("ru")


@pytest.fixture
def ben(running_brain: Brain) -> Talk:
    """A customer who writes English."""
    return running_brain.meet("en")
