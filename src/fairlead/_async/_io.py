"""The port, asynchronous flavour: the few places where the two flavours of the facades really differ."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterable
from typing import Any, Protocol, TypeVar, cast

__all__ = [
    "RUNS_COROUTINES",
    "Closing",
    "Grip",
    "Job",
    "Lock",
    "Signal",
    "StreamedResponse",
    "Worker",
    "abort",
    "alone",
    "connect_websocket",
    "discard",
    "home",
    "interrupt",
    "new_client",
    "receive",
    "settle",
    "tls_context",
    "wait_for",
]

T = TypeVar("T")

RUNS_COROUTINES = True
"""Whether a coroutine function of the application can be run."""


home = asyncio.get_running_loop
"""Says what sockets belong to: the running event loop."""


def alone() -> Lock:
    """Held for moments in which no other thread of this process may interfere: nothing to do for tasks."""
    return Lock()


def discard(client: Any) -> None:
    """Free what can be freed of an HTTP client that nobody closed: nothing, as that has to be awaited."""


def interrupt(client: Any) -> None:
    """Wake those who wait for answers, before an HTTP client is closed: nothing, as closing does it."""


class Closable(Protocol):
    """What can be closed."""

    async def close(self) -> None:
        """Close it."""
        ...


class Closing:
    """Gives `close` the name that asynchronous libraries have for it, too."""

    async def aclose(self: Closable) -> None:
        """The same as `close`."""
        await self.close()


class Signal:
    """Says once, to all who wait for it, that it is time to stop."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Wake everybody who waits, now and later."""
        self._event.set()

    def is_set(self) -> bool:
        """Whether it is time to stop."""
        return self._event.is_set()

    async def wait(self, seconds: float | None) -> bool:
        """Wait for the signal, up to `seconds` if that is not None, and say whether it is set."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()
        return self._event.is_set()


class Job:
    """A function of the application that runs by itself, beside others and whatever its caller does.

    A coroutine function runs in the event loop, and every other one in a thread.
    """

    def __init__(self, function: Callable[[], Any], *, is_coroutine: bool) -> None:
        self._is_coroutine = is_coroutine
        self._task = asyncio.ensure_future(_await(function) if is_coroutine else _thread(function))
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())  # nobody may ask

    @property
    def is_done(self) -> bool:
        """Whether it has ended."""
        return self._task.done()

    @property
    def task(self) -> asyncio.Future[Any]:
        """What there is to wait for."""
        return self._task

    def result(self) -> tuple[Any, BaseException | None]:
        """What it returned, or what it raised. It has to be done."""
        if self._task.cancelled():
            return None, asyncio.CancelledError()
        error = self._task.exception()
        return (None, error) if error else (self._task.result(), None)

    def stop(self) -> bool:
        """End it, and say whether that is possible: a thread cannot be stopped."""
        return self._is_coroutine and (self._task.cancelled() or self._task.cancel())


async def _await(function: Callable[[], Any]) -> Any:
    return await function()


async def _thread(function: Callable[[], Any]) -> Any:
    # A thread hands over what it raised, because a future cannot carry every exception.
    value, error = await asyncio.to_thread(_attempt, function)
    if error is not None:
        raise error
    return await settle(value)


def _attempt(function: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    try:
        return function(), None
    except BaseException as error:  # noqa: BLE001 - it is raised where the result is looked at
        return None, error


async def wait_for(jobs: Iterable[Job], seconds: float | None) -> None:
    """Wait until all jobs are done, up to `seconds`. They go on if that is too short."""
    tasks = [job.task for job in jobs]
    if tasks:
        await asyncio.wait(tasks, timeout=seconds)


class Lock:
    """Held for moments in which nobody may interfere, never while awaiting: so it does nothing for tasks."""

    def __enter__(self) -> None: ...

    def __exit__(self, *exc: object) -> None: ...


class Worker:
    """Work that goes on beside its maker: a task, of the event loop that it was made in.

    Args:
        work: What to do. It handles its errors itself.
        name: For those who look at tasks.
    """

    def __init__(self, work: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
        self._task = asyncio.create_task(work(), name=name)

    @property
    def alive(self) -> bool:
        """Whether it goes on, here: work of another event loop does not, as that one may have ended."""
        return not self._task.done() and self._task.get_loop() is asyncio.get_running_loop()

    async def stop(self) -> None:
        """End it."""
        if self.alive:
            self._task.cancel()
            await asyncio.wait({self._task})


class StreamedResponse(Protocol):
    """What is used of an httpx or httpx2 response whose body is still on its way."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Any: ...
    @property
    def extensions(self) -> dict[str, Any]: ...
    @property
    def is_stream_consumed(self) -> bool: ...
    def aiter_bytes(self) -> AsyncIterator[bytes]: ...
    def aiter_raw(self) -> AsyncIterator[bytes]: ...
    async def aclose(self) -> None: ...


class Grip:
    """A hold on the connection of one request, to give it up even before there is an answer."""

    def __init__(self) -> None:
        self._stream: Any = None
        self._released = False

    async def trace(self, name: str, info: dict[str, Any]) -> None:
        """Hear from the HTTP library what it does, and remember the connection that it makes."""
        if name.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._stream = info["return_value"]
            if self._released:
                await self._stream.aclose()

    async def end(self) -> None:
        """Give the connection up at once, also while another task waits for the answer."""
        self._released = True
        if self._stream is not None:
            await self._stream.aclose()


def tls_context(verify: bool | ssl.SSLContext) -> ssl.SSLContext:
    """The certificates to trust: those of the HTTP library, none to check, or the given ones."""
    import httpx2

    return httpx2.create_ssl_context(verify)


def new_client(*, connections: int, keep_alive: bool, **options: Any) -> Any:
    """Make an HTTP client with a pool of its own. This is the one place that chooses the library."""
    import httpx2

    limits = httpx2.Limits(
        max_connections=connections, max_keepalive_connections=connections if keep_alive else 0
    )
    try:
        return httpx2.AsyncClient(limits=limits, **options)
    except httpx2.InvalidURL:
        # Not in its words, which may be a part of a password.
        raise ValueError(
            "a proxy in the environment (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY) is no URL; in a user"
            " or password, characters such as / and @ have to be escaped (%2F, %40)"
        ) from None


async def abort(response: StreamedResponse) -> None:
    """End a response at once, also while another task is waiting for its next bytes."""
    await response.aclose()


def connect_websocket(url: str, **options: Any) -> Any:
    """Connect a WebSocket, as a context manager that closes it."""
    from websockets.asyncio import client
    from websockets.exceptions import InvalidStatus

    class Connection(client.ClientConnection):
        async def handshake(self, *args: Any, **kwargs: Any) -> None:
            try:
                await super().handshake(*args, **kwargs)
            except InvalidStatus as refusal:
                # The library would follow a redirect, and show the credentials to whoever it leads to.
                if "Location" in refusal.response.headers:
                    del refusal.response.headers["Location"]
                raise

    # As Any: the library does not say the types of a few options.
    return cast("Any", client).connect(url, create_connection=Connection, **options)


async def settle(value: Awaitable[T] | T) -> T:
    """The value, awaited if it has to be."""
    return await cast("Awaitable[T]", value) if inspect.isawaitable(value) else cast("T", value)


async def receive(websocket: Any, timeout: float | None) -> str | bytes:
    """Wait up to `timeout` seconds for the next frame of a WebSocket."""
    receiving = websocket.recv()
    try:
        waiting = receiving.send(None)
    except StopIteration as frame:
        return frame.value  # it is here already, so it needs no timer, which costs as much as the frame
    async with asyncio.timeout(timeout):
        return await _Begun(receiving, waiting)


class _Begun:
    """A coroutine that was begun, and waits for something."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], waiting: Any) -> None:
        self._coroutine = coroutine
        self._waiting = waiting

    def __await__(self) -> Generator[Any, Any, Any]:
        waiting = self._waiting
        try:
            while True:
                try:
                    yield waiting
                except BaseException as error:  # noqa: BLE001 - such as its cancellation, which is its own
                    waiting = self._coroutine.throw(error)
                else:
                    waiting = self._coroutine.send(None)
        except StopIteration as end:
            return end.value
