"""Spans of calls, and what the backend is told of them."""

from __future__ import annotations

import asyncio
import importlib
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from opentelemetry import baggage, context, trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF
from opentelemetry.trace import SpanKind, StatusCode, TraceFlags, TraceState
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from fairlead import hai
from fairlead.emulator import Emulator, Fault, SeenRequest
from fairlead.handoffrail import AsyncHandoffRailClient, HandoffRailClient, NotFoundError, ServerError
from fairlead.opentelemetry import instrument

MISSING = "00000000-0000-4000-8000-000000000000"
TRACING = {"traceparent", "tracestate", "baggage"}
OWN = "00-11111111111111111111111111111111-2222222222222222-01"

Instrument = Callable[..., InMemorySpanExporter]


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def provider(spans: InMemorySpanExporter) -> TracerProvider:
    made = TracerProvider()
    made.add_span_processor(SimpleSpanProcessor(spans))
    return made


@pytest.fixture
def propagating(provider: TracerProvider) -> Iterator[None]:
    stop = instrument(provider, propagate=True)
    yield
    stop()


@pytest.fixture
def client(handoffrail_emulator: Emulator) -> Iterator[HandoffRailClient]:
    with HandoffRailClient(**handoffrail_emulator.options, retry_delay=0.001) as running:
        yield running


def traceparent(span: ReadableSpan) -> str:
    """What the backend is told of a span."""
    own = span.context
    assert own is not None
    return f"00-{own.trace_id:032x}-{own.span_id:016x}-{own.trace_flags:02x}"


def told(requests: list[SeenRequest]) -> list[str | None]:
    return [request.headers.get("traceparent") for request in requests]


def test_spans_have_what_a_call_was(
    provider: TracerProvider,
    spans: InMemorySpanExporter,
    client: HandoffRailClient,
    handoffrail_emulator: Emulator,
) -> None:
    stop = instrument(provider)
    try:
        with provider.get_tracer("app").start_as_current_span("work") as work:
            fault = Fault(path="/api/v1/packets", status=503, times=1, headers={"X-Request-ID": "r-1"})
            with handoffrail_emulator.faults.add(fault):
                client.list_packets(source_agent="somebody")
            with pytest.raises(NotFoundError):
                client.get_packet(MISSING)
            assert trace.get_current_span() is work
    finally:
        stop()
    client.list_packets()

    listed, missing, _ = spans.get_finished_spans()
    assert (listed.name, listed.kind) == ("handoffrail list_packets", SpanKind.CLIENT)
    assert listed.parent is not None
    assert listed.parent.span_id == work.get_span_context().span_id
    port = httpx2.URL(handoffrail_emulator.url).port
    assert dict(listed.attributes or {}) == {
        "fairlead.backend": "handoffrail",
        "fairlead.operation": "list_packets",
        "fairlead.attempts": 2,
        "http.request.method": "GET",
        "url.full": f"{handoffrail_emulator.url}/api/v1/packets",
        "server.address": "127.0.0.1",
        "server.port": port,
        "http.response.status_code": 200,
    }
    assert listed.status.status_code is StatusCode.UNSET
    first, second = (dict(event.attributes or {}) for event in listed.events)
    assert isinstance(first.pop("retry_in_seconds"), float)
    assert first == {
        "number": 1,
        "outcome": "answered",
        "http.response.status_code": 503,
        "fairlead.request_id": "r-1",
    }
    assert second == {"number": 2, "outcome": "answered", "http.response.status_code": 200}
    assert listed.start_time is not None
    assert listed.end_time is not None
    times = [listed.start_time, *(event.timestamp for event in listed.events), listed.end_time]
    assert times == sorted(times)
    assert missing.status.status_code is StatusCode.ERROR
    assert (missing.attributes or {})["error.type"] == "NotFoundError"
    assert (missing.attributes or {})["http.response.status_code"] == 404


def test_a_backend_is_told_of_nothing_unless_asked_for(
    provider: TracerProvider, client: HandoffRailClient, handoffrail_emulator: Emulator
) -> None:
    stop = instrument(provider)
    client.list_packets()
    stop()
    assert [request.headers.keys() & TRACING for request in handoffrail_emulator.requests] == [set()]


@pytest.mark.usefixtures("propagating")
def test_every_attempt_tells_of_the_span_of_its_call(
    spans: InMemorySpanExporter, client: HandoffRailClient, handoffrail_emulator: Emulator
) -> None:
    with handoffrail_emulator.faults.add(Fault(path="/api/v1/packets", status=503, times=2)):
        client.list_packets()
    client.list_packets()

    first, second = spans.get_finished_spans()
    assert traceparent(first) != traceparent(second)
    assert told(handoffrail_emulator.requests) == [traceparent(first)] * 3 + [traceparent(second)]


@pytest.mark.usefixtures("propagating")
async def test_calls_at_the_same_time_tell_of_their_own_spans(
    spans: InMemorySpanExporter, handoffrail_emulator: Emulator
) -> None:
    async with AsyncHandoffRailClient(**handoffrail_emulator.options) as client:
        await asyncio.gather(*(client.list_packets(limit=limit) for limit in range(1, 6)))
    with HandoffRailClient(**handoffrail_emulator.options) as blocking:
        threads = [threading.Thread(target=blocking.list_packets) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    finished = spans.get_finished_spans()
    assert len(finished) == 10
    assert set(told(handoffrail_emulator.requests)) == {traceparent(span) for span in finished}
    assert [span.parent for span in finished] == [None] * 10


@pytest.mark.usefixtures("propagating")
@pytest.mark.parametrize("transport", ["sse", "websocket"])
async def test_streams_and_websockets_tell_of_a_span_that_ends_when_they_are_open(
    spans: InMemorySpanExporter, handoffrail_emulator: Emulator, transport: Any
) -> None:
    async with (
        AsyncHandoffRailClient(**handoffrail_emulator.options) as client,
        client.events(transport=transport),
    ):
        assert not trace.get_current_span().get_span_context().is_valid
        asynchronous = spans.get_finished_spans()
    spans.clear()
    with (
        HandoffRailClient(**handoffrail_emulator.options) as blocking,
        blocking.events(transport=transport),
    ):
        assert not trace.get_current_span().get_span_context().is_valid
        finished = (*asynchronous, *spans.get_finished_spans())

    opened = "websocket" if transport == "websocket" else "stream_events"
    assert [span.name.removeprefix("handoffrail ") for span in finished] == ["list_packets", opened] * 2
    assert told(handoffrail_emulator.requests) == [traceparent(span) for span in finished]
    attributes = finished[1].attributes or {}
    assert attributes["http.request.method"] == "GET"
    assert attributes["http.response.status_code"] == (101 if transport == "websocket" else 200)
    assert handoffrail_emulator.options["api_key"] not in "".join(span.to_json() for span in finished)


@pytest.mark.usefixtures("propagating")
async def test_a_refused_websocket_ends_its_span_with_the_status(
    spans: InMemorySpanExporter, handoffrail_emulator: Emulator
) -> None:
    async with AsyncHandoffRailClient(**handoffrail_emulator.options) as client:
        with handoffrail_emulator.faults.add(Fault(path="/ws", status=502)), pytest.raises(ServerError):
            async with client.events(transport="websocket", reconnect=False):
                pytest.fail("it was opened")
    refused = spans.get_finished_spans()[-1]
    assert refused.status.status_code is StatusCode.ERROR
    assert refused.attributes is not None
    assert refused.attributes["http.response.status_code"] == 502
    assert refused.attributes["error.type"] == "ServerError"


@pytest.mark.usefixtures("propagating")
async def test_a_cancelled_call_ends_its_span(
    spans: InMemorySpanExporter, handoffrail_emulator: Emulator
) -> None:
    async with AsyncHandoffRailClient(**handoffrail_emulator.options) as client:
        with handoffrail_emulator.faults.add(Fault(stall=True)), pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await client.list_packets()
    (span,) = spans.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["error.type"] == "CancelledError"
    assert [(event.attributes or {})["outcome"] for event in span.events] == ["abandoned"]


@pytest.mark.usefixtures("propagating")
def test_the_state_and_the_baggage_of_the_trace_go_along(
    spans: InMemorySpanExporter, client: HandoffRailClient, handoffrail_emulator: Emulator
) -> None:
    incoming = TraceContextTextMapPropagator().extract({"traceparent": OWN, "tracestate": "vendor=1"})
    token = context.attach(baggage.set_baggage("customer", "42", incoming))
    try:
        client.list_packets()
    finally:
        context.detach(token)
    (request,) = handoffrail_emulator.requests
    (span,) = spans.get_finished_spans()
    assert request.headers["traceparent"] == traceparent(span)
    assert request.headers["traceparent"].startswith(OWN[:36])
    assert TraceState.from_header([request.headers["tracestate"]]).get("vendor") == "1"
    assert request.headers["baggage"] == "customer=42"


@pytest.mark.usefixtures("propagating")
@pytest.mark.parametrize("header", ["traceparent", "Traceparent"])
def test_headers_of_the_application_win(handoffrail_emulator: Emulator, header: str) -> None:
    token = context.attach(baggage.set_baggage("customer", "42"))
    try:
        with (
            httpx2.Client(headers={header: OWN}) as http_client,
            HandoffRailClient(**handoffrail_emulator.options, http_client=http_client) as client,
        ):
            client.list_packets()
    finally:
        context.detach(token)
    (request,) = handoffrail_emulator.requests
    assert {name: request.headers[name] for name in request.headers.keys() & TRACING} == {"traceparent": OWN}


@pytest.mark.usefixtures("propagating")
def test_headers_of_one_call_win(hai_emulator: Emulator) -> None:
    with hai.Client(**hai_emulator.options) as client:
        client.agents.list_agents(request_options={"additional_headers": {"traceparent": OWN}})
    assert told(hai_emulator.requests) == [OWN]


def test_what_is_not_sampled_is_told_of_as_such(
    client: HandoffRailClient, handoffrail_emulator: Emulator
) -> None:
    stop = instrument(TracerProvider(sampler=ALWAYS_OFF), propagate=True)
    client.list_packets()
    stop()
    (header,) = told(handoffrail_emulator.requests)
    assert header is not None
    assert int(header[-2:], 16) & TraceFlags.SAMPLED == 0


@pytest.mark.usefixtures("propagating")
def test_the_span_is_the_current_one_while_the_call_lasts(
    spans: InMemorySpanExporter, handoffrail_emulator: Emulator
) -> None:
    seen: list[int] = []

    def note(_: httpx2.Request) -> None:
        seen.append(trace.get_current_span().get_span_context().span_id)

    with (
        httpx2.Client(event_hooks={"request": [note]}) as http_client,
        HandoffRailClient(**handoffrail_emulator.options, http_client=http_client) as client,
    ):
        client.list_packets()
    (span,) = spans.get_finished_spans()
    assert span.context is not None
    assert seen == [span.context.span_id]


# Redirects, which one of the backends has for downloads.


@pytest.fixture(params=["httpx2", "httpx"])
def library(request: pytest.FixtureRequest) -> Any:
    """Each HTTP library that a user's own client may come from."""
    return importlib.import_module(request.param)


class Redirecting:
    """A backend that sends callers on; it notes where which headers arrived."""

    def __init__(self, library: Any, *places: str) -> None:
        self.library = library
        self.places = list(places)
        self.seen: list[tuple[str, str | None, str | None]] = []

    def __call__(self, request: Any) -> Any:
        headers = request.headers
        self.seen.append((request.url.host, headers.get("traceparent"), headers.get("authorization")))
        if self.places:
            return self.library.Response(302, headers={"Location": self.places.pop(0)})
        return self.library.Response(200, content=b"content")


async def fetch(server: Redirecting, *, asynchronous: bool, **options: Any) -> bytes:
    library, transport = server.library, server.library.MockTransport(server)
    if asynchronous:
        async with (
            library.AsyncClient(transport=transport, **options) as http_client,
            hai.AsyncClient(api_key="k", base_url="https://hai.test", http_client=http_client) as client,
        ):
            resource = client.sessions.get_session_resource("s", "files", "a.txt")
            return b"".join([piece async for piece in resource])
    with (
        library.Client(transport=transport, **options) as http_client,
        hai.Client(api_key="k", base_url="https://hai.test", http_client=http_client) as client,
    ):
        return b"".join(client.sessions.get_session_resource("s", "files", "a.txt"))


@pytest.mark.usefixtures("propagating")
@pytest.mark.parametrize("asynchronous", [True, False])
async def test_nobody_else_is_told_of_the_span(
    library: Any, spans: InMemorySpanExporter, asynchronous: bool
) -> None:
    server = Redirecting(library, "/further", "https://storage.test/a.txt", "https://hai.test/back")
    assert await fetch(server, asynchronous=asynchronous) == b"content"
    (span,) = spans.get_finished_spans()
    header = traceparent(span)
    assert server.seen == [
        ("hai.test", header, "Bearer k"),
        ("hai.test", header, "Bearer k"),
        ("storage.test", None, None),
        ("hai.test", None, None),
    ]
    assert [(event.attributes or {})["number"] for event in span.events] == [1]


@pytest.mark.usefixtures("propagating")
async def test_credentials_of_the_http_client_stay_with_the_backend(library: Any) -> None:
    server = Redirecting(library, "https://storage.test/a.txt")
    await fetch(server, asynchronous=True, auth=("user", "password"))
    assert [(host, bool(authorization)) for host, _, authorization in server.seen] == [
        ("hai.test", True),
        ("storage.test", False),
    ]


@pytest.mark.usefixtures("propagating")
@pytest.mark.parametrize("asynchronous", [True, False])
async def test_redirects_without_end_are_an_error(library: Any, asynchronous: bool) -> None:
    server = Redirecting(library, *["/again"] * 100)
    with pytest.raises(ConnectionError, match="redirects"):
        await fetch(server, asynchronous=asynchronous, max_redirects=3)
    assert len(server.seen) == 4
