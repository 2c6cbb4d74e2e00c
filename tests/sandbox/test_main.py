"""Starting the sandbox: only here, and only where nobody sits already."""

import pytest

from sandbox.__main__ import main
from sandbox.server import listen
from sandbox.settings import is_loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::"])
def test_refuses_any_address_but_this_machines_own(host: str, capsys) -> None:
    assert main(["--host", host]) == 2

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "loopback only" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_knows_this_machines_own_names(host: str) -> None:
    assert is_loopback(host)


def test_a_taken_port_is_said_in_one_sentence(capsys) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]

        assert main(["--port", str(port)]) == 1

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"cannot listen on port {port}" in said
