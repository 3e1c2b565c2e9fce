"""TLS, proxies, and servers that are slow or close connections."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fairlead import handoffrail
from fairlead.emulator import Emulator
from fairlead.handoffrail import AsyncHandoffRailClient, PacketCreate

Draft = Callable[..., PacketCreate]
KEY = "hr_" + "k" * 43
DISTRUST = r"(?i)certificate.verify.failed"
HEALTH = b'{"status":"ok","service":"handoffrail"}'
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(HEALTH), HEALTH)


def read_head(connection: socket.socket) -> bytes:
    """Read a request without a body, byte by byte so that nothing behind it is taken."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte:
            raise ConnectionAbortedError
        head += byte
    return head


@pytest.fixture
def secure(backend: Emulator, serve_tls: Callable[[int], int]) -> dict[str, str]:
    """Client options for the emulator behind TLS."""
    return {**backend.options, "base_url": f"https://127.0.0.1:{serve_tls(backend.port)}/api/v1"}


@pytest.mark.parametrize("how", ["path", "context", "off"])
async def test_tls(secure: dict[str, str], certificate: Path, draft: Draft, how: str) -> None:
    verify: Any = {
        "path": str(certificate),
        "context": ssl.create_default_context(cafile=certificate),
        "off": False,
    }[how]
    async with AsyncHandoffRailClient(**secure, verify=verify) as client:
        for transport in ("sse", "websocket"):
            async with client.events(transport=transport) as events:
                packet = await client.create_packet(draft())
                assert (await anext(events)).packet_id == str(packet.id)


async def test_tls_of_strangers_is_refused(secure: dict[str, str], slept: list[float]) -> None:
    async with AsyncHandoffRailClient(**secure) as client:
        for call in (client.check_health, client.events().__aenter__):
            with pytest.raises(handoffrail.ConnectionError, match=DISTRUST):
                await call()


async def test_a_websocket_checks_certificates_too(secure: dict[str, str], library: Any) -> None:
    async with library.AsyncClient(verify=False) as trusting:
        client = AsyncHandoffRailClient(**secure, http_client=trusting)
        with pytest.raises(handoffrail.ConnectionError, match=DISTRUST):
            await client.events(transport="websocket").__aenter__()


class Proxy:
    """A forward proxy that knows one server, whatever host it is asked for."""

    def __init__(self, port: int, tunnel: Callable[..., None]) -> None:
        self._port = port
        self._tunnel = tunnel
        self.asked: list[str] = []
        self.refuse = False

    def handle(self, connection: socket.socket) -> None:
        head = read_head(connection)
        method, target, _ = head.split(b" ", 2)
        self.asked.append(f"{method.decode()} {target.decode().partition('?')[0]}")
        if self.refuse:
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n")
        elif method == b"CONNECT":
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            self._tunnel(connection, self._port)
        else:
            # One request on each connection, so that no further one passes unseen.
            head = re.sub(rb"(?i)connection: keep-alive", b"connection: close", head)
            self._tunnel(connection, self._port, re.sub(rb"http://[^/]+", b"", head, count=1))


@pytest.fixture
def proxy(backend: Emulator, serve_raw: Callable[..., Any], tunnel: Callable[..., None]) -> tuple[Proxy, str]:
    """A proxy in front of the emulator, and its URL."""
    proxy = Proxy(backend.port, tunnel)
    return proxy, f"http://user:pa55word@127.0.0.1:{serve_raw(proxy.handle).port}"


REMOTE = "http://handoffrail.test/api/v1"


async def test_everything_goes_through_the_proxy(
    backend: Emulator, proxy: tuple[Proxy, str], draft: Draft
) -> None:
    options = {**backend.options, "base_url": REMOTE}
    async with AsyncHandoffRailClient(**options, proxy=proxy[1]) as client:
        for transport in ("sse", "websocket"):
            async with client.events(transport=transport) as events:
                packet = await client.create_packet(draft())
                assert (await anext(events)).packet_id == str(packet.id)
    asked = proxy[0].asked
    assert asked == [
        "GET http://handoffrail.test/api/v1/packets",
        "GET http://handoffrail.test/events",
        "POST http://handoffrail.test/api/v1/packets",
        "GET http://handoffrail.test/api/v1/packets",
        "CONNECT handoffrail.test:80",
        "POST http://handoffrail.test/api/v1/packets",
    ]


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_the_environment_names_the_proxy(
    backend: Emulator, proxy: tuple[Proxy, str], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, proxy[1])
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    async with AsyncHandoffRailClient(REMOTE, backend.options["api_key"]) as client:
        assert (await client.check_health()).status == "ok"
    assert proxy[0].asked == ["GET http://handoffrail.test/health"]


async def test_a_proxy_that_refuses(backend: Emulator, proxy: tuple[Proxy, str], slept: list[float]) -> None:
    proxy[0].refuse = True
    async with AsyncHandoffRailClient(REMOTE, KEY, proxy=proxy[1]) as client:
        with pytest.raises(handoffrail.UnexpectedStatusError) as raised:
            await client.check_health()
        assert raised.value.status == 407
    async with AsyncHandoffRailClient(REMOTE.replace("http:", "https:"), KEY, proxy=proxy[1]) as client:
        with pytest.raises(handoffrail.ConnectionError, match="407") as refused:
            await client.check_health()
    assert "pa55word" not in str(refused.value)


async def test_a_proxy_that_a_websocket_cannot_use(library: Any, answering: Any) -> None:
    page = {"packets": [], "total": 0, "limit": 1, "offset": 0}
    proxy = "ftp://user:pa55word@127.0.0.1:1"
    client = answering(lambda request: library.Response(200, json=page), proxy=proxy)
    with pytest.raises(handoffrail.ConfigurationError, match="the proxy cannot be used") as raised:
        await client.events(transport="websocket").__aenter__()
    assert "pa55word" not in str(raised.value)
    assert raised.value.__cause__ is None


async def test_a_body_that_drips_is_cut_by_the_timeout(serve_raw: Callable[..., Any], library: Any) -> None:
    def handle(connection: socket.socket) -> None:
        read_head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
        while True:
            connection.sendall(b" ")
            time.sleep(0.02)

    server = serve_raw(handle)
    base_url = f"http://127.0.0.1:{server.port}/api/v1"
    async with library.AsyncClient(limits=library.Limits(max_connections=1)) as http_client:
        client = AsyncHandoffRailClient(base_url, KEY, timeout=0.2, max_retries=0, http_client=http_client)
        for _ in range(2):
            started = time.monotonic()
            with pytest.raises(handoffrail.TimeoutError, match="no complete answer"):
                await client.check_health()
            assert 0.2 <= time.monotonic() - started < 1
    assert server.connections == 2, "the first connection was given up, not leaked"


async def test_a_stream_may_be_quiet_for_longer_than_a_request(serve_raw: Callable[..., Any]) -> None:
    event = b'{"type": "packet.new", "packet_id": "p-1", "data": {}, "timestamp": "2026-01-02T03:04:05"}'
    page = b'{"packets": [], "total": 0, "limit": 1, "offset": 0}'

    def handle(connection: socket.socket) -> None:
        while b"GET /events" not in read_head(connection):
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(page), page))
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        time.sleep(0.4)
        connection.sendall(b"data: %b\n\n" % event)

    base_url = f"http://127.0.0.1:{serve_raw(handle).port}/api/v1"
    async with (
        AsyncHandoffRailClient(base_url, KEY, timeout=0.2, max_retries=0) as client,
        client.events(reconnect=False) as events,
    ):
        assert (await anext(events)).packet_id == "p-1"


async def test_a_connection_that_was_closed_while_idle_is_not_used(
    serve_raw: Callable[..., Any], draft: Draft
) -> None:
    closed = threading.Event()

    def handle(connection: socket.socket) -> None:
        read_head(connection)
        connection.sendall(ANSWER)
        connection.close()
        closed.set()

    server = serve_raw(handle)
    base_url = f"http://127.0.0.1:{server.port}/api/v1"
    async with AsyncHandoffRailClient(base_url, KEY, max_retries=0) as client:
        for _ in range(3):
            assert (await client.check_health()).status == "ok"
            assert closed.wait(5)
            closed.clear()
    assert server.connections == 3


async def test_a_large_answer(serve_raw: Callable[..., Any]) -> None:
    text = b"# " + b"x" * 3_000_000

    def handle(connection: socket.socket) -> None:
        read_head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(text), text))

    server = serve_raw(handle)
    async with AsyncHandoffRailClient(f"http://127.0.0.1:{server.port}/api/v1", KEY) as client:
        assert await client.get_metrics() == text.decode()
