"""Clients of this flavour, against a running emulator or against answers made up by the test."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator
from fairlead.mycel import AsyncClient

ORIGIN = "http://mycel.test:8017"
TOKEN = "t0ken." + "k" * 40


@pytest.fixture
def backend(mycel_emulator: Emulator) -> Emulator:
    """The emulator behind the clients."""
    return mycel_emulator


@pytest.fixture
async def owner(backend: Emulator) -> AsyncIterator[AsyncClient]:
    """A client of the emulator's first owner; it waits for 10 seconds at most."""
    async with AsyncClient(**backend.options, timeout=10) as client:
        yield client


@pytest.fixture
async def anonymous(backend: Emulator) -> AsyncIterator[AsyncClient]:
    """A client without a token."""
    async with AsyncClient(base_url=backend.options["base_url"], timeout=10) as client:
        yield client


@pytest.fixture
async def external(
    backend: Emulator, owner: AsyncClient
) -> AsyncIterator[Callable[..., Awaitable[AsyncClient]]]:
    """Makes external users of the first owner, and returns their clients."""
    async with AsyncExitStack() as stack:

        async def make(user_id: str, creator: AsyncClient | None = None) -> AsyncClient:
            created = await (creator or owner).users.create_external(user_id, user_id.title())
            client = AsyncClient(base_url=owner.base_url, auth_token=created["token"], timeout=10)
            return await stack.enter_async_context(client)

        yield make


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
        await http_client.aclose()
