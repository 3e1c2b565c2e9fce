"""The sockets: who is let in, who hears what, and what is acknowledged how."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from fairlead.emulator import Fault
from tests.emulator.happy.conftest import NO_ACK, Socket


@pytest.fixture
def session(owner: Any) -> str:
    return owner.session()


def test_the_open_packet(owner: Any) -> None:
    opened = owner.socket().opened
    assert (opened["pingInterval"], opened["pingTimeout"], opened["maxPayload"]) == (
        15_000,
        45_000,
        1_000_000,
    )


@pytest.mark.parametrize(
    ("auth", "reason"),
    [
        ({"token": None}, "Missing authentication token"),
        ({"token": ""}, "Missing authentication token"),
        ({"token": "x"}, "Invalid authentication token"),
        ({"clientType": "session-scoped"}, "Session ID required for session-scoped clients"),
        ({"clientType": "machine-scoped"}, "Machine ID required for machine-scoped clients"),
        ({"clientType": "session-scoped", "sessionId": "unknown"}, None),
        ({"clientType": "machine-scoped", "machineId": "unknown"}, None),
        ({"clientType": "something-else"}, None),
    ],
)
def test_who_is_let_in(owner: Any, auth: Any, reason: str | None) -> None:
    socket = owner.socket(**auth)
    assert socket.refusal == (reason and {"message": reason})
    if reason is None:
        assert socket.call("ping") == {}


def test_polling_works_too(owner: Any) -> None:
    path = "/v1/updates/"
    opened = owner.http.get(path, params={"EIO": "4", "transport": "polling"})
    assert json.loads(opened.text[1:])["upgrades"] == ["websocket"]
    query = {"EIO": "4", "transport": "polling", "sid": json.loads(opened.text[1:])["sid"]}
    owner.http.post(path, params=query, content=f"40{json.dumps({'token': owner.token})}")
    assert owner.http.get(path, params=query).text.startswith('40{"sid"')
    owner.http.post(path, params=query, content='420["ping"]')
    assert owner.http.get(path, params=query).text == "430[{}]"
    owner.http.post(path.rstrip("/"), params=query, content="41")


@pytest.fixture
def everybody(owner: Any, stranger: Any, session: str) -> dict[str, Socket]:
    """A socket of each kind; U is another user's than the one who acts."""
    owner.machine()
    return {
        "U": owner.socket(),
        "S": owner.socket(clientType="session-scoped", sessionId=session),
        "S2": owner.socket(clientType="session-scoped", sessionId=owner.session("other")),
        "M": owner.socket(clientType="machine-scoped", machineId="m-1"),
        "M2": owner.socket(clientType="machine-scoped", machineId="m-2"),
        "stranger": stranger.socket(clientType="session-scoped", sessionId=session),
    }


def metadata(session: str, version: int = 0) -> dict[str, Any]:
    return {"sid": session, "metadata": "bQ==", "expectedVersion": version}


def state(session: str, version: int = 0) -> dict[str, Any]:
    return {"sid": session, "agentState": "cw==", "expectedVersion": version}


ARTIFACT = {"id": str(uuid4()), "header": "h", "body": "b", "dataEncryptionKey": "k"}
EVENT = {"kind": "done", "title": "t", "body": "b"}

RECIPIENTS: list[tuple[str, Any, dict[str, list[str]]]] = [
    (
        "a message over a user's socket",
        lambda w, s, all_: all_["U"].call("message", {"sid": s, "message": "eA=="}),
        {"S": ["new-message"]},
    ),
    (
        "a message over a session's socket",
        lambda w, s, all_: all_["S"].call("message", {"sid": s, "message": "eA=="}),
        {"U": ["new-message"]},
    ),
    (
        "a message over HTTP",
        lambda w, s, all_: w.send(s, "a"),
        {"U": ["new-message"], "S": ["new-message"]},
    ),
    (
        "metadata",
        lambda w, s, all_: all_["S"].call("update-metadata", metadata(s)),
        {"U": ["update-session"], "S": ["update-session"]},
    ),
    (
        "the agent's state",
        lambda w, s, all_: all_["U"].call("update-state", state(s)),
        {"U": ["update-session"], "S": ["update-session"]},
    ),
    ("a new session", lambda w, s, all_: w.session("new"), {"U": ["new-session"]}),
    ("a session again", lambda w, s, all_: w.session(), {}),
    ("a deleted session", lambda w, s, all_: w.delete(f"/v1/sessions/{s}"), {"U": ["delete-session"]}),
    (
        "a heartbeat",
        lambda w, s, all_: all_["S"].call("session-alive", {"sid": s, "time": w.now}),
        {"U": ["activity"]},
    ),
    (
        "an end",
        lambda w, s, all_: all_["S"].call("session-end", {"sid": s, "time": w.now}),
        {"U": ["activity"]},
    ),
    ("archiving", lambda w, s, all_: w.post(f"/v1/sessions/{s}/archive"), {"U": ["activity"]}),
    (
        "a machine's heartbeat",
        lambda w, s, all_: all_["M"].call("machine-alive", {"machineId": "m-1", "time": w.now}),
        {"U": ["machine-activity"]},
    ),
    (
        "a new machine",
        lambda w, s, all_: w.machine("m-2"),
        {"U": ["new-machine", "update-machine"], "M2": ["update-machine"]},
    ),
    (
        "a machine's metadata",
        lambda w, s, all_: all_["M"].call(
            "machine-update-metadata", {"machineId": "m-1", "metadata": "x", "expectedVersion": 1}
        ),
        {"U": ["update-machine"], "M": ["update-machine"]},
    ),
    (
        "a daemon's state",
        lambda w, s, all_: all_["U"].call(
            "machine-update-state", {"machineId": "m-1", "daemonState": "x", "expectedVersion": 0}
        ),
        {"U": ["update-machine"], "M": ["update-machine"]},
    ),
    ("a deleted machine", lambda w, s, all_: w.delete("/v1/machines/m-1"), {"U": ["delete-machine"]}),
    ("an artifact", lambda w, s, all_: w.post("/v1/artifacts", ARTIFACT), {"U": ["new-artifact"]}),
    (
        "settings",
        lambda w, s, all_: w.post("/v1/account/settings", {"settings": "x", "expectedVersion": 0}),
        {"U": ["update-account"]},
    ),
    (
        "an entry of the store",
        lambda w, s, all_: w.post("/v1/kv", {"mutations": [{"key": "k", "value": "v", "version": -1}]}),
        {"U": ["kv-batch-update"]},
    ),
    (
        "usage",
        lambda w, s, all_: all_["S"].call(
            "usage-report", {"key": "k", "sessionId": s, "tokens": {"total": 1}, "cost": {"total": 1}}
        ),
        {"U": ["usage"]},
    ),
    (
        "a push event",
        lambda w, s, all_: w.post(f"/v1/sessions/{s}/push-event", EVENT),
        {"U": ["session-event"], "S": ["session-event"]},
    ),
]


@pytest.mark.parametrize(
    ("act", "expected"), [case[1:] for case in RECIPIENTS], ids=[case[0] for case in RECIPIENTS]
)
def test_who_hears_what(
    owner: Any, session: str, everybody: dict[str, Socket], act: Any, expected: dict[str, list[str]]
) -> None:
    for socket in everybody.values():
        socket.heard()
    act(owner, session, everybody)
    heard = {name: events for name, socket in everybody.items() if (events := socket.heard())}
    assert heard == expected


def test_bodies_of_updates(owner: Any) -> None:
    socket = owner.socket()
    session = owner.session()
    owner.send(session, "a")
    socket.emit("message", {"sid": session, "message": "eQ=="})
    socket.call("update-metadata", metadata(session))
    socket.call("update-state", {**state(session), "agentState": None})
    owner.machine()
    owner.delete(f"/v1/sessions/{session}")
    made, message, changed, cleared, machine, named, deleted = socket.bodies()
    assert {**made, "lastMessage": None}.keys() >= {"t", "id", "seq", "metadata", "activeAt", "updatedAt"}
    assert (message["sid"], message["message"]["content"], message["message"]["localId"]) == (
        session,
        {"t": "encrypted", "c": "eA=="},
        "a",
    )
    assert changed == {"t": "update-session", "id": session, "metadata": {"value": "bQ==", "version": 1}}
    assert cleared == {"t": "update-session", "id": session, "agentState": {"value": None, "version": 1}}
    assert (machine["machineId"], machine["seq"], machine["active"]) == ("m-1", 0, False)
    assert named == {
        "t": "update-machine",
        "machineId": "m-1",
        "metadata": {"value": "bWV0YQ==", "version": 1},
    }
    assert deleted == {"t": "delete-session", "sid": session}


def test_the_envelope_of_an_update(owner: Any) -> None:
    socket = owner.socket()
    owner.session()
    first = socket.next()
    owner.session("b")
    second = socket.next()
    assert first.keys() == {"id", "seq", "body", "createdAt"}
    assert len(first["id"]) == 12
    assert first["id"].isalnum()
    assert first["id"] != second["id"]
    assert second["seq"] == first["seq"] + 1


def test_an_update_arrives_before_its_acknowledgement(owner: Any, session: str) -> None:
    socket = owner.socket()
    socket.connection.send(f"427{json.dumps(['update-metadata', metadata(session)])}")
    assert "update-session" in socket.read()
    assert socket.read().startswith("437")


def test_messages_are_never_acknowledged_and_leave_gaps(owner: Any, session: str) -> None:
    socket, other = owner.socket(), owner.socket()
    message = {"sid": session, "message": "eA==", "localId": "a"}
    for _ in range(2):
        assert socket.call("message", message) == NO_ACK
    for _ in range(2):
        assert socket.call("message", {"sid": session, "message": "eA=="}) == NO_ACK
    for nonsense in ({"sid": "unknown", "message": "eA=="}, {"sid": session}, None, 3):
        assert socket.call("message", nonsense) == NO_ACK
    stored = owner.messages(session)
    assert [(m["seq"], m["localId"]) for m in stored] == [(1, "a"), (3, None), (4, None)]
    first, second = other.next(), other.next()
    assert second["seq"] == first["seq"] + 2, "the repeated message took a number of the account's, too"


def test_messages_of_a_socket_stay_in_order(owner: Any, session: str) -> None:
    socket, other = owner.socket(), owner.socket()
    for number in range(200):
        socket.emit("message", {"sid": session, "message": str(number)})
    socket.call("ping")
    contents = [message["content"]["c"] for message in owner.messages(session, limit=500)]
    assert contents == [str(number) for number in range(200)]
    heard = [body["message"]["content"]["c"] for body in other.bodies()]
    assert heard == contents


def test_metadata_of_a_session(owner: Any, session: str, stranger: Any) -> None:
    socket = owner.socket()
    stored = {"result": "success", "version": 1, "metadata": "bQ=="}
    assert socket.call("update-metadata", metadata(session)) == stored
    mismatch = {"result": "version-mismatch", "version": 1, "metadata": "bQ=="}
    assert socket.call("update-metadata", {**metadata(session), "metadata": "bg=="}) == mismatch
    for change in ({"metadata": None}, {"expectedVersion": "1"}, {"sid": None}):
        assert socket.call("update-metadata", {**metadata(session, 1), **change}) == {"result": "error"}
    assert socket.call("update-metadata", metadata("unknown")) == NO_ACK
    assert stranger.socket().call("update-metadata", metadata(session, 1)) == NO_ACK
    empty = {"result": "success", "version": 2, "metadata": ""}
    assert socket.call("update-metadata", {**metadata(session, 1), "metadata": ""}) == empty


def test_state_of_an_agent(owner: Any, session: str) -> None:
    socket = owner.socket()
    stored = {"result": "success", "version": 1, "agentState": "cw=="}
    assert socket.call("update-state", state(session)) == stored
    mismatch = {"result": "version-mismatch", "version": 1, "agentState": "cw=="}
    assert socket.call("update-state", state(session)) == mismatch
    assert socket.call("update-state", state("unknown")) == {"result": "error"}
    assert socket.call("update-state", {**state(session, 1), "agentState": 3}) == {"result": "error"}
    cleared = {"result": "success", "version": 2, "agentState": None}
    assert socket.call("update-state", {**state(session, 1), "agentState": None}) == cleared


@pytest.mark.parametrize(
    ("event", "name", "first"),
    [("machine-update-metadata", "metadata", 1), ("machine-update-state", "daemonState", 0)],
)
def test_machines(owner: Any, event: str, name: str, first: int) -> None:
    machine, socket = owner.machine(), owner.socket()
    change = {"machineId": machine, name: "x", "expectedVersion": first}
    assert socket.call(event, change) == {"result": "success", "version": first + 1, name: "x"}
    mismatch = {"result": "version-mismatch", "version": first + 1, name: "x"}
    assert socket.call(event, change) == mismatch
    error = {"result": "error", "message": "Machine not found"}
    assert socket.call(event, {**change, "machineId": "unknown"}) == error
    invalid = {"result": "error", "message": "Invalid parameters"}
    assert socket.call(event, {**change, name: None}) == invalid
    assert owner.get(f"/v1/machines/{machine}")["machine"]["active"] is (name == "daemonState")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"key": ""}, "Invalid key"),
        ({"tokens": {"input": 1}}, "Invalid tokens object - must include total"),
        ({"cost": 3}, "Invalid cost object - must include total"),
        ({"sessionId": 3}, "Invalid sessionId"),
        ({"sessionId": "unknown"}, "Session not found"),
    ],
)
def test_usage_reports_that_make_no_sense(owner: Any, change: Any, error: str) -> None:
    report = {"key": "k", "tokens": {"total": 1}, "cost": {"total": 1}, **change}
    assert owner.socket().call("usage-report", report) == {"success": False, "error": error}


def test_access_keys(owner: Any, session: str) -> None:
    machine, socket = owner.machine(), owner.socket()
    both = {"sessionId": session, "machineId": machine}
    assert socket.call("access-key-get", both) == {"ok": True, "accessKey": None}
    owner.post(f"/v1/access-keys/{session}/{machine}", {"data": "x"})
    assert socket.call("access-key-get", both)["accessKey"]["data"] == "x"
    missing = {"ok": False, "error": "Session or machine not found"}
    assert socket.call("access-key-get", {**both, "machineId": "unknown"}) == missing
    assert socket.call("access-key-get", {})["ok"] is False


def test_artifacts(owner: Any, stranger: Any) -> None:
    socket = owner.socket()
    created = socket.call("artifact-create", ARTIFACT)
    assert (created["result"], created["artifact"]["id"]) == ("success", ARTIFACT["id"])
    assert socket.call("artifact-create", ARTIFACT) == created
    assert stranger.socket().call("artifact-create", ARTIFACT)["result"] == "error"
    one = {"artifactId": ARTIFACT["id"]}
    assert socket.call("artifact-read", one) == created
    header = {"header": {"data": "h2", "expectedVersion": 1}}
    assert socket.call("artifact-update", {**one, **header}) == {
        "result": "success",
        "header": {"version": 2, "data": "h2"},
    }
    assert socket.call("artifact-update", {**one, **header}) == {
        "result": "version-mismatch",
        "header": {"currentVersion": 2, "currentData": "h2"},
    }
    body = {"body": {"data": "b2", "expectedVersion": 1}}
    assert socket.call("artifact-update", {**one, **body})["body"] == {"version": 2, "data": "b2"}
    for nonsense in ({}, {**one, "header": 3}, {**one}):
        assert socket.call("artifact-update", nonsense)["result"] == "error"
    assert socket.call("artifact-delete", one) == {"result": "success"}
    missing = {"result": "error", "message": "Artifact not found"}
    for event in ("artifact-read", "artifact-delete", "artifact-update"):
        assert socket.call(event, {**one, **header}) == missing
    assert socket.call("artifact-create", {}) == {"result": "error", "message": "Invalid parameters"}


@pytest.mark.parametrize("event", ["artifact-read", "artifact-delete", "artifact-update"])
def test_artifacts_need_an_identifier(owner: Any, event: str) -> None:
    assert owner.socket().call(event, None) == {"result": "error", "message": "Invalid parameters"}


def test_a_packet_can_be_too_large(owner: Any, session: str) -> None:
    socket = owner.socket()
    socket.call("message", {"sid": session, "message": "A" * 900_000})
    socket.emit("message", {"sid": session, "message": "A" * 1_100_000})
    socket.wait_closed()
    assert [len(m["content"]["c"]) for m in owner.messages(session)] == [900_000]


def test_unknown_events_are_ignored(owner: Any) -> None:
    assert owner.socket().call("something", {"a": 1}) == NO_ACK


def test_pings(wire_of: Any) -> None:
    wire = wire_of(ping_interval_seconds=0.05, ping_timeout_seconds=0.05)
    socket = wire.socket()
    assert socket.connection.recv(5) == "2"
    with pytest.raises(ConnectionClosed):
        socket.connection.recv(5)  # without an answer, nothing more comes


def test_faults(owner: Any, session: str) -> None:
    faults = owner.emulator.faults
    socket, other = owner.socket(), owner.socket()
    with faults.add(Fault(point="message", path=session, drop="before", times=1)) as lost:
        for number in range(2):
            socket.call("message", {"sid": session, "message": str(number)})
    assert lost.hits == 1
    assert [m["content"]["c"] for m in owner.messages(session)] == ["1"]
    with faults.add(Fault(point="ack", path="update-metadata", drop="after")):
        assert socket.call("update-metadata", metadata(session)) == NO_ACK
    assert owner.record(session)["metadataVersion"] == 1
    assert other.heard() == ["new-message", "update-session"]
    with faults.add(Fault(point="update", drop="before", times=1)):
        owner.send(session, "a", "b")
    assert len(socket.heard()) + len(other.heard()) == 4, "one of the two missed one"


def test_what_comes_late(owner: Any, session: str) -> None:
    owner.emulator.clock.freeze()
    faults = owner.emulator.faults
    socket, other = owner.socket(), owner.socket()
    with faults.add(Fault(point="ack", path="update-metadata", latency=60, virtual=True, times=1)):
        call = socket.start("update-metadata", metadata(session))
        assert other.next()["body"]["t"] == "update-session"
        assert socket.call("ping") == {}, "everything else goes on"
        owner.emulator.clock.advance(60)
        assert socket.ack(call)["result"] == "success"
    socket.heard()
    with faults.add(Fault(point="update", latency=60, virtual=True, times=1)) as late:
        owner.send(session, "a")
        owner.send(session, "b")
        assert late.hits == 1
    assert [body["message"]["localId"] for body in other.bodies()] == ["a", "b"], "the first is the other's"
    owner.emulator.clock.advance(60)
    assert [body["message"]["localId"] for body in socket.bodies()] == ["a", "b"], "still in order"


def test_a_reset_breaks_every_socket_off(owner: Any) -> None:
    socket = owner.socket()
    owner.emulator.reset()
    socket.wait_closed()


def test_sockets_break_off(owner: Any) -> None:
    socket = owner.socket()
    owner.emulator.run(owner.happy.drop_sockets)
    socket.wait_closed()
    assert owner.socket().call("ping") == {}
    with owner.emulator.faults.add(Fault(method="WEBSOCKET", path="/v1/updates/", cut_after_events=3)) as cut:
        broken = owner.socket()
        broken.start("ping")
        broken.wait_closed()
        assert cut.hits == 1
