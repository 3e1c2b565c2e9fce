"""What only tasks can do: run at once, be cancelled, and close what another one waits for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Literal

import pytest

from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import AsyncEventStream, AsyncHandoffRailClient, PacketCreate, Reconnect

Draft = Callable[..., PacketCreate]
Transport = Literal["sse", "websocket"]
PACKETS = "/api/v1/packets"
PATH = {"sse": "/events", "websocket": "/ws"}

both_transports = pytest.mark.parametrize("transport", ["sse", "websocket"])


async def until(condition: Callable[[], bool]) -> None:
    """Let other tasks run until something is so."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - often about what another thread does
            await asyncio.sleep(0.002)


@pytest.fixture
async def narrow(backend: Emulator, library: Any) -> AsyncIterator[AsyncHandoffRailClient]:
    """A client with one connection: whoever does not give it back blocks everybody."""
    limits = library.Limits(max_connections=1, max_keepalive_connections=1)
    async with library.AsyncClient(limits=limits) as http_client:
        yield AsyncHandoffRailClient(**backend.options, http_client=http_client, timeout=2, max_retries=0)


async def test_many_calls_at_once(client: AsyncHandoffRailClient, draft: Draft) -> None:
    made = await asyncio.gather(*(client.create_packet(draft(f"packet {number}")) for number in range(50)))
    found = [packet.id async for packet in client.iter_packets(page_size=7)]
    assert sorted(found) == sorted(packet.id for packet in made)


async def test_of_many_claims_at_once_one_wins(client: AsyncHandoffRailClient, draft: Draft) -> None:
    packet = await client.create_packet(draft())
    results = await asyncio.gather(
        *(client.claim_packet(packet.id, agent_id=f"a-{n}", agent_name="A") for n in range(20)),
        return_exceptions=True,
    )
    assert sum(not isinstance(result, Exception) for result in results) == 1


async def test_cancelling_a_call_stops_it_at_once_and_frees_its_connection(
    narrow: AsyncHandoffRailClient, backend: Emulator
) -> None:
    for fault in (
        Fault(path=PACKETS, stall=True),  # no answer at all
        Fault(path=PACKETS, cut_after_bytes=5, cut="stall"),  # half of one
    ):
        with backend.faults.add(fault) as active:
            call = asyncio.create_task(narrow.list_packets())
            await until(lambda active=active: active.hits == 1)
            await asyncio.sleep(0.02)
            started = time.monotonic()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            assert time.monotonic() - started < 0.1
        assert (await narrow.list_packets()).total == 0


async def test_cancelling_between_two_attempts(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    backend.faults.add(Fault(path=PACKETS, status=503, headers={"Retry-After": "15"}))
    call = asyncio.create_task(client.list_packets())
    await until(lambda: len(backend.requests) == 1)
    await asyncio.sleep(0.02)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert len(backend.requests) == 1


async def test_a_time_limit_of_yours_is_not_an_error_of_ours(
    client: AsyncHandoffRailClient, backend: Emulator
) -> None:
    backend.faults.add(Fault(path=PACKETS, stall=True))
    with pytest.raises(TimeoutError) as raised:
        async with asyncio.timeout(0.05):
            await client.list_packets()
    assert type(raised.value) is TimeoutError
    assert len(backend.requests) <= 1


@both_transports
async def test_cancelling_who_waits_for_an_event(
    client: AsyncHandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    async def follow() -> None:
        async with client.events(transport=transport) as events:
            entered.set()
            await anext(events)

    entered = asyncio.Event()
    task = asyncio.create_task(follow())
    await entered.wait()
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: all(request.duration is not None for request in backend.requests))


@both_transports
async def test_cancelling_who_opens_a_stream(
    client: AsyncHandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    stalled = backend.faults.add(Fault(path=PATH[transport], stall=True))
    task = asyncio.create_task(client.events(transport=transport).__aenter__())
    await until(lambda: stalled.hits == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: all(request.duration is not None for request in backend.requests))


async def drain(events: AsyncEventStream) -> int:
    return len([event async for event in events])


@both_transports
async def test_closing_ends_the_iteration_of_another_task_at_once(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft, transport: Transport
) -> None:
    tasks = asyncio.all_tasks()
    times: list[float] = []
    for _ in range(3):
        async with client.events(transport=transport) as events:
            task = asyncio.create_task(drain(events))
            await client.create_packet(draft())
            await asyncio.sleep(0.03)
            started = time.monotonic()
            await events.close()
            assert await task == 1
            times.append(time.monotonic() - started)
    assert min(times) < 0.1
    await until(lambda: all(request.duration is not None for request in backend.requests))
    await until(lambda: asyncio.all_tasks() == tasks)


@both_transports
async def test_closing_ends_the_pause_before_the_next_attempt(
    client: AsyncHandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    backend.faults.add(Fault(path=PATH[transport], cut_after_events=1))
    async with client.events(transport=transport, reconnect=Reconnect(delay=60)) as events:
        task = asyncio.create_task(drain(events))
        await until(lambda: not events.connected)
        await asyncio.sleep(0.02)
        started = time.monotonic()
        await events.close()
        assert await task == 0
    assert time.monotonic() - started < 0.1


@both_transports
async def test_closing_while_it_connects_again_leaves_nothing_open(
    client: AsyncHandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    backend.faults.add(Fault(path=PATH[transport], cut_after_events=1, times=1))
    async with client.events(transport=transport, reconnect=Reconnect(delay=0)) as events:
        slow = backend.faults.add(Fault(path=PATH[transport], latency=0.1))
        task = asyncio.create_task(drain(events))
        await until(lambda: slow.hits == 1)
        await events.close()
        assert await task == 0
    assert not events.connected
    await until(lambda: all(request.duration is not None for request in backend.requests))


@both_transports
async def test_closing_while_it_catches_up_leaves_nothing_open(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft, transport: Transport
) -> None:
    backend.faults.add(Fault(path=PATH[transport], cut_after_events=1, times=1))
    async with client.events(transport=transport, reconnect=Reconnect(delay=0)) as events:
        await client.create_packet(draft())
        slow = backend.faults.add(Fault(path=PACKETS, latency=0.1))
        task = asyncio.create_task(drain(events))
        await until(lambda: slow.hits == 1)
        await events.close()
        assert await task == 0, "after closing, nothing is delivered any more"
    await until(lambda: all(request.duration is not None for request in backend.requests))


async def test_streams_and_calls_at_once(client: AsyncHandoffRailClient, draft: Draft) -> None:
    async def count(transport: Transport) -> list[str]:
        async with client.events(transport=transport) as events:
            entered.append(transport)
            return [(await anext(events)).packet_id for _ in range(10)]

    entered: list[str] = []
    kinds: list[Transport] = ["sse", "websocket"] * 3
    streams = [asyncio.create_task(count(transport)) for transport in kinds]
    await until(lambda: len(entered) == 6)
    made = await asyncio.gather(*(client.create_packet(draft()) for _ in range(10)))
    for seen in await asyncio.gather(*streams):
        assert sorted(seen) == sorted(str(packet.id) for packet in made)
