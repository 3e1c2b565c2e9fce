"""Making, configuring and closing clients."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

import fairlead
from fairlead.emulator import Emulator
from fairlead.handoffrail import (
    AsyncHandoffRailClient,
    ClientClosedError,
    ConfigurationError,
    HandoffRailError,
    NotFoundError,
    PacketUpdate,
)

URL = "http://localhost:8080/api/v1"
KEY = "hr_" + "k" * 43


async def test_defaults_and_attributes() -> None:
    async with AsyncHandoffRailClient(URL, KEY) as client:
        assert (client.base_url, client.api_key) == (URL, KEY)
        assert (client.timeout, client.max_retries, client.retry_delay) == (30.0, 3, 0.5)
    async with AsyncHandoffRailClient(URL + "//", KEY, 5, 1, 0.1) as client:
        assert (client.base_url, client.timeout, client.max_retries, client.retry_delay) == (URL, 5, 1, 0.1)


async def test_repr_shows_where_but_no_secret() -> None:
    async with AsyncHandoffRailClient("https://user:pa55word@host/api/v1", KEY) as client:
        assert repr(client) == "AsyncHandoffRailClient(base_url='https://redacted@host/api/v1')"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"base_url": ""}, "base_url must begin with http:// or https://"),
        ({"base_url": "localhost:8080"}, "base_url must begin with http:// or https://"),
        ({"base_url": "ws://localhost/api/v1"}, "base_url must begin with http:// or https://"),
        ({"base_url": "http://"}, "base_url must name a host"),
        ({"base_url": "http:///api/v1"}, "base_url must name a host"),
        ({"base_url": "http://[::1/api/v1"}, "base_url must name a host"),
        ({"base_url": "http://host:99999/api/v1"}, "base_url must name a host"),
        ({"base_url": "http://host:port/api/v1"}, "base_url must name a host"),
        ({"base_url": f"http://{'a' * 64}.example/api/v1"}, "base_url must name a host"),
        ({"base_url": "http://host/api/v1?x=1"}, "base_url must name a host"),
        ({"api_key": ""}, "api_key is empty"),
        ({"api_key": "hr_k k"}, "api_key has characters that a key cannot have"),
        ({"api_key": "hr_k\n"}, "api_key has characters that a key cannot have"),
        ({"api_key": "hr_ké"}, "api_key has characters that a key cannot have"),
        ({"timeout": 0}, "timeout must be a number of seconds above 0"),
        ({"timeout": -1}, "timeout must be a number of seconds above 0"),
        ({"timeout": float("nan")}, "timeout must be a number of seconds above 0"),
        ({"timeout": float("inf")}, "timeout must be a number of seconds above 0"),
        ({"timeout": 1e12}, "timeout must be a number of seconds above 0"),
        ({"max_retries": -1}, "max_retries must be a whole number, 0 or more"),
        ({"retry_delay": -0.1}, "retry_delay must be a number of seconds, 0 or more"),
        ({"retry_delay": float("nan")}, "retry_delay must be a number of seconds, 0 or more"),
        (
            {"http_client": object()},
            "http_client must be an httpx2.AsyncClient or httpx.AsyncClient, got object",
        ),
        ({"verify": "/no/such/bundle.pem"}, "the HTTP client cannot be made"),
        ({"proxy": "ftp://user:pa55word@host"}, "the HTTP client cannot be made"),
    ],
)
def test_what_cannot_be_right_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        AsyncHandoffRailClient(**{"base_url": URL, "api_key": KEY, **arguments})
    text = str(raised.value)
    assert text.startswith(message)
    assert arguments.get("api_key") in {None, ""} or arguments["api_key"] not in text
    assert "pa55word" not in text
    assert isinstance(raised.value, fairlead.ConfigurationError)
    assert isinstance(raised.value, HandoffRailError)
    assert isinstance(raised.value, ValueError)


async def test_from_env(monkeypatch: pytest.MonkeyPatch, backend: Emulator) -> None:
    for name, value in backend.env.items():
        monkeypatch.setenv(name, value)
    async with AsyncHandoffRailClient.from_env(timeout=9, max_retries=2, retry_delay=0.1) as client:
        assert (await client.check_health()).status == "ok"
        assert (await client.list_packets()).total == 0
        assert (client.timeout, client.max_retries, client.retry_delay) == (9, 2, 0.1)


@pytest.mark.parametrize(
    ("url", "key", "message"),
    [
        (
            None,
            None,
            "set HANDOFFRAIL_URL and HANDOFFRAIL_API_KEY in the environment, or pass base_url and api_key",
        ),
        (URL, None, "set HANDOFFRAIL_API_KEY in the environment, or pass api_key"),
        (None, KEY, "set HANDOFFRAIL_URL in the environment, or pass base_url"),
        ("", "", "set HANDOFFRAIL_URL and HANDOFFRAIL_API_KEY"),
    ],
)
def test_from_env_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, url: str | None, key: str | None, message: str
) -> None:
    for name, value in (("HANDOFFRAIL_URL", url), ("HANDOFFRAIL_API_KEY", key)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as raised:
        AsyncHandoffRailClient.from_env()
    assert str(raised.value).startswith(message)
    assert KEY not in str(raised.value)


@pytest.mark.parametrize("ending", ["", "/", "//"])
async def test_a_slash_at_the_end_does_not_matter(backend: Emulator, ending: str) -> None:
    async with AsyncHandoffRailClient(
        backend.options["base_url"] + ending, backend.options["api_key"]
    ) as client:
        await client.list_packets()
        await client.check_health()
        async with client.events():
            pass
    paths = [request.path for request in backend.requests]
    # Opening a stream asks for a packet first: that route checks the key.
    assert paths == ["/api/v1/packets", "/health", "/api/v1/packets", "/events"]


@pytest.mark.parametrize(
    ("base_url", "packets", "health"),
    [
        ("http://host/api/v1", "http://host/api/v1/packets", "http://host/health"),
        ("https://host/rail/api/v1/", "https://host/rail/api/v1/packets", "https://host/rail/health"),
        ("http://host/v9", "http://host/v9/packets", "http://host/v9/health"),
    ],
)
async def test_where_requests_go(library: Any, base_url: str, packets: str, health: str) -> None:
    urls: list[str] = []

    def answer(request: Any) -> Any:
        urls.append(str(request.url.copy_with(query=None)))
        return library.Response(404)

    async with library.AsyncClient(transport=library.MockTransport(answer)) as http_client:
        client = AsyncHandoffRailClient(base_url, KEY, http_client=http_client)
        for call in (client.list_packets, client.check_health):
            with pytest.raises(NotFoundError):
                await call()
    assert urls == [packets, health]


async def test_a_base_url_without_its_path_is_told(backend: Emulator) -> None:
    async with AsyncHandoffRailClient(backend.url, backend.options["api_key"]) as client:
        with pytest.raises(NotFoundError, match=f"nothing at {backend.url}/packets; look at the base URL"):
            await client.list_packets(tags="not shown")


async def test_views_have_their_own_options_and_never_change_the_client(
    client: AsyncHandoffRailClient,
) -> None:
    view = client.with_options(timeout=3, max_retries=0)
    assert (view.timeout, view.max_retries, view.retry_delay) == (3, 0, 0.5)
    assert (client.timeout, client.max_retries) == (10, 3)
    assert (view.with_options(timeout=None).timeout, view.timeout) == (None, 3)
    assert view.with_options(max_retries=7).timeout == 3
    assert (view.base_url, view.api_key) == (client.base_url, client.api_key)
    assert type(view) is type(client)
    assert (await view.list_packets()).total == 0


@pytest.mark.parametrize("options", [{"timeout": 0}, {"timeout": -1}, {"max_retries": -1}])
def test_views_are_checked_too(options: dict[str, Any]) -> None:
    client = AsyncHandoffRailClient(URL, KEY)
    with pytest.raises(ConfigurationError):
        client.with_options(**options)


async def test_views_share_the_connections(serve_raw: Callable[..., Any]) -> None:
    def handle(connection: socket.socket) -> None:
        while connection.recv(65536):
            body = b'{"status":"ok","service":"handoffrail"}'
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body))

    server = serve_raw(handle)
    async with AsyncHandoffRailClient(f"http://127.0.0.1:{server.port}/api/v1", KEY) as client:
        for _ in range(3):
            await client.check_health()
            await client.with_options(timeout=5).check_health()
            await client.with_options(max_retries=0).with_options(timeout=None).check_health()
    assert server.connections == 1


async def test_closing_a_view_closes_the_client_and_the_other_way_round(backend: Emulator) -> None:
    for close_view in (True, False):
        client = AsyncHandoffRailClient(**backend.options)
        view = client.with_options(timeout=1)
        await view.list_packets()
        await (view if close_view else client).close()
        for each in (client, view, view.with_options(max_retries=0)):
            with pytest.raises(ClientClosedError):
                await each.list_packets()


async def test_after_closing_nothing_is_sent(backend: Emulator) -> None:
    async with AsyncHandoffRailClient(**backend.options) as client:
        await client.list_packets()
    await client.close()
    await client.close()
    sent = len(backend.requests)
    for call in (
        client.list_packets,
        client.get_metrics,
        client.events().__aenter__,
        client.events(transport="websocket").__aenter__,
    ):
        with pytest.raises(ClientClosedError, match="this client is closed; make a new one") as raised:
            await call()
        assert isinstance(raised.value, RuntimeError)
    with pytest.raises(ClientClosedError):
        await client.update_packet("p-1", PacketUpdate())
    with pytest.raises(ClientClosedError):
        await anext(client.iter_packets())
    assert len(backend.requests) == sent


async def test_an_error_in_the_block_closes_too(backend: Emulator) -> None:
    client = AsyncHandoffRailClient(**backend.options)
    with pytest.raises(ZeroDivisionError):
        async with client:
            _ = 1 / 0
    with pytest.raises(ClientClosedError):
        await client.list_packets()


async def test_closed_between_two_attempts(
    backend: Emulator, monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    client = AsyncHandoffRailClient(f"http://127.0.0.1:{closed_port}/api/v1", KEY)

    async def sleep(_port: object, seconds: float) -> None:
        await client.close()

    monkeypatch.setattr("fairlead._async._http.AsyncHttp.wait", sleep)
    with pytest.raises(ClientClosedError):
        await client.list_packets()


async def test_your_own_http_client_stays_open(backend: Emulator, library: Any) -> None:
    async with library.AsyncClient() as http_client:
        async with AsyncHandoffRailClient(**backend.options, http_client=http_client) as client:
            assert (await client.list_packets()).total == 0
        with pytest.raises(ClientClosedError):
            await client.list_packets()
        assert not http_client.is_closed
        assert (await http_client.get(f"{backend.url}/health")).status_code == 200


async def test_your_own_http_client_that_is_closed(backend: Emulator, library: Any) -> None:
    async with library.AsyncClient() as http_client:
        client = AsyncHandoffRailClient(**backend.options, http_client=http_client)
    with pytest.raises(ClientClosedError):
        await client.list_packets()


async def test_your_own_http_client_may_be_of_a_class_of_yours(backend: Emulator, library: Any) -> None:
    class Traced(library.AsyncClient):
        sent = 0

        async def send(self, *args: Any, **kwargs: Any) -> Any:
            self.sent += 1
            return await super().send(*args, **kwargs)

    async with (
        Traced() as http_client,
        AsyncHandoffRailClient(**backend.options, http_client=http_client) as client,
    ):
        await client.list_packets()
        await client.check_health()
        assert http_client.sent == 2


async def test_your_own_http_client_adds_what_it_always_sends(backend: Emulator, library: Any) -> None:
    for always in ({}, {"via": "gate way"}):
        async with (
            library.AsyncClient(params=always, headers={"X-Team": "blue"}) as http_client,
            AsyncHandoffRailClient(**backend.options, http_client=http_client) as client,
        ):
            await client.list_packets(tags=["a b", "ü&c"], limit=3)
        seen = backend.requests[-1]
        assert dict(seen.query) == {"tags": "a b,ü&c", "limit": "3", "offset": "0", **always}
        assert seen.headers["x-team"] == "blue"


async def test_who_asks(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    await client.list_packets()
    async with client.events():
        pass
    async with client.events(transport="websocket"):
        pass
    agents = {request.headers["user-agent"] for request in backend.requests}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith(f"fairlead/{fairlead.__version__} (handoffrail) python/3.")


async def test_credentials_are_sent_where_they_belong(
    client: AsyncHandoffRailClient, backend: Emulator
) -> None:
    async with client.events():
        pass
    async with client.events(transport="websocket"):
        pass
    places = {
        request.path: ("x-api-key" in request.headers, "api_key" in dict(request.query))
        for request in backend.requests
    }
    assert places == {"/api/v1/packets": (True, False), "/events": (False, True), "/ws": (False, True)}
