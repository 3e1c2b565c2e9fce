"""Following a session: long polls, pages, and events that are no longer kept."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any

import pytest

from fairlead.emulator.hai import Call, Emit, Stall, Think


def poll(wire: Any, session_id: str, **parameters: Any) -> Any:
    """The answer of one poll; None for 204."""
    answer = wire.call("GET", f"/sessions/{session_id}/changes", params=parameters)
    assert answer.status_code in (200, 204)
    return answer.json() if answer.status_code == 200 else None


def opened(wire: Any) -> threading.Event:
    """Set when the server has read another poll: it waits then."""
    waiting = threading.Event()
    wire.http.event_hooks = {"request": [lambda _request: waiting.set()]}
    return waiting


def test_a_poll_waits_until_something_happens(wire: Any) -> None:
    wire.play([Stall(5), Think("done")])
    session_id = wire.start()
    read = len(wire.events(session_id))
    wire.emulator.clock.freeze()
    with ThreadPoolExecutor() as pool:
        waiting = opened(wire)
        polled = pool.submit(poll, wire, session_id, from_index=read, wait_for_seconds=25)
        assert waiting.wait(5)
        wire.pass_(4)
        assert not polled.done()
        wire.pass_(1)
        changes = polled.result(5)
    assert changes["new_events"][0]["data"]["content"] == "done"
    assert changes["first_index"] is None


def test_a_poll_ends_in_time_without_an_event(wire: Any) -> None:
    session_id = wire.start()
    read = len(wire.events(session_id))
    started = perf_counter()
    assert poll(wire, session_id, from_index=read, wait_for_seconds=1) is None
    assert 0.9 < perf_counter() - started < 5


def test_an_ended_session_has_nothing_new(wire_of: Any) -> None:
    wire = wire_of(region="us")
    session_id = wire.start()
    assert wire.status(session_id) == "completed"
    assert poll(wire, session_id, from_index=len(wire.events(session_id))) is None


def test_an_event_comes_at_once(wire: Any) -> None:
    wire.play([Call("t")])
    session_id = wire.start()
    read = len(wire.events(session_id))
    result = {"kind": "tool_result", "tool_req": wire.pending(session_id)[0], "result": 1}
    with ThreadPoolExecutor() as pool:
        waiting = opened(wire)
        polled = pool.submit(poll, wire, session_id, from_index=read, wait_for_seconds=25)
        assert waiting.wait(5)
        started = perf_counter()
        wire.post(f"/sessions/{session_id}/tool_results", result)
        assert polled.result(5)["new_events"][0]["data"]["kind"] == "tool_result"
        assert perf_counter() - started < 2


def test_without_events_only_the_state_is_told(wire: Any) -> None:
    session_id = wire.start()
    changes = poll(wire, session_id, from_index=10_000, include_events=False, wait_for_seconds=20)
    assert changes["new_events"] == []
    assert (changes["status"], changes["answer"], changes["outcome"]) == ("idle", "Echo: hello", "success")
    assert changes["metrics"]["steps"] == 1
    assert changes["metrics"]["total_cost"] > 0


def test_the_latest_answer_comes_with_every_page(wire: Any) -> None:
    session_id = wire.start("one")
    wire.say(session_id, "two")
    assert poll(wire, session_id, limit=1)["answer"] == "Echo: two"


def test_pages_of_changes_make_up_the_log(wire: Any) -> None:
    session_id = wire.start()
    whole = wire.events(session_id)
    assert poll(wire, session_id, limit=0)["new_events"] == whole
    read: list[Any] = []
    while (page := poll(wire, session_id, from_index=len(read), limit=5)) is not None:
        assert len(page["new_events"]) == min(5, len(whole) - len(read))
        read += page["new_events"]
    assert read == whole


def test_old_events_are_no_longer_kept(wire_of: Any) -> None:
    wire = wire_of(kept_events=3)
    session_id = wire.start()
    changes = poll(wire, session_id, from_index=2)
    assert len(changes["new_events"]) == 3
    assert changes["first_index"] == 9
    assert poll(wire, session_id, from_index=10)["first_index"] is None
    assert wire.get(f"/sessions/{session_id}/events")["total"] == 3


def test_pages_of_events(wire: Any) -> None:
    session_id = wire.start()
    whole = wire.events(session_id)
    path = f"/sessions/{session_id}/events"
    assert wire.get(path, size=5, page=2)["items"] == whole[5:10]
    assert wire.get(path, sort="-timestamp")["items"] == whole[::-1]
    only = wire.get(path, type="ActiveStateChangeEvent")
    assert [event["data"]["state"] for event in only["items"]] == ["running", "idle"]
    assert wire.refused("GET", path, params={"size": 201})[0] == 422


def test_events_of_unknown_types_pass(wire: Any) -> None:
    wire.play([Emit("ChatMessageEvent", ["any", {"json": None}]), Emit("AgentEvent", {"kind": "new_event"})])
    session_id = wire.start()
    unknown = [event["data"] for event in wire.events(session_id)[7:9]]
    assert unknown == [["any", {"json": None}], {"kind": "new_event"}]
    assert wire.get(f"/sessions/{session_id}/events", type="ChatMessageEvent")["total"] == 1


@pytest.mark.parametrize("parameters", [{"wait_for_seconds": 26}, {"limit": -1}, {"from_index": "x"}])
def test_polls_that_make_no_sense(wire: Any, parameters: Any) -> None:
    assert wire.refused("GET", f"/sessions/{wire.start()}/changes", params=parameters)[0] == 422
