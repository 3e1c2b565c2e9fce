"""An agent that works on packets, as a function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fairlead.emulator.handoffrail import Handoff


def status(wire: Any, packet_id: str) -> str:
    wire.emulator.clock.advance(0)
    return wire.get(f"/packets/{packet_id}")["status"]


def test_it_sees_what_it_works_on(wire_of: Callable[..., Any]) -> None:
    seen: list[tuple[str, ...]] = []
    wire = wire_of(agent=lambda handoff: seen.append((handoff.packet_id, handoff.target_id, handoff.summary)))
    created = wire.create(summary="Upgrade")
    assert status(wire, created["id"]) == "created"
    assert seen == [(created["id"], created["metadata"]["target_agent"]["id"], "Upgrade")]


def test_it_asks_and_completes(wire_of: Callable[..., Any]) -> None:
    answers: list[str] = []

    async def agent(handoff: Handoff) -> None:
        await handoff.claim()
        answers.append(await handoff.ask("How many?", reason="Not said", options=["1", "2"]))
        await handoff.complete()

    wire = wire_of(agent=agent)
    created = wire.create()
    assert status(wire, created["id"]) == "awaiting_human"
    (question,) = wire.emulator.questions()
    assert (question.text, question.choices) == ("How many?", ("1", "2"))
    wire.emulator.answer(question.id, "2")
    assert status(wire, created["id"]) == "completed"
    assert answers == ["2"]
    history = [event["event_type"] for event in wire.get(f"/packets/{created['id']}/history")["events"]]
    assert history == ["created", "claimed", "awaiting_human", "hitl_responded", "in_progress", "completed"]


@pytest.mark.parametrize("somebody", ["claims it first", "lets it expire"])
def test_somebody_else_may_be_faster(wire_of: Callable[..., Any], somebody: str) -> None:
    async def agent(handoff: Handoff) -> None:
        await handoff.sleep(60)
        await handoff.claim()
        raise AssertionError("nobody gets here")

    wire = wire_of(agent=agent)
    created = wire.create()
    if somebody == "claims it first":
        assert wire.claim(created["id"], "c-3").status_code == 200
        expected = "claimed"
    else:
        assert wire.patch(created["id"], status="expired").is_success
        expected = "expired"
    wire.emulator.clock.advance(61)
    assert status(wire, created["id"]) == expected


def test_a_script_that_fails_is_logged(wire_of: Callable[..., Any], caplog: pytest.LogCaptureFixture) -> None:
    def agent(handoff: Handoff) -> None:
        raise ValueError(f"cannot do {handoff.summary}")

    wire = wire_of(agent=agent)
    assert status(wire, wire.create(summary="that")["id"]) == "created"
    assert "cannot do that" in caplog.text


def test_a_reset_ends_its_work(wire_of: Callable[..., Any]) -> None:
    done: list[str] = []

    async def agent(handoff: Handoff) -> None:
        await handoff.sleep(60)
        done.append(handoff.packet_id)

    wire = wire_of(agent=agent)
    wire.create()
    wire.emulator.clock.advance(1)
    wire.emulator.reset()
    wire.emulator.clock.advance(100)
    assert done == []
