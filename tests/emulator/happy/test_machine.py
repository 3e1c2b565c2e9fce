"""The scripted machine: its daemon, which starts agents, and the agents, all with real encryption."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fairlead.emulator.happy import AgentFailed, AgentTurn, SpawnRequest
from fairlead.errors import ConfigurationError

SPAWN = "spawn-happy-session"


def kinds(events: list[Any]) -> list[str]:
    return [event["t"] for event in events]


def texts(events: list[Any]) -> list[str]:
    return [event["text"] for event in events if event["t"] == "text"]


def test_the_machine_introduces_itself(owner: Any) -> None:
    machine = owner.get(f"/v1/machines/{owner.happy.machine_id}")["machine"]
    key = owner.machine_key(owner.happy.machine_id)
    assert key.decrypt_json(machine["metadata"])["platform"] == "linux"
    assert key.decrypt_json(machine["daemonState"])["status"] == "running"
    assert machine["active"] is True


def test_an_agent_is_started_and_echoes(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket, "/home/dev/project")
    record = owner.record(session)
    metadata = owner.session_key(session).decrypt_json(record["metadata"])
    assert (metadata["path"], metadata["machineId"], metadata["flavor"], metadata["lifecycleState"]) == (
        "/home/dev/project",
        owner.happy.machine_id,
        "claude",
        "running",
    )
    assert {"host", "homeDir", "happyHomeDir", "happyLibDir", "happyToolsDir"} <= metadata.keys()
    assert owner.state(session) == {"controlledByUser": False}
    owner.say(session, "hello")
    events = owner.transcript(session)
    assert kinds(events) == ["turn-start", "text", "turn-end"]
    assert (texts(events), events[-1]["status"]) == (["Echo: hello"], "completed")
    key = owner.session_key(session)
    _, first, *_ = [key.decrypt_json(m["content"]["c"]) for m in owner.messages(session)]
    assert (first["role"], first["content"]["role"], first["meta"]) == (
        "session",
        "agent",
        {"sentFrom": "cli"},
    )
    assert {"id", "time", "turn", "ev"} <= first["content"].keys()


def test_the_server_sees_nothing_but_ciphertext(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket, "/very/secret")
    owner.say(session, "very secret")
    owner.emulator.clock.advance(0)
    stored = json.dumps([owner.get("/v1/sessions"), owner.get("/v1/machines"), owner.messages(session)])
    assert "secret" not in stored
    assert "echo" not in stored.lower()


def test_thinking_is_told(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket)
    socket.heard()
    owner.say(session, "hello")
    owner.emulator.clock.advance(0)
    socket.call("ping")
    thinking = [data["thinking"] for event, data in socket._events if event == "ephemeral"]
    assert thinking == [True, False]


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({}, "Directory is required"),
        ({"directory": ""}, "Directory is required"),
        (None, "Directory is required"),
        ({"directory": "/w", "agent": "hal"}, "Unsupported agent type: hal"),
        (
            {"directory": "/w", "environmentVariables": {"A": "${NOWHERE}"}},
            "Environment variable NOWHERE is not set",
        ),
    ],
)
def test_what_the_daemon_refuses(owner: Any, params: Any, error: str) -> None:
    assert owner.daemon(owner.socket(), SPAWN, params) == {"error": error}


def test_parameters_that_cannot_be_read(owner: Any) -> None:
    socket, machine = owner.socket(), owner.happy.machine_id
    for params in ({}, {"params": "AAAA"}, {"params": 3}):
        ack = socket.ack(socket.start("rpc-call", {"method": f"{machine}:{SPAWN}", **params}))
        refusal = owner.machine_key(machine).decrypt_json(ack["result"])
        assert refusal == {"error": "Directory is required"}


def test_a_missing_directory_needs_approval(owner: Any) -> None:
    socket = owner.socket()
    params = {"directory": "/missing/project", "approvedNewDirectoryCreation": False}
    expected = {"type": "requestToApproveDirectoryCreation", "directory": "/missing/project"}
    assert owner.daemon(socket, SPAWN, params) == expected
    assert owner.get("/v1/sessions")["sessions"] == []
    approved = {**params, "approvedNewDirectoryCreation": True}
    assert owner.daemon(socket, SPAWN, approved)["type"] == "success"
    assert owner.daemon(socket, SPAWN, params)["type"] == "success", "it exists now"
    assert owner.daemon(socket, SPAWN, {**params, "directory": "/missingness"})["type"] == "success"


def test_a_script_decides_what_is_started(wire_of: Any) -> None:
    seen: list[SpawnRequest] = []

    async def spawn(request: SpawnRequest) -> str | None:
        seen.append(request)
        return "Session webhook timeout for PID 7" if request.directory == "/slow" else None

    wire = wire_of(spawn=spawn)
    socket = wire.socket()
    variables = {"A": "${HOME}/x", "B": "${NO:-none}", "C": "plain"}
    wire.spawn(socket, "/fine", agent="codex", permissionMode="yolo", environmentVariables=variables)
    assert seen == [
        SpawnRequest(
            directory="/fine",
            agent="codex",
            permission_mode="yolo",
            environment_variables={"A": "/home/dev/x", "B": "none", "C": "plain"},
        )
    ]
    refused = wire.daemon(socket, SPAWN, {"directory": "/slow"})
    assert refused == {"error": "Session webhook timeout for PID 7"}


def test_a_script_that_breaks_is_told_to_the_caller(wire_of: Any) -> None:
    def spawn(request: SpawnRequest) -> None:
        raise ValueError("a bug in the script")

    wire = wire_of(spawn=spawn)
    assert wire.daemon(wire.socket(), SPAWN, {"directory": "/w"}) == {"error": "a bug in the script"}


def test_an_agent_is_stopped(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket)
    missing = {"error": "Session not found or failed to stop"}
    assert owner.daemon(socket, "stop-session", {"sessionId": session}) == {"message": "Session stopped"}
    assert owner.daemon(socket, "stop-session", {"sessionId": session}) == missing
    assert owner.daemon(socket, "stop-session", {}) == {"error": "Session ID is required"}
    record = owner.record(session)
    metadata = owner.session_key(session).decrypt_json(record["metadata"])
    assert (record["active"], metadata["lifecycleState"]) == (False, "running")
    owner.say(session, "anybody there?")
    assert owner.transcript(session) == []


def test_an_agent_is_stopped_by_its_process(owner: Any) -> None:
    socket = owner.socket()
    first, second = owner.spawn(socket), owner.spawn(socket)
    pids = [
        owner.session_key(s).decrypt_json(owner.record(s)["metadata"])["hostPid"] for s in (first, second)
    ]
    assert owner.daemon(socket, "stop-session", {"sessionId": f"PID-{pids[1]}"}) == {
        "message": "Session stopped"
    }
    assert [owner.record(session)["active"] for session in (first, second)] == [True, False]


def test_an_agent_is_resumed(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket)
    resume = {"sessionId": session}
    assert owner.daemon(socket, "resume-happy-session", resume) == {"error": "Session is already running"}
    owner.daemon(socket, "stop-session", resume)
    owner.say(session, "unheard")
    resumed = owner.daemon(socket, "resume-happy-session", resume)
    assert resumed == {"type": "success", "sessionId": session}
    owner.say(session, "again")
    assert texts(owner.transcript(session)) == ["Echo: again"]
    unknown = {"sessionId": "unknown"}
    assert owner.daemon(socket, "resume-happy-session", unknown) == {"error": "Session not found"}


def call_agent(wire: Any, socket: Any, session: str, method: str, params: object = None) -> Any:
    key = wire.session_key(session)
    data = {"method": f"{session}:{method}", "params": key.encrypt_json(params)}
    ack = socket.ack(socket.start("rpc-call", data))
    assert ack["ok"], ack
    return key.decrypt_result(ack["result"])


def test_an_agent_is_killed(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket)
    assert call_agent(owner, socket, session, "killSession", {})["success"] is True
    owner.emulator.clock.advance(0)
    record = owner.record(session)
    metadata = owner.session_key(session).decrypt_json(record["metadata"])
    assert (record["active"], metadata["lifecycleState"]) == (False, "archived")


def test_an_agent_leaves_when_its_metadata_says_so(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket)
    key, record = owner.session_key(session), owner.record(session)
    metadata = {**key.decrypt_json(record["metadata"]), "lifecycleState": "archiveRequested"}
    change = {"sid": session, "metadata": key.encrypt_json(metadata), "expectedVersion": 0}
    assert socket.call("update-metadata", change)["result"] == "success"
    owner.emulator.clock.advance(0)
    assert owner.record(session)["active"] is False


def test_the_daemon_goes_offline(wire_of: Any) -> None:
    wire = wire_of(rpc_grace_seconds=0)
    socket, machine = wire.socket(), wire.happy.machine_id
    session = wire.spawn(socket)
    wire.emulator.run(wire.happy.go_offline)
    ack = socket.ack(socket.start("rpc-call", {"method": f"{machine}:{SPAWN}"}))
    assert ack == {"ok": False, "error": "RPC method not available"}
    wire.say(session, "hello")
    assert texts(wire.transcript(session)) == ["Echo: hello"], "agents stay"
    wire.emulator.run(wire.happy.go_online)
    assert wire.spawn(socket)
    assert "acknowledged" in wire.daemon(socket, "stop-daemon", {})["message"]
    wire.emulator.clock.advance(0)
    ack = socket.ack(socket.start("rpc-call", {"method": f"{machine}:{SPAWN}"}))
    assert ack["error"] == "RPC method not available"
    with pytest.raises(ConfigurationError):
        wire.emulator.run(wire.happy.go_offline, "unknown")


def test_other_machines_and_none(wire_of: Any) -> None:
    wire = wire_of(daemon=False)
    assert wire.get("/v1/machines") == []
    made = wire.emulator.run(wire.happy.make_machine)
    (machine,) = wire.get("/v1/machines")
    assert (machine["id"], machine["active"]) == (made, True)


def test_what_a_script_can_do(wire_of: Any) -> None:
    async def script(turn: AgentTurn) -> list[str]:
        await turn.say("let me see", thinking=True)
        await turn.use_tool("Read", {"path": "a.py"}, title="Read a.py")
        await turn.sleep(60)
        return [turn.directory, str(turn.permission_mode), turn.meta["sentFrom"], turn.session_id]

    wire = wire_of(agent=script)
    socket = wire.socket()
    session = wire.spawn(socket, agent="codex")
    wire.say(session, "go", permissionMode="plan", sentFrom="test")
    assert kinds(wire.transcript(session)) == ["turn-start", "text", "tool-call-start", "tool-call-end"]
    wire.emulator.clock.advance(60)
    key = wire.session_key(session)
    *_, ready = [key.decrypt_json(m["content"]["c"]) for m in wire.messages(session)]
    assert (ready["role"], ready["content"]["data"]) == ("agent", {"type": "ready"})
    events = wire.emulator and [
        key.decrypt_json(m["content"]["c"])["content"]["ev"] for m in wire.messages(session)[1:-1]
    ]
    thought, started, ended = events[1], events[2], events[3]
    assert (thought["thinking"], started["name"], started["args"]) == (True, "Read", {"path": "a.py"})
    assert started["call"] == ended["call"]
    assert texts(events)[1:] == ["/work", "plan", "test", session]


def test_turns_that_do_not_complete(wire_of: Any, caplog: Any) -> None:
    async def script(turn: AgentTurn) -> None:
        if turn.text == "fail":
            raise AgentFailed("out of quota")
        if turn.text == "break":
            raise ValueError("a bug in the script")
        await turn.hang()

    wire = wire_of(agent=script)
    socket = wire.socket()
    session = wire.spawn(socket)
    wire.say(session, "fail")
    events = wire.transcript(session)
    assert (texts(events), events[-1]) == (["out of quota"], {"t": "turn-end", "status": "failed"})
    wire.say(session, "break")
    assert wire.transcript(session)[-1] == {"t": "turn-end", "status": "failed"}
    assert "a bug in the script" in caplog.text
    wire.say(session, "hang")
    assert wire.transcript(session)[-1] == {"t": "turn-start"}
    assert call_agent(wire, socket, session, "abort") is None
    assert wire.transcript(session)[-1] == {"t": "turn-end", "status": "cancelled"}


def test_a_silent_agent(wire_of: Any) -> None:
    wire = wire_of(agent=None)
    session = wire.spawn(wire.socket())
    wire.say(session, "hello")
    assert wire.transcript(session) == []


async def careful(turn: AgentTurn) -> str:
    decision = await turn.ask("Bash", {"command": "make"})
    if not decision.asked:
        return "nobody was asked"
    return f"approved: {decision.reason}" if decision else f"denied: {decision.reason}"


@pytest.mark.parametrize(("approved", "status"), [(True, "approved"), (False, "denied")])
def test_permission_is_asked_for(wire_of: Any, approved: bool, status: str) -> None:
    wire = wire_of(agent=careful)
    socket = wire.socket()
    session = wire.spawn(socket)
    wire.say(session, "build it")
    assert kinds(wire.transcript(session)) == ["turn-start"]
    ((request_id, request),) = wire.state(session)["requests"].items()
    assert (request["tool"], request["arguments"]) == ("Bash", {"command": "make"})
    answer = {"id": request_id, "approved": approved, "reason": "because"}
    assert call_agent(wire, socket, session, "permission", {"id": "unknown", "approved": True}) is None
    assert call_agent(wire, socket, session, "permission", answer) is None
    assert texts(wire.transcript(session)) == [f"{status}: because"]
    state = wire.state(session)
    assert state["requests"] == {}
    assert state["completedRequests"][request_id]["status"] == status


def test_an_abandoned_question(wire_of: Any) -> None:
    wire = wire_of(agent=careful)
    socket = wire.socket()
    session = wire.spawn(socket)
    wire.say(session, "build it")
    wire.emulator.clock.advance(0)
    call_agent(wire, socket, session, "abort", {"reason": "enough"})
    assert wire.transcript(session)[-1]["status"] == "cancelled"
    (request,) = wire.state(session)["completedRequests"].values()
    assert request["status"] == "canceled"


@pytest.mark.parametrize("mode", ["yolo", "bypassPermissions"])
def test_nobody_is_asked_in_some_modes(wire_of: Any, mode: str) -> None:
    wire = wire_of(agent=careful)
    session = wire.spawn(wire.socket())
    wire.say(session, "build it", permissionMode=mode)
    wire.emulator.clock.advance(0)
    wire.say(session, "again", permissionMode="default")
    assert texts(wire.transcript(session)) == ["nobody was asked"] * 2, "default takes nothing away"


def test_somebody_takes_over(owner: Any) -> None:
    socket = owner.socket()
    session = owner.spawn(socket)
    assert call_agent(owner, socket, session, "switch", {"to": "local"}) is True
    assert owner.state(session)["controlledByUser"] is True
    call_agent(owner, socket, session, "switch", {"to": "remote"})
    assert owner.state(session)["controlledByUser"] is False


def test_old_encryption(wire_of: Any) -> None:
    wire = wire_of(legacy=True)
    session = wire.spawn(wire.socket())
    assert wire.record(session)["dataEncryptionKey"] is None
    wire.say(session, "hello")
    assert texts(wire.transcript(session)) == ["Echo: hello"]


def test_what_an_agent_cannot_read_it_skips(owner: Any) -> None:
    session = owner.spawn(owner.socket())
    key = owner.session_key(session)
    odd = [{"role": "user", "content": "x"}, {"role": "user", "content": {"text": 3}}, {"role": "x"}, [1]]
    for number, content in enumerate(["AAAA", *map(key.encrypt_json, odd)]):
        owner.send(session, f"odd-{number}", content=content)
    owner.say(session, "hello")
    owner.emulator.clock.advance(0)
    opened = [key.decrypt_json(m["content"]["c"]) for m in owner.messages(session, after_seq=len(odd) + 1)]
    assert texts([content["content"]["ev"] for content in opened[1:]]) == ["Echo: hello"]


def test_an_agent_of_a_deleted_session(owner: Any) -> None:
    session = owner.spawn(owner.socket())
    owner.delete(f"/v1/sessions/{session}")
    owner.emulator.clock.advance(10)
    stopped = owner.daemon(owner.socket(), "stop-session", {"sessionId": session})
    assert stopped == {"message": "Session stopped"}


@pytest.mark.parametrize(
    "settings", [{"agent": 3}, {"spawn": None}, {"rpc_grace_seconds": -1}, {"heartbeat_seconds": 0}]
)
def test_settings_that_make_no_sense(settings: Any, wire_of: Any) -> None:
    with pytest.raises(ConfigurationError):
        wire_of(**settings)
