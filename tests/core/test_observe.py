"""What an application is told about its calls."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fairlead._async._http import AsyncHttp
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    AsyncHandoffRailClient,
    HandoffRailClient,
    HandoffRailError,
    NotFoundError,
    PermissionDeniedError,
    ServerError,
)
from fairlead.handoffrail._errors import FAMILY
from fairlead.telemetry import CallRecord, observe

MISSING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def calls() -> Iterator[list[CallRecord]]:
    told: list[CallRecord] = []
    stop = observe(told.append)
    yield told
    stop()


@pytest.fixture
def client(handoffrail_emulator: Emulator) -> Iterator[HandoffRailClient]:
    with HandoffRailClient(**handoffrail_emulator.options, retry_delay=0.001) as running:
        yield running


def test_a_call_is_told_with_every_attempt(
    calls: list[CallRecord], client: HandoffRailClient, handoffrail_emulator: Emulator
) -> None:
    with handoffrail_emulator.faults.add(Fault(path="/api/v1/packets", status=503, times=2)):
        client.list_packets()

    (call,) = calls
    assert (call.backend, call.operation, call.method) == ("handoffrail", "list_packets", "GET")
    assert call.path.startswith("/api/v1/packets")
    assert (call.status, call.error) == (200, None)
    assert [(each.number, each.outcome, each.status) for each in call.attempts] == [
        (1, "answered", 503),
        (2, "answered", 503),
        (3, "answered", 200),
    ]
    assert [each.retry_in is None for each in call.attempts] == [False, False, True]
    assert call.seconds >= sum(each.seconds + (each.retry_in or 0) for each in call.attempts) - 0.001


@pytest.mark.parametrize(
    ("fault", "error", "status", "outcome"),
    [
        (Fault(status=500), ServerError, 500, "answered"),
        (Fault(drop="before"), ConnectionError, None, "reply lost"),
    ],
)
def test_a_failure_is_told_as_the_application_sees_it(
    calls: list[CallRecord],
    client: HandoffRailClient,
    handoffrail_emulator: Emulator,
    fault: Fault,
    error: type[Exception],
    status: int | None,
    outcome: str,
) -> None:
    with handoffrail_emulator.faults.add(fault), pytest.raises(error) as raised:
        client.with_options(max_retries=0).list_packets()

    (call,) = calls
    assert (call.status, call.error) == (status, type(raised.value).__name__)
    assert call.attempts[-1].outcome == outcome


async def test_asynchronous_calls_and_streams_are_told(
    calls: list[CallRecord], handoffrail_emulator: Emulator
) -> None:
    async with AsyncHandoffRailClient(**handoffrail_emulator.options) as client:
        with pytest.raises(NotFoundError):
            await client.get_packet(MISSING)
        async with client.events():
            pass

    assert [(call.operation, call.status, call.error) for call in calls] == [
        ("get_packet", 404, "NotFoundError"),
        ("list_packets", 200, None),
        ("stream_events", 200, None),
    ]


@pytest.mark.parametrize(("transport", "path"), [("sse", "*/events"), ("websocket", "/ws")])
@pytest.mark.parametrize(
    ("effect", "status", "outcome"),
    [
        ({"status": 403, "headers": {"X-Request-ID": "r-1"}}, 403, "answered"),
        ({"drop": "before"}, None, "reply lost"),
    ],
)
async def test_streams_that_could_not_be_opened_are_told(
    calls: list[CallRecord],
    handoffrail_emulator: Emulator,
    transport: Any,
    path: str,
    effect: dict[str, Any],
    status: int | None,
    outcome: str,
) -> None:
    options = handoffrail_emulator.options
    fault = Fault(path=path, **effect)
    with handoffrail_emulator.faults.add(fault), HandoffRailClient(**options) as client:
        with pytest.raises(HandoffRailError) as blocking, client.events(transport=transport, reconnect=False):
            pytest.fail("it was opened")
        async with AsyncHandoffRailClient(**options) as asynchronous:
            with pytest.raises(HandoffRailError) as awaited:
                async with asynchronous.events(transport=transport, reconnect=False):
                    pytest.fail("it was opened")

    assert isinstance(blocking.value, PermissionDeniedError if status else ConnectionError)
    told = [call for call in calls if call.operation in {"stream_events", "websocket"}]
    assert len(told) == 2
    for call, error in zip(told, (blocking.value, awaited.value), strict=True):
        assert (call.status, call.error) == (status, type(error).__name__)
        assert [(attempt.status, attempt.outcome) for attempt in call.attempts] == [(status, outcome)]
        assert call.request_id == ("r-1" if status else None)


async def test_a_websocket_of_a_server_that_is_not_there_was_not_sent(calls: list[CallRecord]) -> None:
    http = AsyncHttp(FAMILY, "http://127.0.0.1:1")
    with pytest.raises(ConnectionError):
        async with http.websocket("/ws"):
            pytest.fail("it was opened")
    await http.aclose()
    (call,) = calls
    assert [attempt.outcome for attempt in call.attempts] == ["not sent"]


@pytest.mark.parametrize(
    ("fault", "attempts"),
    [
        (Fault(stall=True), [(None, "abandoned", None)]),
        (Fault(status=503, headers={"Retry-After": "15"}), [(503, "answered", 15.0)]),
    ],
)
async def test_a_call_that_is_cancelled_is_told(
    calls: list[CallRecord],
    handoffrail_emulator: Emulator,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    attempts: list[tuple[int | None, str, float | None]],
) -> None:
    caplog.set_level(logging.DEBUG, "fairlead")
    async with AsyncHandoffRailClient(**handoffrail_emulator.options) as client:
        with handoffrail_emulator.faults.add(fault) as active:
            task = asyncio.create_task(client.list_packets())
            async with asyncio.timeout(10):
                # What is waited for happens in the server.
                while not active.hits or not (fault.stall or caplog.records):  # noqa: ASYNC110
                    await asyncio.sleep(0.001)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    (call,) = calls
    assert (call.status, call.error) == (attempts[0][0], "CancelledError")
    assert [(each.status, each.outcome, each.retry_in) for each in call.attempts] == attempts
    assert ("-> abandoned in" in caplog.text) is fault.stall


def test_a_request_that_cannot_be_built_is_told(calls: list[CallRecord], client: HandoffRailClient) -> None:
    client.close()
    with pytest.raises(HandoffRailError):
        client.list_packets()
    (call,) = calls
    assert (call.attempts, call.status, call.error) == ((), None, "ClientClosedError")


def test_no_secret_is_told(
    calls: list[CallRecord], client: HandoffRailClient, handoffrail_emulator: Emulator
) -> None:
    client.list_packets()
    with client.events():
        pass
    assert calls
    assert handoffrail_emulator.options["api_key"] not in repr(calls)


def test_an_observer_that_fails_breaks_no_call(
    client: HandoffRailClient, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: CallRecord) -> None:
        raise RuntimeError("not my day")

    stop = observe(fail)
    try:
        with caplog.at_level(logging.ERROR, "fairlead"):
            assert client.list_packets().total == 0
    finally:
        stop()
    assert "an observer of calls failed" in caplog.text
    assert "not my day" in caplog.text


def test_an_observer_can_be_removed(calls: list[CallRecord], client: HandoffRailClient) -> None:
    more: list[CallRecord] = []
    stop = observe(more.append)
    client.list_packets()
    stop()
    client.list_packets()
    assert (len(calls), len(more)) == (2, 1)


def test_an_observer_hears_of_whole_calls_only(client: HandoffRailClient) -> None:
    told: list[str] = []
    ends: list[Callable[[], None]] = []

    def outer(call: CallRecord) -> None:
        told.append(f"outer {call.operation}")
        if not ends:
            ends.append(observe(lambda call: told.append(f"inner {call.operation}")))

    stop = observe(outer)
    client.list_packets()
    stop()
    client.list_packets()
    ends[0]()
    assert told == ["outer list_packets", "inner list_packets"]
