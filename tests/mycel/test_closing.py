"""Closing a stream that somebody waits for: from another thread, from another task, and by forgetting it."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from fairlead import mycel
from fairlead.mycel import AsyncClient, Client, Reconnect

AT_ONCE = 0.5
"""Seconds that count as at once on a busy machine; the server never answers, so waiting would be longer."""
TOKEN = "t0ken"

either_way = pytest.mark.parametrize("reconnect", [False, Reconnect(delay=1000, max_delay=1000)])


class Silent:
    """A server that accepts WebSockets and then neither says nor answers anything."""

    def __init__(self, inbox: Callable[..., Any]) -> None:
        self.connected = threading.Event()
        self.done = threading.Event()
        self.url = inbox(self._serve).url

    def _serve(self, peer: Any) -> None:
        connection = vars(peer)["_connection"]
        with connection.protocol_mutex:  # its reader cannot answer a close frame now
            self.connected.set()
            self.done.wait(30)


@pytest.fixture
def silent(inbox: Callable[..., Any]) -> Any:
    server = Silent(inbox)
    yield server
    server.done.set()


@either_way
def test_closing_from_another_thread(silent: Silent, reconnect: Any) -> None:
    ended: list[float] = []
    with Client(base_url=silent.url, auth_token=TOKEN) as client:
        stream = client.notifications.stream(reconnect=reconnect)

        def follow() -> None:
            assert list(stream) == []
            ended.append(time.monotonic())

        thread = threading.Thread(target=follow)
        thread.start()
        assert silent.connected.wait(10)
        started = time.monotonic()
        stream.close()
        closed = time.monotonic()
        thread.join(10)
    assert closed - started < AT_ONCE
    assert ended[0] - started < AT_ONCE


@either_way
async def test_closing_from_another_task(silent: Silent, reconnect: Any) -> None:
    async with AsyncClient(base_url=silent.url, auth_token=TOKEN) as client:
        stream = client.notifications.stream(reconnect=reconnect)

        async def follow() -> float:
            assert [frame async for frame in stream] == []
            return time.monotonic()

        task = asyncio.create_task(follow())
        assert await asyncio.to_thread(silent.connected.wait, 10)
        started = time.monotonic()
        await stream.close()
        closed = time.monotonic()
        assert await task - started < AT_ONCE
    assert closed - started < AT_ONCE


def test_closing_while_it_waits_to_connect_again(inbox: Callable[..., Any]) -> None:
    cut = threading.Event()

    def serve(peer: Any) -> None:
        peer.cut()
        cut.set()

    with Client(base_url=inbox(serve).url, auth_token=TOKEN) as client:
        stream = client.notifications.stream(reconnect=Reconnect(delay=1000, max_delay=1000))
        thread = threading.Thread(target=lambda: list(stream))
        thread.start()
        assert cut.wait(10)
        started = time.monotonic()
        stream.close()
        thread.join(10)
        assert not thread.is_alive()
        assert time.monotonic() - started < AT_ONCE


def test_closing_before_it_is_opened(inbox: Callable[..., Any]) -> None:
    server = inbox(lambda peer: peer.wait())
    with Client(base_url=server.url, auth_token=TOKEN) as client:
        stream = client.notifications.stream()
        stream.close()
        assert list(stream) == []
    assert server.served == 0


async def test_a_cancelled_wait_loses_no_frame(inbox: Callable[..., Any]) -> None:
    go = threading.Event()

    def serve(peer: Any) -> None:
        assert go.wait(10)
        frame = {
            "type": "notify",
            "seq": 1,
            "fingerprint": "f",
            "ts": 1.0,
            "metadata": {"event_type": "chat.message"},
        }
        peer.send(frame)
        peer.wait()

    async with (
        AsyncClient(base_url=inbox(serve).url, auth_token=TOKEN) as client,
        client.notifications.stream() as frames,
    ):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(frames), 0.05)
        go.set()
        assert (await anext(frames)).seq == 1


def test_a_loop_that_is_left_frees_its_connection(inbox: Callable[..., Any]) -> None:
    gone = threading.Event()
    frame = {
        "type": "notify",
        "seq": 1,
        "fingerprint": "f",
        "ts": 1.0,
        "metadata": {"event_type": "chat.message"},
    }

    def serve(peer: Any) -> None:
        peer.send(frame)
        peer.wait()
        gone.set()

    with Client(base_url=inbox(serve).url, auth_token=TOKEN) as client:
        for found in client.notifications.stream():
            assert found == frame
            break
        gc.collect()
        assert gone.wait(10)


def test_blocking_clients_work_inside_a_running_loop(mycel_emulator: Any) -> None:
    async def main() -> str:
        with Client(**mycel_emulator.options) as client:
            return client.me.whoami().id

    assert asyncio.run(main())


def test_importing_the_facade_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = ("httpx2", "pydantic", "websockets", "mycel_backend_client")
    code = f"import sys, fairlead.mycel; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_all_public_names_are_there() -> None:
    assert [name for name in mycel.__all__ if not hasattr(mycel, name)] == []
    assert set(mycel.__all__) <= set(dir(mycel))
