"""State in a file survives a restart; reset forgets it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fairlead.emulator import Clock, Emulator
from fairlead.emulator.hai import Stall
from fairlead.errors import ConfigurationError

AGENT = "h/web-surfer-pro"


def test_everything_is_there_after_a_restart(wire_of: Any, open_wire: Any, tmp_path: Path) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data, agent=lambda turn: [Stall()] if turn.message == "stall" else turn.message)
    key = before.emulator.options["api_key"]
    done = before.start("done", idle_timeout_s=3_600)
    working = before.start("stall")
    before.post("/agents", {"name": "mine", "description": "d", "environments": ["h/browser"]})
    timing = {"type": "cron", "expression": "0 0 1 1 *", "timezone": "UTC"}
    request = {"agent": AGENT, "messages": "x"}
    before.post("/schedules", {"name": "s", "timing": timing, "session_request": request})
    paths = ["/agents", "/schedules", "/environments", f"/sessions/{done}/changes"]
    answers = [before.get(path) for path in paths]
    before.emulator.stop()

    after = wire_of(data=data)
    assert after.emulator.options["api_key"] == key
    assert [after.get(path) for path in paths] == answers
    lost = after.get(f"/sessions/{working}/status")
    assert (lost["status"], lost["error_code"]) == ("failed", "internal")
    after.pass_()
    after.say(done, "more")
    assert after.answer(done) == "Echo: more"
    after.pass_(3_600)
    assert after.status(done) == "completed"


def test_what_had_not_begun_begins(wire_of: Any, tmp_path: Path) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data, start_seconds=60, max_sessions=1)
    pending, queued = before.start("one"), before.start("two")
    assert [before.status(session_id) for session_id in (pending, queued)] == ["pending", "queued"]
    before.emulator.stop()
    after = wire_of(data=data)
    after.pass_()
    assert [after.answer(session_id) for session_id in (pending, queued)] == ["Echo: one", "Echo: two"]


def test_a_schedule_skips_what_it_missed(wire_of: Any, tmp_path: Path) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data)
    timing = {"type": "cron", "expression": "0 * * * *", "timezone": "UTC"}
    request = {"agent": AGENT, "messages": "x"}
    made = before.post("/schedules", {"name": "s", "timing": timing, "session_request": request})
    before.emulator.stop()
    clock = Clock(start=datetime.fromisoformat(made["next_run_times"][0]) + timedelta(days=1, minutes=1))
    after = wire_of(data=data, clock=clock)
    shown = after.get(f"/schedules/{made['id']}")
    assert shown["sessions_created"] == 0
    upcoming, former = (datetime.fromisoformat(record["next_run_times"][0]) for record in (shown, made))
    assert upcoming - former == timedelta(days=1, hours=1)


def test_a_reset_keeps_the_first_key_only(wire: Any, colleague: Any) -> None:
    wire.play([Stall()])
    wire.start()
    wire.emulator.reset()
    assert wire.get("/sessions")["total"] == 0
    assert wire.get("/agents")["total"] == 3
    assert wire.answer(wire.start()) == "Echo: hello"
    assert colleague.refused("GET", "/sessions")[0] == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"region": "mars"},
        {"agent": "echo"},
        {"agent": 3},
        {"step_seconds": -1},
        {"kept_events": 0},
        {"webhook_failures": 0},
        {"closed_environments": ["cellar"]},
    ],
)
def test_settings_that_make_no_sense(wrong: Any) -> None:
    with pytest.raises(ConfigurationError):
        Emulator("hai", **wrong).start()
