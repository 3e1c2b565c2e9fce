"""Thousands of streams, most of them broken: what is delivered is true, and an end that looks good is good.

Streams are generated from a seed: legal events, written in every way that is accepted, then harmed in one
way. Each goes through the decoder and the order in pieces split at random; a sample also goes over a real
socket, with delays, to both clients.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from fairlead.hestia import (
    AsyncClient,
    Client,
    HestiaError,
    InvalidResponse,
    StreamEvent,
    StreamInterrupted,
    StreamOrderError,
)
from fairlead.hestia._events import EventReader

STREAMS = 4000
OVER_SOCKETS = 120
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
TEXTS = [
    "a",
    "",
    " leading",
    "ü😀",
    "\u2028",
    "x\u2029y",
    "\x85",
    "\x0b\x1c",
    "data: {}",
    "[DONE]",
    '"}',
    "\n\n",
    "\r",
]
NOISE = [
    ": ping",
    ":",
    "event: message",
    "id: 7",
    "retry: 10",
    "unknown: x",
    "data:",
    "",
    ": data: {}",
    "data: [DONE]",
]
GARBAGE = [
    b"data: oops",
    b'data: {"type"',
    b"data: []",
    b"data: 7",
    b"data: {}",
    b'data: {"type": 1}',
    b"data: \xff\xfe",
]

Raw = dict[str, Any]
Outcome = tuple[list[StreamEvent], type[HestiaError] | None]


@dataclass
class Stream:
    """A body, and what may come of it.

    Attributes:
        body: The bytes.
        sent: The events that were meant to be in it.
        harm: What was done to it.
        errors: What it may end with; None is a good end.
        least: How many events must be delivered, at least.
        reset: The connection is broken instead of closed.
    """

    body: bytes
    sent: list[StreamEvent]
    harm: str
    errors: set[type[HestiaError] | None] = field(default_factory=lambda: {None})
    least: int = 0
    reset: bool = False


def legal_events(rng: random.Random) -> list[Raw]:
    middle = [rng.choice(["token", "delta", "tool_call", "usage"]) for _ in range(rng.randrange(6))]
    types = ["start", *middle, rng.choice(["final", "error"]), "done"]
    return [
        {
            "type": kind,
            "data": {rng.choice(TEXTS): rng.choice([rng.choice(TEXTS), number, None, [{"deep": {}}]])},
            "trace_id": "cmd_1",
            "timestamp": "t",
        }
        for number, kind in enumerate(types)
    ]


def written(rng: random.Random, raw: Raw, ending: str) -> bytes:
    """An event as a server may write it: in one line, or in several that are joined."""
    text = json.dumps(raw, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, None, None, 1]))
    prefix = rng.choice(["data:", "data: ", "data:  "])
    lines = [prefix + line for line in text.split("\n")]
    # What stands in several lines, or is followed by another event's fields, needs the blank line.
    blanks = 1 if len(lines) > 1 else rng.choice([0, 1, 1, 2])
    noise = [line for line in rng.sample(NOISE, 2) if rng.random() < 0.3]
    return (ending.join([*lines, *[""] * blanks, *noise]) + ending).encode()


def generated(seed: int) -> Stream:
    rng = random.Random(seed)
    raws = legal_events(rng)
    sent = [StreamEvent.from_raw(raw) for raw in raws]
    ending = rng.choice(["\n", "\r\n", "\r"])
    parts = [written(rng, raw, ending) for raw in raws]
    at = rng.randrange(len(parts))
    match rng.choice(["nothing", "cut", "reset", "garbage", "half", "lost", "doubled", "swapped", "more"]):
        case "cut":
            return cut(rng, parts, sent, "cut")
        case "reset":
            stream = cut(rng, parts, sent, "reset")
            stream.reset = True
            return stream
        case "garbage":
            line = rng.choice(GARBAGE) + b"\n\n"
            body = b"".join([*parts[:at], line, *parts[at:]])
            return Stream(body, sent[:at], "garbage", {InvalidResponse}, at)
        case "half":
            half = parts[at].rstrip()[: rng.randrange(8, 20)] + b"\n\n"
            body = b"".join([*parts[:at], half, *parts[at + 1 :]])
            return Stream(body, sent[:at], "half", {InvalidResponse}, at)
        case "lost":
            return disordered(parts[:at] + parts[at + 1 :], sent[:at] + sent[at + 1 :], "lost")
        case "doubled":
            return disordered(parts[: at + 1] + parts[at:], sent[: at + 1] + sent[at:], "doubled")
        case "swapped":
            order = rng.sample(range(len(parts)), len(parts))
            return disordered([parts[n] for n in order], [sent[n] for n in order], "swapped")
        case "more":
            more = rng.choice([*GARBAGE, b"data: [DONE]", parts[0]])
            return Stream(b"".join(parts) + more, sent, "more", {None}, len(sent))
        case harm:
            body = b"".join(parts)
            return Stream(body.rstrip() if rng.random() < 0.3 else body, sent, harm, {None}, len(sent))


def cut(rng: random.Random, parts: list[bytes], sent: list[StreamEvent], harm: str) -> Stream:
    """The body up to some byte before the end of `done`. Only the event it falls into may be lost."""
    body = b"".join(parts)
    length = rng.randrange(len(body) - len(parts[-1]) + 1)
    whole = 0
    while whole < len(parts) and sum(map(len, parts[: whole + 1])) <= length:
        whole += 1
    return Stream(body[:length], sent, harm, {StreamInterrupted}, whole)


def disordered(parts: list[bytes], sent: list[StreamEvent], harm: str) -> Stream:
    """Whole events in an order that may be wrong: what is right of them is told by the grammar."""
    state, legal = "start", 0
    for event in sent:
        match state, event.type:
            case "start", "start":
                state = "running"
            case "running", "token" | "delta" | "tool_call":
                pass
            case "running", "final" | "error":
                state = "ended"
            case "ended", "done":
                legal += 1
                return Stream(b"".join(parts), sent, harm, {None}, legal)
            case _, "usage":
                pass
            case _:
                return Stream(b"".join(parts), sent[:legal], harm, {StreamOrderError}, legal)
        legal += 1
    return Stream(b"".join(parts), sent, harm, {StreamInterrupted}, legal)


def read_in_pieces(rng: random.Random, body: bytes) -> Outcome:
    reader = EventReader()
    came: list[StreamEvent] = []
    try:
        while body and not reader.done:
            size = rng.choice([1, 2, 3, 7, 50, 1000, 100_000])
            for event in reader.feed(body[:size]):
                came.append(event)  # noqa: PERF402 - what came must survive an error
            body = body[size:]
        if not reader.done:
            for event in reader.finish():
                came.append(event)  # noqa: PERF402
    except HestiaError as error:
        return came, type(error)
    return came, None


def judge(stream: Stream, outcome: Outcome) -> None:
    came, error = outcome
    assert came == stream.sent[: len(came)], "what was delivered was not sent"
    assert error in stream.errors
    assert len(came) >= stream.least
    assert (error is None) == (bool(came) and came[-1].type == "done"), "a good end is one with a done"
    if error is not None and StreamInterrupted not in stream.errors:
        assert len(came) == stream.least, "something came after the harm"


@pytest.mark.parametrize("part", range(8))
def test_thousands_of_streams_through_decoder_and_order(part: int) -> None:
    seen: dict[str, int] = {}
    for seed in range(part, STREAMS, 8):
        stream = generated(seed)
        seen[stream.harm] = seen.get(stream.harm, 0) + 1
        rng = random.Random(-seed)
        try:
            judge(stream, read_in_pieces(rng, stream.body))
            judge(stream, read_in_pieces(rng, stream.body))
        except AssertionError as error:
            error.add_note(f"seed {seed}: {stream}")
            raise
    assert len(seen) == 9, "some harm was never done"
    assert min(seen.values()) > 20


@pytest.fixture
def chaotic(serve: Callable[..., Any]) -> Any:
    """A server whose n-th connection gets the n-th stream, in pieces, with pauses."""

    def script(connection: Any) -> None:
        rng = random.Random(connection.number)
        stream = generated(connection.number)
        body, chunked = stream.body, rng.random() < 0.5
        mode = b"Transfer-Encoding: chunked\r\n\r\n" if chunked else b"Connection: close\r\n\r\n"
        connection.socket.sendall(HEAD + mode)
        while body:
            size = rng.choice([1, 7, 50, 1000])
            piece, body = body[:size], body[size:]
            connection.socket.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
            if rng.random() < 0.05:
                time.sleep(0.002)
        if stream.reset:
            # Linger of zero: the close is a reset.
            connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.socket.close()
            return
        if chunked and stream.harm != "cut":
            connection.socket.sendall(b"0\r\n\r\n")
        connection.socket.shutdown(socket.SHUT_WR)

    return serve(script)


def judge_over_socket(seed: int, outcome: Outcome) -> None:
    stream = generated(seed)
    if stream.reset:
        stream.least = 0  # a reset takes along what the other side has not read yet
    try:
        judge(stream, outcome)
    except AssertionError as error:
        error.add_note(f"seed {seed}: {stream}")
        raise


def test_a_sample_over_sockets_to_the_blocking_client(chaotic: Any) -> None:
    with Client(chaotic.url, timeout=10) as client:
        for seed in range(OVER_SOCKETS):
            came: list[StreamEvent] = []
            kind: type[HestiaError] | None = None
            try:
                for event in client.run_stream("hi"):
                    came.append(event)  # noqa: PERF402
            except HestiaError as error:
                kind = type(error)
            judge_over_socket(seed, (came, kind))


async def test_a_sample_over_sockets_to_the_async_client(chaotic: Any) -> None:
    async with AsyncClient(chaotic.url, timeout=10) as client:
        for seed in range(OVER_SOCKETS):
            came: list[StreamEvent] = []
            kind: type[HestiaError] | None = None
            try:
                async for event in client.run_stream("hi"):
                    came.append(event)  # noqa: PERF401
            except HestiaError as error:
                kind = type(error)
            judge_over_socket(seed, (came, kind))
            await asyncio.sleep(0)
