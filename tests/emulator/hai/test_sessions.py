"""Sessions: how they are made, where they rest, how they are found, and how many there can be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from fairlead.emulator.hai import Stall, Think

AGENT = "h/web-surfer-pro"
FIRST_EVENTS = [
    "RequestStartEvent",
    "RequestStartDispatchedEvent",
    "AgentStartedEvent",
    "RunnerSessionEvent",
    "LiveViewUrlEvent",
    "ActiveStateChangeEvent",
    "message_event",
]


def test_a_session_answers(wire: Any) -> None:
    created = wire.post("/sessions", {"agent": AGENT, "messages": "hello"})
    assert created["status"]["status"] == "pending"
    assert created["started_at"] is None
    assert created["agent_revision"] == 1
    assert created["request"]["messages"] == [{"type": "user_message", "message": "hello"}]
    assert created["request"]["agent"]["environments"][0]["id"] == "h/browser"
    wire.pass_()
    session = wire.get(f"/sessions/{created['id']}")
    assert session["latest_answer"] == "Echo: hello"
    assert session["status"]["steps"] == 1
    assert session["status"]["outcome"] == "success"
    assert session["status"]["usage_per_model"][0]["name"] == "holo3-122b-a10b"
    assert wire.types(created["id"]) == [
        *FIRST_EVENTS,
        "observation_event",
        "policy_event",
        "MetricsUpdateEvent",
        "answer_event",
        "ActiveStateChangeEvent",
    ]


@pytest.mark.parametrize(
    ("region", "idle_timeout_s", "rests_in", "after"),
    [("eu", None, "idle", "idle"), ("us", None, "completed", "completed"), ("us", 60, "idle", "completed")],
)
def test_where_a_session_rests(
    wire_of: Any, region: str, idle_timeout_s: int | None, rests_in: str, after: str
) -> None:
    wire = wire_of(region=region)
    session_id = wire.start(idle_timeout_s=idle_timeout_s)
    assert wire.status(session_id) == rests_in
    wire.pass_(61)
    assert wire.status(session_id) == after


def test_a_rest_may_be_limited(wire_of: Any) -> None:
    wire = wire_of(rest_seconds=30)
    session_id = wire.start()
    wire.pass_(29)
    assert wire.status(session_id) == "idle"
    wire.pass_(1)
    assert wire.status(session_id) == "completed"
    assert wire.events(session_id)[-1]["data"] == {"reason": "finished"}


def test_a_message_wakes_it(wire: Any) -> None:
    session_id = wire.start("one", idle_timeout_s=60)
    wire.pass_(59)
    wire.say(session_id, "two")
    assert wire.answer(session_id) == "Echo: two"
    wire.pass_(59)  # the time begins again with each answer
    assert wire.status(session_id) == "idle"
    wire.pass_(1)
    assert wire.status(session_id) == "completed"
    assert wire.refused(
        "POST", f"/sessions/{session_id}/messages", {"type": "user_message", "message": "3"}
    ) == (
        400,
        {"detail": "The session has ended: it is completed"},
    )


def test_several_messages_come_in_order(wire: Any) -> None:
    session_id = wire.start([{"type": "user_message", "message": text} for text in "ab"])
    messages = [{"type": "user_message", "message": text, "caller_id": "boss"} for text in "cd"]
    wire.post(f"/sessions/{session_id}/messages", {"type": "batch", "messages": messages})
    wire.pass_()
    heard = [
        (event["data"]["caller_id"], event["data"]["content"])
        for event in wire.events(session_id)
        if event["data"].get("kind") == "message_event"
    ]
    assert heard == [("user", ["a"]), ("user", ["b"]), ("boss", ["c"]), ("boss", ["d"])]
    assert wire.answer(session_id) == "Echo: d"


def test_a_session_without_a_task_waits_for_one(wire: Any) -> None:
    session_id = wire.start(None)
    assert wire.status(session_id) == "idle"
    wire.pass_(10_000)
    wire.say(session_id, "now")
    assert wire.answer(session_id) == "Echo: now"


def test_a_new_session_may_read_idle_for_a_moment(wire_of: Any) -> None:
    wire = wire_of(start_seconds=2, early_idle_seconds=1, step_seconds=1)
    session_id = wire.start()
    seen: list[tuple[str, int]] = []
    for _ in range(7):
        status = wire.get(f"/sessions/{session_id}/status")
        seen.append((status["status"], status["steps"]))
        wire.pass_(1)
    assert seen == [
        ("pending", 0),
        ("pending", 0),
        ("idle", 0),
        ("running", 0),
        ("running", 0),
        ("running", 1),
        ("idle", 1),
    ]


def test_a_message_takes_its_time(wire_of: Any) -> None:
    wire = wire_of(delivery_seconds=5)
    session_id = wire.start("one")
    wire.say(session_id, "two")
    assert (wire.status(session_id), wire.answer(session_id)) == ("idle", "Echo: one")
    wire.pass_(5)
    assert (wire.status(session_id), wire.answer(session_id)) == ("idle", "Echo: two")


def test_the_agent_can_be_inline(wire: Any) -> None:
    network = {"proxy_url": "http://user:secret@proxy.example.com"}
    browser = {"kind": "web", "id": "b", "network": network}
    agent = {"name": "mine", "description": "d", "environments": [browser]}
    session = wire.get(f"/sessions/{wire.start(agent=agent)}")
    assert session["agent_revision"] is None
    assert session["request"]["agent"]["environments"][0]["network"] == {"proxy_url": "***"}
    assert "secret" not in str(session)
    assert wire.get("/sessions")["items"][0]["agent"] is None


def test_a_session_runs_a_certain_revision(wire: Any) -> None:
    agent = {"name": "mine", "description": "first", "environments": ["h/browser"]}
    wire.post("/agents", agent)
    wire.put("/agents/mine", {**agent, "description": "second"})
    described = {
        reference: wire.get(f"/sessions/{wire.start(agent=reference)}")["request"]["agent"]["description"]
        for reference in ("mine", "mine:1", "mine:2")
    }
    assert described == {"mine": "second", "mine:1": "first", "mine:2": "second"}
    assert wire.refused("POST", "/sessions", {"agent": "mine:3", "messages": "x"})[0] == 404


def test_overrides_change_the_request(wire: Any) -> None:
    overrides = {
        "agent.environments[kind=web].start_url": "https://example.com/?a=[b].c",
        "agent.answer_format": {
            "type": "object",
            "properties": {"n": {"type": "integer"}},
            "required": ["n"],
        },
        "max_steps": 3,
    }
    session = wire.get(f"/sessions/{wire.start(overrides=overrides)}")
    assert session["request"]["agent"]["environments"][0]["start_url"] == "https://example.com/?a=[b].c"
    assert session["request"]["max_steps"] == 3
    assert session["latest_answer"] == {"n": 0}
    assert wire.get("/environments/h/browser")["start_url"] == "https://www.bing.com"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("agent.environments[kind=desktop].start_url", "https://example.com"),
        ("agent.environments.start_url", "https://example.com"),
        ("agent.name.more", "x"),
        ("agent..name", "x"),
        ("agent.environments[kind=web].start_url", 3),
        ("agent.tools", "none"),
        ("max_steps", 0),
        ("agent.tools", [{"name": "9", "description": "d"}]),
    ],
)
def test_overrides_that_make_no_sense(wire: Any, path: str, value: Any) -> None:
    body = {"agent": AGENT, "messages": "x", "overrides": {path: value}}
    status, answer = wire.refused("POST", "/sessions", body)
    assert status == 422
    assert answer["detail"][0]["loc"][:2] == ["body", "overrides"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"agent": "nobody"}, 404),
        ({"agent": "h/nobody"}, 404),
        ({"agent": {"name": "a", "description": "d"}}, 422),
        ({"agent": {"name": "a", "description": "d", "environments": []}}, 422),
        ({"agent": {"name": "a", "description": "d", "environments": ["missing"]}}, 404),
        ({"agent": {"name": "a", "description": "d", "environments": [{"id": "b"}]}}, 422),
        ({"max_steps": 0}, 422),
        ({"idle_timeout_s": 0}, 422),
        ({"messages": 3}, 422),
        ({"messages": {"message": "no type"}}, 422),
        ({"queue": None}, 422),
        ({"parent_session_id": "00000000-0000-4000-8000-000000000000"}, 404),
    ],
)
def test_requests_that_make_no_sense(wire: Any, fields: Any, status: int) -> None:
    assert wire.refused("POST", "/sessions", {"agent": AGENT, "messages": "x", **fields})[0] == status


def test_a_closed_environment_is_refused(wire_of: Any) -> None:
    wire = wire_of(closed_environments=["web"])
    status, answer = wire.refused("POST", "/sessions", {"agent": AGENT, "messages": "x"})
    assert status == 403
    assert answer["detail"][0]["type"] == "environment_not_public"


def test_one_key_starts_one_session(wire: Any) -> None:
    body = {"agent": AGENT, "messages": "hello"}
    headers = {"Idempotency-Key": "k"}
    first = wire.post("/sessions", body, headers=headers)
    wire.pass_()
    again = wire.post("/sessions", body, headers=headers)
    assert (again["id"], again["status"]["status"]) == (first["id"], "idle")
    status, answer = wire.refused("POST", "/sessions", {**body, "messages": "other"}, headers=headers)
    assert (status, answer["detail"][0]["loc"]) == (422, ["header", "Idempotency-Key"])
    assert wire.refused("POST", "/sessions", body, headers={"Idempotency-Key": "k" * 256})[0] == 422
    wire.pass_(86_400)
    assert wire.post("/sessions", body, headers=headers)["id"] != first["id"]


def test_a_session_vanishes_in_time(wire: Any) -> None:
    gone, kept, usual = (
        wire.start(**fields) for fields in ({"delete_after_min": 1}, {"delete_after_min": 90_000}, {})
    )
    kept_for_ever = wire.post("/sessions", {"agent": AGENT, "messages": "x", "delete_after_min": None})["id"]
    wire.pass_(60)
    assert wire.refused("GET", f"/sessions/{gone}")[0] == 404
    assert {session["id"] for session in wire.get("/sessions")["items"]} == {kept, usual, kept_for_ever}
    wire.pass_(60 * 43_200)
    assert wire.refused("GET", f"/sessions/{usual}")[0] == 404
    wire.pass_(60 * 50_000)
    assert [session["id"] for session in wire.get("/sessions")["items"]] == [kept_for_ever]


def test_slots_and_the_queue(wire_of: Any) -> None:
    wire = wire_of(max_sessions=2, max_queued=1, region="us", agent=[Stall()])
    first, second = wire.start(), wire.start()
    assert wire.get("/sessions/quota") == {"scope": "org", "limit": 2, "active": 2, "available": 0}
    body = {"agent": AGENT, "messages": "x"}
    status, refusal = wire.refused("POST", "/sessions", {**body, "queue": False})
    assert (status, refusal["detail"][0]["type"], refusal["detail"][0]["scope"]) == (429, "plan_limit", "org")
    waiting = wire.start()
    assert wire.status(waiting) == "queued"
    assert wire.get(f"/sessions/{waiting}")["started_at"] is None
    status, refusal = wire.refused("POST", "/sessions", body)
    assert (status, refusal["detail"][0]["type"]) == (429, "queue_full")
    assert refusal["message"] == refusal["detail"][0]["message"]
    assert wire.refused("POST", f"/sessions/{waiting}/pause")[0] == 400
    wire.delete(f"/sessions/{first}")
    wire.pass_()
    assert [wire.status(session_id) for session_id in (first, second, waiting)] == [
        "interrupted",
        "running",
        "running",
    ]


def test_the_queue_is_served_in_order(wire_of: Any) -> None:
    wire = wire_of(max_sessions=1, region="us", agent=[Think("…"), Stall()])
    sessions = [wire.start(name) for name in "abcd"]
    wire.delete(f"/sessions/{sessions[1]}")  # straight from the queue
    assert wire.status(sessions[1]) == "interrupted"
    wire.delete(f"/sessions/{sessions[0]}")
    wire.pass_()
    assert [wire.status(session_id) for session_id in sessions[2:]] == ["running", "queued"]


def test_an_idle_session_keeps_its_slot(wire_of: Any) -> None:
    wire = wire_of(max_sessions=1)
    wire.start()
    assert wire.get("/sessions/quota")["active"] == 1
    assert wire.status(wire.start()) == "queued"


def test_the_platform_has_a_limit(wire_of: Any) -> None:
    wire = wire_of(capacity=1, agent=lambda turn: "quick" if turn.message == "a" else [Stall()])
    quick, slow = wire.start("a"), wire.start("b")
    status, refusal = wire.refused("POST", "/sessions", {"agent": AGENT, "messages": "x", "queue": False})
    assert (status, refusal["detail"][0]["type"], refusal["detail"][0]["scope"]) == (
        429,
        "capacity",
        "platform",
    )
    message = {"type": "user_message", "message": "again"}
    status, refusal = wire.refused("POST", f"/sessions/{quick}/messages", message)
    assert (status, refusal["detail"][0]["type"]) == (429, "capacity")
    wire.delete(f"/sessions/{slow}")
    assert wire.call("POST", f"/sessions/{quick}/messages", message).status_code == 202


def test_tokens_can_run_out(wire_of: Any) -> None:
    wire = wire_of(max_tokens=2_000)
    wire.start()
    used = wire.get("/quota/tokens")
    assert used["used"] + used["remaining"] == 2_000
    wire.start()
    status = wire.get(f"/sessions/{wire.start()}/status")
    assert (status["status"], status["error_code"]) == ("failed", "insufficient_credit")
    unlimited = wire_of(max_tokens=None).get("/quota/tokens")
    assert (unlimited["limit"], unlimited["remaining"]) == (None, None)


def test_lists_are_filtered(wire: Any, colleague: Any) -> None:
    wire.emulator.clock.freeze()
    parent = wire.start("find me", group_id="g")
    wire.pass_(10)
    child = wire.start("child", parent_session_id=parent, agent="h/web-surfer-flash")
    wire.pass_(10)
    wire.delete(f"/sessions/{parent}")
    theirs = colleague.start("theirs")
    moment = datetime.fromisoformat(wire.get(f"/sessions/{child}")["created_at"])

    def ids(**filters: Any) -> list[str]:
        page = wire.get("/sessions", **filters)
        assert page["total"] == len(page["items"])
        return [item["id"] for item in page["items"]]

    assert ids() == [child, parent]
    assert ids(sort="created_at") == [parent, child]
    assert ids(owner="organization") == [theirs, child, parent]
    assert ids(owner="me-or-organization") == [theirs, child, parent]
    assert ids(status="interrupted") == [parent]
    assert ids(status=["interrupted", "completed"]) == [child, parent]  # a subagent answers and is done
    assert ids(status="idle", owner="organization") == [theirs]
    assert ids(agent="h/web-surfer-flash") == [child]
    assert ids(group_id="g") == [parent]
    assert ids(parent_session_id=parent) == [child]
    assert ids(search="FIND") == [parent]
    assert ids(search="%") == []
    assert ids(created_before=(moment - timedelta(seconds=1)).isoformat()) == [parent]
    assert ids(created_after=moment.isoformat()) == [child]
    assert ids(finished_after=(moment + timedelta(seconds=1)).isoformat()) == [parent]
    assert ids(finished_before=moment.isoformat()) == [child]
    assert wire.get(f"/sessions/{parent}/status")["subagent_session_ids"] == [child]
    assert wire.get("/sessions", size=1, page=2)["items"][0]["id"] == parent
    assert wire.refused("GET", "/sessions", params={"size": 101})[0] == 422


def test_a_summary_says_what_matters(wire: Any) -> None:
    session_id = wire.start("hello")
    (row,) = wire.get("/sessions")["items"]
    assert row["id"] == session_id
    assert row["agent"] == AGENT
    assert row["status"] == "idle"
    assert row["first_message"] == {"type": "user_message", "message": "hello"}
    assert row["last_activity_at"] == wire.events(session_id)[-1]["timestamp"].replace("+00:00", "Z")
