"""State in a file survives a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_everything_is_there_after_a_restart(wire_of: Any, receiver: Any, tmp_path: Path) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data)
    packet = before.create(summary="survivor", custom={"a": [1, None]})
    before.claim(packet["id"])
    hook = {"url": receiver.url, "secret": "s" * 16, "events": ["packet.failed"]}
    before.call("POST", "/hooks", hook)
    packet = before.get(f"/packets/{packet['id']}")
    history = before.get(f"/packets/{packet['id']}/history")
    before.emulator.stop()

    after = wire_of(data=data)
    assert after.key != before.key
    assert after.get(f"/packets/{packet['id']}") == packet
    assert after.get(f"/packets/{packet['id']}/history") == history
    assert after.get("/packets/search", q="survivor")["total"] == 1
    assert after.http.get("/api/v1/packets", headers={"X-API-Key": before.key}).status_code == 200
    assert len(after.get("/tenants")) == 1
    assert after.get("/system/health")["db_size_bytes"] > 0
    after.patch(packet["id"], status="failed")
    assert receiver.next().headers["x-hr-event"] == "packet.failed"


def test_a_fixed_key_is_stored_once(wire_of: Any, tmp_path: Path) -> None:
    for _ in range(2):
        wire = wire_of(data=tmp_path / "state.sqlite", api_key="hr_fixed")
        assert len(wire.get("/keys")) == 1
        wire.emulator.stop()


def test_an_unfinished_delivery_goes_on(wire_of: Any, receiver: Any, tmp_path: Path) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data, api_key="hr_fixed")
    hook = before.call("POST", "/hooks", {"url": receiver.url, "secret": "s" * 16}).json()["id"]
    receiver.statuses.put(503)
    before.create()
    failed = receiver.next()
    before.emulator.clock.advance(0)
    assert before.get(f"/hooks/{hook}/deliveries")[0]["status"] == "failed"
    before.emulator.stop()

    after = wire_of(data=data, api_key="hr_fixed")
    after.emulator.clock.advance(1)
    delivered = receiver.next()
    assert delivered.body == failed.body
    assert delivered.headers["x-hr-delivery-id"] == failed.headers["x-hr-delivery-id"]
    (delivery,) = after.get(f"/hooks/{hook}/deliveries")
    assert (delivery["status"], delivery["attempts"]) == ("delivered", 2)


def test_a_packet_that_expired_while_nobody_looked(wire_of: Any, tmp_path: Path) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data)
    packet_id = before.create(hitl={"reason": "r", "timeout_seconds": 1})["id"]
    before.emulator.clock.freeze()
    later = before.emulator.clock.now()
    before.emulator.stop()

    after = wire_of(data=data)
    after.emulator.clock.freeze(later)
    after.emulator.clock.advance(60)
    assert after.get(f"/packets/{packet_id}")["status"] == "expired"
