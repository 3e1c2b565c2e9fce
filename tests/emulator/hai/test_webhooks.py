"""Webhooks: registered, signed, delivered once, and disabled when nobody takes them."""

from __future__ import annotations

import hashlib
import hmac
import json
import queue
from datetime import UTC, datetime
from typing import Any

import pytest
from hai_backend_models.events import WebhookEvent

from fairlead.emulator.hai import Call, Stall

NOW = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)


def register(wire: Any, url: str, **fields: Any) -> Any:
    return wire.post("/webhooks", {"url": url, **fields})


def bodies(wire: Any, receiver: Any) -> list[dict[str, Any]]:
    """What has been delivered."""
    wire.pass_()  # waits for what is under way
    got: list[dict[str, Any]] = []
    while True:
        try:
            got.append(json.loads(receiver.got.get_nowait().body))
        except queue.Empty:
            return got


def test_every_change_of_status_is_told(wire: Any, receiver: Any) -> None:
    hook = register(wire, receiver.url)
    assert hook["enabled_events"] == ["*"]
    wire.play([Call("t")])
    session_id = wire.start()
    wire.post(f"/sessions/{session_id}/pause")
    wire.post(f"/sessions/{session_id}/resume")
    wire.delete(f"/sessions/{session_id}")
    told = bodies(wire, receiver)
    moves = sorted((body["data"]["previous_status"] or "", body["data"]["status"]) for body in told)
    assert moves == [
        ("", "pending"),
        ("awaiting_tool_results", "interrupted"),
        ("awaiting_tool_results", "paused"),
        ("paused", "awaiting_tool_results"),
        ("pending", "running"),
        ("running", "awaiting_tool_results"),
    ]
    assert {body["type"] for body in told} == {"session.status_updated"}
    assert {body["data"]["session_id"] for body in told} == {session_id}
    assert len({body["id"] for body in told}) == len(told)


def test_an_event_is_signed(wire: Any, receiver: Any) -> None:
    wire.emulator.clock.freeze(NOW)
    secret = register(wire, receiver.url, enabled_events=["session.idle"])["secret"]
    assert secret.startswith("whsec_")
    assert len(secret) == 49
    wire.start()
    delivered = receiver.next()
    stamp = delivered.headers["x-h-webhook-timestamp"]
    assert stamp == str(int(NOW.timestamp()))
    expected = hmac.new(secret.encode(), stamp.encode() + b"." + delivered.body, hashlib.sha256).hexdigest()
    assert delivered.headers["x-h-webhook-signature"] == f"sha256={expected}"
    event = WebhookEvent.model_validate_json(delivered.body)
    assert (event.type, json.loads(delivered.body)["created_at"]) == (
        "session.idle",
        "2026-03-02T12:00:00.123Z",
    )
    assert event.id.startswith("evt_")
    assert len(event.id) == 36


def test_granular_types_come_only_when_listed(wire: Any, receiver: Any) -> None:
    register(wire, receiver.url, enabled_events=["session.idle", "session.failed"])
    wire.start()
    assert [body["type"] for body in bodies(wire, receiver)] == ["session.idle"]
    types = [entry["type"] for entry in wire.get("/webhooks/events")]
    assert types[0] == "session.status_updated"
    assert len(types) == 11


def test_only_the_organization_is_told(wire: Any, stranger: Any, receiver: Any) -> None:
    register(stranger, receiver.url)
    wire.start()
    assert bodies(wire, receiver) == []


def test_a_ping(wire: Any, receiver: Any) -> None:
    hook = register(wire, receiver.url)
    assert wire.post(f"/webhooks/{hook['id']}/ping") == {"response_status": 204}
    assert json.loads(receiver.next().body)["type"] == "webhook.ping"
    receiver.statuses.put(500)
    assert wire.post(f"/webhooks/{hook['id']}/ping") == {"response_status": 500}
    receiver.close()
    assert wire.post(f"/webhooks/{hook['id']}/ping") == {"response_status": 0}


def test_the_record_of_deliveries(wire: Any, receiver: Any) -> None:
    wire.play([Stall()])
    hook = register(wire, receiver.url, enabled_events=["session.running"], description="mine")
    path = f"/webhooks/{hook['id']}"
    receiver.statuses.put(503)
    wire.start()
    shown = wire.get(path)
    assert (shown["last_delivery_status"], shown["last_delivery_error"]) == ("failed", "HTTP 503")
    assert (shown["consecutive_failures"], shown["last_success_at"], shown["description"]) == (
        1,
        None,
        "mine",
    )
    wire.start()
    shown = wire.get(path)
    assert (shown["last_delivery_status"], shown["consecutive_failures"]) == ("succeeded", 0)
    assert shown["last_success_at"] == shown["last_delivery_at"]
    assert "secret" not in shown


def test_it_is_disabled_when_nobody_takes_it(wire_of: Any, receiver: Any) -> None:
    wire = wire_of(webhook_hosts=["127.0.0.1"], webhook_failures=2)
    hook = register(wire, receiver.url, enabled_events=["session.idle"])
    path = f"/webhooks/{hook['id']}"
    for _ in range(3):
        receiver.statuses.put(500)
        wire.start()
    assert len(bodies(wire, receiver)) == 2
    assert wire.get(path)["disabled"] is True
    changed = wire.patch(path, {"disabled": False})
    assert (changed["disabled"], changed["consecutive_failures"]) == (False, 0)


def test_a_rotated_secret_signs(wire: Any, receiver: Any) -> None:
    hook = register(wire, receiver.url, enabled_events=["session.idle"])
    secret = wire.post(f"/webhooks/{hook['id']}/rotate")["secret"]
    assert secret != hook["secret"]
    wire.start()
    delivered = receiver.next()
    signed = delivered.headers["x-h-webhook-timestamp"].encode() + b"." + delivered.body
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert delivered.headers["x-h-webhook-signature"] == f"sha256={expected}"


def test_changing_and_deleting(wire: Any, receiver: Any) -> None:
    hook = register(wire, receiver.url, description="d")
    path = f"/webhooks/{hook['id']}"
    assert wire.patch(path, {"description": None})["description"] is None
    assert wire.patch(path, {"url": f"{receiver.url}/2"})["url"] == f"{receiver.url}/2"
    assert wire.get("/webhooks")["total"] == 1
    assert wire.refused("PATCH", path, {"enabled_events": []})[0] == 422
    wire.delete(path)
    wire.start()
    assert bodies(wire, receiver) == []
    assert wire.refused("GET", path)[0] == 404


def test_an_organization_has_ten_at_most(wire: Any, receiver: Any) -> None:
    for _ in range(10):
        register(wire, receiver.url)
    status, answer = wire.refused("POST", "/webhooks", {"url": receiver.url})
    assert (status, answer) == (400, {"detail": "An organization has at most 10 webhooks"})


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "http://example.com/hook"},
        {"url": "https://10.0.0.1/hook"},
        {"url": "https://localhost/hook"},
        {"url": "nonsense"},
        {"url": "https://example.com/" + "x" * 2048},
        {"url": "https://example.com", "enabled_events": []},
        {"url": "https://example.com", "enabled_events": ["session.unknown"]},
        {"url": "https://example.com", "description": "x" * 256},
    ],
)
def test_webhooks_that_make_no_sense(wire: Any, fields: Any) -> None:
    assert wire.refused("POST", "/webhooks", fields)[0] == 422
