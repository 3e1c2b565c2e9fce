# Made from tests/happy/_async/conftest.py by `nox -s regenerate`: edit that one.
"""Clients of this flavour, against an emulator whose agents do what they are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fairlead.emulator import Emulator
from fairlead.happy import SyncHappyClient
from tests.happy.agents import obedient, picky


@pytest.fixture(scope="session")
def server() -> Iterator[Emulator]:
    """The emulator that all tests of a worker share. It gives up calls soon."""
    with Emulator(
        "happy", agent=obedient, spawn=picky, rpc_grace_seconds=0.1, rpc_disconnect_seconds=0.1
    ) as emulator:
        yield emulator


@pytest.fixture
def backend(server: Emulator) -> Iterator[Emulator]:
    """The emulator behind the clients, as new."""
    yield server
    server.reset()


@pytest.fixture
def client(backend: Emulator) -> Iterator[SyncHappyClient]:
    """A client of the emulator's account; it waits for 10 seconds at most."""
    with SyncHappyClient(**backend.options, timeout=10, retry_delay=0.01) as client:
        yield client


@pytest.fixture
def stranger(backend: Emulator) -> Iterator[SyncHappyClient]:
    """A client with the account's token and the secret of another one."""
    _, secret_b64 = backend.run(backend.backend.make_account)
    options = {**backend.options, "secret_b64": secret_b64}
    with SyncHappyClient(**options, timeout=10) as client:
        yield client


@pytest.fixture
def machine_id(backend: Emulator) -> str:
    """The machine of the account, whose daemon is connected."""
    return backend.backend.machine_id


@pytest.fixture
def session_id(client: SyncHappyClient, machine_id: str) -> str:
    """A session with an agent."""
    return client.spawn_session(machine_id, "/repo")


@pytest.fixture
def quiet(client: SyncHappyClient) -> str:
    """A session without an agent."""
    return (client.create_session("quiet", {"path": "/repo", "host": "box"})).id
