"""The event clients that call functions back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from fairlead import handoffrail
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    AsyncHandoffRailClient,
    AuthenticationError,
    ChainBuilder,
    ClientClosedError,
    ConfigurationError,
    HandoffRailSSEClient,
    HandoffRailWSClient,
    PacketCreate,
    PacketUpdate,
    Reconnect,
    StreamInterruptedError,
)

Draft = Callable[..., PacketCreate]
EventClient = HandoffRailSSEClient | HandoffRailWSClient
Make = Callable[..., EventClient]


async def until(condition: Callable[[], Any]) -> None:
    """Let other tasks run until something is so."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - often about what another thread does
            await asyncio.sleep(0.002)


@pytest.fixture(params=["sse", "websocket"])
def transport(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def path(transport: str) -> str:
    return {"sse": "/events", "websocket": "/ws"}[transport]


@pytest.fixture
def make(backend: Emulator, transport: str) -> Make:
    """Makes an event client of the emulator that reconnects at once."""

    def event_client(**options: Any) -> EventClient:
        options = {"api_key": backend.options["api_key"], "reconnect_delay": 0, **options}
        if transport == "sse":
            return HandoffRailSSEClient(backend.url, **options)
        return HandoffRailWSClient(f"ws://127.0.0.1:{backend.port}/ws", **options)

    return event_client


def listen(events: EventClient, heard: list[Any], *names: str) -> None:
    """Note every call of the named callbacks as (name, argument)."""
    for name in names:
        setattr(events, name, lambda *arguments, name=name: heard.append((name, *arguments)))


async def test_plain_functions_and_coroutines(
    client: AsyncHandoffRailClient, make: Make, draft: Draft
) -> None:
    heard: list[Any] = []

    async def claimed(event: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        heard.append(event)

    events = make()
    events.on_packet_created = heard.append
    events.on_packet_claimed = claimed
    async with events:
        assert events.connected
        packet = await client.create_packet(draft())
        await client.claim_packet(packet.id, agent_id="b-1", agent_name="Beta")
        await until(lambda: len(heard) == 2)
    assert not events.connected
    assert [(event["type"], event["packet_id"]) for event in heard] == [
        ("packet.created", str(packet.id)),
        ("packet.claimed", str(packet.id)),
    ]
    assert heard[0].keys() == {"type", "packet_id", "data", "timestamp"}
    assert heard[0]["data"]["status"] == "created"
    assert isinstance(heard[0]["timestamp"], str)


async def test_each_event_has_its_callback(client: AsyncHandoffRailClient, make: Make, draft: Draft) -> None:
    heard: list[Any] = []
    events = make()
    kinds = sorted(handoffrail.ALL_EVENTS)
    listen(events, heard, *(f"on_{kind.replace('.', '_')}" for kind in kinds))
    async with events:
        packet = await client.create_packet(draft(ask=True))
        await client.respond_to_hitl(packet.id, response="yes", responded_by="Ada")
        await client.update_packet(packet.id, PacketUpdate(decisions=[]))
        for status in ("in_progress", "awaiting_human", "claimed", "in_progress", "completed"):
            await client.update_packet(packet.id, PacketUpdate(status=status))
        chained = ChainBuilder().from_("b", "B").to("c", "C").with_summary("next").build()
        child = await client.chain_handoff(packet.id, chained)
        await client.update_packet(child.id, PacketUpdate(status="failed"))
        await client.delete_packet(child.id)
        await until(lambda: len(heard) == 11)
    assert all(name == f"on_{event['type'].replace('.', '_')}" for name, event in heard)
    assert sorted({event["type"] for _, event in heard}) == kinds


async def test_on_event_hears_every_frame(client: AsyncHandoffRailClient, make: Make, draft: Draft) -> None:
    frames: list[Any] = []
    events = make()
    events.on_event = frames.append
    async with events:
        if isinstance(events, HandoffRailWSClient):
            await events.subscribe("agent:billing-01")
            await events.ping()
        await client.create_packet(draft())
        await until(lambda: any(frame["type"] == "packet.created" for frame in frames))
    types = [frame["type"] for frame in frames]
    websocket = isinstance(events, HandoffRailWSClient)
    assert types == ["connected", *(["subscribed", "pong"] if websocket else []), "packet.created"]


async def test_connecting_and_disconnecting_are_told(make: Make) -> None:
    heard: list[Any] = []
    events = make()
    listen(events, heard, "on_connected", "on_disconnected", "on_error")
    await events.disconnect()
    assert heard == []
    events = make()
    listen(events, heard, "on_connected", "on_disconnected", "on_error")
    await events.connect()
    await events.connect()
    assert heard == [("on_connected",)]
    await events.disconnect()
    await events.disconnect()
    assert heard == [("on_connected",), ("on_disconnected",)]


async def test_channels(client: AsyncHandoffRailClient, backend: Emulator, draft: Draft) -> None:
    heard: list[Any] = []
    options = {"api_key": backend.options["api_key"]}
    async with HandoffRailSSEClient(backend.url, subscribe=["agent:one"], **options) as sse:
        sse.on_packet_created = heard.append
        websocket = HandoffRailWSClient(f"ws://127.0.0.1:{backend.port}/ws", **options)
        websocket.on_packet_created = heard.append
        await websocket.subscribe("agent:two")
        await websocket.subscribe("agent:three")
        await websocket.unsubscribe("agent:three")
        async with websocket:
            await websocket.subscribe("agent:four")
            await websocket.subscribe("agent:five")
            await websocket.unsubscribe("agent:five")
            for target in ("one", "two", "three", "four", "five"):
                await client.create_packet(draft(target=target))
            await until(lambda: len(heard) == 3)
    targets = {event["data"]["metadata"]["target_agent"]["id"] for event in heard}
    assert targets == {"one", "two", "four"}


@pytest.mark.parametrize("cut", ["abort", "end"])
async def test_a_break_is_told_mended_and_caught_up(
    client: AsyncHandoffRailClient, backend: Emulator, make: Make, path: str, draft: Draft, cut: Any
) -> None:
    backend.faults.add(Fault(path=path, cut_after_events=2, cut=cut, times=1))
    heard: list[Any] = []
    events = make()
    listen(events, heard, "on_connected", "on_disconnected", "on_error", "on_packet_created")
    async with events:
        ids = [str((await client.create_packet(draft())).id) for _ in range(2)]
        await until(lambda: sum(name == "on_packet_created" for name, *_ in heard) == 2)
        ids.append(str((await client.create_packet(draft())).id))
        await until(lambda: sum(name == "on_packet_created" for name, *_ in heard) == 3)
    assert [name for name, *_ in heard] == [
        "on_connected",
        "on_packet_created",
        "on_disconnected",
        "on_error",
        "on_connected",
        "on_packet_created",
        "on_packet_created",
        "on_disconnected",
    ]
    created = [call[1] for call in heard if call[0] == "on_packet_created"]
    assert [event["packet_id"] for event in created] == ids
    assert [event.get("replayed") for event in created] == [None, True, None]
    assert isinstance(heard[3][1], StreamInterruptedError)


async def test_without_reconnecting_a_break_is_the_end(backend: Emulator, make: Make, path: str) -> None:
    backend.faults.add(Fault(path=path, cut_after_events=1, times=1))
    heard: list[Any] = []
    events = make(reconnect=False)
    listen(events, heard, "on_connected", "on_disconnected", "on_error")
    async with events:
        await until(lambda: len(heard) == 3)
        await asyncio.sleep(0.03)
        assert not events.connected
        assert [name for name, *_ in heard] == ["on_connected", "on_disconnected", "on_error"]
        assert isinstance(heard[2][1], StreamInterruptedError)
        await events.connect()
        assert events.connected, "it can be connected again"
    assert [name for name, *_ in heard[3:]] == ["on_connected", "on_disconnected"]


async def test_an_error_that_ends_it_while_reconnecting(backend: Emulator, make: Make, path: str) -> None:
    backend.faults.add(Fault(path=path, cut_after_events=1, times=1))
    backend.faults.add(Fault(path=path, status=401, body={"detail": "The key is unknown"}))
    errors: list[Any] = []
    events = make()
    events.on_error = errors.append
    async with events:
        await until(lambda: len(errors) == 2)
        await asyncio.sleep(0.03)
    assert [type(error) for error in errors] == [StreamInterruptedError, AuthenticationError]


async def test_disconnecting_within_a_callback(
    client: AsyncHandoffRailClient, backend: Emulator, make: Make, path: str, draft: Draft
) -> None:
    heard: list[Any] = []
    events = make()

    async def created(event: dict[str, Any]) -> None:
        heard.append(event)
        await events.disconnect()
        heard.append("disconnected")

    events.on_packet_created = created
    await events.connect()
    await client.create_packet(draft())
    await client.create_packet(draft())
    await until(lambda: "disconnected" in heard)
    await asyncio.sleep(0.03)
    assert len(heard) == 2
    assert not events.connected
    await events.disconnect()
    await until(lambda: all(each.duration is not None for each in backend.requests if each.path == path))


async def test_disconnecting_waits_for_the_callback_that_runs(
    client: AsyncHandoffRailClient, make: Make, draft: Draft
) -> None:
    heard: list[str] = []

    async def created(event: dict[str, Any]) -> None:
        heard.append("begun")
        await asyncio.sleep(0.03)
        heard.append("finished")

    events = make()
    events.on_packet_created = created
    async with events:
        await client.create_packet(draft())
        await until(lambda: heard)
    assert heard == ["begun", "finished"]


async def test_a_callback_that_raises(client: AsyncHandoffRailClient, make: Make, draft: Draft) -> None:
    errors: list[Any] = []
    heard: list[Any] = []

    def created(event: dict[str, Any]) -> None:
        heard.append(event)
        raise ZeroDivisionError

    events = make()
    events.on_packet_created = created
    events.on_error = errors.append
    async with events:
        await client.create_packet(draft())
        await client.create_packet(draft())
        await until(lambda: len(heard) == 2)
        await until(lambda: len(errors) == 2)
        assert events.connected
    assert [type(error) for error in errors] == [ZeroDivisionError] * 2


async def test_an_on_error_that_raises_is_reported_to_the_loop(
    client: AsyncHandoffRailClient, make: Make, draft: Draft
) -> None:
    reported: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: reported.append(context))

    async def fail(*_: Any) -> None:
        raise ZeroDivisionError

    events = make()
    events.on_packet_created = fail
    events.on_error = fail
    async with events:
        await client.create_packet(draft())
        await until(lambda: reported)
        assert events.connected
    assert isinstance(reported[0]["exception"], ZeroDivisionError)
    assert "on_error" in reported[0]["message"]


async def test_the_first_connection_must_succeed(
    backend: Emulator, transport: str, closed_port: int, slept: list[float]
) -> None:
    def event_client(port: int, key: str) -> EventClient:
        if transport == "sse":
            return HandoffRailSSEClient(f"http://127.0.0.1:{port}", key)
        return HandoffRailWSClient(f"ws://127.0.0.1:{port}/ws", key)

    for port, kind in ((closed_port, handoffrail.ConnectionError), (backend.port, AuthenticationError)):
        events = event_client(port, "hr_unknown")
        errors: list[Any] = []
        events.on_error = errors.append
        with pytest.raises(kind):
            await events.connect()
        assert not events.connected
        await events.disconnect()
        with pytest.raises(kind):
            async with event_client(port, "hr_unknown"):
                pytest.fail("the block must not be entered")
        assert errors == []


async def test_a_ping_needs_a_connection(backend: Emulator) -> None:
    events = HandoffRailWSClient(f"ws://127.0.0.1:{backend.port}/ws", "hr_x")
    with pytest.raises(ClientClosedError, match=r"call connect\(\) first"):
        await events.ping()
    await events.disconnect()


@pytest.mark.parametrize("kind", [HandoffRailSSEClient, HandoffRailWSClient])
def test_a_key_is_needed(kind: type[EventClient]) -> None:
    with pytest.raises(ConfigurationError, match="api_key is missing"):
        kind()


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8080/ws", "ws://localhost:8080", "ws://localhost:8080/events", "ws://", "nonsense"],
)
def test_the_address_of_a_websocket(url: str) -> None:
    with pytest.raises(ConfigurationError, match="ws:// or wss:// and end in /ws"):
        HandoffRailWSClient(url, "hr_x")


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("ws://localhost:8080/ws", "http://localhost:8080/api/v1"),
        ("wss://host/ws", "https://host/api/v1"),
        ("wss://host/rail/ws", "https://host/rail/api/v1"),
    ],
)
async def test_where_a_websocket_client_asks(url: str, base_url: str) -> None:
    events = HandoffRailWSClient(url, "hr_x")
    assert events._client.base_url == base_url
    await events.disconnect()


async def test_where_an_event_stream_client_asks() -> None:
    for url in ("https://host", "https://host/"):
        events = HandoffRailSSEClient(url, "hr_x")
        assert events._client.base_url == "https://host/api/v1"
        await events.disconnect()


@pytest.mark.parametrize("kind", [HandoffRailSSEClient, HandoffRailWSClient])
async def test_how_patiently_it_reconnects(kind: type[EventClient]) -> None:
    for options, policy in (
        ({}, Reconnect(1.0, 2.0, 30.0)),
        ({"reconnect": False}, None),
        (
            {"reconnect_delay": 0.5, "max_reconnect_delay": 9, "reconnect_multiplier": 3},
            Reconnect(delay=0.5, multiplier=3, max_delay=9),
        ),
    ):
        events = kind(api_key="hr_x", **options)
        assert events._reconnect == policy
        await events.disconnect()
