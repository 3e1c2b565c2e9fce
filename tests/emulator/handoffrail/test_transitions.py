"""What every operation does in every status, on the wire."""

from __future__ import annotations

from typing import Any

import pytest

from fairlead.emulator.handoffrail.state import STATUSES, TRANSITIONS

OPERATIONS = ("claim", "respond", "delete", "chain", "complete")
TABLE = {
    #                  claim respond delete chain complete
    "created": (200, 409, 204, 201, "Cannot complete"),
    "claimed": (409, 409, 204, 201, "Cannot complete"),
    "in_progress": (400, 409, 204, 201, None),
    "awaiting_human": (200, 200, 204, 201, "Cannot complete"),
    "completed": (400, 409, 204, 201, "Cannot complete"),
    "failed": (400, 409, 204, 201, "Cannot complete"),
    "expired": (410, 409, 409, 201, "Cannot complete"),
}


@pytest.mark.parametrize("current", STATUSES)
@pytest.mark.parametrize("target", STATUSES)
def test_patching_a_status(wire: Any, current: str, target: str) -> None:
    packet_id = wire.packet_in(current)
    before = wire.history(packet_id)

    answer = wire.patch(packet_id, status=target)

    events = wire.history(packet_id)[len(before) :]
    if target == current:
        assert answer.status_code == 200
        assert answer.json()["status"] == current
        assert events == []
    elif target in TRANSITIONS[current]:
        assert answer.status_code == 200
        assert answer.json()["status"] == target
        assert (answer.json()["metadata"]["completed_at"] is not None) == ("completed" in (current, target))
        assert events == [(target, "agent:b-1", {"from_status": current, "to_status": target})]
    else:
        assert answer.status_code == 400
        assert "Cannot transition" in answer.json()["detail"]
        assert f"'{current}'" in answer.json()["detail"]
        assert f"'{target}'" in answer.json()["detail"]
        assert wire.get(f"/packets/{packet_id}")["status"] == current
        assert events == []


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_in_a_status(wire: Any, draft: Any, status: str, operation: str) -> None:
    packet_id = wire.packet_in(status)
    expected = TABLE[status][OPERATIONS.index(operation)]

    if operation == "complete":
        answer = wire.call("POST", "/packets/batch/complete", {"packet_ids": [packet_id]})
        assert answer.status_code == 200
        errors = answer.json()["errors"]
        assert len(answer.json()["completed"]) == (expected is None)
        assert [expected in error["error"] and error["packet_id"] == packet_id for error in errors] == (
            [] if expected is None else [True]
        )
        return
    answer = {
        "claim": lambda: wire.claim(packet_id, "c-1"),
        "respond": lambda: wire.call(
            "POST", f"/packets/{packet_id}/respond", {"response": "yes", "responded_by": "eve"}
        ),
        "delete": lambda: wire.call("DELETE", f"/packets/{packet_id}"),
        "chain": lambda: wire.call("POST", f"/packets/{packet_id}/chain", draft()),
    }[operation]()

    assert answer.status_code == expected
    after = wire.get(f"/packets/{packet_id}")["status"]
    if expected == 200:
        assert after == answer.json()["status"] == "claimed"
    elif expected == 204:
        assert after == "expired"
    else:
        assert after == status
    if (status, operation) == ("claimed", "claim"):
        assert "already claimed" in answer.json()["detail"]["message"]
        assert answer.json()["detail"]["claimed_by"] == {"id": "b-1", "name": "b-1", "framework": None}
    elif expected == 400:
        assert "Cannot transition" in answer.json()["detail"]
