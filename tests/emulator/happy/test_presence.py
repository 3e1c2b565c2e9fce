"""Heartbeats, and what becomes of those who send none."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def still(owner: Any) -> Any:
    """The first account, with a clock that only the test moves."""
    owner.emulator.clock.freeze()
    return owner


def beat(wire: Any, socket: Any, session: str, *, ago: int = 0, **more: Any) -> None:
    socket.call("session-alive", {"sid": session, "time": wire.now - ago * 1000, **more})


def told(socket: Any) -> list[tuple[bool, int, bool]]:
    socket.call("ping")
    events = [data for event, data in socket._events if event == "ephemeral" and data["type"] == "activity"]
    socket._events.clear()
    return [(data["active"], data["activeAt"], data["thinking"]) for data in events]


def test_a_heartbeat_is_told_at_once_and_stored_later(still: Any) -> None:
    session, socket = still.session(), still.socket()
    still.emulator.clock.advance(60)
    beat(still, socket, session, thinking=True)
    assert told(socket) == [(True, still.now, True)]
    stamp = still.now
    assert still.record(session)["activeAt"] < stamp
    still.emulator.clock.advance(5)
    assert still.record(session)["activeAt"] == stamp
    beat(still, socket, session)
    still.emulator.clock.advance(5)
    assert still.record(session)["activeAt"] == stamp, "not worth storing so soon"


@pytest.mark.parametrize(("ago", "counts"), [(-3600, True), (0, True), (599, True), (601, False)])
def test_stamps_of_the_future_and_of_the_past(still: Any, ago: int, counts: bool) -> None:
    session, socket = still.session(), still.socket()
    beat(still, socket, session, ago=ago)
    stamp = min(still.now, still.now - ago * 1000)
    assert told(socket) == ([(True, stamp, False)] if counts else [])


@pytest.mark.parametrize("data", [None, {}, {"sid": "unknown", "time": 1}, {"sid": "unknown", "time": "x"}])
def test_heartbeats_that_make_no_sense(still: Any, data: Any) -> None:
    socket = still.socket()
    for event in ("session-alive", "session-end", "machine-alive"):
        socket.call(event, data)
    assert socket.heard() == []


def end(wire: Any, socket: Any, session: str) -> None:
    socket.call("session-end", {"sid": session, "time": wire.now})


def archive(wire: Any, socket: Any, session: str) -> None:
    wire.post(f"/v1/sessions/{session}/archive")


@pytest.mark.parametrize("stop", [end, archive])
def test_an_ended_session_is_deaf_for_a_minute(still: Any, stop: Any) -> None:
    session, socket = still.session(), still.socket()
    stop(still, socket, session)
    assert told(socket) == [(False, still.now, False)]
    assert still.record(session)["active"] is False
    still.emulator.clock.advance(59)
    beat(still, socket, session)
    assert told(socket) == []
    still.emulator.clock.advance(2)
    beat(still, socket, session)
    assert told(socket) == [(True, still.now, False)]
    still.emulator.clock.advance(5)
    assert still.record(session)["active"] is True


def test_its_tag_makes_it_hear_again(still: Any) -> None:
    session, socket = still.session(), still.socket()
    end(still, socket, session)
    still.session()
    told(socket)
    beat(still, socket, session)
    assert told(socket) == [(True, still.now, False)]


def test_what_is_silent_for_ten_minutes_is_inactive(still: Any) -> None:
    session, machine, socket = still.session(), still.machine(), still.socket()
    socket.call("machine-update-state", {"machineId": machine, "daemonState": "x", "expectedVersion": 0})
    still.emulator.clock.advance(9 * 60)
    assert still.record(session)["active"] is True
    assert still.get(f"/v1/machines/{machine}")["machine"]["active"] is True
    socket.heard()
    still.emulator.clock.advance(2 * 60)
    assert still.record(session)["active"] is False
    assert still.get(f"/v1/machines/{machine}")["machine"]["active"] is False
    assert socket.heard("ephemeral").count("activity") == 1
    others = still.get(f"/v1/machines/{still.happy.machine_id}")["machine"]
    assert others["active"] is True, "its daemon has sent heartbeats"


def test_a_machine_comes_and_goes(still: Any) -> None:
    machine, user = still.machine(), still.socket()
    daemons = [still.socket(clientType="machine-scoped", machineId=machine) for _ in range(2)]
    assert [user.next("ephemeral")["active"] for _ in daemons] == [True, True]
    daemons[0].call("machine-alive", {"machineId": machine, "time": still.now})
    assert user.next("ephemeral") == {
        "type": "machine-activity",
        "id": machine,
        "active": True,
        "activeAt": still.now,
    }
    assert still.get(f"/v1/machines/{machine}")["machine"]["active"] is False
    still.emulator.clock.advance(5)
    assert still.get(f"/v1/machines/{machine}")["machine"]["active"] is True
    daemons[0].close()
    gone = [data for data in [user.next("ephemeral")] if data["id"] == machine]
    assert [data["active"] for data in gone] == [False], "although another socket of it is still there"
    assert still.get(f"/v1/machines/{machine}")["machine"]["active"] is True, "the stored flag stays"
