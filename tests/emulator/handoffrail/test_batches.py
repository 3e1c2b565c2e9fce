"""Batches: every item on its own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest


def test_creating_reports_each_failure_by_position(wire: Any, draft: Any) -> None:
    schema = wire.call("POST", "/schemas", {"name": "s", "json_schema": {"type": "array"}}).json()["id"]
    items = [
        draft(summary="one"),
        {},
        draft(created_at=None),
        draft(schema_id=schema),
        draft(hitl={"reason": "r"}),
    ]
    answer = wire.call("POST", "/packets/batch", {"packets": items})

    assert answer.status_code == 201
    result = answer.json()
    assert [packet["status"] for packet in result["created"]] == ["created", "awaiting_human"]
    assert [error["index"] for error in result["errors"]] == [1, 2, 3]
    empty, null_time, misfit = (error["error"] for error in result["errors"])
    assert empty.startswith("2 validation errors for PacketCreate\nmetadata\n  Field required")
    assert "metadata.created_at" in null_time
    assert misfit.startswith("422: ")
    assert "validation failed" in misfit
    assert wire.get("/packets")["total"] == 2


def test_the_size_of_a_batch(wire: Any, draft: Any) -> None:
    def status(path: str, body: object) -> int:
        return wire.call("POST", f"/packets/batch{path}", body).status_code

    some, many = [str(uuid4())] * 50, [str(uuid4())] * 51
    agent = {"agent_id": "a", "agent_name": "a"}
    assert status("", {"packets": []}) == 422
    assert status("", {"packets": [1]}) == 422
    assert status("", {"packets": [{}] * 50}) == 201
    assert status("", {"packets": [{}] * 51}) == 400
    assert status("/claim", {"packet_ids": some, **agent}) == 200
    assert status("/claim", {"packet_ids": many, **agent}) == 422
    assert status("/claim", {"packet_ids": [], **agent}) == 422
    assert status("/claim", {"packet_ids": ["x"], **agent}) == 422
    assert status("/complete", {"packet_ids": some}) == 200
    assert status("/complete", {"packet_ids": many}) == 422


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("claimed", "Already claimed by b-1"),
        ("expired", "has expired"),
        ("completed", "Cannot transition from 'completed'"),
        ("created", None),
        ("awaiting_human", None),
    ],
)
def test_claiming(wire: Any, status: str, reason: str | None) -> None:
    packet_id = wire.packet_in(status)
    body = {"packet_ids": [packet_id], "agent_id": "c", "agent_name": "C", "framework": "f"}
    result = wire.call("POST", "/packets/batch/claim", body).json()
    if reason is None:
        (packet,) = result["claimed"]
        assert packet["metadata"]["target_agent"] == {"id": "c", "name": "C", "framework": "f"}
        assert wire.history(packet_id)[-1] == ("claimed", "agent:c", {"agent_name": "C", "framework": "f"})
    else:
        assert result["claimed"] == []
        assert result["errors"][0]["packet_id"] == packet_id
        assert reason in result["errors"][0]["error"]


def test_an_item_twice_fails_the_second_time(wire: Any) -> None:
    packet_id, unknown = wire.packet_in("in_progress"), str(uuid4())
    body = {"packet_ids": [packet_id, packet_id.replace("-", "").upper(), unknown]}
    result = wire.call("POST", "/packets/batch/complete", body).json()
    assert [packet["id"] for packet in result["completed"]] == [packet_id]
    assert [error["packet_id"] for error in result["errors"]] == [packet_id, unknown]
    assert "not found" in result["errors"][1]["error"]
    assert result["completed"][0]["metadata"]["completed_at"].endswith("Z")
    # The real server writes the new status here.
    assert wire.history(packet_id)[-1] == (
        "completed",
        "system:batch_complete",
        {"from_status": "in_progress"},
    )
