"""The original SDK, handoffrail-sdk 0.3.0 from the package index, uses the emulator unchanged.

Every method of its two clients is called, and its WebSocket client listens. What it cannot do against any
server is left out; these are its own defects:

- `HandoffRailSSEClient` never connects: the timeout it makes is not valid in current httpx.
- `async with HandoffRailWSClient(...)` never reaches its body, because connecting means listening until the
  end. So `connect()` runs as a task here.
- Its WebSocket client fails on every path that writes a log line (a refused handshake, a reconnect), because
  it passes the standard logger arguments that it does not know.
- A 403 or 422 raises `ServerError`.
- An answer that is lost is asked for again, whatever the method. The emulator loses none here.
"""

from __future__ import annotations

import asyncio
import inspect
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from handoffrail.sdk import (
    AsyncHandoffRailClient,
    AuthenticationError,
    ChainBuilder,
    HandoffRailClient,
    NotFoundError,
    PacketBuilder,
    PacketCreate,
    PacketUpdate,
    RateLimitError,
    SearchOptions,
    ServerError,
    ValidationError,
)
from handoffrail.sdk.models import PacketStatus
from handoffrail.sdk.ws_client import ALL_EVENTS, HandoffRailWSClient

from fairlead.emulator import Emulator

SECONDS = 10.0


class Sdk:
    """One of the two clients; either is used as `await sdk(method, ...)`."""

    def __init__(self, client: HandoffRailClient | AsyncHandoffRailClient) -> None:
        self.client = client

    async def __call__(self, method: str, *arguments: Any, **keywords: Any) -> Any:
        result = getattr(self.client, method)(*arguments, **keywords)
        return await result if inspect.isawaitable(result) else result


@pytest.fixture(scope="module")
def _shared() -> Iterator[Emulator]:
    with Emulator("handoffrail") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    yield _shared
    _shared.reset()


@pytest.fixture(params=["sync", "async"])
async def sdk(emulator: Emulator, request: pytest.FixtureRequest) -> AsyncIterator[Sdk]:
    if request.param == "sync":
        with HandoffRailClient(**emulator.options) as client:
            yield Sdk(client)
    else:
        async with AsyncHandoffRailClient(**emulator.options) as client:
            yield Sdk(client)


def packet(summary: str = "Sources collected", **parts: Any) -> PacketCreate:
    builder = PacketBuilder().from_("a-1", "Alpha", framework="langchain").to("b-1", "Beta")
    for name, value in parts.items():
        builder = (
            getattr(builder, name)(**value) if isinstance(value, dict) else getattr(builder, name)(value)
        )
    return builder.with_summary(summary).build()


async def test_the_life_of_a_packet(sdk: Sdk) -> None:
    created = await sdk(
        "create_packet",
        packet(
            with_tags=["report"],
            with_priority="high",
            with_artifacts=[{"key": "k", "value": {"n": None}}],
            with_conversation=[{"role": "user", "content": "hi"}],
            with_action={"description": "write", "assignee": "b-1"},
            with_dependency={"dep_id": "x", "type": "data"},
        ),
    )
    assert created.status == PacketStatus.created
    assert await sdk("get_packet", created.id) == created

    claimed = await sdk("claim_packet", str(created.id), agent_id="z", agent_name="Zed", framework="f")
    assert claimed.metadata.target_agent.id == "z"
    with pytest.raises(ValidationError) as conflict:
        await sdk("claim_packet", created.id, agent_id="y", agent_name="Y")
    assert conflict.value.status_code == 409
    assert conflict.value.response_body["detail"]["claimed_by"]["id"] == "z"
    with pytest.raises(ValidationError) as illegal:
        await sdk("complete_packet", created.id)
    assert illegal.value.status_code == 400
    assert "Cannot transition" in illegal.value.message

    started = await sdk("update_packet", created.id, PacketUpdate(status=PacketStatus.in_progress))
    assert started.context == created.context
    completed = await sdk("complete_packet", created.id)
    assert completed.metadata.completed_at is not None

    history = await sdk("get_history", created.id)
    assert [event.event_type for event in history.events] == [
        "created",
        "claimed",
        "in_progress",
        "completed",
    ]

    child = await sdk(
        "chain_handoff",
        created.id,
        ChainBuilder().from_("b-1", "Beta").to("c-1", "Gamma").with_summary("Report written").build(),
    )
    assert child.parent_packet_id == created.id
    assert [turn.content for turn in child.context.conversation_state] == ["hi"]

    assert await sdk("delete_packet", child.id) is None
    with pytest.raises(NotFoundError) as gone:
        await sdk("claim_packet", child.id, agent_id="y", agent_name="Y")
    assert gone.value.status_code == 410


async def test_a_human_answers(sdk: Sdk) -> None:
    waiting = await sdk(
        "create_packet", packet(with_hitl={"reason": "money", "question": "Pay?", "options": ["yes", "no"]})
    )
    assert [found.id for found in (await sdk("get_awaiting")).packets] == [waiting.id]
    answered = await sdk("respond_to_hitl", waiting.id, response="yes", responded_by="eve", notes="ok")
    assert answered.status == PacketStatus.claimed
    assert answered.hitl is not None
    assert (answered.hitl.response, answered.hitl.notes) == ("yes", "ok")
    assert (await sdk("get_awaiting", limit=1, offset=0)).total == 0


async def test_finding_packets(sdk: Sdk) -> None:
    made = [await sdk("create_packet", packet(f"number {n}", with_tags=["all", f"t{n}"])) for n in range(5)]
    first = await sdk("list_packets", limit=3)
    rest = await sdk("list_packets", limit=3, cursor=first.next_cursor)
    assert [found.id for found in first.packets + rest.packets] == [one.id for one in made[::-1]]
    assert (first.total, rest.next_cursor) == (5, None)
    filtered = await sdk(
        "list_packets", status="created,claimed", source_agent="a-1", target_agent="b-1", tags="all,t3"
    )
    assert [found.id for found in filtered.packets] == [made[3].id]
    later = await sdk("list_packets", priority="normal", created_after=made[4].created_at.isoformat())
    assert later.total == 1

    found = await sdk("search_packets", "numbers", SearchOptions(limit=2, status="created"))
    assert (found.total, len(found.packets)) == (5, 2)
    assert (await sdk("search_packets", "it's c++")).total == 0

    log = await sdk("list_audit_log", actor="agent:a-1", action="created", limit=2)
    assert (log.total, len(log.entries)) == (5, 2)
    assert (await sdk("list_audit_log", packet_id=str(made[0].id))).entries[0].packet_id == str(made[0].id)


async def test_batches(sdk: Sdk) -> None:
    made = await sdk("batch_create_packets", [packet("one"), packet("two")])
    ids = [str(one.id) for one in made.created]
    assert made.errors == []
    claimed = await sdk("batch_claim_packets", ids, "z", "Zed", framework="f")
    assert len(claimed.claimed) == 2
    again = await sdk("batch_claim_packets", ids[:1], "y", "Y")
    assert again.errors[0].error == "Already claimed by z"
    await sdk("update_packet", ids[0], PacketUpdate(status=PacketStatus.in_progress))
    completed = await sdk("batch_complete_packets", ids)
    assert [str(one.id) for one in completed.completed] == ids[:1]
    assert [error.packet_id for error in completed.errors] == ids[1:]


async def test_webhooks(sdk: Sdk) -> None:
    hook = await sdk(
        "register_webhook", url="http://127.0.0.1:9/", secret="s" * 16, events=["packet.claimed"]
    )
    default = await sdk("register_webhook", url="http://127.0.0.1:9/", secret="s" * 16)
    assert len(default.events) == 4
    assert await sdk("list_webhooks") == [hook, default]
    await sdk("delete_webhook", default.id)
    assert [one.active for one in await sdk("list_webhooks")] == [True, False]
    with pytest.raises(ValidationError) as twice:
        await sdk("delete_webhook", default.id)
    assert twice.value.status_code == 409
    created = await sdk("create_packet", packet())
    await sdk("claim_packet", created.id, agent_id="z", agent_name="Z")
    (delivery,) = await sdk("list_webhook_deliveries", hook.id, limit=5)
    assert (delivery["packet_id"], delivery["event_type"]) == (str(created.id), "packet.claimed")
    assert await sdk("list_webhook_deliveries", hook.id, status="delivered") == []


async def test_schemas(sdk: Sdk) -> None:
    schema = await sdk("create_schema", name="s", json_schema={"type": "object"}, version=2)
    assert await sdk("get_schema", schema.id) == schema
    assert (await sdk("list_schemas", limit=10)).schemas == [schema]
    made = await sdk("create_packet", packet().model_copy(update={"schema_id": schema.id}))
    assert made.status == PacketStatus.created


async def test_keys_and_tenants(sdk: Sdk) -> None:
    tenant = await sdk("create_tenant", name="acme", tier="pro", handoffs_per_day=7)
    assert (tenant.handoffs_per_day, tenant.max_api_keys) == (7, 5)
    assert await sdk("get_tenant", tenant.id) == tenant
    assert (await sdk("update_tenant", tenant.id, name="emca", max_api_keys=9)).name == "emca"
    key = await sdk("create_api_key", name="k", tenant_id=tenant.id, role="reader")
    assert key.key is not None
    assert [one.id for one in await sdk("list_tenant_keys", tenant.id)] == [key.id]
    assert [one.name for one in await sdk("list_api_keys")] == ["emulator"]
    assert [one.name for one in await sdk("list_tenants")] == ["emca", "default"]
    assert await sdk("delete_tenant", tenant.id) is None
    with pytest.raises(NotFoundError):
        await sdk("get_tenant", tenant.id)


async def test_errors(sdk: Sdk, emulator: Emulator) -> None:
    with pytest.raises(NotFoundError) as missing:
        await sdk("get_schema", "nonexistent")
    assert (missing.value.status_code, missing.value.resource_id) == (404, None)
    with pytest.raises(ServerError) as invalid:  # an identifier that is none
        await sdk("get_packet", "test-id")
    assert invalid.value.status_code == 422
    stranger = Sdk(type(sdk.client)(emulator.options["base_url"], "hr_unknown"))
    with pytest.raises(AuthenticationError):
        await stranger("list_packets")
    await stranger("close")


async def test_a_rate_limit() -> None:
    with (
        Emulator("handoffrail", rate_limits=True, rate_limit_per_minute=1) as emulator,
        HandoffRailClient(**emulator.options) as client,
    ):
        emulator.clock.freeze()  # on a slow machine, seconds can pass between the two calls
        client.list_packets()
        with pytest.raises(RateLimitError) as refused:
            client.list_packets()
    assert refused.value.retry_after in (60, 61)


@pytest.mark.parametrize("client", [HandoffRailClient, AsyncHandoffRailClient])
def test_no_method_was_forgotten(client: type) -> None:
    called = set(re.findall(r'(?:sdk|stranger)\(\s*"(\w+)"', Path(__file__).read_text("utf-8")))
    methods = {name for name, _ in inspect.getmembers(client, inspect.isfunction) if not name.startswith("_")}
    assert called == methods


class Listening:
    """The WebSocket client, connected in a task."""

    def __init__(self, emulator: Emulator) -> None:
        options = emulator.options
        url = emulator.url.replace("http", "ws", 1) + "/ws"
        self.client = HandoffRailWSClient(url, api_key=options["api_key"], reconnect=False)
        self.frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.client.on_event = self.frames.put
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Listening:
        self._task = asyncio.create_task(self.client.connect())
        assert (await self.next())["type"] == "connected"
        assert self.client.connected
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        await self.client.disconnect()
        await asyncio.wait_for(self._task, SECONDS)

    async def next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.frames.get(), SECONDS)


def collector(into: list[str]) -> Callable[[dict[str, Any]], Awaitable[None]]:
    async def collect(event: dict[str, Any]) -> None:
        into.append(event["type"])

    return collect


async def test_the_websocket_client_hears_every_type_of_event(emulator: Emulator) -> None:
    heard: list[str] = []
    async with Listening(emulator) as listening, AsyncHandoffRailClient(**emulator.options) as client:
        for name in ALL_EVENTS:
            kind, _, rest = name.partition(".")
            callback = f"on_packet_{rest}" if kind == "packet" else "on_hitl_response_ready"
            setattr(listening.client, callback, collector(heard))

        work = await client.create_packet(packet())
        await client.claim_packet(work.id, agent_id="z", agent_name="Z")
        for status in (PacketStatus.in_progress, PacketStatus.completed):
            await client.update_packet(work.id, PacketUpdate(status=status))
        await client.update_packet(work.id, PacketUpdate())
        follow_up = ChainBuilder().from_("z", "Z").to("y", "Y").with_summary("more").build()
        child = await client.chain_handoff(work.id, follow_up)
        await client.update_packet(child.id, PacketUpdate(status=PacketStatus.awaiting_human))
        await client.delete_packet(child.id)
        waiting = await client.create_packet(packet(with_hitl={"reason": "r"}))
        await client.respond_to_hitl(waiting.id, response="y", responded_by="e")
        await client.update_packet(waiting.id, PacketUpdate(status=PacketStatus.failed))

        frames = [await listening.next() for _ in range(11)]
    assert heard == [frame["type"] for frame in frames]
    assert set(heard) == ALL_EVENTS
    assert not listening.client.connected


async def test_the_websocket_client_chooses_channels(emulator: Emulator) -> None:
    async with Listening(emulator) as listening, AsyncHandoffRailClient(**emulator.options) as client:
        await listening.client.ping()
        assert (await listening.next())["type"] == "pong"
        await listening.client.subscribe("status:claimed")
        assert await listening.next() == {"type": "subscribed", "channel": "status:claimed"}
        work = await client.create_packet(packet())
        await client.claim_packet(work.id, agent_id="z", agent_name="Z")
        event = await listening.next()
        assert (event["type"], event["packet_id"]) == ("packet.claimed", str(work.id))
        await listening.client.unsubscribe("status:claimed")
        assert (await listening.next())["type"] == "unsubscribed"
