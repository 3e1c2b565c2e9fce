# Made from tests/hai/_async/conftest.py by `nox -s regenerate`: edit that one.
"""Clients of this flavour, against a running emulator or against answers made up by the test."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator
from fairlead.hai import Client
from fairlead.pytest_plugin import EmulatorFactory

ORIGIN = "http://hai.test"
KEY = "hk-" + "s" * 40


@pytest.fixture
def backend(hai_emulator: Emulator) -> Emulator:
    """The emulator behind the clients."""
    return hai_emulator


@pytest.fixture
def client(backend: Emulator) -> Iterator[Client]:
    """A client of the emulator; it waits for 10 seconds at most."""
    with Client(**backend.options, timeout=10) as client:
        yield client


class Serving(Protocol):
    """Starts an emulator with settings of the test's own, and makes a client of it."""

    def __call__(self, **settings: Any) -> tuple[Emulator, Client]: ...


@pytest.fixture
def serving(fairlead_emulator: EmulatorFactory) -> Iterator[Serving]:
    """Emulators with other settings, and their clients."""
    with ExitStack() as clients:

        def start(**settings: Any) -> tuple[Emulator, Client]:
            emulator = fairlead_emulator("hai", **settings)
            client = Client(**emulator.options, timeout=10)
            return emulator, clients.enter_context(client)

        yield start


class Answering(Protocol):
    """Makes a client whose requests are answered by a function instead of a server."""

    def __call__(self, answer: Callable[[Any], Any], **options: Any) -> Client: ...


@pytest.fixture(params=["httpx2", "httpx"])
def library(request: pytest.FixtureRequest) -> Any:
    """Each HTTP library that a user's own client may come from."""
    return importlib.import_module(request.param)


@pytest.fixture
def answering(library: Any) -> Iterator[Answering]:
    """Clients over both libraries. The function gets the library's request, and returns its response."""
    made: list[Any] = []

    def make(answer: Callable[[Any], Any], **options: Any) -> Client:
        http_client = library.Client(transport=library.MockTransport(answer))
        made.append(http_client)
        return Client(
            **{"base_url": ORIGIN, "api_key": KEY, "http_client": http_client, "max_retries": 0, **options}
        )

    yield make
    for http_client in made:
        http_client.close()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that would have been waited between attempts."""
    waited: list[float] = []

    def sleep(_port: object, seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("fairlead._sync._http.Http.wait", sleep)
    return waited
