"""The socket of a client among tasks, threads and event loops: shared, closed by others, leaving nothing."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from fairlead import happy
from fairlead._async._http import AsyncHttp
from fairlead._async.happy.link import AsyncLink
from fairlead._core.deadline import Deadline
from fairlead._core.reconnect import Reconnect
from fairlead._sync._http import Http
from fairlead._sync.happy.link import Link
from fairlead.happy._errors import FAMILY
from fairlead.happy._frames import Change
from tests.happy.socket_server import NOTHING, SocketServer

AT_ONCE = 1.0
"""Seconds that count as at once on a busy machine; everything that is waited for here takes longer."""
NEVER = Reconnect(delay=1000, max_delay=1000)


def make_link(url: str, **options: Any) -> Link:
    return Link(Http(FAMILY, url), token=lambda: "t", **options)


def make_async_link(url: str, **options: Any) -> AsyncLink:
    return AsyncLink(AsyncHttp(FAMILY, url), token=lambda: "t", **options)


def workers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "fairlead-happy-link"]


def assert_no_thread_is_left() -> None:
    for thread in workers():
        thread.join(10)  # it was told to end, and a busy machine may not have let it
        assert not thread.is_alive()


@pytest.fixture
def black_hole(serve_raw: Callable[..., Any]) -> Iterator[str]:
    """A server that accepts connections and never says anything."""
    done = threading.Event()
    server = serve_raw(lambda connection: done.wait(60))
    yield f"http://127.0.0.1:{server.port}"
    done.set()


def test_threads_share_one_socket(socket_server: SocketServer) -> None:
    link = make_link(socket_server.url)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: link.call("echo", {"n": number}, 10)["n"], range(200)))
    link.close()
    assert answers == list(range(200))
    assert len(socket_server.auths) == 1


async def test_tasks_share_one_socket(socket_server: SocketServer) -> None:
    link = make_async_link(socket_server.url)
    calls = [link.call("echo", {"n": number}, 10) for number in range(200)]
    assert [answer["n"] for answer in await asyncio.gather(*calls)] == list(range(200))
    await link.close()
    assert len(socket_server.auths) == 1


async def test_the_blocking_one_works_inside_of_a_running_event_loop(socket_server: SocketServer) -> None:
    link = make_link(socket_server.url)
    listener = link.listen()
    assert link.call("echo", {"a": 1}, 10) == {"a": 1}
    socket_server.cut()
    assert listener.next(10) is Change.LOST
    assert listener.next(10) is Change.RESTORED
    link.close()
    assert_no_thread_is_left()


def test_an_asynchronous_one_can_go_on_in_another_event_loop(socket_server: SocketServer) -> None:
    link = make_async_link(socket_server.url)

    async def call() -> Any:
        link.listen()
        return await link.call("echo", {"a": 1}, 10)

    assert [asyncio.run(call()), asyncio.run(call())] == [{"a": 1}] * 2

    async def close() -> None:
        await link.call("echo", {}, 10)
        await link.close()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(close())
    assert len(socket_server.auths) == 3


def test_closing_from_another_thread(socket_server: SocketServer) -> None:
    asked = threading.Event()
    socket_server.answers["rpc-call"] = lambda _: asked.set() or NOTHING
    link = make_link(socket_server.url)
    listener = link.listen()
    results: list[Any] = []

    def call() -> None:
        with pytest.raises(happy.ConnectionError):
            link.call("rpc-call", {}, 60)

    threads = [
        threading.Thread(target=call),
        threading.Thread(target=lambda: results.append(listener.next())),
    ]
    for thread in threads:
        thread.start()
    assert asked.wait(10)
    started = time.monotonic()
    link.close()
    for thread in threads:
        thread.join(10)
    assert time.monotonic() - started < AT_ONCE
    assert results in ([None], [Change.LOST])
    assert_no_thread_is_left()


async def test_closing_from_another_task(socket_server: SocketServer) -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    socket_server.answers["rpc-call"] = lambda _: loop.call_soon_threadsafe(asked.set) and NOTHING
    link = make_async_link(socket_server.url)
    listener = link.listen()
    call = asyncio.create_task(link.call("rpc-call", {}, 60))
    heard = asyncio.create_task(listener.next())
    await asked.wait()
    started = time.monotonic()
    await link.close()
    with pytest.raises(happy.ConnectionError):
        await call
    assert await heard in (None, Change.LOST)
    assert time.monotonic() - started < AT_ONCE
    assert asyncio.all_tasks() == {asyncio.current_task()}


def test_closing_while_a_thread_connects(black_hole: str) -> None:
    link = make_link(black_hole)
    raised: list[BaseException] = []

    def call() -> None:
        with pytest.raises(happy.ClientClosedError) as error:
            link.call("echo", {}, 60)
        raised.append(error.value)

    thread = threading.Thread(target=call)
    thread.start()
    while not workers():
        time.sleep(0.01)
    started = time.monotonic()
    link.close()
    thread.join(10)
    assert time.monotonic() - started < AT_ONCE
    assert raised


async def test_closing_while_a_task_connects(black_hole: str) -> None:
    link = make_async_link(black_hole)
    call = asyncio.create_task(link.call("echo", {}, 60))
    await asyncio.sleep(0.05)
    started = time.monotonic()
    await link.close()
    with pytest.raises(happy.ClientClosedError):
        await call
    assert time.monotonic() - started < AT_ONCE
    assert asyncio.all_tasks() == {asyncio.current_task()}


def test_closing_while_it_waits_to_connect_again(socket_server: SocketServer) -> None:
    link = make_link(socket_server.url, reconnect=NEVER)
    listener = link.listen()
    link.connected(Deadline(10))
    socket_server.cut()
    assert listener.next(10) is Change.LOST
    started = time.monotonic()
    link.close()
    assert listener.next() is None
    assert time.monotonic() - started < AT_ONCE
    assert_no_thread_is_left()


async def test_a_cancelled_call_leaves_nothing_behind(socket_server: SocketServer) -> None:
    socket_server.answers["rpc-call"] = lambda _: NOTHING
    link = make_async_link(socket_server.url)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await link.call("rpc-call", {}, None)
    assert await link.call("echo", {"a": 1}, 10) == {"a": 1}
    await link.close()


async def test_a_cancelled_wait_loses_nothing(socket_server: SocketServer) -> None:
    link = make_async_link(socket_server.url)
    listener = link.listen()
    await link.connected(Deadline(10))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await listener.next()
    socket_server.tell({"t": "delete-session", "sid": "s"})
    item = await listener.next(10)
    assert getattr(item, "kind", None) == "delete-session"
    await link.close()
