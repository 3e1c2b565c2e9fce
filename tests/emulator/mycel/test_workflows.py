from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def chat(owner: Any, external: Any) -> tuple[Any, str]:
    external(owner, "codex")
    return owner, f"/chats/{owner.group('codex')}"


def test_setting_the_workflow(chat: Any) -> None:
    wire, path = chat
    wire.emulator.clock.freeze()
    assert wire.refused("GET", f"{path}/workflow")[0] == 404
    first = wire.call("PUT", f"{path}/workflow", {"kind": "review", "config": {"a": {"b": [None]}}}).json()
    now = wire.emulator.clock.now().timestamp()
    assert first == {
        "chat_id": path[7:],
        "kind": "review",
        "state": "active",
        "config": {"a": {"b": [None]}},
        "state_version": 0,
        "updated_by_user_id": wire.id,
        "created_at": now,
        "updated_at": now,
    }
    wire.emulator.clock.advance(1)
    second = wire.call("PUT", f"{path}/workflow", {"kind": "vote", "state": "done"}).json()
    assert second == {
        **first,
        "kind": "vote",
        "state": "done",
        "config": {},
        "state_version": 1,
        "updated_at": now + 1,
    }
    assert wire.get(f"{path}/workflow") == second
    for _ in range(2):
        assert wire.call("DELETE", f"{path}/workflow").json() == {"status": "deleted"}
    assert wire.refused("GET", f"{path}/workflow")[0] == 404


def test_versions_of_the_workflow(chat: Any) -> None:
    wire, path = chat

    def put(expected: int | None) -> Any:
        return wire.call("PUT", f"{path}/workflow", {"kind": "k", "expected_state_version": expected})

    stale = {"error": "stale_chat_workflow_state_version", "chat_id": path[7:]}
    answer = put(0)
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        {**stale, "expected_state_version": 0, "actual_state_version": None},
    )
    assert put(None).json()["state_version"] == 0
    assert put(0).json()["state_version"] == 1
    answer = put(0)
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        {**stale, "expected_state_version": 0, "actual_state_version": 1},
    )
    assert put(-1).status_code == 422


def test_events(chat: Any) -> None:
    wire, path = chat
    wire.emulator.clock.freeze()
    fields = {
        "resource_refs": [{"id": "r"}],
        "requested_by_user_id": "anybody",
        "decision_states": {"u": {"r": "yes"}},
        "rationales": {"u": "because"},
        "final_state": {"r": 1},
        "metadata": {"m": None},
    }
    event = wire.post(f"{path}/workflow/events", {"kind": "vote", **fields})
    assert event == {
        "chat_id": path[7:],
        "event_id": "1",
        "kind": "vote",
        "state": "open",
        **fields,
        "state_version": 0,
        "created_at": wire.emulator.clock.now().timestamp(),
        "updated_at": None,
        "settled_at": None,
    }
    wire.emulator.clock.advance(1)
    patch = {"state": "settled", "settled_at": 3.5, "rationales": None, "metadata": {"n": 1}}
    changed = wire.call("PATCH", f"{path}/workflow/events/1", patch).json()
    assert changed == {
        **event,
        "state": "settled",
        "settled_at": 3.5,
        "metadata": {"n": 1},
        "state_version": 1,
        "updated_at": event["created_at"] + 1,
    }
    second = wire.post(f"{path}/workflow/events", {"kind": "vote"})
    assert (second["event_id"], second["decision_states"]) == ("2", {})
    assert wire.get(f"{path}/workflow/events") == [changed, second]
    assert wire.get(f"{path}/workflow/events/1") == changed
    for _ in range(2):
        assert wire.call("DELETE", f"{path}/workflow/events/2").json() == {"status": "deleted"}
    assert wire.post(f"{path}/workflow/events", {"kind": "again"})["event_id"] == "2"
    for unknown in ("3", "01", "x", "9" * 40):
        assert wire.refused("GET", f"{path}/workflow/events/{unknown}")[0] == 404
        assert wire.refused("PATCH", f"{path}/workflow/events/{unknown}", {})[0] == 404


def test_versions_of_an_event(chat: Any) -> None:
    wire, path = chat
    wire.post(f"{path}/workflow/events", {"kind": "vote"})
    assert wire.call("PATCH", f"{path}/workflow/events/1", {"expected_state_version": 0}).status_code == 200
    status, detail = wire.refused("PATCH", f"{path}/workflow/events/1", {"expected_state_version": 0})
    assert (status, detail) == (
        409,
        {
            "error": "stale_chat_workflow_event_state_version",
            "chat_id": path[7:],
            "event_id": "1",
            "expected_state_version": 0,
            "actual_state_version": 1,
        },
    )


def test_who_hears_of_an_event(owner: Any, stranger: Any, external: Any, open_wire: Any) -> None:
    codex = external(owner, "codex")
    agent, threadless = (agent["id"] for agent in owner.get("/panel/agents")["items"])
    owner.post("/threads", {"agent_user_id": agent})
    chat_id = owner.group("codex", agent, threadless)
    event = codex.post(f"/chats/{chat_id}/workflow/events", {"kind": "vote", "resource_refs": [{"id": "r"}]})
    assert codex.drain() == []
    assert owner.drain() == []
    owner.call("PATCH", f"/chats/{chat_id}/workflow/events/1", {"state": "settled"})
    (item,) = codex.drain()
    assert item == {
        "seq": 1,
        "event_type": "chat.workflow.event",
        "notification_type": "workflow_event",
        "source": "external",
        "sender_id": owner.id,
        "sender_name": "owner",
        "summary": item["summary"],
        "chat_id": chat_id,
        "event_id": event["event_id"],
        "kind": "vote",
        "operation": "updated",
        "actor_user_id": owner.id,
        "resource_refs": [{"id": "r"}],
        "state": "settled",
        "state_version": 1,
        "delivery_id": item["delivery_id"],
        "correlation_id": item["correlation_id"],
        "idempotency_key": f"workflow:{chat_id}:1:1",
    }
    make_token = owner.emulator.backend.make_token
    heard = {
        user_id: [found["operation"] for found in open_wire(owner.emulator, token).drain()]
        for user_id in (agent, threadless)
        for token in [owner.emulator.run(make_token, user_id)]
    }
    assert heard == {agent: ["created", "updated"], threadless: []}


def test_tasks(chat: Any) -> None:
    wire, path = chat
    task = wire.post(f"{path}/tasks", {"subject": "Write", "description": "", "active_form": "Writing"})
    assert task == {
        "id": "1",
        "subject": "Write",
        "description": "",
        "status": "pending",
        "activeForm": "Writing",
        "owner": None,
        "blocks": [],
        "blockedBy": [],
        "metadata": {},
    }
    patch = {"status": "proposed", "active_form": None, "blocked_by": ["2"], "metadata": {"a": 1}}
    changed = wire.call("PATCH", f"{path}/tasks/1", patch).json()
    assert changed == {**task, "status": "proposed", "blockedBy": ["2"], "metadata": {"a": 1}}
    cleared = wire.call("PATCH", f"{path}/tasks/1", {"blocked_by": [], "metadata": {"b": 2}}).json()
    assert cleared == {**changed, "blockedBy": [], "metadata": {"b": 2}}
    second = wire.post(f"{path}/tasks", {"subject": "s", "description": "d", "owner": "me", "blocks": ["1"]})
    assert wire.get(f"{path}/tasks") == [cleared, second]
    assert wire.get(f"{path}/tasks/2") == second
    for _ in range(2):
        assert wire.call("DELETE", f"{path}/tasks/2").json() == {"status": "deleted"}
    assert wire.post(f"{path}/tasks", {"subject": "s", "description": "d"})["id"] == "2"
    assert wire.refused("GET", f"{path}/tasks/3")[0] == 404
    assert wire.refused("PATCH", f"{path}/tasks/x", {})[0] == 404
    assert wire.refused("POST", f"{path}/tasks", {"subject": "s"})[0] == 422


BODIES = {
    ("PUT", "/workflow"): {"kind": "k"},
    ("POST", "/workflow/events"): {"kind": "k"},
    ("PATCH", "/workflow/events/1"): {},
    ("POST", "/tasks"): {"subject": "s", "description": "d"},
    ("PATCH", "/tasks/1"): {},
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *BODIES,
        *[("GET", path) for path in ("/workflow", "/workflow/events", "/workflow/events/1")],
        *[("DELETE", path) for path in ("/workflow", "/workflow/events/1", "/tasks/1")],
        *[("GET", path) for path in ("/tasks", "/tasks/1")],
    ],
)
def test_who_may_do_that(chat: Any, stranger: Any, method: str, path: str) -> None:
    owner, chat_path = chat
    body = BODIES.get((method, path))
    assert stranger.refused(method, f"{chat_path}{path}", body)[0] == 403
    assert owner.refused(method, f"/chats/unknown{path}", body)[0] == 404
