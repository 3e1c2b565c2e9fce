# Made from tests/handoffrail/_async/conftest.py by `nox -s regenerate`: edit that one.
"""A client of this flavour, against a running emulator or against answers made up by the test."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator
from fairlead.handoffrail import HandoffRailClient

KEY = "hr_" + "k" * 43
ORIGIN = "http://handoffrail.test:8080"


@pytest.fixture
def backend(handoffrail_emulator: Emulator) -> Emulator:
    """The emulator behind `client`."""
    return handoffrail_emulator


@pytest.fixture
def client(backend: Emulator) -> Iterator[HandoffRailClient]:
    """A client of the emulator; it waits for 10 seconds at most."""
    with HandoffRailClient(**backend.options, timeout=10) as client:
        yield client


@pytest.fixture(params=["httpx2", "httpx"])
def library(request: pytest.FixtureRequest) -> Any:
    """Each HTTP library that a user's own client may come from."""
    return importlib.import_module(request.param)


class Answering(Protocol):
    """Makes a client whose requests are answered by a function instead of a server."""

    def __call__(self, answer: Callable[[Any], Any], **options: Any) -> HandoffRailClient: ...


@pytest.fixture
def answering(library: Any) -> Iterator[Answering]:
    """Clients over both libraries. The function gets the library's request, and returns its response."""
    made: list[Any] = []

    def make(answer: Callable[[Any], Any], **options: Any) -> HandoffRailClient:
        http_client = library.Client(transport=library.MockTransport(answer))
        made.append(http_client)
        return HandoffRailClient(f"{ORIGIN}/api/v1", KEY, http_client=http_client, **options)

    yield make
    for http_client in made:
        http_client.close()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, which are recorded instead of waited for."""
    pauses: list[float] = []

    def sleep(_port: object, seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("fairlead._sync._http.Http.wait", sleep)
    return pauses
