"""Clients of this flavour, against a running emulator or against answers made up by the test."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator
from fairlead.hai import AsyncClient
from fairlead.pytest_plugin import EmulatorFactory

ORIGIN = "http://hai.test"
KEY = "hk-" + "s" * 40


@pytest.fixture
def backend(hai_emulator: Emulator) -> Emulator:
    """The emulator behind the clients."""
    return hai_emulator


@pytest.fixture
async def client(backend: Emulator) -> AsyncIterator[AsyncClient]:
    """A client of the emulator; it waits for 10 seconds at most."""
    async with AsyncClient(**backend.options, timeout=10) as client:
        yield client


class Serving(Protocol):
    """Starts an emulator with settings of the test's own, and makes a client of it."""

    async def __call__(self, **settings: Any) -> tuple[Emulator, AsyncClient]: ...


@pytest.fixture
async def serving(fairlead_emulator: EmulatorFactory) -> AsyncIterator[Serving]:
    """Emulators with other settings, and their clients."""
    async with AsyncExitStack() as clients:

        async def start(**settings: Any) -> tuple[Emulator, AsyncClient]:
            emulator = fairlead_emulator("hai", **settings)
            client = AsyncClient(**emulator.options, timeout=10)
            return emulator, await clients.enter_async_context(client)

        yield start


class Answering(Protocol):
    """Makes a client whose requests are answered by a function instead of a server."""

    def __call__(self, answer: Callable[[Any], Any], **options: Any) -> AsyncClient: ...


@pytest.fixture(params=["httpx2", "httpx"])
def library(request: pytest.FixtureRequest) -> Any:
    """Each HTTP library that a user's own client may come from."""
    return importlib.import_module(request.param)


@pytest.fixture
async def answering(library: Any) -> AsyncIterator[Answering]:
    """Clients over both libraries. The function gets the library's request, and returns its response."""
    made: list[Any] = []

    def make(answer: Callable[[Any], Any], **options: Any) -> AsyncClient:
        http_client = library.AsyncClient(transport=library.MockTransport(answer))
        made.append(http_client)
        return AsyncClient(
            **{"base_url": ORIGIN, "api_key": KEY, "http_client": http_client, "max_retries": 0, **options}
        )

    yield make
    for http_client in made:
        await http_client.aclose()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that would have been waited between attempts."""
    waited: list[float] = []

    async def sleep(_port: object, seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("fairlead._async._http.AsyncHttp.wait", sleep)
    return waited
