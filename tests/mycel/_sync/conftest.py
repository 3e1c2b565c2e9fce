# Made from tests/mycel/_async/conftest.py by `nox -s regenerate`: edit that one.
"""Clients of this flavour, against a running emulator or against answers made up by the test."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator
from fairlead.mycel import Client

ORIGIN = "http://mycel.test:8017"
TOKEN = "t0ken." + "k" * 40


@pytest.fixture
def backend(mycel_emulator: Emulator) -> Emulator:
    """The emulator behind the clients."""
    return mycel_emulator


@pytest.fixture
def owner(backend: Emulator) -> Iterator[Client]:
    """A client of the emulator's first owner; it waits for 10 seconds at most."""
    with Client(**backend.options, timeout=10) as client:
        yield client


@pytest.fixture
def anonymous(backend: Emulator) -> Iterator[Client]:
    """A client without a token."""
    with Client(base_url=backend.options["base_url"], timeout=10) as client:
        yield client


@pytest.fixture
def external(backend: Emulator, owner: Client) -> Iterator[Callable[..., Client]]:
    """Makes external users of the first owner, and returns their clients."""
    with ExitStack() as stack:

        def make(user_id: str, creator: Client | None = None) -> Client:
            created = (creator or owner).users.create_external(user_id, user_id.title())
            client = Client(base_url=owner.base_url, auth_token=created["token"], timeout=10)
            return stack.enter_context(client)

        yield make


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
            **{
                "base_url": ORIGIN,
                "auth_token": TOKEN,
                "http_client": http_client,
                "max_retries": 0,
                **options,
            }
        )

    yield make
    for http_client in made:
        http_client.close()
