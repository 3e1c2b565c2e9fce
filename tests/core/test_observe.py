"""What an application is told about its calls."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import AsyncHandoffRailClient, HandoffRailClient, NotFoundError, ServerError
from fairlead.opentelemetry import instrument
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


def test_spans_have_what_a_call_was(client: HandoffRailClient, handoffrail_emulator: Emulator) -> None:
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    stop = instrument(provider)
    try:
        with provider.get_tracer("app").start_as_current_span("work") as work:
            with handoffrail_emulator.faults.add(Fault(path="/api/v1/packets", status=503, times=1)):
                client.list_packets()
            with pytest.raises(NotFoundError):
                client.get_packet(MISSING)
    finally:
        stop()
    client.list_packets()

    listed, missing, _ = spans.get_finished_spans()
    assert (listed.name, listed.kind) == ("handoffrail list_packets", SpanKind.CLIENT)
    assert listed.parent is not None
    assert listed.parent.span_id == work.get_span_context().span_id
    assert listed.attributes is not None
    assert dict(listed.attributes) | {"fairlead.request_id": ""} == {
        "fairlead.backend": "handoffrail",
        "fairlead.operation": "list_packets",
        "fairlead.attempts": 2,
        "http.request.method": "GET",
        "url.path": listed.attributes["url.path"],
        "http.response.status_code": 200,
        "fairlead.request_id": "",
    }
    assert [(event.attributes or {})["http.response.status_code"] for event in listed.events] == [503, 200]
    assert listed.start_time is not None
    assert listed.end_time is not None
    times = [listed.start_time, *(event.timestamp for event in listed.events), listed.end_time]
    assert times == sorted(times)
    assert missing.status.status_code is StatusCode.ERROR
    assert (missing.attributes or {})["error.type"] == "NotFoundError"
