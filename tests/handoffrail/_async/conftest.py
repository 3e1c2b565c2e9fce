"""A client of this flavour, against a running emulator or against answers made up by the test."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator
from fairlead.handoffrail import AsyncHandoffRailClient

KEY = "hr_" + "k" * 43
ORIGIN = "http://handoffrail.test:8080"


@pytest.fixture
def backend(handoffrail_emulator: Emulator) -> Emulator:
    """The emulator behind `client`."""
    return handoffrail_emulator


@pytest.fixture
async def client(backend: Emulator) -> AsyncIterator[AsyncHandoffRailClient]:
    """A client of the emulator; it waits for 10 seconds at most."""
    async with AsyncHandoffRailClient(**backend.options, timeout=10) as client:
        yield client


@pytest.fixture(params=["httpx2", "httpx"])
def library(request: pytest.FixtureRequest) -> Any:
    """Each HTTP library that a user's own client may come from."""
    return importlib.import_module(request.param)


class Answering(Protocol):
    """Makes a client whose requests are answered by a function instead of a server."""

    def __call__(self, answer: Callable[[Any], Any], **options: Any) -> AsyncHandoffRailClient: ...


@pytest.fixture
async def answering(library: Any) -> AsyncIterator[Answering]:
    """Clients over both libraries. The function gets the library's request, and returns its response."""
    made: list[Any] = []

    def make(answer: Callable[[Any], Any], **options: Any) -> AsyncHandoffRailClient:
        http_client = library.AsyncClient(transport=library.MockTransport(answer))
        made.append(http_client)
        return AsyncHandoffRailClient(f"{ORIGIN}/api/v1", KEY, http_client=http_client, **options)

    yield make
    for http_client in made:
        await http_client.aclose()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, which are recorded instead of waited for."""
    pauses: list[float] = []

    async def sleep(_port: object, seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("fairlead._async._http.AsyncHttp.wait", sleep)
    return pauses
