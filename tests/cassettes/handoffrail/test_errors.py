from __future__ import annotations

from collections.abc import Callable

import pytest

from fairlead.handoffrail import AsyncHandoffRailClient
from fairlead.handoffrail import models as m
from fairlead.handoffrail.exceptions import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    NotFoundError,
    PacketExpiredError,
    PayloadTooLargeError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    UnprocessableError,
)

Handoff = Callable[..., m.PacketCreate]
Connect = Callable[[str | None], AsyncHandoffRailClient]
NOWHERE = "00000000-0000-4000-8000-000000000000"
SECRET = "sixteen or more characters"


async def test_unknown_key(connect: Connect) -> None:
    with pytest.raises(AuthenticationError) as caught:
        await connect("hr_nobody").list_packets()
    assert caught.value.status == 401
    assert caught.value.message == caught.value.response_body["detail"]


async def test_role(client: AsyncHandoffRailClient, connect: Connect, handoff: Handoff) -> None:
    reader = connect((await client.create_api_key(name="r", role="reader")).key)
    with pytest.raises(PermissionDeniedError, match="reader") as caught:
        await reader.create_packet(handoff())
    assert caught.value.status == 403


async def test_revoked_key(client: AsyncHandoffRailClient, connect: Connect) -> None:
    key = await client.create_api_key(name="gone", role="agent")
    await client.revoke_api_key(key.id)
    with pytest.raises(PermissionDeniedError):
        await connect(key.key).list_packets()
    with pytest.raises(ConflictError, match="already revoked"):
        await client.revoke_api_key(key.id)
    with pytest.raises(ConflictError, match="already revoked"):
        await client.rotate_api_key(key.id)


async def test_not_found(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    calls = [
        client.get_packet(NOWHERE),
        client.claim_packet(NOWHERE, agent_id="a", agent_name="A"),
        client.update_packet(NOWHERE, m.PacketUpdate()),
        client.delete_packet(NOWHERE),
        client.respond_to_hitl(NOWHERE, response="yes", responded_by="dana"),
        client.get_history(NOWHERE),
        client.chain_handoff(NOWHERE, m.ChainHandoffRequest.from_dict(handoff().to_dict())),
        client.get_schema("none"),
        client.delete_webhook("none"),
        client.list_webhook_deliveries("none"),
        client.replay_dead_letter("none"),
        client.revoke_api_key("none"),
        client.rotate_api_key("none"),
        client.get_tenant("none"),
        client.update_tenant("none", tier="pro"),
        client.delete_tenant("none"),
        client.list_tenant_keys("none"),
    ]
    for call in calls:
        with pytest.raises(NotFoundError) as caught:
            await call
        assert (caught.value.status, caught.value.resource_id) == (404, None)


async def test_claimed(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    packet = await client.create_packet(handoff())
    await client.claim_packet(packet.id, agent_id="first", agent_name="First", framework="crewai")
    with pytest.raises(ConflictError, match="already claimed") as caught:
        await client.claim_packet(packet.id, agent_id="second", agent_name="Second")
    assert caught.value.claimed_by == {"id": "first", "name": "First", "framework": "crewai"}
    with pytest.raises(ConflictError) as caught:
        await client.respond_to_hitl(packet.id, response="yes", responded_by="dana")
    assert (caught.value.status, caught.value.claimed_by) == (409, None)
    with pytest.raises(BadRequestError, match="Cannot transition") as refused:
        await client.complete_packet(packet.id)
    assert (refused.value.status, refused.value.field) == (400, None)


async def test_expired(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    packet = await client.create_packet(handoff())
    await client.delete_packet(packet.id)
    with pytest.raises(PacketExpiredError) as gone:
        await client.claim_packet(packet.id, agent_id="a", agent_name="A")
    assert gone.value.status == 410
    assert gone.value.resource_id == f"/api/v1/packets/{packet.id}/claim"
    with pytest.raises(ConflictError):
        await client.delete_packet(packet.id)


async def test_taken(client: AsyncHandoffRailClient) -> None:
    await client.create_tenant(name="Taken")
    other = await client.create_tenant(name="Other")
    with pytest.raises(ConflictError):
        await client.create_tenant(name="Taken")
    with pytest.raises(ConflictError):
        await client.update_tenant(other.id, name="Taken")
    hook = await client.register_webhook(url="https://hooks.example/twice", secret=SECRET)
    await client.delete_webhook(hook.id)
    with pytest.raises(ConflictError):
        await client.delete_webhook(hook.id)


async def test_bad_requests(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    with pytest.raises(BadRequestError) as caught:
        await client.list_packets(cursor="nonsense")
    assert caught.value.message == "Invalid cursor"
    packet = await client.create_packet(handoff())
    await client.update_packet(packet.id, m.PacketUpdate(status=m.PacketStatus.awaiting_human))
    with pytest.raises(BadRequestError):
        await client.respond_to_hitl(packet.id, response="yes", responded_by="dana")


async def test_invalid_fields(client: AsyncHandoffRailClient) -> None:
    with pytest.raises(UnprocessableError) as caught:
        await client.list_packets(limit=0)
    assert (caught.value.status, caught.value.field) == (422, "limit")
    assert caught.value.problems[0]["type"] == "greater_than_equal"
    with pytest.raises(UnprocessableError) as caught:
        await client.get_packet("no-uuid")
    assert caught.value.field == "packet_id"
    with pytest.raises(UnprocessableError) as caught:
        await client.create_tenant(name="")
    assert caught.value.field == "name"
    with pytest.raises(UnprocessableError):
        await client.register_webhook(url="http://169.254.169.254/", secret=SECRET)


async def test_schema_violation(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    rule = {"type": "object", "properties": {"summary": {"minLength": 5}}}
    schema = await client.create_schema(name="long", json_schema=rule)
    with pytest.raises(UnprocessableError, match="validation failed") as caught:
        await client.create_packet(handoff("tiny", schema_id=schema.id))
    assert (caught.value.field, caught.value.problems) == (None, [])
    with pytest.raises(UnprocessableError, match="not found"):
        await client.create_packet(handoff(schema_id="none"))


async def test_too_large(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    with pytest.raises(PayloadTooLargeError) as caught:
        await client.create_packet(handoff("x" * 70_000))
    assert (caught.value.status, caught.value.response_body["tier"]) == (413, "free")


async def test_plain_text_failure(client: AsyncHandoffRailClient) -> None:
    """The server takes a search for query syntax, and fails on some of it without JSON."""
    with pytest.raises(ServerError) as caught:
        await client.search_packets("c++")
    assert (caught.value.status, caught.value.body) == (500, "Internal Server Error")


async def test_daily_quota(client: AsyncHandoffRailClient, connect: Connect, handoff: Handoff) -> None:
    tenant = await client.create_tenant(name="Small")
    writer = connect((await client.create_api_key(name="w", tenant_id=tenant.id, role="writer")).key)
    for _ in range(5):
        await writer.create_packet(handoff())
    with pytest.raises(RateLimitError) as caught:
        await writer.create_packet(handoff())
    assert (caught.value.code, caught.value.retry_after) == ("quota", None)


async def test_burst(client: AsyncHandoffRailClient, connect: Connect) -> None:
    """To be recorded from a server that allows 4 requests per minute: record.md."""
    reader = connect((await client.create_api_key(name="b", role="reader")).key)
    for _ in range(4):
        await reader.list_packets(limit=1)
    with pytest.raises(RateLimitError, match=r"^Rate limit exceeded$") as caught:
        await reader.list_packets(limit=1)
    assert (caught.value.status, caught.value.code) == (429, "rate_limit")
    assert caught.value.retry_after is not None
    assert 0 < caught.value.retry_after <= 60
