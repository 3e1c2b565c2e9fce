"""Webhooks, schemas, audit log, keys, tenants and the server's state, against the emulator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fairlead.emulator import Emulator
from fairlead.handoffrail import (
    AsyncHandoffRailClient,
    AuthenticationError,
    ConflictError,
    DeliveryStatus,
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


async def test_webhooks(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    hook = await client.register_webhook(url=NOWHERE, secret=SECRET, events=["packet.created"])
    assert (hook.url, hook.events, hook.active) == (NOWHERE, ["packet.created"], True)
    usual = await client.register_webhook(url=NOWHERE, secret=SECRET)
    assert usual.events == ["packet.created", "packet.claimed", "packet.completed", "packet.failed"]
    nothing = await client.register_webhook(url=NOWHERE, secret=SECRET, events=[])
    assert nothing.events == []
    await client.delete_webhook(nothing.id)
    hooks = await client.list_webhooks()
    assert [(each.id, each.active) for each in hooks] == [
        (hook.id, True),
        (usual.id, True),
        (nothing.id, False),
    ]
    with pytest.raises(ConflictError):
        await client.delete_webhook(nothing.id)
    with pytest.raises(NotFoundError):
        await client.delete_webhook("unknown")


async def test_webhooks_that_are_refused(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    with pytest.raises(UnprocessableError):
        await client.register_webhook(url="http://10.0.0.1/", secret=SECRET)
    sent = len(backend.requests)
    for field, value in (("url", "ftp://x"), ("secret", "s3cr3t"), ("events", ["packet.updated"])):
        with pytest.raises(InvalidArgumentError, match=f"cannot be sent: {field}: ") as raised:
            await client.register_webhook(**{"url": NOWHERE, "secret": SECRET, field: value})
        assert isinstance(raised.value, ValueError), "as the replaced SDK's error was"
        assert "s3cr3t" not in str(raised.value)
        assert raised.value.__suppress_context__
    assert len(backend.requests) == sent, "what the models refuse is not sent"


async def test_deliveries_and_dead_letters(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    hook = await client.register_webhook(url=NOWHERE, secret=SECRET)
    packet = await client.create_packet(draft())
    backend.clock.advance(1)
    (delivery,) = await client.list_webhook_deliveries(hook.id, limit=10, offset=0)
    assert (delivery.packet_id, delivery.event_type) == (str(packet.id), "packet.created")
    assert delivery.status is DeliveryStatus.failed
    assert delivery.next_retry_at is not None
    assert await client.list_webhook_deliveries(hook.id, status="delivered") == []
    assert await client.list_dead_letters() == []
    backend.clock.advance(3 * 3600)
    (letter,) = await client.list_dead_letters(limit=5)
    assert (letter.id, letter.attempts) == (delivery.id, 6)
    assert await client.list_dead_letters(offset=1) == []
    with pytest.raises(NotFoundError):
        await client.replay_dead_letter(letter.id)
    result = await client.retry_dead_letters()
    assert result.retried == result.succeeded + result.failed
    with pytest.raises(NotFoundError):
        await client.list_webhook_deliveries("unknown")


async def test_schemas(client: AsyncHandoffRailClient, draft: Draft) -> None:
    rule = {"type": "object", "properties": {"summary": {"type": "string", "maxLength": 5}}}
    schema = await client.create_schema(name="short", json_schema=rule, version=2)
    assert (schema.name, schema.version, schema.json_schema) == ("short", 2, rule)
    assert await client.get_schema(schema.id) == schema
    page = await client.list_schemas(limit=1)
    assert (page.schemas, page.total, page.limit) == ([schema], 1, 1)
    short = draft("brief").model_copy(update={"schema_id": schema.id})
    assert (await client.create_packet(short)).context.summary == "brief"
    with pytest.raises(UnprocessableError, match="validation failed") as raised:
        await client.create_packet(draft("much too long").model_copy(update={"schema_id": schema.id}))
    assert raised.value.problems == []
    with pytest.raises(NotFoundError):
        await client.get_schema("unknown")
    with pytest.raises(UnprocessableError) as raised:
        await client.create_schema(name="", json_schema={"type": "object"})
    assert raised.value.field == "name"


async def test_audit_log(client: AsyncHandoffRailClient, draft: Draft) -> None:
    packet = await client.create_packet(draft())
    await client.claim_packet(packet.id, agent_id="b-1", agent_name="Beta")
    log = await client.list_audit_log()
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
        assert (await client.list_audit_log(**filters)).total == total


async def test_keys(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    made = await client.create_api_key(name="worker", role="agent")
    assert made.key is not None
    assert made.key.startswith("hr_")
    assert made.role is KeyRole.agent
    assert made.key not in repr(made)
    listed = await client.list_api_keys()
    assert [(key.name, key.key) for key in listed][-1] == ("worker", None)
    new = await client.rotate_api_key(made.id)
    assert (new.name, new.role, new.key == made.key) == ("worker (rotated)", KeyRole.agent, False)
    with pytest.raises(ConflictError, match="already revoked"):
        await client.rotate_api_key(made.id)
    assert await client.revoke_api_key(new.id) is None
    with pytest.raises(ConflictError):
        await client.revoke_api_key(new.id)
    with pytest.raises(NotFoundError):
        await client.revoke_api_key("unknown")


async def test_an_unknown_role_is_not_sent(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    with pytest.raises(InvalidArgumentError, match="'owner' is not a KeyRole; use one of admin"):
        await client.create_api_key(name="x", role="owner")
    assert backend.requests == []


async def test_roles_and_revoked_keys(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    made = await client.create_api_key(name="reader", role="reader")
    options = {**backend.options, "api_key": made.key}
    async with AsyncHandoffRailClient(**options) as reader:
        assert (await reader.list_packets()).packets == []
        with pytest.raises(PermissionDeniedError, match="writer"):
            await reader.create_packet(draft())
        await client.revoke_api_key(made.id)
        with pytest.raises(PermissionDeniedError):
            await reader.list_packets()
    async with AsyncHandoffRailClient(**{**options, "api_key": "hr_unknown"}) as stranger:
        with pytest.raises(AuthenticationError) as raised:
            await stranger.list_packets()
    assert raised.value.status == 401


async def test_tenants(client: AsyncHandoffRailClient) -> None:
    tenant = await client.create_tenant(name="acme", tier="pro", handoffs_per_day=9)
    assert (tenant.name, tenant.tier, tenant.handoffs_per_day, tenant.max_api_keys) == ("acme", "pro", 9, 5)
    assert await client.get_tenant(tenant.id) == tenant
    assert tenant.id in [each.id for each in await client.list_tenants()]
    changed = await client.update_tenant(tenant.id, name="acme 2", max_api_keys=7)
    assert (changed.name, changed.tier, changed.max_api_keys) == ("acme 2", "pro", 7)
    key = await client.create_api_key(name="theirs", tenant_id=tenant.id)
    assert [each.id for each in await client.list_tenant_keys(tenant.id)] == [key.id]
    with pytest.raises(ConflictError):
        await client.create_tenant(name="acme 2")
    assert await client.delete_tenant(tenant.id) is None
    for method in (client.get_tenant, client.delete_tenant, client.list_tenant_keys):
        with pytest.raises(NotFoundError):
            await method(tenant.id)


async def test_the_server_itself(client: AsyncHandoffRailClient, draft: Draft) -> None:
    packet = await client.create_packet(draft(ask=True))
    assert (await client.check_health()).status == "ok"
    ready = await client.check_readiness()
    assert (ready.status, ready.db) == ("ready", True)
    stats = await client.get_stats()
    assert (stats.total_packets, stats.hitl_queue_depth) == (1, 1)
    assert stats.packets_by_status["awaiting_human"] == 1
    await client.update_packet(packet.id, PacketUpdate(status="failed"))
    health = await client.get_system_health()
    assert (health.total_packets, health.packets_by_status["failed"]) == (1, 1)
    assert health.uptime_seconds >= 0
    metrics = await client.get_metrics()
    assert "handoffrail_requests_total" in metrics


async def test_routes_outside_of_the_api(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    await client.check_health()
    await client.get_metrics()
    await client.get_stats()
    assert [request.path for request in backend.requests] == ["/health", "/metrics", "/api/v1/stats"]
