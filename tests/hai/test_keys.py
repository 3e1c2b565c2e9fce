"""Functions that return the API key: coroutine functions are for the asynchronous client."""

from __future__ import annotations

import httpx2
import pytest

from fairlead.hai import AsyncClient, Client


async def fetch_key() -> str:
    return "hk-fetched"


def answer(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json={"status": request.headers["authorization"]})


async def test_the_asynchronous_client_awaits_it() -> None:
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as http_client:
        for options in (
            {"api_key": fetch_key},
            {"async_token": fetch_key},
            {"api_key": lambda: "hk-fetched"},
        ):
            client = AsyncClient(**options, http_client=http_client)
            assert (await client.sessions.get_session_status("s")).status == "Bearer hk-fetched"


def test_the_blocking_client_says_that_it_cannot() -> None:
    with httpx2.Client(transport=httpx2.MockTransport(answer)) as http_client:
        client = Client(api_key=fetch_key, http_client=http_client)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="use the asynchronous client"):
            client.sessions.get_session_status("s")
