# Made from tests/handoffrail/_async/test_admin.py by `nox -s regenerate`: edit that one.
"""Webhooks, schemas, audit log, keys, tenants and the server's state, against the emulator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fairlead.emulator import Emulator
from fairlead.handoffrail import (
    AuthenticationError,
    ConflictError,
    DeliveryStatus,
    HandoffRailClient,
    InvalidArgumentError,
    KeyRole,
    NotFoundError,
    PacketCreate,
    PacketUpdate,
    PermissionDeniedError,
    UnprocessableError,
)

Draft = Callable[..., PacketCreate]

# Nobody listens on the discard port.
NOWHERE = "http://127.0.0.1:9/hook"
SECRET = "a-secret-of-sixteen-and-more"


def test_webhooks(client: HandoffRailClient, backend: Emulator) -> None:
    hook = client.register_webhook(url=NOWHERE, secret=SECRET, events=["packet.created"])
    assert (hook.url, hook.events, hook.active) == (NOWHERE, ["packet.created"], True)
    usual = client.register_webhook(url=NOWHERE, secret=SECRET)
    assert usual.events == ["packet.created", "packet.claimed", "packet.completed", "packet.failed"]
    nothing = client.register_webhook(url=NOWHERE, secret=SECRET, events=[])
    assert nothing.events == []
    client.delete_webhook(nothing.id)
    hooks = client.list_webhooks()
    assert [(each.id, each.active) for each in hooks] == [
        (hook.id, True),
        (usual.id, True),
        (nothing.id, False),
    ]
    with pytest.raises(ConflictError):
        client.delete_webhook(nothing.id)
    with pytest.raises(NotFoundError):
        client.delete_webhook("unknown")


def test_webhooks_that_are_refused(client: HandoffRailClient, backend: Emulator) -> None:
    with pytest.raises(UnprocessableError):
        client.register_webhook(url="http://10.0.0.1/", secret=SECRET)
    sent = len(backend.requests)
    for field, value in (("url", "ftp://x"), ("secret", "s3cr3t"), ("events", ["packet.updated"])):
        with pytest.raises(InvalidArgumentError, match=f"cannot be sent: {field}: ") as raised:
            client.register_webhook(**{"url": NOWHERE, "secret": SECRET, field: value})
        assert isinstance(raised.value, ValueError), "as the replaced SDK's error was"
        assert "s3cr3t" not in str(raised.value)
        assert raised.value.__suppress_context__
    assert len(backend.requests) == sent, "what the models refuse is not sent"


def test_deliveries_and_dead_letters(client: HandoffRailClient, backend: Emulator, draft: Draft) -> None:
    hook = client.register_webhook(url=NOWHERE, secret=SECRET)
    packet = client.create_packet(draft())
    backend.clock.advance(1)
    (delivery,) = client.list_webhook_deliveries(hook.id, limit=10, offset=0)
    assert (delivery.packet_id, delivery.event_type) == (str(packet.id), "packet.created")
    assert delivery.status is DeliveryStatus.failed
    assert delivery.next_retry_at is not None
    assert client.list_webhook_deliveries(hook.id, status="delivered") == []
    assert client.list_dead_letters() == []
    backend.clock.advance(3 * 3600)
    (letter,) = client.list_dead_letters(limit=5)
    assert (letter.id, letter.attempts) == (delivery.id, 6)
    assert client.list_dead_letters(offset=1) == []
    with pytest.raises(NotFoundError):
        client.replay_dead_letter(letter.id)
    result = client.retry_dead_letters()
    assert result.retried == result.succeeded + result.failed
    with pytest.raises(NotFoundError):
        client.list_webhook_deliveries("unknown")


def test_schemas(client: HandoffRailClient, draft: Draft) -> None:
    rule = {"type": "object", "properties": {"summary": {"type": "string", "maxLength": 5}}}
    schema = client.create_schema(name="short", json_schema=rule, version=2)
    assert (schema.name, schema.version, schema.json_schema) == ("short", 2, rule)
    assert client.get_schema(schema.id) == schema
    page = client.list_schemas(limit=1)
    assert (page.schemas, page.total, page.limit) == ([schema], 1, 1)
    short = draft("brief").model_copy(update={"schema_id": schema.id})
    assert (client.create_packet(short)).context.summary == "brief"
    with pytest.raises(UnprocessableError, match="validation failed") as raised:
        client.create_packet(draft("much too long").model_copy(update={"schema_id": schema.id}))
    assert raised.value.problems == []
    with pytest.raises(NotFoundError):
        client.get_schema("unknown")
    with pytest.raises(UnprocessableError) as raised:
        client.create_schema(name="", json_schema={"type": "object"})
    assert raised.value.field == "name"


def test_audit_log(client: HandoffRailClient, draft: Draft) -> None:
    packet = client.create_packet(draft())
    client.claim_packet(packet.id, agent_id="b-1", agent_name="Beta")
    log = client.list_audit_log()
    assert [(entry.action, entry.actor) for entry in log.entries] == [
        ("claimed", "agent:b-1"),
        ("created", "agent:sales-01"),
    ]
    assert (log.total, log.limit, log.offset) == (2, 50, 0)
    assert log.entries[0].packet_id == str(packet.id)
    for filters, total in (
        ({"actor": "agent:b-1"}, 1),
        ({"action": "created"}, 1),
        ({"packet_id": "other"}, 0),
        ({"created_after": packet.created_at}, 2),
        ({"created_before": "2020-01-01"}, 0),
    ):
        assert (client.list_audit_log(**filters)).total == total


def test_keys(client: HandoffRailClient, backend: Emulator) -> None:
    made = client.create_api_key(name="worker", role="agent")
    assert made.key is not None
    assert made.key.startswith("hr_")
    assert made.role is KeyRole.agent
    assert made.key not in repr(made)
    listed = client.list_api_keys()
    assert [(key.name, key.key) for key in listed][-1] == ("worker", None)
    new = client.rotate_api_key(made.id)
    assert (new.name, new.role, new.key == made.key) == ("worker (rotated)", KeyRole.agent, False)
    with pytest.raises(ConflictError, match="already revoked"):
        client.rotate_api_key(made.id)
    assert client.revoke_api_key(new.id) is None
    with pytest.raises(ConflictError):
        client.revoke_api_key(new.id)
    with pytest.raises(NotFoundError):
        client.revoke_api_key("unknown")


def test_an_unknown_role_is_not_sent(client: HandoffRailClient, backend: Emulator) -> None:
    with pytest.raises(InvalidArgumentError, match="'owner' is not a KeyRole; use one of admin"):
        client.create_api_key(name="x", role="owner")
    assert backend.requests == []


def test_roles_and_revoked_keys(client: HandoffRailClient, backend: Emulator, draft: Draft) -> None:
    made = client.create_api_key(name="reader", role="reader")
    options = {**backend.options, "api_key": made.key}
    with HandoffRailClient(**options) as reader:
        assert (reader.list_packets()).packets == []
        with pytest.raises(PermissionDeniedError, match="writer"):
            reader.create_packet(draft())
        client.revoke_api_key(made.id)
        with pytest.raises(PermissionDeniedError):
            reader.list_packets()
    with HandoffRailClient(**{**options, "api_key": "hr_unknown"}) as stranger:
        with pytest.raises(AuthenticationError) as raised:
            stranger.list_packets()
    assert raised.value.status == 401


def test_tenants(client: HandoffRailClient) -> None:
    tenant = client.create_tenant(name="acme", tier="pro", handoffs_per_day=9)
    assert (tenant.name, tenant.tier, tenant.handoffs_per_day, tenant.max_api_keys) == ("acme", "pro", 9, 5)
    assert client.get_tenant(tenant.id) == tenant
    assert tenant.id in [each.id for each in client.list_tenants()]
    changed = client.update_tenant(tenant.id, name="acme 2", max_api_keys=7)
    assert (changed.name, changed.tier, changed.max_api_keys) == ("acme 2", "pro", 7)
    key = client.create_api_key(name="theirs", tenant_id=tenant.id)
    assert [each.id for each in client.list_tenant_keys(tenant.id)] == [key.id]
    with pytest.raises(ConflictError):
        client.create_tenant(name="acme 2")
    assert client.delete_tenant(tenant.id) is None
    for method in (client.get_tenant, client.delete_tenant, client.list_tenant_keys):
        with pytest.raises(NotFoundError):
            method(tenant.id)


def test_the_server_itself(client: HandoffRailClient, draft: Draft) -> None:
    packet = client.create_packet(draft(ask=True))
    assert (client.check_health()).status == "ok"
    ready = client.check_readiness()
    assert (ready.status, ready.db) == ("ready", True)
    stats = client.get_stats()
    assert (stats.total_packets, stats.hitl_queue_depth) == (1, 1)
    assert stats.packets_by_status["awaiting_human"] == 1
    client.update_packet(packet.id, PacketUpdate(status="failed"))
    health = client.get_system_health()
    assert (health.total_packets, health.packets_by_status["failed"]) == (1, 1)
    assert health.uptime_seconds >= 0
    metrics = client.get_metrics()
    assert "handoffrail_requests_total" in metrics


def test_routes_outside_of_the_api(client: HandoffRailClient, backend: Emulator) -> None:
    client.check_health()
    client.get_metrics()
    client.get_stats()
    assert [request.path for request in backend.requests] == ["/health", "/metrics", "/api/v1/stats"]
