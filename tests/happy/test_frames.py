"""Frames, and the buffer between the socket and its readers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.happy._frames import Buffer, Change, Frame, Overflow, read_frame


def frame(kind: str = "new-message") -> Frame:
    return Frame(kind, {}, "s", {})


def everything(_: Frame) -> bool:
    return True


@pytest.mark.parametrize(
    ("event", "content", "kind", "session_id"),
    [
        ("update", {"body": {"t": "new-message", "sid": "s"}}, "new-message", "s"),
        ("update", {"body": {"t": "update-session", "id": "s"}}, "update-session", "s"),
        ("update", {"body": {"t": "delete-session", "sid": "s"}}, "delete-session", "s"),
        ("update", {"body": {"t": "new-session", "id": "s"}}, "new-session", "s"),
        ("update", {"body": {"t": "update-machine", "machineId": "m", "id": "x"}}, "update-machine", None),
        ("update", {"body": {"t": "new-message", "sid": 3}}, "new-message", None),
        ("ephemeral", {"type": "activity", "id": "s", "active": True}, "activity", "s"),
        ("ephemeral", {"type": "session-event", "sessionId": "s"}, "session-event", "s"),
        ("ephemeral", {"type": "machine-activity", "id": "m"}, "machine-activity", None),
    ],
)
def test_frames_say_what_they_are_about(
    event: str, content: dict[str, Any], kind: str, session_id: str | None
) -> None:
    found = read_frame(event, content)
    assert found is not None
    assert (found.kind, found.session_id, found.raw) == (kind, session_id, content)


@pytest.mark.parametrize(
    ("event", "content"),
    [("update", None), ("update", {}), ("update", {"body": {}}), ("ephemeral", {"type": 1}), ("news", {})],
)
def test_what_is_no_frame_is_none(event: str, content: Any) -> None:
    assert read_frame(event, content) is None


def test_no_repr_shows_what_is_in_a_frame() -> None:
    found = read_frame("update", {"body": {"t": "new-message", "sid": "s", "message": "private"}})
    assert "private" not in repr(found)


def test_what_is_not_wanted_takes_no_place() -> None:
    buffer = Buffer(1, lambda item: item.kind == "new-message")
    assert not buffer.put(frame("activity"))
    assert buffer.put(frame())
    assert buffer.get() == frame()
    assert buffer.get() is None


def test_dropped_frames_are_counted_at_their_place() -> None:
    buffer = Buffer(2, everything)
    for _ in range(5):
        buffer.put(frame())
    assert buffer.get() == frame()
    buffer.put(frame("update-session"))
    assert [buffer.get() for _ in range(3)] == [frame(), Overflow(3), frame("update-session")]


def test_changes_are_kept_when_it_is_full() -> None:
    buffer = Buffer(1, everything)
    for item in (frame(), Change.LOST, Change.RESTORED, frame()):
        buffer.put(item)
    assert list(iter(buffer.get, None)) == [frame(), Change.LOST, Change.RESTORED, Overflow(1)]


def test_a_connection_that_comes_and_goes_takes_no_more_place() -> None:
    buffer = Buffer(None, everything)
    for _ in range(100):
        buffer.put(Change.LOST)
        buffer.put(Change.RESTORED)
    assert list(iter(buffer.get, None)) == [Change.LOST, Change.RESTORED]


@given(moves=st.lists(st.sampled_from(["put", "get", "cut"]), max_size=60), size=st.integers(1, 5))
def test_every_frame_is_read_or_counted(moves: list[str], size: int) -> None:
    buffer, put, got, dropped, away = Buffer(size, everything), 0, 0, 0, False
    for move in moves + ["get"] * 200:
        if move == "put":
            buffer.put(frame())
            put += 1
        elif move == "cut":
            away = not away
            buffer.put(Change.LOST if away else Change.RESTORED)
        else:
            item = buffer.get()
            got += isinstance(item, Frame)
            dropped += item.dropped if isinstance(item, Overflow) else 0
    assert got + dropped == put
