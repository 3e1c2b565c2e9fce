"""Event streams that break: connected again, caught up, or ended with the right error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest

from fairlead import handoffrail
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    AsyncEventStream,
    AsyncHandoffRailClient,
    AuthenticationError,
    ClientClosedError,
    PacketCreate,
    PacketUpdate,
    Reconnect,
    StreamEvent,
    StreamInterruptedError,
)

Draft = Callable[..., PacketCreate]
Transport = Literal["sse", "websocket"]
AGENT = {"agent_id": "billing-01", "agent_name": "Billing"}
PATH = {"sse": "/events", "websocket": "/ws"}
AT_ONCE = Reconnect(delay=0)

both_transports = pytest.mark.parametrize("transport", ["sse", "websocket"])


async def take(events: AsyncEventStream, number: int) -> list[StreamEvent]:
    return [await anext(events) for _ in range(number)]


def brief(events: list[StreamEvent]) -> list[tuple[str, str, bool]]:
    return [(event.packet_id, event.type, event.replayed) for event in events]


@pytest.fixture
def breaks(backend: Emulator) -> Callable[..., Any]:
    """Breaks streams that are opened from now on, after so many frames; the greeting is one."""

    def add(transport: Transport, *, after: int, times: int = 1, **how: Any) -> Any:
        return backend.faults.add(Fault(path=PATH[transport], cut_after_events=after, times=times, **how))

    return add


@both_transports
@pytest.mark.parametrize("cut", ["abort", "end"])
async def test_what_was_missed_comes_once_and_marked(
    client: AsyncHandoffRailClient, draft: Draft, breaks: Callable[..., Any], transport: Transport, cut: str
) -> None:
    breaks(transport, after=2, cut=cut)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        first = await client.create_packet(draft())  # the last frame that gets through
        second = await client.create_packet(draft())
        await client.claim_packet(first.id, **AGENT)
        seen = await take(events, 3)
        assert events.connected
        await client.claim_packet(second.id, **AGENT)
        third = await client.create_packet(draft())
        seen += await take(events, 2)
    assert brief(seen) == [
        (str(first.id), "packet.created", False),
        (str(second.id), "packet.created", True),
        (str(first.id), "packet.claimed", True),
        (str(second.id), "packet.claimed", False),
        (str(third.id), "packet.created", False),
    ]


@both_transports
async def test_replays_tell_what_live_events_tell(
    client: AsyncHandoffRailClient, draft: Draft, breaks: Callable[..., Any], transport: Transport
) -> None:
    breaks(transport, after=1)
    async with (
        client.events(transport=transport, reconnect=AT_ONCE) as broken,
        client.events(transport=transport) as whole,
    ):
        packet = await client.create_packet(draft(ask=True))
        await client.respond_to_hitl(packet.id, response="yes", responded_by="Ada")
        await client.update_packet(packet.id, PacketUpdate(status="in_progress"))
        replayed, live = await take(broken, 3), await take(whole, 3)
    assert all(event.replayed for event in replayed)
    for one, other in zip(replayed, live, strict=True):
        assert (one.type, one.packet_id, one.data["status"]) == (
            other.type,
            other.packet_id,
            other.data["status"],
        )
        assert one.timestamp == other.timestamp
        assert one.data.keys() == other.data.keys()
        assert one.data["metadata"]["source_agent"]["id"] == "sales-01"


@both_transports
async def test_what_happens_while_it_catches_up_comes_once(
    client: AsyncHandoffRailClient,
    backend: Emulator,
    draft: Draft,
    breaks: Callable[..., Any],
    transport: Transport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    breaks(transport, after=2)
    get_history = client.get_history

    async def claim_and_get_history(packet_id: Any) -> Any:
        # The stream is connected again by now, so this is told live as well.
        monkeypatch.setattr(client, "get_history", get_history)
        await client.claim_packet(packet_id, **AGENT)
        return await get_history(packet_id)

    monkeypatch.setattr(client, "get_history", claim_and_get_history)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        packet = await client.create_packet(draft())
        seen = await take(events, 2)
        await client.update_packet(packet.id, PacketUpdate(status="in_progress"))
        seen += await take(events, 1)
    assert [(event.type, event.replayed) for event in seen] == [
        ("packet.created", False),
        ("packet.claimed", True),
        ("packet.in_progress", False),
    ]


@both_transports
async def test_it_breaks_again_and_again(
    client: AsyncHandoffRailClient, draft: Draft, breaks: Callable[..., Any], transport: Transport
) -> None:
    breaks(transport, after=1, times=4)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        ids = []
        seen = []
        for _ in range(5):
            ids.append(str((await client.create_packet(draft())).id))
            seen += await take(events, 1)
    assert [event.packet_id for event in seen] == ids
    assert [event.replayed for event in seen] == [True, True, True, True, False]


@both_transports
async def test_an_edit_that_was_missed(
    client: AsyncHandoffRailClient,
    backend: Emulator,
    draft: Draft,
    breaks: Callable[..., Any],
    transport: Transport,
) -> None:
    breaks(transport, after=2)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        packet = await client.create_packet(draft())
        backend.clock.advance(1)  # an edit shows only by a time of change apart from the whole history
        await client.update_packet(packet.id, PacketUpdate(decisions=[]))
        seen = await take(events, 2)
    assert brief(seen)[1:] == [(str(packet.id), "packet.updated", True)]


@both_transports
@pytest.mark.parametrize("channel", ["packet", "agent", "status"])
async def test_replays_obey_the_channels(
    client: AsyncHandoffRailClient,
    backend: Emulator,
    draft: Draft,
    breaks: Callable[..., Any],
    transport: Transport,
    channel: str,
) -> None:
    # The server's clock is known to the second only: what is older than that is never replayed.
    backend.clock.freeze(datetime.now(UTC) - timedelta(hours=1))
    watched = await client.create_packet(draft(target="warehouse"))
    backend.clock.reset()
    channels = [
        {"packet": f"packet:{watched.id}", "agent": "agent:warehouse", "status": "status:failed"}[channel]
    ]
    # The greeting; a WebSocket also acknowledges its channel.
    breaks(transport, after=1 if transport == "sse" else 2)
    async with client.events(channels, transport=transport, reconnect=AT_ONCE) as events:
        await client.create_packet(draft())
        await client.update_packet(watched.id, PacketUpdate(status="failed"))
        (event,) = await take(events, 1)
    assert brief([event]) == [(str(watched.id), "packet.failed", True)]


async def test_a_channel_of_a_packet_that_does_not_exist(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft, breaks: Callable[..., Any]
) -> None:
    breaks("sse", after=1)
    backend.clock.freeze(datetime.now(UTC) - timedelta(hours=1))
    packet = await client.create_packet(draft())
    backend.clock.reset()
    channels = ["packet:not-an-id", "packet:00000000-0000-0000-0000-000000000000", f"packet:{packet.id}"]
    async with client.events(channels, reconnect=AT_ONCE) as events:
        await client.claim_packet(packet.id, **AGENT)
        seen = await take(events, 1)
    assert brief(seen) == [(str(packet.id), "packet.claimed", True)]


async def test_a_websocket_subscribes_again(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft, breaks: Callable[..., Any]
) -> None:
    # Greeting, three acknowledgements, one event.
    breaks("websocket", after=5)
    async with client.events(["agent:one"], transport="websocket", reconnect=AT_ONCE) as events:
        await events.subscribe("agent:two")
        await events.subscribe("agent:three")
        for target in ("two", "three"):
            await client.create_packet(draft(target=target))
        seen = await take(events, 2)
        await events.unsubscribe("agent:three")
        await client.create_packet(draft(target="two"))
        seen += await take(events, 1)
    assert [event.replayed for event in seen] == [False, True, False]
    _, second = [request for request in backend.requests if request.method == "WEBSOCKET"]
    assert [frame.json()["channel"] for frame in second.frames if frame.direction == "in"] == [
        "agent:one",
        "agent:two",
        "agent:three",
        "agent:three",
    ]


@both_transports
@pytest.mark.parametrize("cut", ["abort", "end"])
async def test_without_reconnecting_a_break_is_an_error(
    client: AsyncHandoffRailClient,
    backend: Emulator,
    draft: Draft,
    breaks: Callable[..., Any],
    transport: Transport,
    cut: str,
) -> None:
    breaks(transport, after=2, cut=cut)
    async with client.events(transport=transport, reconnect=False) as events:
        packet = await client.create_packet(draft())
        assert (await anext(events)).packet_id == str(packet.id)
        with pytest.raises(StreamInterruptedError) as raised:
            await anext(events)
        assert not events.connected
        with pytest.raises(StreamInterruptedError):
            await anext(events)
    assert isinstance(raised.value, ConnectionError)
    assert raised.value.backend == "handoffrail"
    assert sum(request.path == PATH[transport] for request in backend.requests) == 1


@both_transports
async def test_a_stream_that_falls_silent(
    client: AsyncHandoffRailClient,
    draft: Draft,
    breaks: Callable[..., Any],
    transport: Transport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("fairlead._async.handoffrail._sources.SILENCE", 0.2)
    breaks(transport, after=2, cut="stall", times=2)
    async with client.events(transport=transport, reconnect=False) as events:
        await client.create_packet(draft())
        await anext(events)
        with pytest.raises(handoffrail.TimeoutError, match="fell silent"):
            await anext(events)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        await client.create_packet(draft())
        second = await client.create_packet(draft())
        seen = await take(events, 2)
        while seen[-1].packet_id != str(second.id):  # the packet before was of the same second
            seen += await take(events, 1)
    assert brief(seen)[-1] == (str(second.id), "packet.created", True)


@both_transports
async def test_the_server_is_gone_for_good(
    fairlead_emulator: Callable[..., Emulator], transport: Transport, slept: list[float]
) -> None:
    backend = fairlead_emulator("handoffrail")
    async with AsyncHandoffRailClient(**backend.options) as client:
        policy = Reconnect(delay=0.01, max_attempts=3)
        async with client.events(transport=transport, reconnect=policy) as events:
            backend.stop()
            with pytest.raises(handoffrail.ConnectionError, match="cannot connect"):
                await anext(events)
            assert not events.connected


@both_transports
async def test_it_goes_on_trying_while_the_server_fails(
    client: AsyncHandoffRailClient,
    backend: Emulator,
    draft: Draft,
    breaks: Callable[..., Any],
    transport: Transport,
    slept: list[float],
) -> None:
    breaks(transport, after=1)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        for status in (500, 502, 503, 429):
            backend.faults.add(Fault(path=PATH[transport], status=status, times=1))
        # Connected again, and then catching up fails: nothing that was found may be lost or come twice.
        first, second = await client.create_packet(draft()), await client.create_packet(draft())
        history = f"/api/v1/packets/{first.id}/history"
        backend.faults.add(Fault(path=history, status=500, times=1))
        seen = await take(events, 2)
        third = await client.create_packet(draft())
        seen += await take(events, 1)
    assert brief(seen) == [
        (str(first.id), "packet.created", True),
        (str(second.id), "packet.created", True),
        (str(third.id), "packet.created", False),
    ]


@both_transports
async def test_what_no_further_attempt_can_mend_ends_it(
    client: AsyncHandoffRailClient, backend: Emulator, breaks: Callable[..., Any], transport: Transport
) -> None:
    breaks(transport, after=1)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        backend.faults.add(Fault(path=PATH[transport], status=401, body={"detail": "The key is unknown"}))
        with pytest.raises(AuthenticationError):
            await anext(events)
        assert not events.connected


@both_transports
async def test_a_client_that_was_closed_meanwhile(
    backend: Emulator, breaks: Callable[..., Any], transport: Transport
) -> None:
    breaks(transport, after=1)
    client = AsyncHandoffRailClient(**backend.options)
    async with client.events(transport=transport, reconnect=AT_ONCE) as events:
        await client.close()
        with pytest.raises(ClientClosedError):
            await anext(events)


@both_transports
async def test_pauses_between_attempts(
    client: AsyncHandoffRailClient,
    backend: Emulator,
    draft: Draft,
    breaks: Callable[..., Any],
    transport: Transport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []

    async def wait(self: Any, seconds: float) -> bool:
        pauses.append(seconds)
        return False

    monkeypatch.setattr("fairlead._async._io.Signal.wait", wait)
    breaks(transport, after=1)
    backend.faults.add(Fault(path=PATH[transport], status=503, times=3))
    backend.faults.add(Fault(path=PATH[transport], cut_after_events=1, times=1))
    policy = Reconnect(delay=1, multiplier=3, max_delay=10)
    async with client.events(transport=transport, reconnect=policy) as events:
        packet = await client.create_packet(draft())
        await take(events, 1)
        await client.claim_packet(packet.id, **AGENT)
        await take(events, 1)
    assert pauses == [1, 3, 9, 10, 1]


async def test_the_usual_policy(client: AsyncHandoffRailClient) -> None:
    assert client.events()._reconnect == Reconnect()
    assert client.events(reconnect=True)._reconnect == Reconnect(1.0, 2.0, 30.0, None)
    assert client.events(reconnect=False)._reconnect is None
