"""What is in a file outlives the emulator: the account, its sessions, and the agents that run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fairlead.emulator.happy import AgentTurn


def test_everything_goes_on_after_a_restart(wire_of: Any, tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    before = wire_of(data=file)
    options = before.emulator.options
    session = before.spawn(before.socket(), permissionMode="yolo")
    before.say(session, "one")
    told = before.transcript(session)
    before.emulator.stop()

    after = wire_of(data=file)
    assert after.emulator.options["secret_b64"] == options["secret_b64"]
    after.http.headers["Authorization"] = f"Bearer {options['token']}"
    assert after.happy.machine_id == before_machine(after)
    assert after.transcript(session) == told, "nothing was answered twice"
    after.say(session, "two")
    assert [event["text"] for event in after.transcript(session) if event["t"] == "text"] == [
        "Echo: one",
        "Echo: two",
    ]
    stopped = after.daemon(after.socket(), "stop-session", {"sessionId": session})
    assert stopped == {"message": "Session stopped"}


def before_machine(wire: Any) -> str:
    (machine,) = wire.get("/v1/machines")
    return machine["id"]


def test_a_turn_that_was_broken_off_is_taken_again(wire_of: Any, tmp_path: Path) -> None:
    file = tmp_path / "state.db"

    async def slow(turn: AgentTurn) -> str:
        await turn.say("wait")
        await turn.sleep(3600)
        return "never"

    before = wire_of(data=file, agent=slow)
    session = before.spawn(before.socket())
    before.say(session, "go")
    assert [event["t"] for event in before.transcript(session)] == ["turn-start", "text"]
    before.emulator.stop()

    def quick(turn: AgentTurn) -> list[str]:
        return ["wait", "done"]

    after = wire_of(data=file, agent=quick)
    events = after.transcript(session)
    assert [event["t"] for event in events] == ["turn-start", "text", "text", "turn-end"]
    assert [event["text"] for event in events[1:3]] == ["wait", "done"]


def test_a_reset_keeps_who_the_owner_is(owner: Any) -> None:
    secret, machine = owner.happy.secret, owner.happy.machine_id
    owner.spawn(owner.socket())
    owner.emulator.reset()
    assert (owner.happy.secret, owner.happy.machine_id) == (secret, machine)
    owner.http.headers["Authorization"] = f"Bearer {owner.emulator.options['token']}"
    assert [m["id"] for m in owner.get("/v1/machines")] == [machine]
    assert owner.get("/v1/sessions")["sessions"] == []
