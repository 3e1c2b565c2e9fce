"""The decoder's option for backends that may leave out the blank line between events."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.sse import SSEDecoder


def is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def test_a_whole_line_ends_its_event_at_once() -> None:
    decoder = SSEDecoder(whole=is_json)
    assert [event.data for event in decoder.feed(b"event: x\ndata: 1\ndata: 2\n")] == ["1", "2"]
    assert not decoder.incomplete


def test_what_is_not_whole_waits_for_the_blank_line() -> None:
    decoder = SSEDecoder(whole=is_json)
    assert list(decoder.feed(b"data: [1,\ndata: 2]\n")) == []
    assert [event.data for event in decoder.feed(b"\n")] == ["[1,\n2]"]


def test_blank_data_lines_before_a_whole_one_do_not_hold_it_up() -> None:
    decoder = SSEDecoder(whole=is_json)
    assert [event.data for event in decoder.feed(b"data:\ndata\ndata: 1\n")] == ["\n\n1"]


def test_without_the_option_the_blank_line_is_needed() -> None:
    decoder = SSEDecoder()
    assert list(decoder.feed(b"data: 1\ndata: 2\n")) == []
    assert [event.data for event in decoder.feed(b"\n")] == ["1\n2"]


@pytest.mark.parametrize(
    ("rest", "data"),
    [(b"data: 1", ["1"]), (b"data: 1\n", ["1"]), (b"data: 1\ndata: 2", ["1\n2"]), (b": x", []), (b"", [])],
)
def test_finishing_yields_what_the_standard_drops(rest: bytes, data: list[str]) -> None:
    decoder = SSEDecoder()
    assert list(decoder.feed(rest)) == []
    assert [event.data for event in decoder.finish()] == data
    assert list(decoder.finish()) == []
    assert not decoder.incomplete


@given(st.lists(st.integers() | st.lists(st.integers(), max_size=3), max_size=6), st.integers(1, 9))
def test_blank_lines_make_no_difference(values: list[object], size: int) -> None:
    texts = [json.dumps(value) for value in values]
    for separator in ("\n", "\n\n", "\r\n", "\r\r"):
        body = "".join(f"data: {text}{separator}" for text in texts).encode()
        decoder = SSEDecoder(whole=is_json)
        pieces = [body[at : at + size] for at in range(0, len(body), size)]
        assert [event.data for piece in pieces for event in decoder.feed(piece)] == texts
