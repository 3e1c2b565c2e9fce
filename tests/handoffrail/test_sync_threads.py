"""The blocking client among threads and event loops. Written by hand: this has no asynchronous twin."""

from __future__ import annotations

import asyncio
import importlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest

from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    ConfigurationError,
    ConflictError,
    EventStream,
    HandoffRailClient,
    PacketCreate,
    Reconnect,
)

Draft = Callable[..., PacketCreate]
Transport = Literal["sse", "websocket"]
PATH = {"sse": "/events", "websocket": "/ws"}

both_transports = pytest.mark.parametrize("transport", ["sse", "websocket"])


@pytest.fixture
def backend(handoffrail_emulator: Emulator) -> Emulator:
    return handoffrail_emulator


@pytest.fixture
def rail(backend: Emulator) -> Iterator[HandoffRailClient]:
    with HandoffRailClient(**backend.options, timeout=10) as client:
        yield client


def until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.002)


@pytest.mark.parametrize("library", ["httpx2", "httpx"])
async def test_an_asynchronous_http_client_is_refused(library: str) -> None:
    async with importlib.import_module(library).AsyncClient() as http_client:
        with pytest.raises(ConfigurationError, match=r"must be an httpx2\.Client or httpx\.Client, got"):
            HandoffRailClient("http://localhost/api/v1", "hr_x", http_client=http_client)


def test_threads_share_a_client(rail: HandoffRailClient, draft: Draft) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda number: rail.create_packet(draft(f"packet {number}")), range(40)))
        lists = list(threads.map(lambda size: list(rail.iter_packets(page_size=size)), range(5, 13)))
    for found in lists:
        assert len(found) == 40
        assert {packet.id for packet in found} == {packet.id for packet in made}


def test_of_many_claims_at_once_one_wins(rail: HandoffRailClient, draft: Draft) -> None:
    packet = rail.create_packet(draft())

    def claim(number: int) -> bool:
        try:
            rail.claim_packet(packet.id, agent_id=f"a-{number}", agent_name="A")
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(claim, range(16))) == 1


async def test_it_works_where_an_event_loop_runs(rail: HandoffRailClient, draft: Draft) -> None:
    packet = rail.create_packet(draft())
    assert rail.get_packet(packet.id) == packet
    for transport in ("sse", "websocket"):
        with rail.events(transport=transport) as events:
            made = rail.create_packet(draft())
            assert next(events).packet_id == str(made.id)
    assert await asyncio.to_thread(rail.get_packet, packet.id) == packet


class Follower(threading.Thread):
    """Reads a stream to its end, and notes how many events there were and when it ended."""

    def __init__(self, events: EventStream) -> None:
        super().__init__()
        self._events = events
        self.seen = 0
        self.ended = 0.0
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            for _ in self._events:
                self.seen += 1
        except BaseException as error:  # noqa: BLE001 - the test looks at it
            self.error = error
        self.ended = time.monotonic()


def nothing_left(backend: Emulator, threads: set[threading.Thread]) -> bool:
    return set(threading.enumerate()) <= threads and all(
        request.duration is not None for request in backend.requests
    )


def close_from_here(events: EventStream, follower: Follower) -> float:
    """Close the stream that the follower waits for, and return how long it took it to end."""
    started = time.monotonic()
    events.close()
    follower.join(5)
    assert not follower.is_alive()
    assert follower.error is None
    return follower.ended - started


@both_transports
def test_closing_ends_the_iteration_of_another_thread_at_once(
    rail: HandoffRailClient, backend: Emulator, draft: Draft, transport: Transport
) -> None:
    threads = set(threading.enumerate())
    times: list[float] = []
    for _ in range(3):
        with rail.events(transport=transport) as events:
            follower = Follower(events)
            follower.start()
            rail.create_packet(draft())
            until(lambda follower=follower: follower.seen == 1)
            time.sleep(0.02)
            times.append(close_from_here(events, follower))
            assert follower.seen == 1
    assert min(times) < 0.1
    until(lambda: nothing_left(backend, threads))


@both_transports
def test_closing_works_over_tls_too(
    backend: Emulator,
    serve_tls: Callable[[int], int],
    certificate: Path,
    draft: Draft,
    transport: Transport,
) -> None:
    options = {**backend.options, "base_url": f"https://127.0.0.1:{serve_tls(backend.port)}/api/v1"}
    times: list[float] = []
    with HandoffRailClient(**options, verify=str(certificate)) as rail:
        for _ in range(3):
            with rail.events(transport=transport) as events:
                follower = Follower(events)
                follower.start()
                rail.create_packet(draft())
                until(lambda follower=follower: follower.seen == 1)
                time.sleep(0.02)
                times.append(close_from_here(events, follower))
    assert min(times) < 0.1


@both_transports
def test_closing_ends_the_pause_before_the_next_attempt(
    rail: HandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    backend.faults.add(Fault(path=PATH[transport], cut_after_events=1))
    with rail.events(transport=transport, reconnect=Reconnect(delay=60)) as events:
        follower = Follower(events)
        follower.start()
        until(lambda: not events.connected)
        time.sleep(0.02)
        assert close_from_here(events, follower) < 0.1


@both_transports
def test_closing_while_it_connects_again_leaves_nothing_open(
    rail: HandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    threads = set(threading.enumerate())
    backend.faults.add(Fault(path=PATH[transport], cut_after_events=1, times=1))
    with rail.events(transport=transport, reconnect=Reconnect(delay=0)) as events:
        slow = backend.faults.add(Fault(path=PATH[transport], latency=0.1))
        follower = Follower(events)
        follower.start()
        until(lambda: slow.hits == 1)
        close_from_here(events, follower)
    assert not events.connected
    until(lambda: nothing_left(backend, threads))


@both_transports
def test_streams_leave_no_thread_and_no_connection(
    rail: HandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    threads = set(threading.enumerate())
    for _ in range(10):
        with rail.events(transport=transport):
            pass
    until(lambda: nothing_left(backend, threads))
