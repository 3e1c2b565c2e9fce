"""Schedules, and the cron expressions they follow."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fairlead.emulator.hai import Stall
from fairlead.emulator.hai.cron import BadCron, Cron

AGENT = "h/web-surfer-pro"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday


def schedule(expression: str = "*/10 * * * *", timezone: str = "UTC", **fields: Any) -> dict[str, Any]:
    return {
        "name": "s",
        "timing": {"type": "cron", "expression": expression, "timezone": timezone},
        "session_request": {"agent": AGENT, "messages": "do it"},
        **fields,
    }


@pytest.mark.parametrize(
    ("expression", "zone", "expected"),
    [
        ("* * * * *", "UTC", "2026-03-02T12:01"),
        ("0 9 * * *", "UTC", "2026-03-03T09:00"),
        ("0 9 * * *", "Europe/Paris", "2026-03-03T08:00"),
        ("*/15 13-14 * * *", "UTC", "2026-03-02T13:00"),
        ("5,35 * * * *", "UTC", "2026-03-02T12:05"),
        ("0 0 1 * *", "UTC", "2026-04-01T00:00"),
        ("0 0 * jan mon-fri", "UTC", "2027-01-01T00:00"),
        ("0 0 * * 7", "UTC", "2026-03-08T00:00"),
        ("0 0 * * sun", "UTC", "2026-03-08T00:00"),
        ("0 0 15 * fri", "UTC", "2026-03-06T00:00"),  # either day
        ("0 0 29 2 *", "UTC", "2028-02-29T00:00"),
        ("30 2 29 3 *", "Europe/Paris", "2027-03-29T00:30"),  # on 29 March 2026 that hour is skipped
        ("10/20 12 * * *", "UTC", "2026-03-02T12:10"),
    ],
)
def test_the_next_time(expression: str, zone: str, expected: str) -> None:
    found = Cron.parse(expression).after(NOON, ZoneInfo(zone))
    assert found is not None
    assert found.isoformat()[:16] == expected


def test_an_hour_that_comes_twice_happens_once() -> None:
    cron, paris = Cron.parse("30 2 * * *"), ZoneInfo("Europe/Paris")
    first = cron.after(datetime(2026, 10, 24, 22, 0, tzinfo=UTC), paris)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert cron.after(first, paris) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_a_day_that_never_comes() -> None:
    assert Cron.parse("0 0 31 2 *").after(NOON, ZoneInfo("UTC")) is None


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "a * * * *",
        "1-2-3 * * * *",
        ", * * * *",
        "-1 * * * *",
        "\u0663 * * * *",
    ],
)
def test_expressions_that_make_no_sense(expression: str) -> None:
    with pytest.raises(BadCron):
        Cron.parse(expression)


def test_a_schedule_fires_when_the_clock_says_so(wire: Any) -> None:
    wire.emulator.clock.freeze(NOON)
    made = wire.post("/schedules", schedule(description="often"))
    assert made["next_run_times"][:2] == ["2026-03-02T12:10:00Z", "2026-03-02T12:20:00Z"]
    path = f"/schedules/{made['id']}"
    wire.pass_(599)
    assert wire.get(f"{path}/runs")["total"] == 0
    wire.pass_(1 + 600)
    runs = wire.get(f"{path}/runs")["items"]
    assert [(run["status"], run["scheduled_for"], run["triggered_manually"]) for run in runs] == [
        ("created", "2026-03-02T12:20:00Z", False),
        ("created", "2026-03-02T12:10:00Z", False),
    ]
    sessions = wire.get("/sessions", schedule_id=made["id"])["items"]
    assert [session["id"] for session in sessions] == [run["session_id"] for run in runs]
    assert wire.answer(runs[0]["session_id"]) == "Echo: do it"
    shown = wire.get(path)
    assert (shown["sessions_created"], shown["last_run_at"]) == (2, "2026-03-02T12:20:00Z")


def test_a_schedule_pauses_and_goes_on(wire: Any) -> None:
    wire.emulator.clock.freeze(NOON)
    made = wire.post("/schedules", schedule())
    path = f"/schedules/{made['id']}"
    paused = wire.post(f"{path}/pause", {"note": "holiday"})
    assert (paused["paused"], paused["pause_note"], paused["next_run_times"]) == (True, "holiday", [])
    wire.pass_(6_000)
    assert wire.get(f"{path}/runs")["total"] == 0
    run = wire.post(f"{path}/trigger")
    assert (run["status"], run["triggered_manually"]) == ("created", True)
    wire.post(f"{path}/pause")
    assert wire.get(path)["pause_note"] is None
    resumed = wire.post(f"{path}/resume")
    assert resumed["next_run_times"][0] == "2026-03-02T13:50:00Z"
    wire.pass_(600)
    assert wire.get(f"{path}/runs")["total"] == 2


def test_repeats_come_to_an_end(wire: Any) -> None:
    wire.emulator.clock.freeze(NOON)
    path = f"/schedules/{wire.post('/schedules', schedule(repeats=2))['id']}"
    wire.pass_(6_000)
    shown = wire.get(path)
    assert (shown["sessions_created"], shown["paused"], shown["next_run_times"]) == (2, True, [])


@pytest.mark.parametrize(
    ("settings", "request_", "statuses"),
    [
        ({"agent": [Stall()]}, {}, ["skipped_overlap", "created"]),
        ({"max_sessions": 0}, {"queue": False}, ["skipped_quota", "skipped_quota"]),
        ({"closed_environments": ["web"]}, {}, ["error", "error"]),
        ({}, {"agent": "nobody"}, ["error", "error"]),
        ({}, {"overrides": {"none.here": 1}}, ["error", "error"]),
    ],
)
def test_what_becomes_of_a_fire_time(wire_of: Any, settings: Any, request_: Any, statuses: list[str]) -> None:
    wire = wire_of(**settings)
    wire.emulator.clock.freeze(NOON)
    body = schedule()
    body["session_request"] |= request_
    path = f"/schedules/{wire.post('/schedules', body)['id']}"
    wire.pass_(1_200)
    runs = wire.get(f"{path}/runs")["items"]
    assert [run["status"] for run in runs] == statuses
    assert all((run["session_id"] is None) == (run["error"] is not None) for run in runs)


def test_a_schedule_is_changed(wire: Any) -> None:
    wire.emulator.clock.freeze(NOON)
    path = f"/schedules/{wire.post('/schedules', schedule(description='d', repeats=9))['id']}"
    timing = {"type": "cron", "expression": "0 * * * *", "timezone": "UTC"}
    changed = wire.patch(path, {"name": "n", "timing": timing, "description": None, "repeats": None})
    assert changed["next_run_times"][0] == "2026-03-02T13:00:00Z"
    assert (changed["name"], changed["description"], changed["repeats"]) == ("n", None, None)
    request = {"agent": "h/web-surfer-flash", "delete_after_min": None}
    assert wire.patch(path, {"session_request": request})["session_request"] == request
    assert wire.get("/schedules")["total"] == 1
    wire.pass_(3_600)
    assert wire.get("/sessions")["items"][0]["agent"] == "h/web-surfer-flash"
    wire.delete(path)
    wire.pass_(3_600)
    assert wire.get("/sessions")["total"] == 1
    assert wire.refused("GET", path)[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        schedule("61 * * * *"),
        schedule("0 0 31 2 *"),
        schedule(timezone="Mars/Olympus"),
        schedule(timezone="../etc/passwd"),
        schedule(timezone=""),
        schedule(repeats=0),
        schedule(name=""),
        {**schedule(), "timing": {"expression": "* * * * *", "timezone": "UTC"}},
    ],
)
def test_schedules_that_make_no_sense(wire: Any, body: Any) -> None:
    assert wire.refused("POST", "/schedules", body)[0] == 422
