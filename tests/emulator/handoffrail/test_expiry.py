"""Packets expire on the clock."""

from __future__ import annotations

import json
from typing import Any

import pytest

HOUR = 3600
DAY = 24 * HOUR


def status(wire: Any, packet_id: str) -> str:
    return wire.get(f"/packets/{packet_id}")["status"]


@pytest.mark.parametrize("before", ["created", "claimed", "in_progress", "awaiting_human", "failed"])
def test_a_packet_expires_after_a_day(wire: Any, before: str) -> None:
    packet_id = wire.packet_in(before)
    wire.emulator.clock.advance(DAY - 120)
    assert status(wire, packet_id) == before
    wire.emulator.clock.advance(180)
    assert status(wire, packet_id) == "expired"
    details = {"previous_status": before, "reason": "ttl_exceeded"}
    assert wire.history(packet_id)[-1] == ("expired", "system:expiry_task", details)


def test_what_is_done_does_not_expire(wire: Any) -> None:
    packet_id = wire.packet_in("completed")
    wire.emulator.clock.advance(3 * DAY)
    assert status(wire, packet_id) == "completed"


def test_expiry_is_announced(wire: Any) -> None:
    packet_id = wire.packet_in("created")
    with wire.events("status:expired") as events:
        wire.emulator.clock.advance(DAY + 60)
        event = next(event for event in events if event.event != "ping")
    assert event.event == "packet.expired"
    assert json.loads(event.data)["packet_id"] == packet_id


class TestHumanTimeout:
    def waiting(self, wire: Any, timeout: int) -> str:
        return wire.create(hitl={"reason": "sign", "timeout_seconds": timeout})["id"]

    def respond(self, wire: Any, packet_id: str) -> None:
        body = {"response": "yes", "responded_by": "eve"}
        assert wire.call("POST", f"/packets/{packet_id}/respond", body).status_code == 200

    def test_shorter_than_a_day(self, wire: Any) -> None:
        packet_id = self.waiting(wire, 2 * HOUR)
        wire.emulator.clock.advance(2 * HOUR - 60)
        assert status(wire, packet_id) == "awaiting_human"
        wire.emulator.clock.advance(120)
        assert status(wire, packet_id) == "expired"
        assert wire.claim(packet_id).status_code == 410

    def test_longer_than_a_day(self, wire: Any) -> None:
        packet_id = self.waiting(wire, 3 * DAY)
        wire.emulator.clock.advance(2 * DAY)
        assert status(wire, packet_id) == "awaiting_human"
        self.respond(wire, packet_id)
        wire.emulator.clock.advance(DAY - 60)  # an answer gives the packet a day to be worked on
        assert status(wire, packet_id) == "claimed"
        wire.emulator.clock.advance(120)
        assert status(wire, packet_id) == "expired"

    def test_ends_with_the_answer(self, wire: Any) -> None:
        packet_id = self.waiting(wire, 600)
        self.respond(wire, packet_id)
        wire.emulator.clock.advance(HOUR)
        assert status(wire, packet_id) == "claimed"

    def test_counts_from_when_the_packet_began_to_wait(self, wire: Any) -> None:
        packet_id = wire.create(hitl={"required": False, "reason": "", "timeout_seconds": 600})["id"]
        wire.emulator.clock.advance(HOUR)
        assert wire.patch(packet_id, status="awaiting_human").status_code == 200
        wire.emulator.clock.advance(300)
        assert status(wire, packet_id) == "awaiting_human"
        wire.emulator.clock.advance(360)
        assert status(wire, packet_id) == "expired"

    def test_can_be_changed_while_it_waits(self, wire: Any) -> None:
        packet_id = self.waiting(wire, 600)
        wire.patch(packet_id, hitl={"reason": "sign", "timeout_seconds": 2 * HOUR})
        wire.emulator.clock.advance(HOUR)
        assert status(wire, packet_id) == "awaiting_human"
        wire.emulator.clock.advance(HOUR + 60)
        assert status(wire, packet_id) == "expired"

    @pytest.mark.parametrize("timeout", [0, -1, 10**30])
    def test_any_integer_is_accepted(self, wire: Any, timeout: int) -> None:
        packet_id = self.waiting(wire, timeout)
        assert wire.get(f"/packets/{packet_id}")["hitl"]["timeout_seconds"] == timeout
        wire.emulator.clock.advance(HOUR)
        assert status(wire, packet_id) == "awaiting_human"


def test_how_often_the_sweep_runs_can_be_set(wire_of: Any) -> None:
    wire = wire_of(expiry_sweep_seconds=1)
    packet_id = wire.create(hitl={"reason": "sign", "timeout_seconds": 5})["id"]
    wire.emulator.clock.advance(7)
    assert status(wire, packet_id) == "expired"
