"""The event stream decoder: the standard's rules by example, and against a parser written from its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.sse import ServerSentEvent, SSEDecoder


def decode(*chunks: bytes) -> list[ServerSentEvent]:
    decoder = SSEDecoder()
    return [event for chunk in chunks for event in decoder.feed(chunk)]


def reference(stream: bytes) -> list[ServerSentEvent]:
    """The whole stream at once, in the words of the HTML standard, section 9.2.6."""
    text = stream.decode("utf-8", "replace").removeprefix("\ufeff")
    *lines, _ = re.split("\r\n|\n|\r", text)  # a line that has not ended does not count
    events: list[ServerSentEvent] = []
    data, event_type, event_id = "", "", ""
    retry: int | None = None
    for line in lines:
        if line == "":
            if data != "":
                events.append(ServerSentEvent(event_type or "message", data[:-1], event_id, retry))
            data, event_type = "", ""
        elif line.startswith(":"):
            pass
        else:
            field, colon, value = line.partition(":")
            value = value[1:] if colon and value.startswith(" ") else value
            if field == "event":
                event_type = value
            elif field == "data":
                data += value + "\n"
            elif field == "id" and "\0" not in value:
                event_id = value
            elif field == "retry" and re.fullmatch("[0-9]{1,15}", value):
                retry = int(value)
    return events


EVENT = ServerSentEvent
NO_LINE_END = "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg"


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: hello\n\n", [EVENT("message", "hello")]),
        (b"data:hello\n\n", [EVENT("message", "hello")]),
        (b"data:  hello \n\n", [EVENT("message", " hello ")]),
        (b"data: one\ndata: two\n\n", [EVENT("message", "one\ntwo")]),
        (b"data\ndata\n\n", [EVENT("message", "\n")]),
        (b"data\n\n", [EVENT("message", "")]),
        (b"data:\n\n", [EVENT("message", "")]),
        (b"event: packet.created\ndata: {}\n\n", [EVENT("packet.created", "{}")]),
        (b"event: a\nevent: b\ndata: x\n\n", [EVENT("b", "x")]),
        (b"event: a\nevent\ndata: x\n\n", [EVENT("message", "x")]),
        # A comment, and what looks like data within one.
        (b": ping\n\ndata: x\n:data: y\n\n", [EVENT("message", "x")]),
        # An event without data is dropped, together with its name.
        (b"event: a\n\ndata: x\n\n", [EVENT("message", "x")]),
        (b"foo: bar\nDATA: no\n data: no\ndata : no\ndata: x\n\n", [EVENT("message", "x")]),
        (b"data: a: b\n\n", [EVENT("message", "a: b")]),
        # Every way to end a line, and all of them mixed.
        (b"data: x\r\n\r\n", [EVENT("message", "x")]),
        (b"data: x\r\r", [EVENT("message", "x")]),
        (b"data: x\r\ndata: y\rdata: z\n\r\n", [EVENT("message", "x\ny\nz")]),
        (b"data: x\n\r", [EVENT("message", "x")]),
        # One byte order mark at the very start belongs to the encoding.
        (b"\xef\xbb\xbfdata: x\n\n", [EVENT("message", "x")]),
        (b"\xef\xbb\xbf\xef\xbb\xbfdata: x\n\n", []),
        (b"data: x\n\n\xef\xbb\xbfdata: y\n\n", [EVENT("message", "x")]),
        # What Python takes for a line end and the standard does not.
        (f"data: {NO_LINE_END}\n\n".encode(), [EVENT("message", NO_LINE_END)]),
        ("data: é😀\n\n".encode(), [EVENT("message", "é😀")]),
        (b"data: \xff\n\n", [EVENT("message", "\ufffd")]),
        # An id lasts until the next one.
        (b"id: 1\ndata: x\n\ndata: y\n\n", [EVENT("message", "x", "1"), EVENT("message", "y", "1")]),
        (b"id: 1\ndata: x\n\nid\ndata: y\n\n", [EVENT("message", "x", "1"), EVENT("message", "y", "")]),
        (b"id: 1\n\ndata: x\n\n", [EVENT("message", "x", "1")]),
        (b"id: 1\nid: 2\x003\ndata: x\n\n", [EVENT("message", "x", "1")]),
        (b"retry: 250\ndata: x\n\n", [EVENT("message", "x", "", 250)]),
        (b"retry: 250\n\nid: 4\ndata: x\n\n", [EVENT("message", "x", "4", 250)]),
        (b"retry: soon\nretry: -1\nretry: 1.5\nretry:\ndata: x\n\n", [EVENT("message", "x")]),
        ("retry: ٣\ndata: x\n\n".encode(), [EVENT("message", "x")]),
        (b"retry: " + b"9" * 5000 + b"\ndata: x\n\n", [EVENT("message", "x")]),
        # Cut short.
        (b"", []),
        (b"data: x", []),
        (b"data: x\n", []),
        (b"data: x\n\ndata: y\n", [EVENT("message", "x")]),
    ],
)  # fmt: skip
def test_rules_by_example(stream: bytes, events: list[ServerSentEvent]) -> None:
    assert decode(stream) == events
    assert reference(stream) == events


# Bytes from which interesting streams come up often.
PIECES = [
    *(b"data", b"event", b"id", b"retry", b":", b": ", b" ", b"\n", b"\n\n", b"\r", b"\r\n", b"\r\n\r\n"),
    *(b"x", b"12", b"\0", b"\xef\xbb\xbf", b"\xef", b"\xbb", b"\xbf", b"\xff", "é😀\u2028".encode()),
    *(b"data: x\n", b"event: y\n", b"id: 7\n", b"retry: 9\n", b": c\n"),
]
streams = st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=40).map(b"".join)


@given(streams)
def test_agrees_with_the_standard(stream: bytes) -> None:
    assert decode(stream) == reference(stream)


@given(streams, st.lists(st.integers(0, 200)))
def test_chunks_do_not_matter(stream: bytes, cuts: list[int]) -> None:
    places = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    chunks = [stream[start:end] for start, end in pairwise(places)]
    assert decode(*chunks) == reference(stream)


RICH = (
    b"\xef\xbb\xbf: hi\r\nid: 1\r\nevent: a\rdata: \xc3\xa9\r\ndata: \xf0\x9f\x98\x80\r\n\r\n"
    b"retry: 5\n\ndata: z\r\rdata: cut"
)


@pytest.mark.parametrize("size", range(1, len(RICH) + 1))
def test_split_at_every_place(size: int) -> None:
    expected = [EVENT("a", "é\n😀", "1"), EVENT("message", "z", "1", 5)]
    assert decode(*(RICH[start : start + size] for start in range(0, len(RICH), size))) == expected
    assert decode(RICH[:size], b"", RICH[size:]) == expected


PLAIN = (
    "event: a\ndata: 1\n\ndata:2\n\n: comment\n\nevent: b\ndata: é\n\nid: 7\nevent: c\ndata: 3\ndata: 4\n\n"
    "data\n\nevent:\ndata: 5\n\nevent: none\n\ndata: \n\nid: 8\n\ndata: \u2028\n\ndata: cut"
).encode() + b" \xff"


@pytest.mark.parametrize("size", range(1, len(PLAIN) + 1))
def test_events_of_the_usual_form_between_others(size: int) -> None:
    expected = reference(PLAIN)
    assert len(expected) == 8
    assert decode(*(PLAIN[start : start + size] for start in range(0, len(PLAIN), size))) == expected
    assert decode(PLAIN[:size], PLAIN[size:]) == expected


def test_an_event_that_is_no_utf_8_is_among_usual_ones() -> None:
    stream = b"data: 1\n\ndata: \xe2\x82\n\nevent: \xff\ndata: 2\n\n"
    assert decode(stream) == reference(stream)


def test_what_came_before_an_event_that_is_too_large_is_delivered() -> None:
    events = SSEDecoder(max_event_size=LIMIT).feed(b"data: 1\n\ndata: " + b"x" * LIMIT)
    assert next(events) == EVENT("message", "1")
    with pytest.raises(ValueError, match="larger than 100 bytes"):
        next(events)


def test_an_event_is_out_as_soon_as_its_last_byte_is_in() -> None:
    decoder = SSEDecoder()
    assert list(decoder.feed(b"data: x\r")) == []
    assert list(decoder.feed(b"\n\r")) == [EVENT("message", "x")]
    assert list(decoder.feed(b"\ndata: y\n\n")) == [EVENT("message", "y")]


@pytest.mark.parametrize(
    ("chunks", "incomplete"),
    [
        ([], False),
        ([b"data: x\n\n"], False),
        ([b"data: x\r\n\r", b"\n"], False),
        ([b": comment\n"], False),
        ([b"id: 3\n"], False),
        ([b"data: x\n"], True),
        ([b"event: x\n"], True),
        ([b"dat"], True),
        ([b"data: x\n\n:"], True),
        ([b"\xef\xbb"], True),
    ],
)
def test_incomplete_tells_a_cut_stream(chunks: Iterable[bytes], incomplete: bool) -> None:
    decoder = SSEDecoder()
    for chunk in chunks:
        list(decoder.feed(chunk))
    assert decoder.incomplete is incomplete


def test_the_place_to_resume_is_that_of_the_last_complete_event() -> None:
    decoder = SSEDecoder()
    list(decoder.feed(b"id: 1\ndata: x\n\nid: 2\ndata: cut\n"))
    assert decoder.last_event_id == "1"
    list(decoder.feed(b"\n"))
    assert decoder.last_event_id == "2"


LIMIT = 100


@pytest.mark.parametrize(
    "chunks",
    [
        pytest.param([b"data: " + b"x" * LIMIT], id="a line without an end"),
        pytest.param([b"x" * 40] * 3, id="a line without an end, in pieces"),
        pytest.param([b"data: " + b"x" * 30 + b"\n"] * 4, id="many lines"),
        pytest.param([b"data: " + b"x" * 200 + b"\n\n"], id="a complete event"),
        pytest.param([b":" + b"x" * LIMIT], id="a comment without an end"),
    ],
)
def test_an_event_that_is_too_large_is_refused(chunks: list[bytes]) -> None:
    decoder = SSEDecoder(max_event_size=LIMIT)
    events = (event for chunk in chunks for event in decoder.feed(chunk))
    with pytest.raises(ValueError, match="larger than 100 bytes"):
        list(events)


def test_the_size_is_counted_per_event() -> None:
    decoder = SSEDecoder(max_event_size=LIMIT)
    chunk = b"data: " + b"x" * 80 + b"\n\n"
    assert sum(len(list(decoder.feed(chunk))) for _ in range(1000)) == 1000
    assert sum(len(list(decoder.feed(b":" + b"x" * 80 + b"\n"))) for _ in range(10)) == 0
