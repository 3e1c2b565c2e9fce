"""The order of events, held against the same thing said as a regular expression."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.hestia import StreamEvent, StreamOrderError
from fairlead.hestia._events import EventOrder

LETTERS = {
    "start": "s",
    "token": "t",
    "delta": "e",
    "tool_call": "c",
    "final": "f",
    "error": "x",
    "done": "d",
}
COMPLETE = re.compile(r"s[tec]*[fx]d")
PREFIX = re.compile(r"(s([tec]*([fx]d?)?)?)?")


def longest_legal(types: list[str]) -> int:
    word = "".join(LETTERS[name] for name in types)
    return max(n for n in range(len(word) + 1) if PREFIX.fullmatch(word[:n]))


@given(st.lists(st.sampled_from([*LETTERS])))
def test_every_sequence_is_judged_as_the_expression_says(types: list[str]) -> None:
    order = EventOrder()
    legal = longest_legal(types)
    for name in types[:legal]:
        order.take(StreamEvent(type=name))
    assert order.done == bool(COMPLETE.fullmatch("".join(LETTERS[name] for name in types[:legal])))
    if legal < len(types):
        with pytest.raises(StreamOrderError, match=types[legal]):
            order.take(StreamEvent(type=types[legal]))


@given(st.lists(st.sampled_from([*LETTERS, "usage", "thought"])))
def test_unknown_types_change_nothing_before_done(types: list[str]) -> None:
    def taken(names: list[str]) -> list[str]:
        order, came = EventOrder(), []
        for name in names:
            try:
                order.take(StreamEvent(type=name))
            except StreamOrderError:
                break
            came.append(name)
            if order.done:
                break
        return came

    known = [name for name in types if name in LETTERS]
    assert [name for name in taken(types) if name in LETTERS] == taken(known)


def test_nothing_comes_after_done() -> None:
    for late in ("usage", "done", "start"):
        order = EventOrder()
        for name in ("start", "final", "done"):
            order.take(StreamEvent(type=name))
        with pytest.raises(StreamOrderError, match="nothing"):
            order.take(StreamEvent(type=late))


def test_the_error_says_what_may_come_and_has_the_event() -> None:
    event = StreamEvent(type="error", data={"code": "X", "message": "no"}, trace_id="cmd_1")
    with pytest.raises(StreamOrderError) as caught:
        EventOrder().take(event)
    assert str(caught.value) == "[STREAM_ORDER] the stream sent 'error' where only start may come"
    assert caught.value.event is event
    assert caught.value.trace_id == "cmd_1"
