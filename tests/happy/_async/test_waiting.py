"""Waiting for agents, and whole tasks: nothing is missed, all waits end, and what was started is stopped."""

from __future__ import annotations

import time

import pytest

from fairlead import happy
from fairlead._async import _io
from fairlead._core.deadline import Deadline
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient, TurnStatus


async def test_a_turn_that_is_over_already(client: HappyClient, session_id: str) -> None:
    await client.send_message(session_id, "hello")
    first = await client.wait_for_turn_completion(session_id, 10)
    assert (first.status, first.text, first.seq) == (TurnStatus.completed, "Echo: hello", 5)
    assert "hello" not in repr(first)
    started = time.monotonic()
    assert await client.wait_for_turn_completion(session_id, 10) == first
    await client.wait_for_idle(session_id, 10)
    assert time.monotonic() - started < 5


async def test_turn_after_turn(client: HappyClient, session_id: str) -> None:
    for text in ("one", "two", "three"):
        await client.send_message(session_id, text)
        assert (await client.wait_for_turn_completion(session_id, 10)).text == f"Echo: {text}"


async def test_a_turn_that_fails(client: HappyClient, session_id: str) -> None:
    await client.send_message(session_id, "fail out of ideas")
    turn = await client.wait_for_turn_completion(session_id, 10)
    assert (turn.status, turn.text) == (TurnStatus.failed, "out of ideas")


async def test_a_long_turn(client: HappyClient, session_id: str) -> None:
    await client.send_message(session_id, "many 150")
    turn = await client.wait_for_turn_completion(session_id, 20)
    assert (turn.text, turn.seq) == ("done", 304)
    assert (await client.wait_for_turn_completion(session_id, 10)) == turn


@pytest.mark.parametrize("agent", ["codex", "gemini"])
async def test_agents_that_say_ready(client: HappyClient, machine_id: str, agent: happy.Agent) -> None:
    session_id = await client.spawn_session(machine_id, "/repo", agent)
    for text in ("one", "two"):
        await client.send_message(session_id, text)
        assert (await client.wait_for_turn_completion(session_id, 10)).text == f"Echo: {text}"


async def test_an_agent_that_is_not_done_in_time(client: HappyClient, session_id: str) -> None:
    await client.send_message(session_id, "hang")
    with pytest.raises(happy.TimeoutError, match=r"the turn did not end within 0\.2 s"):
        await client.wait_for_turn_completion(session_id, 0.2)
    with pytest.raises(TimeoutError, match=r"the agent is not idle within 0\.2 s"):
        await client.wait_for_idle(session_id, 0.2)


async def test_an_agent_that_waits_to_be_allowed_is_not_idle(client: HappyClient, session_id: str) -> None:
    await client.send_message(session_id, "ask Write", "default")
    with pytest.raises(happy.TimeoutError):
        await client.wait_for_idle(session_id, 0.3)
    [request] = await client.list_permission_requests(session_id)
    await client.answer_permission(session_id, request.id)
    await client.wait_for_idle(session_id, 10)


async def test_a_session_without_an_agent(client: HappyClient, quiet: str) -> None:
    with pytest.raises(happy.TimeoutError):
        await client.wait_for_turn_completion(quiet, 0.1)
    with pytest.raises(happy.TimeoutError):
        await client.wait_for_idle(quiet, 0.1)


async def test_a_session_that_is_not_there(client: HappyClient) -> None:
    with pytest.raises(happy.SessionNotFound):
        await client.wait_for_turn_completion("nope", 5)
    with pytest.raises(happy.SessionNotFound):
        await client.wait_for_idle("nope", 5)


async def test_a_session_that_is_archived(client: HappyClient, quiet: str) -> None:
    await client.update_session_metadata(quiet, {"lifecycleState": "archived"})
    with pytest.raises(happy.SessionEndedError):
        await client.wait_for_turn_completion(quiet, 5)
    with pytest.raises(happy.SessionEndedError):
        await client.wait_for_idle(quiet, 5)


async def test_a_task_from_start_to_end(client: HappyClient, machine_id: str) -> None:
    done = await client.complete_task(
        machine_id, "/missing/new", "Write a haiku", create_dir=True, name="Haiku", timeout_seconds=10
    )
    assert (done.status, done.text) == (TurnStatus.completed, "Echo: Write a haiku")
    session = await client.get_session(done.session_id)
    assert (session.active, session.name) == (False, "Haiku")
    session_id = await client.run_task(machine_id, "/repo", "Again", timeout_seconds=10)
    assert not await client.is_alive(session_id)
    assert [m.text for m in await client.get_messages(session_id) if m.text] == ["Again", "Echo: Again"]


async def test_a_task_that_is_not_done_in_time_is_stopped(client: HappyClient, machine_id: str) -> None:
    with pytest.raises(happy.TimeoutError):
        await client.run_task(machine_id, "/repo", "hang", timeout_seconds=0.3)
    [session] = await client.list_sessions()
    assert not session.active


async def test_a_task_that_cannot_be_sent_is_stopped(
    client: HappyClient, machine_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_arguments: object) -> None:
        raise happy.MessageDeliveryError("no")

    monkeypatch.setattr(client, "send_message", fail)
    with pytest.raises(happy.MessageDeliveryError):
        await client.run_task(machine_id, "/repo", "hello", timeout_seconds=5)
    [session] = await client.list_sessions()
    assert not session.active


async def test_the_failure_is_told_and_not_that_of_stopping(
    client: HappyClient, machine_id: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_session_id: str) -> None:
        raise happy.StopSessionError("no")

    monkeypatch.setattr(client, "stop_session", fail)
    with pytest.raises(happy.TimeoutError):
        await client.run_task(machine_id, "/repo", "hang", timeout_seconds=0.2)
    assert "could not be stopped" in caplog.text
    with pytest.raises(happy.StopSessionError):
        await client.run_task(machine_id, "/repo", "hello", timeout_seconds=10)


async def test_a_lost_answer_and_a_broken_socket_do_not_matter(
    client: HappyClient, backend: Emulator, machine_id: str
) -> None:
    lost = Fault(method="POST", path="/v3/sessions/{id}/messages", drop="after", times=1)
    unheard = Fault(point="update", drop="before", times=1)
    await client.list_machines()
    with backend.faults.add(lost), backend.faults.add(unheard):
        done = await client.complete_task(machine_id, "/repo", "hello", timeout_seconds=10)
    assert done.text == "Echo: hello"
    backend.run(backend.backend.drop_sockets)
    deadline = Deadline(10)
    while client._shared.link.is_connected:  # what is called in this moment is not called again by itself
        assert not deadline.expired
        await _io.Signal().wait(0.01)
    done = await client.complete_task(machine_id, "/repo", "again", timeout_seconds=10)
    assert done.text == "Echo: again"
