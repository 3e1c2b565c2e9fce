# Made from tests/happy/_async/test_waiting.py by `nox -s regenerate`: edit that one.
"""Waiting for agents, and whole tasks: nothing is missed, all waits end, and what was started is stopped."""

from __future__ import annotations

import time

import pytest

from fairlead import happy
from fairlead._core.deadline import Deadline
from fairlead._sync import _io
from fairlead.emulator import Emulator, Fault
from fairlead.happy import SyncHappyClient, TurnStatus


def test_a_turn_that_is_over_already(client: SyncHappyClient, session_id: str) -> None:
    client.send_message(session_id, "hello")
    first = client.wait_for_turn_completion(session_id, 10)
    assert (first.status, first.text, first.seq) == (TurnStatus.completed, "Echo: hello", 5)
    assert "hello" not in repr(first)
    started = time.monotonic()
    assert client.wait_for_turn_completion(session_id, 10) == first
    client.wait_for_idle(session_id, 10)
    assert time.monotonic() - started < 5


def test_turn_after_turn(client: SyncHappyClient, session_id: str) -> None:
    for text in ("one", "two", "three"):
        client.send_message(session_id, text)
        assert (client.wait_for_turn_completion(session_id, 10)).text == f"Echo: {text}"


def test_a_turn_that_fails(client: SyncHappyClient, session_id: str) -> None:
    client.send_message(session_id, "fail out of ideas")
    turn = client.wait_for_turn_completion(session_id, 10)
    assert (turn.status, turn.text) == (TurnStatus.failed, "out of ideas")


def test_a_long_turn(client: SyncHappyClient, session_id: str) -> None:
    client.send_message(session_id, "many 150")
    turn = client.wait_for_turn_completion(session_id, 20)
    assert (turn.text, turn.seq) == ("done", 304)
    assert (client.wait_for_turn_completion(session_id, 10)) == turn


@pytest.mark.parametrize("agent", ["codex", "gemini"])
def test_agents_that_say_ready(client: SyncHappyClient, machine_id: str, agent: happy.Agent) -> None:
    session_id = client.spawn_session(machine_id, "/repo", agent)
    for text in ("one", "two"):
        client.send_message(session_id, text)
        assert (client.wait_for_turn_completion(session_id, 10)).text == f"Echo: {text}"


def test_an_agent_that_is_not_done_in_time(client: SyncHappyClient, session_id: str) -> None:
    client.send_message(session_id, "hang")
    with pytest.raises(happy.TimeoutError, match=r"the turn did not end within 0\.2 s"):
        client.wait_for_turn_completion(session_id, 0.2)
    with pytest.raises(TimeoutError, match=r"the agent is not idle within 0\.2 s"):
        client.wait_for_idle(session_id, 0.2)


def test_an_agent_that_waits_to_be_allowed_is_not_idle(client: SyncHappyClient, session_id: str) -> None:
    client.send_message(session_id, "ask Write", "default")
    with pytest.raises(happy.TimeoutError):
        client.wait_for_idle(session_id, 0.3)
    [request] = client.list_permission_requests(session_id)
    client.answer_permission(session_id, request.id)
    client.wait_for_idle(session_id, 10)


def test_a_session_without_an_agent(client: SyncHappyClient, quiet: str) -> None:
    with pytest.raises(happy.TimeoutError):
        client.wait_for_turn_completion(quiet, 0.1)
    with pytest.raises(happy.TimeoutError):
        client.wait_for_idle(quiet, 0.1)


def test_a_session_that_is_not_there(client: SyncHappyClient) -> None:
    with pytest.raises(happy.SessionNotFound):
        client.wait_for_turn_completion("nope", 5)
    with pytest.raises(happy.SessionNotFound):
        client.wait_for_idle("nope", 5)


def test_a_session_that_is_archived(client: SyncHappyClient, quiet: str) -> None:
    client.update_session_metadata(quiet, {"lifecycleState": "archived"})
    with pytest.raises(happy.SessionEndedError):
        client.wait_for_turn_completion(quiet, 5)
    with pytest.raises(happy.SessionEndedError):
        client.wait_for_idle(quiet, 5)


def test_a_task_from_start_to_end(client: SyncHappyClient, machine_id: str) -> None:
    done = client.complete_task(
        machine_id, "/missing/new", "Write a haiku", create_dir=True, name="Haiku", timeout_seconds=10
    )
    assert (done.status, done.text) == (TurnStatus.completed, "Echo: Write a haiku")
    session = client.get_session(done.session_id)
    assert (session.active, session.name) == (False, "Haiku")
    session_id = client.run_task(machine_id, "/repo", "Again", timeout_seconds=10)
    assert not client.is_alive(session_id)
    assert [m.text for m in client.get_messages(session_id) if m.text] == ["Again", "Echo: Again"]


def test_a_task_that_is_not_done_in_time_is_stopped(client: SyncHappyClient, machine_id: str) -> None:
    with pytest.raises(happy.TimeoutError):
        client.run_task(machine_id, "/repo", "hang", timeout_seconds=0.3)
    [session] = client.list_sessions()
    assert not session.active


def test_a_task_that_cannot_be_sent_is_stopped(
    client: SyncHappyClient, machine_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise happy.MessageDeliveryError("no")

    monkeypatch.setattr(client, "send_message", fail)
    with pytest.raises(happy.MessageDeliveryError):
        client.run_task(machine_id, "/repo", "hello", timeout_seconds=5)
    [session] = client.list_sessions()
    assert not session.active


def test_the_failure_is_told_and_not_that_of_stopping(
    client: SyncHappyClient,
    machine_id: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_session_id: str) -> None:
        raise happy.StopSessionError("no")

    monkeypatch.setattr(client, "stop_session", fail)
    with pytest.raises(happy.TimeoutError):
        client.run_task(machine_id, "/repo", "hang", timeout_seconds=0.2)
    assert "could not be stopped" in caplog.text
    with pytest.raises(happy.StopSessionError):
        client.run_task(machine_id, "/repo", "hello", timeout_seconds=10)


def test_a_lost_answer_and_a_broken_socket_do_not_matter(
    client: SyncHappyClient, backend: Emulator, machine_id: str
) -> None:
    lost = Fault(method="POST", path="/v3/sessions/{id}/messages", drop="after", times=1)
    unheard = Fault(point="update", drop="before", times=1)
    client.list_machines()
    with backend.faults.add(lost), backend.faults.add(unheard):
        done = client.complete_task(machine_id, "/repo", "hello", timeout_seconds=10)
    assert done.text == "Echo: hello"
    backend.run(backend.backend.drop_sockets)
    deadline = Deadline(10)
    while client._shared.link.is_connected:  # what is called in this moment is not called again by itself
        assert not deadline.expired
        _io.Signal().wait(0.01)
    done = client.complete_task(machine_id, "/repo", "again", timeout_seconds=10)
    assert done.text == "Echo: again"
