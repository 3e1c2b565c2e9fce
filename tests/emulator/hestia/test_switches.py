"""What an operator can change while the system runs."""

from __future__ import annotations

from typing import Any

import pytest

from fairlead.errors import InvalidArgument

CURL = "curl the intranet"


def values(wire: Any) -> dict[str, str]:
    return {switch.name: switch.value for switch in wire.emulator.switches()}


START = {"state": "GREEN", "drift": "0", "READ": "ALLOW", "WRITE": "ALLOW", "EXTERNAL": "BLOCK"}


def test_the_switches_say_how_they_are_set(wire: Any) -> None:
    assert values(wire) == START
    wire.switch(state="YELLOW", drift=42, READ="BLOCK")
    assert values(wire) == START | {"state": "YELLOW", "drift": "42", "READ": "BLOCK"}
    wire.emulator.reset()
    assert values(wire) == START


@pytest.mark.parametrize("decision", ["ALLOW", "ALLOW_WITH_WARNINGS", "BLOCK"])
@pytest.mark.parametrize(("kind", "text"), [("READ", "look"), ("WRITE", "create it"), ("EXTERNAL", CURL)])
def test_what_is_decided_about_a_type_of_command(wire: Any, kind: str, text: str, decision: str) -> None:
    wire.switch(**{kind: decision})
    body = wire.run(text, 403 if decision == "BLOCK" else 200)
    trace = wire.trace(body["trace_id"])
    assert trace["dsgk_decision"] == decision
    assert len(trace["violations"]) == (0 if decision == "ALLOW" else 1)
    if START[kind] != decision:
        assert trace["reason"] == f"{kind} commands: {decision} by an operator"
    explained = wire.post("/api/governance/explain", {"command_type": kind, "command_input": {"input": text}})
    assert explained["decision"] == decision


def test_a_rule_decides_before_an_operator(wire_of: Any) -> None:
    wire = wire_of(rules=[{"match": "look", "decision": "ALLOW"}])
    wire.switch(READ="BLOCK")
    assert wire.run("look")["result"] == "ALLOW"
    wire.run("listen", 403)


def test_going_back_says_what_it_said_before(wire: Any) -> None:
    before = wire.trace(wire.run(CURL, 403)["trace_id"])["reason"]
    wire.switch(EXTERNAL="ALLOW")
    wire.run(CURL)
    wire.switch(EXTERNAL="BLOCK")
    assert wire.trace(wire.run(CURL, 403)["trace_id"])["reason"] == before


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("stat", "RED", "hestia has no switch 'stat'; did you mean 'state'?"),
        ("state", "RAD", "state cannot be 'RAD'; did you mean 'RED'?"),
        ("drift", "-1", "drift is a whole number from 0, not '-1'"),
        ("drift", "much", "drift is a whole number from 0, not 'much'"),
        ("READ", "", "READ cannot be ''"),
    ],
)
def test_what_cannot_be_switched(wire: Any, name: str, value: str, said: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        wire.emulator.switch(name, value)
    assert str(error.value).startswith(said)
    assert values(wire) == START
