"""What is logged, and that the key is nowhere where people look: logs, errors and their tracebacks."""

from __future__ import annotations

import dataclasses
import logging
import pickle
import re
import socket
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    AsyncHandoffRailClient,
    HandoffRailError,
    NotFoundError,
    PacketCreate,
    Reconnect,
    ServerError,
)

Answering = Callable[..., AsyncHandoffRailClient]
Draft = Callable[..., PacketCreate]
KEY = "hr_" + "5ecr3t" * 7 + "5"
URL = "http://127.0.0.1:{}/api/v1"


def ours(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What was logged on this side; the emulator runs in the same process."""
    return [record for record in caplog.records if not record.threadName.startswith("fairlead-emulator")]


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines of our own logger, without the times in them."""
    return [
        re.sub(r"in [0-9.]+ (ms|s)", r"in N \1", record.getMessage())
        for record in ours(caplog)
        if record.name == "fairlead"
    ]


async def test_every_attempt_is_a_line(
    client: AsyncHandoffRailClient,
    backend: Emulator,
    slept: list[float],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "fairlead")
    await client.check_health()
    with pytest.raises(NotFoundError):
        await client.get_schema("s-1")
    headers = {"X-Request-Id": "r-17"}
    backend.faults.add(Fault(path="/api/v1/stats", status=503, headers=headers, times=1))
    backend.faults.add(Fault(path="/api/v1/stats", drop="before", times=1))
    await client.get_stats()
    async with client.events():
        pass
    async with client.events(transport="websocket"):
        pass
    assert lines(caplog) == [
        "GET /health -> 200 in N ms (attempt 1)",
        "GET /api/v1/schemas/s-1 -> 404 in N ms (attempt 1)",
        "GET /api/v1/stats -> 503 in N ms (attempt 1) request_id=r-17; next attempt in N s",
        "GET /api/v1/stats -> reply lost in N ms (attempt 2); next attempt in N s",
        "GET /api/v1/stats -> 200 in N ms (attempt 3)",
        "GET /api/v1/packets -> 200 in N ms (attempt 1)",
        "GET /events -> 200 in N ms (attempt 1)",
        "GET /api/v1/packets -> 200 in N ms (attempt 1)",
        "WEBSOCKET /ws?api_key=[redacted] -> 101 in N ms (attempt 1)",
    ]
    assert {record.levelno for record in ours(caplog) if record.name == "fairlead"} == {logging.DEBUG}


async def test_nothing_is_logged_above_debug(
    client: AsyncHandoffRailClient, backend: Emulator, slept: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    backend.faults.add(Fault(path="/health", status=500))
    with pytest.raises(ServerError):
        await client.check_health()
    assert [record for record in ours(caplog) if record.name.startswith("fairlead")] == []


async def test_the_request_id_of_a_success_is_logged_too(
    answering: Answering, library: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "fairlead")
    body = {"status": "ok", "service": "handoffrail"}
    await answering(
        lambda request: library.Response(200, headers={"x-request-id": "r-9"}, json=body)
    ).check_health()
    assert lines(caplog) == ["GET /health -> 200 in N ms (attempt 1) request_id=r-9"]


def garbage(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")


def silence(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


@pytest.fixture
def places(serve_raw: Callable[..., Any], closed_port: int) -> list[tuple[str, dict[str, Any]]]:
    """Servers with which something goes wrong, and options for their clients."""
    closed = URL.format(closed_port)
    return [
        (closed, {}),
        (closed.replace("//", "//user:pa55word@"), {}),
        (URL.format(serve_raw(garbage).port), {}),
        (URL.format(serve_raw(silence).port), {"timeout": 0.05}),
        (URL.format(serve_raw(lambda connection: None).port), {}),
        ("http://host.invalid/api/v1", {}),
        (f"https://127.0.0.1:{serve_raw(garbage).port}/api/v1", {}),
        (closed, {"proxy": f"http://user:pa55word@127.0.0.1:{closed_port}"}),
    ]


def check(errors: list[HandoffRailError], secrets: list[str]) -> None:
    """Fail if a secret is in anything that a person sees of an error."""
    for error in errors:
        shown = [str(error), repr(error), *traceback.format_exception(error), repr(pickle.dumps(error))]
        assert [secret for secret in secrets for text in shown if secret in text] == []


def everything(caplog: pytest.LogCaptureFixture) -> str:
    """All that was logged on this side, by whichever library."""
    return "\n".join(f"{record.name} {record.getMessage()} {record.args}" for record in ours(caplog))


async def test_the_key_is_in_no_error_of_a_call(
    backend: Emulator,
    places: list[tuple[str, dict[str, Any]]],
    draft: Draft,
    slept: list[float],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    errors: list[HandoffRailError] = []
    for base_url, options in [*places, (backend.options["base_url"], {})]:
        async with AsyncHandoffRailClient(base_url, KEY, **{"max_retries": 1, **options}) as client:
            assert KEY not in repr(client)
            for call in (
                client.list_packets,
                lambda client=client: client.create_packet(draft()),
                client.events().__aenter__,
            ):
                with pytest.raises(HandoffRailError) as raised:
                    await call()
                errors.append(raised.value)
    assert len(errors) == 3 * 9
    check(errors, [KEY, "pa55word"])
    assert KEY not in everything(caplog)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=401, body={"detail": "The key is unknown"}),
        Fault(status=403),
        Fault(status=302, headers={"Location": "/elsewhere"}),
        Fault(status=500, body="Internal Server Error"),
        Fault(status=200, body="no stream", content_type="text/plain"),
        Fault(drop="before"),
        Fault(stall=True),
        Fault(cut_after_events=0),
        Fault(cut_after_events=0, cut="end"),
    ],
    ids=["401", "403", "302", "500", "no stream", "reset", "stalled", "cut", "ended"],
)
@pytest.mark.parametrize("transport", ["sse", "websocket"])
async def test_the_key_is_in_no_error_of_a_stream(
    backend: Emulator, transport: Any, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = {"sse": "/events", "websocket": "/ws"}[transport]
    backend.faults.add(dataclasses.replace(fault, path=path))
    async with AsyncHandoffRailClient(**backend.options, timeout=0.1) as client:
        with pytest.raises(HandoffRailError) as raised:
            async with client.events(transport=transport, reconnect=False) as events:
                await anext(events)
    check([raised.value], [client.api_key])
    assert client.api_key not in everything(caplog)


@pytest.mark.parametrize("transport", ["sse", "websocket"])
async def test_the_key_is_in_no_log_of_a_stream(
    backend: Emulator, transport: Any, draft: Draft, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = backend.options["api_key"]
    async with AsyncHandoffRailClient(**backend.options) as client:
        backend.faults.add(Fault(path="/events", cut_after_events=2, times=1))
        backend.faults.add(Fault(path="/ws", cut_after_events=2, times=1))
        async with client.events(transport=transport, reconnect=Reconnect(delay=0)) as events:
            await client.create_packet(draft())
            await client.create_packet(draft())
            await anext(events)
            await anext(events)
            assert key not in repr(events)
    assert "attempt 1" in everything(caplog)
    assert key not in everything(caplog)
