"""Machines and agents: starting, stopping, calling, and answering what agents ask."""

from __future__ import annotations

from typing import Any

import pytest

from fairlead import happy
from fairlead._async import _io
from fairlead._core.deadline import Deadline
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient, PermissionRequest


async def request_of(client: HappyClient, session_id: str) -> PermissionRequest:
    """The permission request of a session, as soon as there is one."""
    deadline = Deadline(10)
    while not (requests := await client.list_permission_requests(session_id)):
        assert not deadline.expired
        await _io.Signal().wait(0.02)
    return requests[0]


async def test_machines_are_decrypted(client: HappyClient, machine_id: str) -> None:
    [machine] = await client.list_machines()
    assert machine == await client.get_machine(machine_id)
    assert (machine.id, machine.readable, machine.metadata["host"]) == (machine_id, True, "emulated-host")
    assert machine.daemon_state is not None
    assert machine.daemon_state["status"] == "running"
    assert "emulated-host" not in repr(machine)


async def test_machines_can_be_made_and_deleted(client: HappyClient, machine_id: str) -> None:
    made = await client.register_machine("m-2", {"host": "box"}, daemon_state={"status": "x"})
    assert (made.metadata, made.daemon_state, made.active) == ({"host": "box"}, {"status": "x"}, False)
    assert (await client.register_machine("m-3", {})).daemon_state is None
    assert {machine.id for machine in await client.list_machines()} == {machine_id, "m-2", "m-3"}
    assert "m-2" not in {machine.id for machine in await client.list_machines(active_only=True)}
    await client.delete_machine("m-2")
    for call in (client.get_machine, client.delete_machine):
        with pytest.raises(happy.MachineNotFound):
            await call("m-2")


async def test_a_machine_that_cannot_be_read_is_listed(
    client: HappyClient, stranger: HappyClient, machine_id: str
) -> None:
    await stranger.register_machine("theirs", {"host": "box"})
    by_id = {machine.id: machine for machine in await client.list_machines()}
    assert (by_id["theirs"].readable, by_id["theirs"].metadata) == (False, {})
    assert by_id[machine_id].readable
    with pytest.raises(happy.EncryptionError):
        await client.spawn_session("theirs", "/repo")


async def test_starting_an_agent(client: HappyClient, machine_id: str) -> None:
    session_id = await client.spawn_session(machine_id, "/repo", name="Nightly")
    session = await client.get_session(session_id)
    assert (session.directory, session.name, session.active) == ("/repo", "Nightly", True)


async def test_what_an_agent_is_started_with(client: HappyClient, machine_id: str) -> None:
    with pytest.raises(happy.SpawnError) as raised:
        await client.spawn_session(
            machine_id, "/env", permission_mode="plan", environment_variables={"A": "1", "H": "${HOME}"}
        )
    assert raised.value.message == "plan [('A', '1'), ('H', '/home/dev')]"


async def test_the_daemon_s_reason_is_told(client: HappyClient, machine_id: str) -> None:
    with pytest.raises(happy.SpawnError, match=r"^not here$"):
        await client.spawn_session(machine_id, "/forbidden")
    agent: Any = "clippy"
    with pytest.raises(happy.SpawnError, match="clippy"):
        await client.spawn_session(machine_id, "/repo", agent)
    with pytest.raises(happy.SpawnError, match="Directory is required"):
        await client.spawn_session(machine_id, "")


async def test_a_directory_that_does_not_exist_needs_approval(client: HappyClient, machine_id: str) -> None:
    with pytest.raises(happy.DirectoryApprovalRequired, match="create_dir=True") as raised:
        await client.spawn_session(machine_id, "/missing/project")
    assert raised.value.directory == "/missing/project"
    assert isinstance(raised.value, happy.SpawnError)
    session_id = await client.spawn_session(machine_id, "/missing/project", create_dir=True)
    assert await client.is_alive(session_id)


async def test_a_permission_mode_that_does_not_exist_is_refused_before_anything_is_sent(
    client: HappyClient, backend: Emulator, machine_id: str
) -> None:
    mode: Any = "maximal"
    with pytest.raises(ValueError, match="bypassPermissions") as raised:
        await client.spawn_session(machine_id, "/repo", permission_mode=mode)
    assert isinstance(raised.value, happy.InvalidArgumentError)
    assert list(backend.requests) == []


async def test_a_machine_that_is_away(client: HappyClient, backend: Emulator, machine_id: str) -> None:
    backend.run(backend.backend.go_offline)
    for call in (
        lambda: client.spawn_session(machine_id, "/repo"),
        lambda: client.spawn_session("unknown", "/repo"),
        lambda: client.call_machine(machine_id, "bash", {}),
    ):
        with pytest.raises(happy.MachineOfflineError):
            await call()
    with pytest.raises(happy.MachineNotFound):
        await client.call_machine("unknown", "bash", {})
    backend.run(backend.backend.go_online)
    assert await client.spawn_session(machine_id, "/repo")


async def test_a_session_whose_name_cannot_be_given_is_stopped_again(
    client: HappyClient, machine_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_session_id: str, _name: str) -> None:
        raise happy.MetadataUpdateError("no")

    monkeypatch.setattr(client, "set_session_name", fail)
    with pytest.raises(happy.MetadataUpdateError):
        await client.spawn_session(machine_id, "/repo", name="Nightly")
    assert await client.list_sessions(active_only=True) == []


async def test_stopping_asks_the_daemon(client: HappyClient, session_id: str) -> None:
    await client.stop_session(session_id)
    session = await client.get_session(session_id)
    assert not session.active
    assert session.metadata.get("lifecycleState") != "archived"


async def test_stopping_asks_the_agent_when_the_daemon_is_away(
    client: HappyClient, backend: Emulator, session_id: str
) -> None:
    backend.run(backend.backend.go_offline)
    await client.stop_session(session_id)
    session = await client.get_session(session_id)
    assert (session.active, session.metadata["lifecycleState"]) == (False, "archived")


async def test_stopping_what_does_not_run_any_more(client: HappyClient, session_id: str, quiet: str) -> None:
    await client.stop_session(session_id)
    await client.stop_session(session_id)
    await client.stop_session(quiet)  # it never had an agent
    assert await client.list_sessions(active_only=True) == []
    with pytest.raises(happy.SessionNotFound):
        await client.stop_session("nope")


@pytest.mark.parametrize(
    ("error", "told"),
    [(happy.RpcTimeoutError("silent"), "silent"), (happy.RpcError("refused"), "refused")],
)
async def test_an_agent_that_does_not_stop(
    client: HappyClient,
    backend: Emulator,
    session_id: str,
    monkeypatch: pytest.MonkeyPatch,
    error: happy.HappyError,
    told: str,
) -> None:
    async def call(_session_id: str, _method: str, _params: object) -> None:
        raise error

    backend.run(backend.backend.go_offline)
    monkeypatch.setattr(client, "call_session", call)
    with pytest.raises(happy.StopSessionError, match=f"may still run: {told}"):
        await client.stop_session(session_id)
    assert not await client.is_alive(session_id)


async def test_an_agent_that_refuses_to_stop(
    client: HappyClient, backend: Emulator, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def call(_session_id: str, _method: str, _params: object) -> object:
        return {"success": False, "message": "busy"}

    backend.run(backend.backend.go_offline)
    monkeypatch.setattr(client, "call_session", call)
    with pytest.raises(happy.StopSessionError, match="refused to stop: busy"):
        await client.stop_session(session_id)


async def test_resuming(client: HappyClient, session_id: str, quiet: str) -> None:
    await client.stop_session(session_id)
    assert await client.resume_session(session_id, model="m", permission_mode="plan") == session_id
    await client.send_message(session_id, "mode", None)
    assert (await client.wait_for_turn_completion(session_id, 10)).text == "plan"
    with pytest.raises(happy.SpawnError, match="on which machine"):
        await client.resume_session(quiet)


async def test_answering_what_an_agent_asks(client: HappyClient, session_id: str) -> None:
    await client.send_message(session_id, "ask Write", "default")
    request = await request_of(client, session_id)
    assert (request.tool, request.arguments) == ("Write", {"path": "/etc/hosts"})
    assert request.created_at is not None
    assert "/etc/hosts" not in repr(request)
    await client.answer_permission(session_id, request.id)
    assert (await client.wait_for_turn_completion(session_id, 10)).text == "Write: yes"
    assert await client.list_permission_requests(session_id) == []

    await client.send_message(session_id, "ask Delete", None)
    request = await request_of(client, session_id)
    await client.answer_permission(session_id, request.id, False, reason="too risky", decision="denied")
    assert (await client.wait_for_turn_completion(session_id, 10)).text == "Delete: no too risky"


async def test_interrupting_an_agent(client: HappyClient, session_id: str) -> None:
    await client.send_message(session_id, "hang")
    async with client.subscribe(session_id, after_seq=0) as updates:
        while (update := await updates.receive(10)) is not None and update.role != "session":
            pass
        await client.abort_turn(session_id, "enough")
    turn = await client.wait_for_turn_completion(session_id, 10)
    assert turn.status is happy.TurnStatus.cancelled
    await client.send_message(session_id, "again")
    assert (await client.wait_for_turn_completion(session_id, 10)).text == "Echo: again"


async def test_calls_that_fail(
    client: HappyClient, backend: Emulator, session_id: str, quiet: str, machine_id: str
) -> None:
    with pytest.raises(happy.RpcError, match=r"not found or failed to stop"):
        await client.call_machine(machine_id, "stop-session", {"sessionId": quiet})
    with pytest.raises(happy.RpcTransportError) as raised:
        await client.call_session(quiet, "abort", {})
    assert raised.value.code == "not_available"
    assert not isinstance(raised.value, happy.MachineOfflineError)
    unanswered = Fault(point="ack", path="rpc-call", drop="before")
    with backend.faults.add(unanswered), pytest.raises(happy.RpcTimeoutError) as late:
        await client.call_session(session_id, "switch", {"to": "remote"}, timeout=0.3)
    assert isinstance(late.value, happy.TimeoutError | TimeoutError)
    with pytest.raises(happy.InvalidArgumentError):
        await client.call_session(session_id, "switch", {"to": object()})
    with pytest.raises(happy.InvalidArgumentError, match="1000000"):
        await client.call_machine(machine_id, "bash", {"command": "x" * 1_500_000})
