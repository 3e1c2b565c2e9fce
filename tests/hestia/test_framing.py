"""From bytes to events: whatever the frozen rule and the standard accept from a conforming server."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.hestia import InvalidResponse, StreamEvent, StreamInterrupted
from fairlead.hestia._events import EventReader

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
payloads = st.dictionaries(st.text(max_size=8), values, max_size=4)


def events_between(datas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A whole stream with these payloads in its tokens."""
    tokens = [{"type": "token", "data": data, "trace_id": "cmd_1", "timestamp": "t"} for data in datas]
    return [{"type": "start"}, *tokens, {"type": "final"}, {"type": "done"}]


def frozen_rule(body: str) -> list[dict[str, Any]]:
    """How the replaced SDK reads: one line, one event; what follows the first `data:`, trimmed."""
    lines = [line for line in body.splitlines() if "data:" in line]
    texts = [line.split("data:", 1)[1].strip() for line in lines]
    return [json.loads(text) for text in texts if text]


def read(body: bytes, cuts: list[int]) -> list[StreamEvent]:
    reader = EventReader()
    edges = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    events = [event for start, end in pairwise(edges) for event in reader.feed(body[start:end])]
    if not reader.done:
        events += reader.finish()
    return events


cuts = st.lists(st.integers(0, 10_000), max_size=8)
endings = st.sampled_from(["\n", "\r\n", "\r"])


@given(
    st.lists(payloads, max_size=4),
    st.sampled_from(["data:", "data: ", "data:  "]),
    endings,
    st.lists(st.sampled_from(["", ": ping", "event: x", "id: 1", "retry: 5", "data:"]), max_size=3),
    st.booleans(),
    cuts,
)
def test_what_a_conforming_server_sends_is_read_as_by_the_frozen_rule(
    datas: list[dict[str, Any]], prefix: str, ending: str, noise: list[str], last: bool, cuts: list[int]
) -> None:
    sent = events_between(datas)
    lines = [part for fields in sent for part in (prefix + json.dumps(fields), *noise)]
    body = ending.join(lines) + (ending if last else "")
    expected = [StreamEvent.from_raw(raw) for raw in frozen_rule(body)]
    assert read(body.encode(), cuts) == expected == [StreamEvent.from_raw(raw) for raw in sent]


@given(st.lists(payloads, max_size=3), st.sampled_from([None, 0, 1, 2]), st.booleans(), endings, cuts)
def test_what_the_standard_joins_is_one_event(
    datas: list[dict[str, Any]], indent: int | None, ascii_only: bool, ending: str, cuts: list[int]
) -> None:
    sent = events_between(datas)
    body = ""
    for fields in sent:
        text = json.dumps(fields, indent=indent, ensure_ascii=ascii_only)
        body += "".join(f"data: {line}{ending}" for line in text.split("\n")) + ending
    assert read(body.encode("utf-8", "surrogatepass"), cuts) == [StreamEvent.from_raw(raw) for raw in sent]


@given(st.lists(payloads, max_size=3), st.integers(0, 10_000), cuts)
def test_a_body_that_is_cut_anywhere_gives_whole_events_and_then_an_error(
    datas: list[dict[str, Any]], length: int, cuts: list[int]
) -> None:
    sent = [StreamEvent.from_raw(raw) for raw in events_between(datas)]
    body = b"".join(f"data: {json.dumps(raw)}\n\n".encode() for raw in events_between(datas))
    needed = len(body.rstrip())
    part = body[: length % needed]
    reader = EventReader()
    came = list(reader.feed(part))
    with pytest.raises(StreamInterrupted):
        came.extend(reader.finish())
    assert came == sent[: len(came)]
    assert len(came) < len(sent)


def test_blank_data_lines_do_not_add_up() -> None:
    reader = EventReader()
    (start,) = reader.feed(b"data:\n" * 200_000 + b'data: {"type": "start"}\n')
    assert start.type == "start"


def test_an_error_names_places_not_values() -> None:
    with pytest.raises(InvalidResponse, match="data") as caught:
        list(EventReader().feed(b'data: {"type": "start", "data": "hunter2"}\n'))
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(caught.value)
