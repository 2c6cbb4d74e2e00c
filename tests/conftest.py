"""For every suite, in both environments: nobody reaches the network, and where nothing may be skipped, nothing is."""

import ipaddress
import os
import socket
from typing import Any

import pytest

SKIP_NOTHING = "TESTS_SKIP_NOTHING"
_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


class NetworkTouched(RuntimeError):
    """A test tried to reach another machine."""


def _check(address: Any) -> None:
    if not isinstance(address, tuple):
        return  # a socket of this machine's file system
    host = address[0]
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    if not local:
        raise NetworkTouched(f"a test tried to reach {host}: stand-ins live on loopback")


def _guarded_connect(self: socket.socket, address: Any) -> None:
    _check(address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    _check(address)
    return _connect_ex(self, address)


def pytest_configure(config: pytest.Config) -> None:
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[method-assign]


def pytest_unconfigure(config: pytest.Config) -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if os.environ.get(SKIP_NOTHING) and skipped:
        reporter.write_line(
            f"{SKIP_NOTHING} is set and {skipped} tests were skipped (reasons below).", red=True
        )
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
