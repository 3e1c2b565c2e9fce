"""Servers for what no proper server does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.happy.socket_server import SocketServer


@pytest.fixture
def socket_server() -> Iterator[SocketServer]:
    """A Socket.IO server that does what the test says."""
    server = SocketServer()
    yield server
    server.stop()
