"""Packets: what is stored, what comes back, and what is written down about it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?")


def test_a_new_packet_has_every_key(wire: Any) -> None:
    packet = wire.create(created_at="2026-01-02T03:04:05.000001Z")

    assert UUID(packet["id"]).version == 4
    created_at = packet["created_at"]
    assert LOCAL_TIME.fullmatch(created_at)
    assert packet == {
        "id": packet["id"],
        "version": "1.0.0",
        "parent_packet_id": None,
        "metadata": {
            "source_agent": {"id": "a-1", "name": "Alpha", "framework": None, "version": None},
            "target_agent": {"id": "b-1", "name": "Beta", "framework": None},
            "created_at": "2026-01-02T03:04:05.000001Z",
            "claimed_at": None,
            "completed_at": None,
            "priority": "normal",
            "tags": [],
        },
        "context": {"summary": "a packet", "conversation_state": [], "artifacts": [], "custom": {}},
        "decisions": [],
        "actions": {"pending": [], "completed": [], "failed": []},
        "dependencies": [],
        "hitl": None,
        "status": "created",
        "created_at": created_at,
        "updated_at": created_at,
    }
    assert list(packet)[:4] == ["id", "version", "parent_packet_id", "metadata"]
    assert wire.get(f"/packets/{packet['id']}") == packet
    assert wire.history(packet["id"]) == [("created", "agent:a-1", {})]


def test_everything_sent_comes_back_with_defaults_filled_in(wire: Any) -> None:
    parent = str(uuid4())
    packet = wire.create(
        id="ours",
        status="failed",
        unknown=1,
        parent_packet_id=parent,
        priority="critical",
        tags=["x", "y"],
        created_at="2026-01-02T03:04:05+02:00",
        conversation_state=[{"role": "user", "content": "hé 😀"}],
        artifacts=[{"key": "k", "value": {"a": [1, None, {"b": 1e300}]}}, {"key": "l", "value": []}],
        custom={"": None, "big": 10**30},
        decisions=[{"id": "d1", "decision": "do", "rationale": ""}],
        actions={"pending": [{"id": "p", "description": "", "assignee": "", "priority": "low"}]},
        dependencies=[{"id": "x", "type": "api", "description": "y"}],
        hitl={"required": False, "reason": ""},
    )

    assert packet["id"] != "ours"
    assert packet["status"] == "created"
    assert packet["parent_packet_id"] == parent
    assert packet["metadata"]["created_at"] == "2026-01-02T03:04:05+02:00"
    assert packet["metadata"]["tags"] == ["x", "y"]
    assert packet["context"]["conversation_state"] == [
        {"role": "user", "content": "hé 😀", "timestamp": None, "metadata": None}
    ]
    assert packet["context"]["artifacts"][0]["value"] == {"a": [1, None, {"b": 1e300}]}
    assert packet["context"]["custom"] == {"": None, "big": 10**30}
    assert packet["decisions"][0]["alternatives"] == []
    assert packet["actions"]["pending"][0]["depends_on"] == []
    assert packet["dependencies"][0]["status"] == "unknown"
    assert packet["hitl"]["timeout_seconds"] is None
    assert wire.history(packet["id"]) == [("created", "agent:a-1", {})]


def test_a_time_without_an_offset_is_kept_without_one(wire: Any) -> None:
    packet = wire.create(created_at="2026-01-02T03:04:05")
    assert packet["metadata"]["created_at"] == "2026-01-02T03:04:05"


def test_a_required_checkpoint_makes_the_packet_wait(wire: Any) -> None:
    packet = wire.create(hitl={"reason": "sign", "options": ["yes", "no"]})
    assert packet["status"] == "awaiting_human"
    assert packet["hitl"]["required"] is True
    assert wire.history(packet["id"]) == [("created", "agent:a-1", {})]


def test_two_identical_posts_make_two_packets(wire: Any, draft: Any) -> None:
    headers = {"Idempotency-Key": "same"}
    ids = {wire.http.post("/api/v1/packets", json=draft(), headers=headers).json()["id"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("body", "loc"),
    [
        ({"hitl": {}}, ["body", "hitl", "reason"]),
        ({"hitl": {"reason": ""}}, ["body", "hitl"]),
        ({"created_at": None}, ["body", "metadata", "created_at"]),
        ({"custom": None}, ["body", "context", "custom"]),
        ({"summary": None}, ["body", "context", "summary"]),
        ({"priority": "urgent"}, ["body", "metadata", "priority"]),
        ({"source_agent": {"id": "a"}}, ["body", "metadata", "source_agent", "name"]),
        ({"parent_packet_id": "x"}, ["body", "parent_packet_id"]),
        ({"summary": 5}, ["body", "context", "summary"]),
        ({"artifacts": [{"key": "k", "value": 5}]}, ["body", "context", "artifacts", 0, "value"]),
    ],
)
def test_an_invalid_packet_is_refused_where_it_is_wrong(
    wire: Any, draft: Any, body: dict[str, Any], loc: list[str | int]
) -> None:
    answer = wire.call("POST", "/packets", draft(**body))
    assert answer.status_code == 422
    problem = answer.json()["detail"][0]
    assert problem["loc"][: len(loc)] == loc
    assert {"type", "loc", "msg", "input"} <= problem.keys()


def test_claiming_overwrites_the_target(wire: Any) -> None:
    packet_id = wire.create()["id"]
    body = {"agent_id": "z", "agent_name": "Zed", "framework": "crewai"}
    packet = wire.call("POST", f"/packets/{packet_id}/claim", body).json()

    assert packet["metadata"]["target_agent"] == {"id": "z", "name": "Zed", "framework": "crewai"}
    assert packet["metadata"]["claimed_at"].endswith("Z")
    assert packet["updated_at"] > packet["created_at"]
    details = {"agent_name": "Zed", "framework": "crewai"}
    assert wire.history(packet_id)[1:] == [("claimed", "agent:z", details)]


def test_patching_a_status_to_claimed_claims_for_nobody(wire: Any) -> None:
    packet = wire.patch(wire.packet_in("created"), status="claimed").json()
    assert packet["metadata"]["claimed_at"] is None
    assert packet["metadata"]["target_agent"]["id"] == "b-1"


def test_answering_a_checkpoint(wire: Any) -> None:
    packet_id = wire.packet_in("awaiting_human")
    body = {"response": "maybe", "responded_by": "eve", "notes": ""}
    packet = wire.call("POST", f"/packets/{packet_id}/respond", body).json()

    assert packet["status"] == "claimed"
    assert packet["hitl"]["response"] == "maybe"
    assert packet["hitl"]["responded_by"] == "eve"
    assert packet["hitl"]["notes"] is None
    assert packet["hitl"]["responded_at"] == packet["metadata"]["claimed_at"]
    assert packet["hitl"]["responded_at"].endswith("Z")
    assert packet["metadata"]["target_agent"]["id"] == "b-1"
    details = {"response": "maybe", "notes": "", "transition_to": "claimed"}
    assert wire.history(packet_id)[1:] == [("hitl_responded", "human:eve", details)]


def test_there_must_be_a_checkpoint_to_answer(wire: Any) -> None:
    packet_id = wire.packet_in("created")
    wire.patch(packet_id, status="awaiting_human")
    answer = wire.call("POST", f"/packets/{packet_id}/respond", {"response": "", "responded_by": ""})
    assert answer.status_code == 400
    assert isinstance(answer.json()["detail"], str)


def test_a_patch_changes_what_it_names(wire: Any) -> None:
    packet = wire.create(
        custom={"keep": 1},
        decisions=[{"id": "1", "decision": "a", "rationale": ""}],
        dependencies=[{"id": "x", "type": "api", "description": ""}],
        hitl={"required": False, "reason": "r"},
    )
    packet_id = packet["id"]

    same = wire.patch(packet_id, decisions=None, context=None, status=None).json()
    assert {**same, "updated_at": packet["updated_at"]} == packet
    assert same["updated_at"] > packet["updated_at"]

    changed = wire.patch(
        packet_id,
        context={"summary": "new"},
        decisions=[
            {"id": "2", "decision": "b", "rationale": ""},
            {"id": "1", "decision": "A", "rationale": ""},
        ],
        dependencies=[],
        hitl={"reason": "now required"},
        metadata={"priority": "low"},
    ).json()
    assert changed["context"] == {
        "summary": "new",
        "conversation_state": [],
        "artifacts": [],
        "custom": {},
    }
    assert [(d["id"], d["decision"]) for d in changed["decisions"]] == [("1", "A"), ("2", "b")]
    assert changed["dependencies"] == []
    assert changed["hitl"]["reason"] == "now required"
    assert changed["status"] == "created"
    assert changed["metadata"] == packet["metadata"]
    assert len(wire.history(packet_id)) == 1


PENDING = {"id": "p", "description": "", "assignee": "b"}
DONE = {"id": "c", "description": "", "result": "ok"}


def test_an_action_list_left_out_of_a_patch_stays(wire: Any) -> None:
    packet_id = wire.create(actions={"pending": [PENDING]})["id"]
    actions = wire.patch(packet_id, actions={"completed": [DONE]}).json()["actions"]
    assert [len(actions[name]) for name in ("pending", "completed", "failed")] == [1, 1, 0]
    actions = wire.patch(packet_id, actions={"pending": [], "completed": None}).json()
    assert "detail" in actions  # null is no list
    actions = wire.patch(packet_id, actions={"pending": []}).json()["actions"]
    assert [len(actions[name]) for name in ("pending", "completed", "failed")] == [0, 1, 0]


def test_the_real_server_empties_it(wire_of: Any) -> None:
    wire = wire_of(strict_compat=True)
    packet_id = wire.create(actions={"pending": [PENDING]})["id"]
    actions = wire.patch(packet_id, actions={"completed": [DONE]}).json()["actions"]
    assert [len(actions[name]) for name in ("pending", "completed", "failed")] == [0, 1, 0]


def test_decisions_that_share_an_id(wire: Any) -> None:
    def decision(id: str, text: str) -> dict[str, str]:
        return {"id": id, "decision": text, "rationale": ""}

    packet_id = wire.create(decisions=[decision("1", "a"), decision("1", "b"), decision("2", "c")])["id"]
    sent = [decision("1", "x"), decision("3", "y"), decision("3", "z")]
    decisions = wire.patch(packet_id, decisions=sent).json()["decisions"]
    assert [(d["id"], d["decision"]) for d in decisions] == [
        ("1", "x"),
        ("1", "x"),
        ("2", "c"),
        ("3", "y"),
        ("3", "z"),
    ]


def test_a_packet_can_be_edited_in_every_status(wire: Any) -> None:
    packet_id = wire.packet_in("expired")
    assert wire.patch(packet_id, context={"summary": "late"}).json()["context"]["summary"] == "late"


def test_deleting_expires(wire: Any) -> None:
    packet_id = wire.packet_in("failed")
    answer = wire.call("DELETE", f"/packets/{packet_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    details = {"previous_status": "failed", "reason": "soft_delete"}
    assert wire.history(packet_id)[-1] == ("expired", "system:soft_delete", details)
    assert wire.get("/packets")["total"] == 1


def test_a_chained_packet_inherits_the_conversation_only(wire: Any, draft: Any) -> None:
    turn = {"role": "user", "content": "one"}
    parent = wire.create(conversation_state=[turn], tags=["t"], custom={"c": 1}, summary="old")
    body = draft(
        conversation_state=[{"role": "agent", "content": "two"}],
        parent_packet_id=str(uuid4()),
        hitl={"reason": ""},
        source_agent={"id": "s", "name": "S"},
    )
    answer = wire.call("POST", f"/packets/{parent['id']}/chain", body)

    child = answer.json()
    assert answer.status_code == 201
    assert child["parent_packet_id"] == parent["id"]
    assert [turn["content"] for turn in child["context"]["conversation_state"]] == ["one", "two"]
    assert child["context"]["custom"] == {}
    assert child["metadata"]["tags"] == []
    assert child["status"] == "awaiting_human"  # unlike in a new packet, the reason may be empty
    link = {"parent_packet_id": parent["id"], "chain": True}
    assert wire.history(child["id"]) == [("created", "agent:s", link)]
    assert wire.history(parent["id"])[1:] == [("chained", "agent:s", {"child_packet_id": child["id"]})]


def test_identifiers_in_any_spelling(wire: Any) -> None:
    packet_id = wire.create()["id"]
    for spelling in (packet_id.upper(), packet_id.replace("-", "")):
        assert wire.get(f"/packets/{spelling}")["id"] == packet_id
    history = wire.get(f"/packets/{packet_id}/history")
    assert history["packet_id"] == packet_id
    assert all(LOCAL_TIME.fullmatch(event["timestamp"]) for event in history["events"])


def test_packets_of_another_tenant_do_not_exist(wire: Any, as_role: Any, draft: Any) -> None:
    packet_id = wire.create()["id"]
    other = as_role(tenant="other")
    for method, path, body in [
        ("GET", "", None),
        ("PATCH", "", {}),
        ("DELETE", "", None),
        ("POST", "/claim", {"agent_id": "", "agent_name": ""}),
        ("POST", "/respond", {"response": "", "responded_by": ""}),
        ("POST", "/chain", draft()),
        ("GET", "/history", None),
    ]:
        answer = other.call(method, f"/packets/{packet_id}{path}", body)
        assert answer.status_code == 404, path
        assert packet_id in answer.json()["detail"]
    assert other.get("/packets")["total"] == other.get("/audit")["total"] == 0
    assert other.get("/packets/search", q="packet")["total"] == 0


def test_times_follow_the_clock(wire: Any) -> None:
    moment = datetime.fromisoformat("2031-05-06T07:08:09.123456+00:00")
    wire.emulator.clock.freeze(moment)
    packet = wire.create()
    assert packet["created_at"] == packet["updated_at"] == "2031-05-06T07:08:09.123456"
    assert packet["metadata"]["created_at"] == "2031-05-06T07:08:09.123456Z"
    wire.emulator.clock.advance(61)
    assert wire.claim(packet["id"]).json()["metadata"]["claimed_at"] == "2031-05-06T07:09:10.123456Z"
