"""Many calls at once: they share connections in groups, wait for their turn, and lose no place."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import fairlead
from fairlead import handoffrail
from fairlead.emulator import Emulator
from fairlead.handoffrail import AsyncHandoffRailClient, HandoffRailClient
from tests.lifecycle.test_closing import until
from tests.lifecycle.test_forks import PAGE, in_child

OK = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: seen=yes\r\nContent-Length: %d\r\n\r\n"
)


class Gate:
    """A server that answers when it is told to.

    Attributes:
        heads: The requests that came, in their order.
        waiting: How many of them have no answer.
    """

    def __init__(self, serve_raw: Callable[..., Any]) -> None:
        self.heads: list[bytes] = []
        self.waiting = 0
        self._places = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._server = serve_raw(self._handle)
        self.options: dict[str, Any] = {
            "base_url": f"http://127.0.0.1:{self._server.port}/api/v1",
            "api_key": "k",
            "max_retries": 0,
        }

    @property
    def connections(self) -> int:
        """How many connections were made."""
        return self._server.connections

    def answer(self, requests: int = 1) -> None:
        """Answer so many requests, or let further ones be answered when they come."""
        self._places.release(requests)

    def _handle(self, connection: socket.socket) -> None:
        while head := connection.recv(65536):
            with self._lock:
                self.heads.append(head)
                self.waiting += 1
            self._places.acquire()
            with self._lock:
                self.waiting -= 1
            connection.sendall(OK % len(PAGE) + PAGE)


@pytest.fixture
def gate(serve_raw: Callable[..., Any]) -> Iterator[Gate]:
    made = Gate(serve_raw)
    yield made
    made.answer(10_000)  # or its threads would wait on


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Clients have two groups of two connections: how many requests are sent at a time."""
    for flavour in ("_async", "_sync"):
        monkeypatch.setattr(f"fairlead.{flavour}._groups.WIDTH", 2)
        monkeypatch.setattr(f"fairlead.{flavour}._groups.MOST", 2)
    return 4


async def reached(done: Callable[[], object]) -> None:
    await asyncio.to_thread(until, done)


def limits(call: int) -> dict[str, Any]:
    """Arguments that tell one call from the others."""
    return {"limit": call + 1}


def order(gate: Gate) -> list[int]:
    """Which calls came to the server, in their order."""
    return [int(head.partition(b"limit=")[2].split()[0].split(b"&")[0]) - 1 for head in gate.heads]


async def test_a_crowd_uses_as_many_connections_as_it_has_calls_and_no_more_later(gate: Gate) -> None:
    gate.answer(100)
    async with AsyncHandoffRailClient(**gate.options) as client:
        await asyncio.gather(*(client.list_packets() for _ in range(25)))
        assert gate.connections <= 25
        made = gate.connections
        for _ in range(25):
            await client.list_packets()
        assert gate.connections == made


async def test_those_who_wait_are_let_in_as_they_came(gate: Gate, small: int) -> None:
    async with AsyncHandoffRailClient(**gate.options) as client:
        tasks: list[asyncio.Task[Any]] = []
        for call in range(small + 3):
            tasks.append(asyncio.create_task(client.list_packets(**limits(call))))
            await reached(lambda: len(gate.heads) == min(len(tasks), small))
        for expected in range(small + 1, small + 4):
            gate.answer()
            await reached(lambda expected=expected: len(gate.heads) == expected)
        assert gate.waiting == small
        gate.answer(100)
        await asyncio.gather(*tasks)
        assert order(gate) == list(range(small + 3))
        assert gate.connections == small


def test_threads_wait_for_their_turn(gate: Gate, small: int) -> None:
    with HandoffRailClient(**gate.options) as client:
        threads = [threading.Thread(target=client.list_packets) for _ in range(3 * small)]
        for thread in threads:
            thread.start()
        until(lambda: gate.waiting == small)
        gate.answer(3 * small)
        for thread in threads:
            thread.join(10)
            assert not thread.is_alive()
        assert len(gate.heads) == 3 * small
        assert gate.connections == small


async def test_waiting_for_too_long_is_a_timeout_that_costs_no_place(gate: Gate, small: int) -> None:
    async with AsyncHandoffRailClient(**gate.options) as client:
        tasks = [asyncio.create_task(client.list_packets()) for _ in range(small)]
        await reached(lambda: gate.waiting == small)
        hasty = client.with_options(timeout=0.05)
        with pytest.raises(
            handoffrail.TimeoutError, match=r"no connection to http://127.0.0.1\S+ within 0.05 s"
        ):
            await hasty.create_packet(packet())
        gate.answer(100)
        await asyncio.gather(*tasks)
        await asyncio.gather(*(client.list_packets() for _ in range(2 * small)))
        assert gate.connections == small


def test_a_thread_that_waits_for_too_long(gate: Gate, small: int) -> None:
    with HandoffRailClient(**gate.options) as client:
        threads = [threading.Thread(target=client.list_packets) for _ in range(small)]
        for thread in threads:
            thread.start()
        until(lambda: gate.waiting == small)
        with pytest.raises(handoffrail.TimeoutError, match="no connection to"):
            client.with_options(timeout=0.05).list_packets()
        gate.answer(100)
        for thread in threads:
            thread.join(10)
        assert client.list_packets().total == 0


async def test_a_task_that_is_cancelled_while_it_waits_costs_no_place(gate: Gate, small: int) -> None:
    async with AsyncHandoffRailClient(**gate.options) as client:
        tasks = [asyncio.create_task(client.list_packets(**limits(call))) for call in range(small + 2)]
        await reached(lambda: gate.waiting == small)
        tasks[small].cancel()
        gate.answer()
        await reached(lambda: len(gate.heads) == small + 1)
        assert order(gate)[-1] == small + 1, "the next one got the place"
        gate.answer(100)
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(each) for each in done].count(asyncio.CancelledError) == 1
        await asyncio.gather(*(client.list_packets() for _ in range(2 * small)))
        assert gate.connections == small


async def test_a_task_that_is_cancelled_when_its_turn_has_come_hands_it_on(small: int) -> None:
    from fairlead._async._groups import AsyncGroups

    groups = AsyncGroups("client", shared=False)
    inside = [await groups.enter(lambda: "another", None) for _ in range(small)]
    one, other = (asyncio.create_task(groups.enter(lambda: "another", None)) for _ in range(2))
    await asyncio.sleep(0)
    assert inside[0] is not None
    groups.leave(inside[0])  # which is the turn of the first
    one.cancel()
    assert await other is inside[0]
    with pytest.raises(asyncio.CancelledError):
        await one


async def test_closing_a_client_ends_the_waits_for_a_connection(gate: Gate, small: int) -> None:
    client = AsyncHandoffRailClient(**gate.options)
    tasks = [asyncio.create_task(client.list_packets()) for _ in range(small + 2)]
    await reached(lambda: gate.waiting == small)
    await client.close()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(each) for each in done} == {handoffrail.ClientClosedError}
    assert len(gate.heads) == small


def test_closing_a_client_ends_the_waits_of_threads(gate: Gate, small: int) -> None:
    client = HandoffRailClient(**gate.options)
    ended: list[type[BaseException]] = []

    def ask() -> None:
        try:
            client.list_packets()
        except fairlead.FairleadError as error:
            ended.append(type(error))

    threads = [threading.Thread(target=ask) for _ in range(small + 2)]
    for thread in threads:
        thread.start()
    until(lambda: gate.waiting == small)
    client.close()
    for thread in threads:
        thread.join(10)
    assert ended == [handoffrail.ClientClosedError] * len(threads)


async def test_a_stream_keeps_its_place_until_it_is_closed(
    handoffrail_emulator: Emulator, small: int
) -> None:
    async with AsyncHandoffRailClient(**handoffrail_emulator.options, max_retries=0) as client:
        streams = [client.events(["agent:a"]) for _ in range(small)]
        for stream in streams:
            await stream.__aenter__()
        hasty = client.with_options(timeout=0.05)
        with pytest.raises(handoffrail.TimeoutError, match="no connection to"):
            await hasty.list_packets()
        await streams.pop().close()
        assert (await client.list_packets()).total == 0
        for stream in streams:
            await stream.close()


async def test_connections_of_a_crowd_that_has_gone_are_closed(
    gate: Gate, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.answer(100)
    async with AsyncHandoffRailClient(**gate.options) as client:
        await asyncio.gather(*(client.list_packets() for _ in range(small)))
        groups = client._http.pool.groups
        assert len(groups.clients) == 2
        await client.list_packets()
        assert len(groups.clients) == 2, "they may be needed again at once"
        now = time.monotonic()
        monkeypatch.setattr("time.monotonic", lambda: now + 6)
        last = groups.clients[-1]
        await client.list_packets()
        assert groups.clients == [client._http.pool.client]
        assert last.is_closed


async def test_groups_share_their_cookies(gate: Gate, small: int) -> None:
    async with AsyncHandoffRailClient(**gate.options) as client:
        gate.answer()
        await client.list_packets()
        tasks = [asyncio.create_task(client.list_packets()) for _ in range(small)]
        await reached(lambda: gate.waiting == small)
        gate.answer(small)
        await asyncio.gather(*tasks)
    assert [b"cookie: seen=yes" in head.lower() for head in gate.heads] == [False, *[True] * small]


def test_a_forked_child_of_a_crowd_has_connections_of_its_own(gate: Gate, small: int) -> None:
    with HandoffRailClient(**gate.options) as client:
        threads = [threading.Thread(target=client.list_packets) for _ in range(small)]
        for thread in threads:
            thread.start()
        until(lambda: gate.waiting == small)
        helper = threading.Thread(target=lambda: (until(lambda: gate.waiting > small), gate.answer(100)))
        helper.start()
        assert in_child(client.list_packets) == "", "although all places of the parent are taken"
        for thread in (helper, *threads):
            thread.join(10)


def packet() -> handoffrail.PacketCreate:
    return (
        handoffrail.HandoffPacket.builder().from_agent("a", "A").to_agent("b", "B").with_summary("s").build()
    )
