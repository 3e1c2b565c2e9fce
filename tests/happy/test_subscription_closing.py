"""Subscriptions among tasks and threads: closed by others, cancelled, forgotten, and read while it storms."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Iterator

import pytest

from fairlead._async.happy import subscription
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient, SyncHappyClient, UpdateKind

AT_ONCE = 1.0
"""Seconds that count as at once on a busy machine; nothing happens that would end the wait otherwise."""
SOCKET = "/v1/updates/"


def assert_no_thread_is_left() -> None:
    for thread in threading.enumerate():
        if thread.name == "fairlead-happy-link":
            thread.join(10)  # it was told to end, and a busy machine may not have let it
            assert not thread.is_alive()


@pytest.fixture
def blocking(happy_emulator: Emulator) -> Iterator[SyncHappyClient]:
    with SyncHappyClient(**happy_emulator.options, timeout=10) as client:
        yield client
    assert_no_thread_is_left()


def test_closing_from_another_thread(blocking: SyncHappyClient) -> None:
    updates = blocking.subscribe(blocking.create_session("t", {}).id)
    updates.start()
    ended: list[float] = []
    thread = threading.Thread(target=lambda: ended.append(time.monotonic()) if not list(updates) else None)
    thread.start()
    started = time.monotonic()
    updates.close()
    assert time.monotonic() - started < AT_ONCE
    thread.join(10)
    assert ended[0] - started < AT_ONCE


async def test_closing_from_another_task(happy_emulator: Emulator) -> None:
    async with HappyClient(**happy_emulator.options, timeout=10) as client:
        session = await client.create_session("t", {})
        updates = client.subscribe(session.id)
        await updates.start()

        async def follow() -> list[object]:
            return [update async for update in updates]

        task = asyncio.create_task(follow())
        await asyncio.sleep(0)
        started = time.monotonic()
        await updates.aclose()
        assert await task == []
        assert time.monotonic() - started < AT_ONCE
    assert asyncio.all_tasks() == {asyncio.current_task()}


def test_closing_while_it_reconnects(happy_emulator: Emulator, blocking: SyncHappyClient) -> None:
    updates = blocking.subscribe(blocking.create_session("t", {}).id)
    updates.start()
    happy_emulator.faults.add(Fault(path=SOCKET, status=503))
    happy_emulator.run(happy_emulator.backend.drop_sockets)
    first = updates.receive(10)
    assert first is not None
    assert first.kind is UpdateKind.RECONNECTING
    started = time.monotonic()
    updates.close()
    assert updates.receive() is None
    assert time.monotonic() - started < AT_ONCE


async def test_a_cancelled_wait_loses_no_update(happy_emulator: Emulator) -> None:
    async with HappyClient(**happy_emulator.options, timeout=10) as client:
        session = await client.create_session("t", {})
        async with client.subscribe(session.id) as updates:
            await client.send_message(session.id, "1")
            seen: list[str | None] = []
            generator = random.Random(6)
            for number in range(2, 60):
                try:
                    async with asyncio.timeout(generator.random() / 200):
                        update = await anext(updates)
                except TimeoutError:
                    await client.send_message(session.id, str(number))
                else:
                    seen.append(update.text)
            newest = (await client.get_messages(session.id, limit=1))[0]
            while len(seen) < newest.seq:
                seen.append((await anext(updates)).text)
        stored = [message.text for message in await client.get_messages(session.id)]
    assert seen == stored


async def test_many_subscriptions_share_one_socket(happy_emulator: Emulator) -> None:
    async with HappyClient(**happy_emulator.options, timeout=10) as client:
        sessions = [(await client.create_session(f"t-{number}", {})).id for number in range(20)]
        subscriptions = [client.subscribe(session_id) for session_id in sessions]
        await asyncio.gather(*(updates.start() for updates in subscriptions))
        await asyncio.gather(*(client.send_message(session_id, session_id) for session_id in sessions))
        heard = await asyncio.gather(*(updates.receive(10) for updates in subscriptions))
        sockets = [request for request in happy_emulator.requests if request.path == SOCKET]
    assert [update.text if update else None for update in heard] == sessions
    assert len(sockets) == 1


@pytest.mark.parametrize("seed", range(3))
async def test_a_storm(happy_emulator: Emulator, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets are cut, events are lost and requests fail at random; every message is seen once, in order."""
    monkeypatch.setattr(subscription, "SILENCE", 0.5)  # for when the last event is lost
    generator = random.Random(seed)
    async with HappyClient(**happy_emulator.options, timeout=10, max_retries=9, retry_delay=0.01) as client:
        session_id = (await client.create_session("t", {})).id
        texts = list(map(str, range(200)))
        seen: list[str | None] = []

        async def read() -> None:
            async with client.subscribe(session_id, buffer_size=5) as updates:
                ready.set()
                async for update in updates:
                    if update.kind is UpdateKind.NEW_MESSAGE:
                        seen.append(update.text)
                    if len(seen) == len(texts):
                        return
                    if generator.random() < 0.1:
                        await asyncio.sleep(0.005)

        ready = asyncio.Event()
        reader = asyncio.create_task(read())
        await ready.wait()
        for text in texts:
            match generator.randrange(60):
                case 0:
                    happy_emulator.run(happy_emulator.backend.drop_sockets)
                case 1 | 2 | 3:
                    happy_emulator.faults.add(Fault(point="update", drop="before", times=1))
                case 4:
                    happy_emulator.faults.add(Fault(method="GET", status=500, times=1))
                case _:
                    pass
            await client.send_message(session_id, text)
        happy_emulator.faults.clear()
        async with asyncio.timeout(30):
            await reader
        stored = [message.text for message in await client.get_messages(session_id)]
    assert seen == stored == texts
