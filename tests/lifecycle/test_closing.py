"""Closing a client ends its streams at once, whoever waits for them, and says so; and nothing is left."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

import fairlead
from fairlead import handoffrail, mycel
from fairlead.emulator import Emulator, Fault
from tests.lifecycle.conftest import Silent

AT_ONCE = 2.0
"""Seconds that count as at once on a busy machine; nothing comes that would end the wait otherwise."""


def until(done: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def waits(thread: threading.Thread) -> bool:
    """Whether a thread stays where it is."""
    places = set[tuple[int, int]]()
    for _ in range(5):
        frame = sys._current_frames()[thread.ident or 0]
        places.add((id(frame), frame.f_lasti))
        time.sleep(0.002)
    return len(places) == 1


def connections(emulator: Emulator) -> int:
    """How many sockets of this process are connected to an emulator."""
    port = urlsplit(emulator.url).port
    found = 0
    for each in gc.get_objects():
        if type(each) is socket.socket and each.family is socket.AF_INET and each.fileno() >= 0:
            with contextlib.suppress(OSError):
                found += each.getpeername()[1] == port
    return found


def follow(stream: Any, entered: Callable[[], object], ended: list[BaseException | None]) -> None:
    """Read a stream to its end, and remember how it ended."""
    try:
        with stream if hasattr(stream, "__enter__") else contextlib.nullcontext():
            entered()
            for _ in stream:
                pass
    except fairlead.FairleadError as error:
        ended.append(error)
    else:
        ended.append(None)


def test_closing_a_client_ends_the_stream_that_a_thread_waits_for(silent: Silent) -> None:
    entered, ended = threading.Event(), list[BaseException | None]()
    client = silent.kind.blocking(**silent.emulator.options)
    stream = silent.kind.open(client, silent.subject)
    threads = threading.active_count()
    thread = threading.Thread(target=follow, args=(stream, entered.set, ended))
    thread.start()
    assert entered.wait(10)
    until(lambda: waits(thread))
    started = time.monotonic()
    client.close()
    thread.join(10)
    assert time.monotonic() - started < AT_ONCE
    assert isinstance(ended[0], fairlead.ClientClosed)
    until(lambda: threading.active_count() == threads)
    until(lambda: connections(silent.emulator) == 0)


async def test_closing_a_client_ends_the_stream_that_a_task_waits_for(silent: Silent) -> None:
    entered = asyncio.Event()
    client = silent.kind.asynchronous(**silent.emulator.options)

    async def read() -> None:
        stream = silent.kind.open(client, silent.subject)
        async with stream if hasattr(stream, "__aenter__") else contextlib.nullcontext():
            entered.set()
            async for _ in stream:
                pass

    task = asyncio.create_task(read())
    await asyncio.wait_for(entered.wait(), 10)
    for _ in range(50):  # until it waits, or as good as
        await asyncio.sleep(0)
    started = time.monotonic()
    await client.close()
    with pytest.raises(fairlead.ClientClosed):
        await task
    assert time.monotonic() - started < AT_ONCE
    assert asyncio.all_tasks() == {asyncio.current_task()}
    await asyncio.to_thread(until, lambda: connections(silent.emulator) == 0)


def test_a_stream_that_was_closed_before_its_client_just_ends(silent: Silent) -> None:
    if silent.kind.backend == "hai":
        pytest.skip("a generator")
    entered, ended = threading.Event(), list[BaseException | None]()
    with silent.kind.blocking(**silent.emulator.options) as client:
        stream = silent.kind.open(client, silent.subject)
        thread = threading.Thread(target=follow, args=(stream, entered.set, ended))
        thread.start()
        assert entered.wait(10)
        until(lambda: waits(thread))
        stream.close()
    thread.join(10)
    assert ended == [None]


NEVER = handoffrail.Reconnect(delay=1000, max_delay=1000)


@pytest.mark.parametrize("transport", ["sse", "websocket"])
def test_closing_a_client_ends_a_stream_that_waits_to_connect_again(
    handoffrail_emulator: Emulator, transport: Any
) -> None:
    ended: list[BaseException | None] = []
    client = handoffrail.HandoffRailClient(**handoffrail_emulator.options)
    path = "/events" if transport == "sse" else "/ws"
    handoffrail_emulator.faults.add(Fault(path=path, cut_after_events=0, cut="end"))
    # Without channels, so that entering sends nothing over the connection that is about to end.
    stream = client.events(transport=transport, reconnect=NEVER)
    stream.__enter__()
    thread = threading.Thread(target=follow, args=(iter(stream), int, ended))
    thread.start()
    until(lambda: not stream.connected)
    client.close()
    thread.join(10)
    assert isinstance(ended[0], handoffrail.ClientClosedError)
    stream.close()


async def test_the_same_with_a_task_and_an_inbox(mycel_emulator: Emulator) -> None:
    client = mycel.AsyncClient(**mycel_emulator.options)
    fault = mycel_emulator.faults.add(
        Fault(path="/api/runtime/inbox/subscribe", cut_after_events=0, cut="end", times=1)
    )
    stream = client.notifications.stream(reconnect=NEVER)
    await stream.__aenter__()
    task = asyncio.ensure_future(anext(stream))
    await asyncio.to_thread(until, lambda: fault.hits and not connections(mycel_emulator))
    await asyncio.sleep(0)
    await client.close()
    with pytest.raises(mycel.ClientClosed):
        await task


def test_a_closed_client_opens_no_stream(silent: Silent) -> None:
    client = silent.kind.blocking(**silent.emulator.options)
    client.close()

    def read() -> None:
        stream = silent.kind.open(client, silent.subject)
        with stream if hasattr(stream, "__enter__") else contextlib.nullcontext():
            next(iter(stream))

    with pytest.raises(fairlead.ClientClosed):
        read()


def test_a_thread_that_waits_for_an_answer_does_not_wait_on(handoffrail_emulator: Emulator) -> None:
    errors: list[BaseException] = []
    client = handoffrail.HandoffRailClient(**handoffrail_emulator.options)
    handoffrail_emulator.faults.add(Fault(path="/api/v1/packets", stall=True))

    def ask() -> None:
        try:
            client.list_packets()
        except fairlead.FairleadError as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: waits(thread))
    client.close()
    thread.join(10)
    assert isinstance(errors[0], handoffrail.ClientClosedError)
