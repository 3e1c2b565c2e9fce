"""Webhooks: registered, delivered, signed, retried, given up, replayed."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

import pytest
from handoffrail_backend_models.events import WebhookPayload

from fairlead.emulator._ssrf import objection

SECRET = "whsec_Zażółć_0123"
DELAYS = (1, 5, 30, 300, 3600)
ALL_EVENTS = [
    "packet.created",
    "packet.claimed",
    "packet.in_progress",
    "packet.awaiting_human",
    "packet.completed",
    "packet.failed",
    "packet.expired",
    "hitl.response_ready",
]


def register(wire: Any, url: str, **fields: Any) -> Any:
    return wire.call("POST", "/hooks", {"url": url, "secret": SECRET, **fields})


def deliveries(wire: Any, hook_id: str, **parameters: Any) -> list[dict[str, Any]]:
    wire.emulator.clock.advance(0)  # waits for what is under way
    return wire.get(f"/hooks/{hook_id}/deliveries", **parameters)


class TestRegistration:
    def test_what_is_stored(self, wire: Any, receiver: Any, as_role: Any) -> None:
        first = register(wire, receiver.url)
        second = register(wire, receiver.url, events=[]).json()
        assert first.status_code == 201
        assert first.json()["events"] == [
            "packet.created",
            "packet.claimed",
            "packet.completed",
            "packet.failed",
        ]
        assert set(first.json()) == {"id", "url", "events", "tenant_id", "active", "created_at"}
        assert second["events"] == []
        assert wire.get("/hooks") == [first.json(), second]
        assert as_role(tenant="other").get("/hooks") == []

    def test_deleting(self, wire: Any, receiver: Any) -> None:
        hook = register(wire, receiver.url).json()
        path = f"/hooks/{hook['id']}"
        assert [wire.call("DELETE", path).status_code for _ in range(2)] == [204, 409]
        assert wire.get("/hooks") == [{**hook, "active": False}]
        wire.create()
        assert deliveries(wire, hook["id"]) == []

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://example.com/",
            "http://",
            "http://[::1",
            "http://127.0.0.1:99999/",
            "http://metadata/",
            "http://169.254.169.254/latest",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "https://192.168.1.1/",
            "http://0.0.0.0/",
            "http://127.0.0.2/",
            "http://2130706434/",  # 127.0.0.2
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::a00:1]/",
            "http://100.64.0.1/",
        ],
    )
    def test_forbidden_addresses(self, wire: Any, url: str) -> None:
        answer = register(wire, url)
        assert answer.status_code == 422
        assert answer.json()["detail"][0]["loc"] == ["body", "url"]

    @pytest.mark.parametrize(
        "url", ["http://203.0.113.5/", "https://[2001:db8::1]/x", "http://no.such.invalid/"]
    )
    def test_allowed_addresses(self, wire: Any, url: str) -> None:
        assert register(wire, url).status_code == 201

    def test_local_hosts_are_allowed_by_setting(self, wire: Any, wire_of: Any) -> None:
        for host in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
            assert register(wire, f"http://{host}:1/").status_code == 201
        strict = wire_of(allowed_webhook_hosts=())
        assert register(strict, "http://127.0.0.1:1/").status_code == 422
        assert register(strict, "http://localhost:1/").status_code == 422

    @pytest.mark.parametrize(
        "fields",
        [{"secret": "x" * 15}, {"secret": "x" * 257}, {"events": ["packet.updated"]}, {"events": None}],
    )
    def test_invalid(self, wire: Any, receiver: Any, fields: dict[str, Any]) -> None:
        assert register(wire, receiver.url, **fields).status_code == 422


async def test_addresses_are_judged_by_what_they_resolve_to() -> None:
    assert await objection("http://localhost./", ()) is not None
    assert await objection("http://127.1/", ()) is not None
    assert await objection("http://" + "x" * 300 + "/", ()) is None  # cannot resolve, so passes


class TestDelivery:
    def test_the_request(self, wire: Any, receiver: Any) -> None:
        hook = register(wire, receiver.url).json()
        packet = wire.create(tags=["zażółć"])
        delivered = receiver.next()

        assert delivered.headers["content-type"] == "application/json"
        assert delivered.headers["x-hr-event"] == "packet.created"
        signature = hmac.new(SECRET.encode(), delivered.body, hashlib.sha256).hexdigest()
        assert delivered.headers["x-hr-signature"] == signature
        payload = json.loads(delivered.body)
        assert delivered.body == json.dumps(payload).encode()
        assert delivered.body.isascii()
        assert list(payload) == ["event", "timestamp", "packet_id", "status", "metadata"]
        assert payload["packet_id"] == packet["id"]
        assert payload["timestamp"].endswith("+00:00")
        assert payload["metadata"]["tags"] == ["zażółć"]
        WebhookPayload.model_validate_json(delivered.body)

        (delivery,) = deliveries(wire, hook["id"])
        assert delivery["id"] == delivered.headers["x-hr-delivery-id"]
        assert (delivery["status"], delivery["attempts"]) == ("delivered", 1)
        assert (delivery["last_status_code"], delivery["last_error"]) == (204, None)
        assert delivery["delivered_at"] is not None
        assert delivery["next_retry_at"] is None

    def test_every_event(self, wire: Any, receiver: Any, draft: Any) -> None:
        hook = register(wire, receiver.url, events=ALL_EVENTS).json()
        packet_id = wire.packet_in("completed")
        waiting = wire.create(hitl={"reason": "r"})["id"]
        wire.call("POST", f"/packets/{waiting}/respond", {"response": "y", "responded_by": "eve"})
        wire.patch(waiting, status="claimed")  # nothing changes, nothing is sent
        wire.patch(waiting, status="awaiting_human")
        wire.patch(waiting, status="failed")
        wire.call("DELETE", f"/packets/{waiting}")
        wire.call("POST", f"/packets/{packet_id}/chain", draft())
        wire.patch(packet_id, decisions=[])

        made = deliveries(wire, hook["id"])[::-1]
        assert [delivery["event_type"] for delivery in made] == [
            "packet.created",
            "packet.claimed",
            "packet.in_progress",
            "packet.completed",
            "packet.created",
            "hitl.response_ready",
            "packet.awaiting_human",
            "packet.failed",
            "packet.expired",
            "packet.created",
        ]
        assert {delivery["status"] for delivery in made} == {"delivered"}
        payloads = [json.loads(receiver.next().body) for _ in made]
        answered = next(p for p in payloads if p["event"] == "hitl.response_ready")
        assert answered["status"] == "claimed"
        assert answered["details"]["response"] == "y"

    def test_only_what_was_asked_for(self, wire: Any, receiver: Any, as_role: Any) -> None:
        hook = register(wire, receiver.url, events=["packet.claimed"]).json()
        deaf = register(wire, receiver.url, events=[]).json()
        foreign = register(as_role(tenant="other"), receiver.url).json()
        wire.packet_in("claimed")
        assert [d["event_type"] for d in deliveries(wire, hook["id"])] == ["packet.claimed"]
        assert deliveries(wire, deaf["id"]) == []
        assert wire.call("GET", f"/hooks/{foreign['id']}/deliveries").status_code == 404

    def test_the_list_of_deliveries(self, wire: Any, receiver: Any) -> None:
        hook = register(wire, receiver.url).json()["id"]
        made = [wire.create()["id"] for _ in range(3)]
        listed = deliveries(wire, hook)
        assert [delivery["packet_id"] for delivery in listed] == made[::-1]
        assert deliveries(wire, hook, limit=1, offset=1) == [listed[1]]
        assert deliveries(wire, hook, status="failed") == []
        assert deliveries(wire, hook, status="delivered") == listed

    def test_an_expired_packet_is_reported(self, wire: Any, receiver: Any) -> None:
        register(wire, receiver.url, events=["packet.expired"])
        wire.create(hitl={"reason": "r", "timeout_seconds": 60})
        wire.emulator.clock.advance(120)
        assert json.loads(receiver.next().body)["details"]["reason"] == "ttl_exceeded"


class TestRetries:
    def test_by_themselves_until_the_dead_letter(self, wire: Any, receiver: Any) -> None:
        clock = wire.emulator.clock
        clock.freeze()
        for _ in range(6):
            receiver.statuses.put(500)
        hook = register(wire, receiver.url).json()["id"]
        wire.create()
        first = receiver.next()
        for attempt, delay in enumerate(DELAYS, start=1):
            (delivery,) = deliveries(wire, hook)
            assert (delivery["status"], delivery["attempts"]) == ("failed", attempt)
            assert delivery["last_error"] == f"HTTP 500: {('no ' * 100)[:200]}"
            due = datetime.fromisoformat(delivery["next_retry_at"])
            assert (due - clock.now().replace(tzinfo=None)).total_seconds() == delay
            clock.advance(delay - 0.001)
            assert receiver.got.empty()
            clock.advance(0.001)
            assert receiver.next() == first._replace(headers=first.headers)
        (delivery,) = deliveries(wire, hook)
        assert (delivery["status"], delivery["attempts"]) == ("dead_letter", 6)
        assert delivery["next_retry_at"] is None
        (letter,) = wire.get("/hooks/dlq")
        assert letter == {key: delivery[key] for key in letter}
        assert set(delivery) - set(letter) == {"status", "next_retry_at", "delivered_at"}
        clock.advance(100_000)
        assert receiver.got.empty()

    @pytest.mark.parametrize("status", [302, 404, 503])
    def test_until_delivered(self, wire: Any, receiver: Any, status: int) -> None:
        receiver.statuses.put(status)
        hook = register(wire, receiver.url).json()["id"]
        wire.create()
        assert deliveries(wire, hook)[0]["last_status_code"] == status
        wire.emulator.clock.advance(1)
        (delivery,) = deliveries(wire, hook)
        assert (delivery["status"], delivery["attempts"], delivery["last_error"]) == ("delivered", 2, None)

    def test_nobody_there(self, wire: Any, receiver: Any) -> None:
        hook = register(wire, receiver.url).json()["id"]
        receiver.close()
        wire.create()
        (delivery,) = deliveries(wire, hook)
        assert (delivery["status"], delivery["last_status_code"]) == ("failed", None)
        assert delivery["last_error"]

    def test_a_deleted_hook_is_given_up(self, wire: Any, receiver: Any) -> None:
        receiver.statuses.put(500)
        hook = register(wire, receiver.url).json()["id"]
        wire.create()
        assert deliveries(wire, hook)[0]["status"] == "failed"
        wire.call("DELETE", f"/hooks/{hook}")
        wire.emulator.clock.advance(1)
        (delivery,) = deliveries(wire, hook)
        assert (delivery["status"], delivery["attempts"]) == ("dead_letter", 1)

    def test_the_address_is_judged_again(self, wire_of: Any, receiver: Any, tmp_path: Any) -> None:
        data = tmp_path / "state.sqlite"
        before = wire_of(data=data, api_key="hr_fixed")
        hook = register(before, receiver.url).json()["id"]
        before.emulator.stop()
        after = wire_of(data=data, api_key="hr_fixed", allowed_webhook_hosts=())
        after.create()
        (delivery,) = deliveries(after, hook)
        assert delivery["status"] == "failed"
        assert "blocked" in delivery["last_error"]
        assert receiver.got.empty()


def dead_letter(wire: Any, receiver: Any) -> tuple[str, str]:
    """Identifiers of a hook and its dead-lettered delivery."""
    hook = register(wire, receiver.url).json()["id"]
    for _ in range(6):
        receiver.statuses.put(500)
    wire.create()
    wire.emulator.clock.advance(sum(DELAYS) + 1)
    (letter,) = wire.get("/hooks/dlq")
    return hook, letter["id"]


class TestDeadLetters:
    def test_replaying(self, wire: Any, receiver: Any, as_role: Any) -> None:
        hook, letter = dead_letter(wire, receiver)
        path = f"/hooks/dlq/{letter}/replay"
        assert as_role(tenant="other").call("POST", path).status_code == 404
        answer = wire.call("POST", path)
        assert (answer.status_code, answer.json()) == (200, {"delivery_id": letter, "replayed": True})
        assert deliveries(wire, hook)[0]["status"] == "delivered"
        assert wire.get("/hooks/dlq") == []
        assert wire.call("POST", path).status_code == 404

    def test_a_replay_that_fails_starts_again(self, wire: Any, receiver: Any) -> None:
        hook, letter = dead_letter(wire, receiver)
        receiver.statuses.put(500)
        assert wire.call("POST", f"/hooks/dlq/{letter}/replay").status_code == 404
        (delivery,) = deliveries(wire, hook)
        assert (delivery["status"], delivery["attempts"]) == ("failed", 1)
        wire.emulator.clock.advance(1)
        assert deliveries(wire, hook)[0]["status"] == "delivered"

    def test_a_deleted_hook_is_not_replayed_to(self, wire: Any, receiver: Any) -> None:
        hook, letter = dead_letter(wire, receiver)
        wire.call("DELETE", f"/hooks/{hook}")
        assert wire.call("POST", f"/hooks/dlq/{letter}/replay").status_code == 404
        assert deliveries(wire, hook)[0]["status"] == "dead_letter"

    def test_paging_is_unchecked(self, wire: Any, receiver: Any) -> None:
        dead_letter(wire, receiver)
        assert len(wire.get("/hooks/dlq", limit=-1)) == 1
        assert wire.get("/hooks/dlq", limit=0) == []
        assert wire.get("/hooks/dlq", offset=2**63 - 1) == []
        assert len(wire.get("/hooks/dlq", offset=-5)) == 1
        assert wire.call("GET", "/hooks/dlq", limit=2**63).status_code == 422


class TestRetryAll:
    def test_nothing_is_left_to_retry(self, wire: Any, receiver: Any) -> None:
        receiver.statuses.put(500)
        register(wire, receiver.url)
        wire.create()
        wire.emulator.clock.advance(0)
        nothing = {"retried": 0, "succeeded": 0, "failed": 0}
        assert wire.call("POST", "/hooks/dlq/retry-all").json() == nothing

    def test_without_retries_of_its_own(self, wire_of: Any, receiver: Any) -> None:
        wire = wire_of(webhook_retries=False)
        hook = register(wire, receiver.url).json()["id"]
        for status in (500, 500, 204, 500):
            receiver.statuses.put(status)
        wire.create()
        wire.emulator.clock.advance(0)
        wire.create()
        wire.emulator.clock.advance(5000)
        assert [d["attempts"] for d in deliveries(wire, hook)] == [1, 1]
        result = wire.call("POST", "/hooks/dlq/retry-all").json()
        assert result == {"retried": 2, "succeeded": 1, "failed": 1}
        assert sorted(d["status"] for d in deliveries(wire, hook)) == ["delivered", "failed"]
        assert wire.call("POST", "/hooks/dlq/retry-all").json()["retried"] == 0  # not due yet
