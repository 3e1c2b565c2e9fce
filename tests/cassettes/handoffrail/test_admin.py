from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from fairlead.handoffrail import AsyncHandoffRailClient
from fairlead.handoffrail import models as m

Handoff = Callable[..., m.PacketCreate]
SECRET = "sixteen or more characters"


async def test_server(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    """First, because the metrics of a server grow with each address that it was asked for."""
    assert (await client.check_health()).status == "ok"
    ready = await client.check_readiness()
    assert (ready.status, ready.db) == ("ready", True)
    assert "# TYPE handoffrail_requests_total counter" in await client.get_metrics()
    packet = await client.create_packet(handoff())
    await client.claim_packet(packet.id, agent_id="server-b", agent_name="Beta")
    stats = await client.get_stats()
    assert stats.packets_by_status["claimed"] >= 1
    assert stats.total_packets == sum(stats.packets_by_status.values())
    assert stats.avg_claim_time_seconds is not None
    health = await client.get_system_health()
    assert (health.version, health.database_backend) == ("0.2.0", "sqlite")
    assert health.total_packets == stats.total_packets
    assert health.top_agents
    assert all(agent.packet_count > 0 for agent in health.top_agents)


async def test_audit_log(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    packet = await client.create_packet(handoff())
    await client.claim_packet(packet.id, agent_id="audit_log-b", agent_name="Beta")
    page = await client.list_audit_log(packet_id=str(packet.id))
    assert [(entry.action, entry.actor) for entry in page.entries] == [
        ("claimed", "agent:audit_log-b"),
        ("created", "agent:audit_log-a"),
    ]
    assert (page.total, page.limit, page.offset) == (2, 50, 0)
    found = client.iter_audit_log(actor="agent:audit_log-a", created_after=packet.created_at, page_size=1)
    assert [entry async for entry in found] == page.entries[1:]


async def test_schemas(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    rule = {"type": "object", "properties": {"summary": {"type": "string", "minLength": 5}}}
    made = await client.create_schema(name="tides", json_schema=rule, version=3)
    assert (made.name, made.version, made.json_schema) == ("tides", 3, rule)
    assert await client.get_schema(made.id) == made
    page = await client.list_schemas(limit=1)
    assert (page.schemas, page.limit, page.offset) == ([made], 1, 0)
    assert made in [schema async for schema in client.iter_schemas()]
    assert (await client.create_packet(handoff(schema_id=made.id))).status is m.PacketStatus.created


async def test_webhooks(client: AsyncHandoffRailClient) -> None:
    hook = await client.register_webhook(url="https://hooks.example/a", secret=SECRET)
    assert hook.active
    assert hook.events == ["packet.created", "packet.claimed", "packet.completed", "packet.failed"]
    silent = await client.register_webhook(url="https://hooks.example/b", secret=SECRET, events=[])
    assert silent.events == []
    assert await client.list_webhook_deliveries(hook.id, status="failed", limit=5) == []
    assert await client.delete_webhook(silent.id) is None
    listed = [each for each in await client.list_webhooks() if each.id in (hook.id, silent.id)]
    assert [(each.id, each.active) for each in listed] == [(hook.id, True), (silent.id, False)]


async def test_deliveries(client: AsyncHandoffRailClient) -> None:
    """A webhook with one delivery of each status has to be in the server's store: record.md."""
    [hook] = [each for each in await client.list_webhooks() if each.url.endswith("/seeded")]
    deliveries = {each.status: each for each in await client.list_webhook_deliveries(hook.id)}
    assert set(deliveries) == set(m.DeliveryStatus)
    delivered, failed = deliveries[m.DeliveryStatus.delivered], deliveries[m.DeliveryStatus.failed]
    assert delivered.delivered_at == datetime(2026, 11, 21, 9, 0, 1, 250000, tzinfo=UTC)
    assert failed.next_retry_at == datetime(2026, 11, 21, 9, 0, 6, tzinfo=UTC)
    assert (failed.last_status_code, failed.attempts) == (500, 2)
    [dead] = await client.list_dead_letters(limit=10)
    assert dead.id == deliveries[m.DeliveryStatus.dead_letter].id
    assert dead.last_error is not None
    retried = await client.retry_dead_letters()
    assert (retried.retried, retried.succeeded, retried.failed) == (1, 1, 0)
    replayed = await client.replay_dead_letter(dead.id)
    assert (replayed.delivery_id, replayed.replayed) == (dead.id, True)
    assert await client.list_dead_letters() == []


async def test_keys(client: AsyncHandoffRailClient) -> None:
    made = await client.create_api_key(name="a reader", role="reader")
    assert made.key is not None
    assert made.key.startswith(made.key_prefix)
    assert (made.role, made.revoked, made.tenant_id) == (m.KeyRole.reader, False, "default")
    renewed = await client.rotate_api_key(made.id)
    assert (renewed.name, renewed.role) == ("a reader (rotated)", m.KeyRole.reader)
    assert renewed.key is not None
    assert await client.revoke_api_key(renewed.id) is None
    listed = {key.id: key for key in await client.list_api_keys()}
    assert listed[made.id].revoked
    assert listed[renewed.id].revoked
    assert {key.key for key in listed.values()} == {None}


async def test_tenants(client: AsyncHandoffRailClient) -> None:
    made = await client.create_tenant(name="Harbour", tier="pro", handoffs_per_day=7)
    assert (made.tier, made.handoffs_per_day, made.max_api_keys) == ("pro", 7, 5)
    changed = await client.update_tenant(made.id, name="Port", max_api_keys=9)
    assert (changed.name, changed.handoffs_per_day, changed.max_api_keys) == ("Port", 7, 9)
    assert await client.get_tenant(made.id) == changed
    assert changed in await client.list_tenants()
    key = await client.create_api_key(name="theirs", tenant_id=made.id, role="agent")
    assert [each.id for each in await client.list_tenant_keys(made.id)] == [key.id]
    assert await client.delete_tenant(made.id) is None
    assert made.id not in {tenant.id for tenant in await client.list_tenants()}
