"""The body of a stream, however the HTTP library has it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator

import httpx2
import pytest

from fairlead import hestia

EVENTS = [
    {"type": "start", "data": {"input": "x", "mode": "normal"}},
    {"type": "token", "data": {"token": "a", "position": 0}},
    {"type": "final", "data": {"output": "a"}},
    {"type": "done", "data": {"latency_ms": 1.0}},
]
BODY = "".join(f"data: {json.dumps(event)}\n\n" for event in EVENTS).encode()


class Pieces(httpx2.SyncByteStream):
    """A body that comes in pieces."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        return (self._body[start : start + 7] for start in range(0, len(self._body), 7))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda: httpx2.Response(200, stream=Pieces(BODY)), id="plain"),
        pytest.param(
            lambda: httpx2.Response(
                200, stream=Pieces(gzip.compress(BODY)), headers={"content-encoding": "gzip"}
            ),
            id="compressed",
        ),
        pytest.param(lambda: httpx2.Response(200, content=BODY), id="read already"),
    ],
)
def test_bodies(answer: Callable[[], httpx2.Response]) -> None:
    with (
        httpx2.Client(transport=httpx2.MockTransport(lambda _: answer())) as http,
        hestia.Client("http://h", "k", http_client=http) as client,
        client.open_stream("x") as stream,
    ):
        assert [event.type for event in stream] == ["start", "token", "final", "done"]
