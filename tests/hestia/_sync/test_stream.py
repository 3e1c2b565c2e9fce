# Made from tests/hestia/_async/test_stream.py by `nox -s regenerate`: edit that one.
"""A streamed run: what is accepted, what is delivered, and which error ends it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

import fairlead
from fairlead.hestia import (
    Client,
    ClientClosed,
    GovernanceBlock,
    HestiaError,
    InvalidArgument,
    InvalidInput,
    InvalidResponse,
    NotFound,
    ServerError,
    StreamEvent,
    StreamInterrupted,
    StreamOrderError,
    TimedOut,
    Unauthorized,
)


class Server:
    """Streams chunks in memory; an exception among them breaks the connection."""

    def __init__(self, *chunks: bytes | Exception, status: int = 200) -> None:
        self.chunks = chunks
        self.status = status
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return httpx2.Response(self.status, content=self.body())

    def body(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk

    def client(self) -> Client:
        http_client = httpx2.Client(transport=httpx2.MockTransport(self))
        return Client("http://hestia.test", http_client=http_client)


def events_of(server: Server) -> list[StreamEvent]:
    return [event for event in server.client().run_stream("hi")]


def types_of(*chunks: bytes | Exception) -> list[str]:
    return [event.type for event in events_of(Server(*chunks))]


def collect(server: Server, came: list[str]) -> None:
    for event in server.client().run_stream("hi"):
        came.append(event.type)  # noqa: PERF401 - one by one, so that they are there after an error


def delivered_before(kind: type[HestiaError], *chunks: bytes | Exception) -> tuple[list[str], HestiaError]:
    """The types of the events that came before an error, and that error."""
    came: list[str] = []
    with pytest.raises(kind) as caught:
        collect(Server(*chunks), came)
    assert caught.value.operation == "run_stream"
    return came, caught.value


def test_a_stream_is_asked_for_like_a_run() -> None:
    server = Server(status=403)
    events = server.client().run_stream("grüße", "s", "a", "fast", 500)
    assert server.requests == [], "nothing is sent before the first event is asked for"
    with pytest.raises(GovernanceBlock):
        next(events)
    (request,) = server.requests
    assert (request.method, request.url.path) == ("POST", "/api/v1/run/stream")
    assert json.loads(request.content) == {
        "input": "grüße",
        "context": {"session_id": "s", "agent_id": "a", "mode_hint": "fast"},
        "options": {"timeout_ms": 500, "stream": True},
    }


def test_events_come_with_all_that_they_say(event: Callable[..., bytes], whole_run: bytes) -> None:
    start, token, final, done = events_of(Server(whole_run))
    assert (start.type, start.data, start.trace_id) == ("start", {"input": "hi", "mode": "normal"}, "cmd_1")
    assert (token.data, final.data, done.data) == (
        {"token": "a", "position": 0},
        {"output": "a"},
        {"latency_ms": 1.5},
    )
    assert done.timestamp == "2026-01-02T03:04:05+00:00"


def test_an_error_event_is_an_event_and_raises_nothing(event: Callable[..., bytes]) -> None:
    body = event("start") + event("error", code="MODEL", message="no") + event("done")
    *_, error, done = events_of(Server(body))
    assert (error.type, error.data, done.type) == ("error", {"code": "MODEL", "message": "no"}, "done")


def test_every_known_type_and_unknown_ones_are_delivered(event: Callable[..., bytes]) -> None:
    types = ["queued", "start", "token", "delta", "tool_call", "thought", "token", "final", "usage", "done"]
    assert types_of(*map(event, types)) == types


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (403, GovernanceBlock),
        (404, NotFound),
        (422, InvalidInput),
        (401, Unauthorized),
        (500, ServerError),
        (503, ServerError),
    ],
)
def test_a_refusal_raises_as_for_a_plain_run(status: int, kind: type[HestiaError]) -> None:
    body = json.dumps({"detail": "why", "trace_id": "cmd_9"}).encode()
    server = Server(body[:9], body[9:], status=status)
    with pytest.raises(kind, match="why") as caught:
        events_of(server)
    assert (caught.value.status, caught.value.trace_id) == (status, "cmd_9")
    assert len(server.requests) == 1, "a stream is never opened twice"


def test_a_block_looks_for_its_trace_inside_of_detail_too() -> None:
    with pytest.raises(GovernanceBlock) as caught:
        events_of(Server(b'{"detail": {"trace_id": "cmd_2"}}', status=403))
    assert caught.value.trace_id == "cmd_2"


def test_heartbeats_are_invisible(event: Callable[..., bytes]) -> None:
    beats = b": ping\n\n:\n\nevent: ping\n\nretry: 100\n\nid: 7\n\ndata:\n\ndata\n\n: data: {}\n\n"
    body = beats + event("start") + beats + event("final") + beats + event("done")
    assert types_of(body) == ["start", "final", "done"]


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("between", [0, 1, 2])
@pytest.mark.parametrize("space", ["", " ", "  \t"])
def test_a_line_is_an_event_with_or_without_space_and_blank_lines(
    ending: str, between: int, space: str
) -> None:
    lines = [
        f'data:{space}{{"type": "{name}"}}{ending}{ending * between}' for name in ("start", "final", "done")
    ]
    assert types_of("".join(lines).encode()) == ["start", "final", "done"]


def test_an_event_is_delivered_as_soon_as_its_line_is_there(event: Callable[..., bytes]) -> None:
    def body() -> Iterator[bytes]:
        yield b'data: {"type": "start"}\n'
        assert came == ["start"], "no blank line is waited for"
        yield b'data: {"type": "final"}\ndata: {"type": "done"}\n'

    came: list[str] = []
    server = Server()
    server.body = body  # type: ignore[method-assign]
    collect(server, came)
    assert came == ["start", "final", "done"]


def test_the_last_line_needs_no_end(whole_run: bytes) -> None:
    assert types_of(whole_run.rstrip()) == ["start", "token", "final", "done"]


def test_lines_of_one_event_are_joined() -> None:
    pretty = json.dumps({"type": "start", "data": {"a": {"b": [1, 2]}}}, indent=2)
    body = "".join(f"data: {line}\n" for line in pretty.split("\n")) + "\n"
    body += (
        'data: {"type": "final",\ndata: "data": {"output": "}"}\ndata: }\ndata:\n\ndata: {"type": "done"}\n\n'
    )
    start, final, _done = events_of(Server(body.encode()))
    assert (start.data, final.data) == ({"a": {"b": [1, 2]}}, {"output": "}"})


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "data: {}", "😀"])
def test_what_looks_like_a_line_end_elsewhere_is_text(character: str) -> None:
    text = json.dumps({"type": "start", "data": {"input": f"a{character}b"}}, ensure_ascii=False)
    body = f'data: {text}\n\ndata: {{"type":"final"}}\n\ndata: {{"type":"done"}}\n'
    start, *_ = events_of(Server(body.encode()))
    assert start.data == {"input": f"a{character}b"}


def test_bytes_may_be_split_anywhere() -> None:
    body = (
        'data: {"type":"start","data":{"input":"ü😀"}}\r\n\r\ndata: {"type":"final"}\r\rdata: {"type":"done"}'
    )
    encoded = b"\xef\xbb\xbf" + body.encode()
    start, final, done = events_of(Server(*(encoded[i : i + 1] for i in range(len(encoded)))))
    assert (start.data, final.type, done.type) == ({"input": "ü😀"}, "final", "done")


def test_the_sentinel_of_the_other_dialect_says_nothing(event: Callable[..., bytes]) -> None:
    sentinel = b"data: [DONE]\n\n"
    assert types_of(event("start") + sentinel + event("final") + event("done") + sentinel) == [
        "start",
        "final",
        "done",
    ]
    came, _ = delivered_before(StreamInterrupted, event("start") + event("final") + sentinel)
    assert came == ["start", "final"]


def test_the_stream_ends_after_done_whatever_follows(event: Callable[..., bytes], whole_run: bytes) -> None:
    after = b"data: garbage\n\n" + event("token")
    assert types_of(whole_run + after, httpx2.ReadError("reset")) == ["start", "token", "final", "done"]


@pytest.mark.parametrize("missing", [1, 2, 3, 4])
def test_a_stream_that_is_cut_before_done_is_an_error(missing: int, whole_run: bytes) -> None:
    events = [part + b"\n\n" for part in whole_run.split(b"\n\n")[:4]]
    came, error = delivered_before(StreamInterrupted, *events[: 4 - missing])
    assert len(came) == 4 - missing
    assert isinstance(error, fairlead.StreamInterrupted)
    assert error.trace_id == ("cmd_1" if came else None)


def test_half_an_event_is_no_event(whole_run: bytes) -> None:
    came, _ = delivered_before(StreamInterrupted, whole_run[:-8])
    assert came == ["start", "token", "final"]


@pytest.mark.parametrize(
    "failure", [httpx2.ReadError("reset"), httpx2.RemoteProtocolError("incomplete chunked read")]
)
def test_a_connection_that_breaks_is_an_error_after_what_came(
    failure: Exception, event: Callable[..., bytes]
) -> None:
    came, error = delivered_before(StreamInterrupted, event("start") + event("token"), failure)
    assert came == ["start", "token"]
    assert error.trace_id == "cmd_1"
    assert error.__cause__ is failure


def test_silence_is_a_timeout_after_what_came(event: Callable[..., bytes]) -> None:
    came, error = delivered_before(TimedOut, event("start"), httpx2.ReadTimeout("silence"))
    assert came == ["start"]
    assert isinstance(error, TimeoutError)
    assert error.trace_id == "cmd_1"


@pytest.mark.parametrize(
    ("types", "delivered"),
    [
        (["token"], 0),
        (["done"], 0),
        (["error", "done"], 0),
        (["start", "start"], 1),
        (["start", "done"], 1),
        (["start", "token", "final", "token"], 3),
        (["start", "final", "final"], 2),
        (["start", "final", "error"], 2),
    ],
)
def test_what_comes_out_of_order_is_an_error_after_what_came(
    types: list[str], delivered: int, event: Callable[..., bytes]
) -> None:
    came, error = delivered_before(StreamOrderError, b"".join(map(event, types)))
    assert came == types[:delivered]
    assert isinstance(error, StreamOrderError)
    assert isinstance(error, fairlead.InvalidResponse)
    assert error.event is not None
    assert error.event.type == types[delivered]
    assert error.trace_id == "cmd_1"


@pytest.mark.parametrize(
    "line",
    [
        "oops",
        "5",
        "null",
        '"start"',
        "[1]",
        "{}",
        '{"type": 5}',
        '{"type": "token", "data": []}',
        "[" * 100_000,
    ],
)
def test_garbage_is_an_error_after_what_came(line: str, event: Callable[..., bytes]) -> None:
    came, error = delivered_before(InvalidResponse, event("start") + f"data: {line}\n\n".encode())
    assert came == ["start"]
    assert error.trace_id == "cmd_1"


def test_fields_may_be_missing_null_or_new() -> None:
    body = (
        b'data: {"type": "start"}\n\n'
        b'data: {"type": "final", "data": null, "trace_id": null, "timestamp": null}\n\n'
        b'data: {"type": "done", "new": [1]}\n\n'
    )
    start, final, done = events_of(Server(body))
    for event in (start, final):
        assert (event.data, event.trace_id, event.timestamp) == ({}, "", "")
    assert done.model_extra == {"new": [1]}


def test_an_answer_that_is_no_stream_is_cut() -> None:
    came, _ = delivered_before(StreamInterrupted, b'{"result": "ALLOW"}')
    assert came == []


def test_a_stream_can_be_entered(whole_run: bytes) -> None:
    with Server(whole_run).client().open_stream("hi") as events:
        first = next(events)
        assert (first.type, events.trace_id, events.done) == ("start", "cmd_1", False)
        assert [event.type for event in events] == ["token", "final", "done"]
        assert events.done
    assert [event for event in events] == []


def test_a_refused_stream_cannot_be_entered() -> None:
    with pytest.raises(GovernanceBlock):
        with Server(status=403).client().open_stream("hi"):
            raise AssertionError("it was entered")


def test_a_stream_is_entered_once_and_before_it_is_iterated(whole_run: bytes) -> None:
    events = Server(whole_run).client().open_stream("hi")
    with pytest.raises(InvalidArgument, match="entered before"):
        next(events)
    events = Server(whole_run).client().open_stream("hi")
    with events:
        with pytest.raises(InvalidArgument, match="once"):
            events.__enter__()


def test_a_stream_can_be_closed_early_and_twice(whole_run: bytes) -> None:
    with Server(whole_run).client().open_stream("hi") as events:
        next(events)
        events.close()
        events.close()
        assert [event for event in events] == []


def test_a_closed_client_opens_no_stream(whole_run: bytes) -> None:
    client = Server(whole_run).client()
    client.close()
    with pytest.raises(ClientClosed):
        next(client.run_stream("hi"))


def test_an_endless_line_is_an_error(event: Callable[..., bytes]) -> None:
    chunks: list[Any] = [b"data: " + b"x" * 2**20] * 17
    came, _ = delivered_before(InvalidResponse, event("start"), *chunks)
    assert came == ["start"]
