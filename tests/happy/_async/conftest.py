"""Clients of this flavour, against an emulator whose agents do what they are told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from fairlead.emulator import Emulator
from fairlead.happy import HappyClient
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
async def client(backend: Emulator) -> AsyncIterator[HappyClient]:
    """A client of the emulator's account; it waits for 10 seconds at most."""
    async with HappyClient(**backend.options, timeout=10, retry_delay=0.01) as client:
        yield client


@pytest.fixture
async def stranger(backend: Emulator) -> AsyncIterator[HappyClient]:
    """A client with the account's token and the secret of another one."""
    _, secret_b64 = backend.run(backend.backend.make_account)
    options = {**backend.options, "secret_b64": secret_b64}
    async with HappyClient(**options, timeout=10) as client:
        yield client


@pytest.fixture
async def machine_id(backend: Emulator) -> str:
    """The machine of the account, whose daemon is connected."""
    return backend.backend.machine_id


@pytest.fixture
async def session_id(client: HappyClient, machine_id: str) -> str:
    """A session with an agent."""
    return await client.spawn_session(machine_id, "/repo")


@pytest.fixture
async def quiet(client: HappyClient) -> str:
    """A session without an agent."""
    return (await client.create_session("quiet", {"path": "/repo", "host": "box"})).id
