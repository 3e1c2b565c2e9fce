"""The port, blocking flavour. Written by hand, beside its twin in `fairlead._async`."""

from __future__ import annotations

import contextlib
import contextvars
import inspect
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar, cast

from fairlead._core.deadline import Deadline

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

RUNS_COROUTINES = False
"""Whether a coroutine function of the application can be run."""

Lock = threading.Lock

_PARTING = 0.2
"""Seconds that a thread is waited for, at most."""


class Process:
    """This process. A child that is forked is another one: it has none of the threads and shares the sockets.

    Attributes:
        lock: Held for moments.
        jobs: Says how many jobs run at a time.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.jobs = threading.BoundedSemaphore(32)


_process = Process()


def _begin_anew() -> None:
    global _process
    _process = Process()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_begin_anew)


def home() -> object:
    """What sockets belong to: this process."""
    return _process


def alone() -> threading.Lock:
    """Held for moments in which no other thread of this process may interfere."""
    return _process.lock


def discard(client: Any) -> None:
    """Free what can be freed of an HTTP client that nobody closed: all of it."""
    client.close()


def interrupt(client: Any) -> None:
    """Wake the threads that wait for answers, before an HTTP client is closed: closing leaves them waiting.

    The library has no public way to its sockets, so where they are not found, threads wait on.
    """
    transports = [getattr(client, "_transport", None), *getattr(client, "_mounts", {}).values()]
    for transport in transports:
        for connection in getattr(getattr(transport, "_pool", None), "connections", ()):
            while connection is not None and not hasattr(connection, "_network_stream"):
                connection = getattr(connection, "_connection", None)
            _shut_down(getattr(connection, "_network_stream", None))


class Closing:
    """What can be closed; it has one name for that."""


class Signal:
    """Says once, to all who wait for it, that it is time to stop."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """Wake everybody who waits, now and later."""
        self._event.set()

    def is_set(self) -> bool:
        """Whether it is time to stop."""
        return self._event.is_set()

    def wait(self, seconds: float | None) -> bool:
        """Wait for the signal, up to `seconds` if that is not None, and say whether it is set."""
        return self._event.wait(seconds)


class Job:
    """A function of the application that runs by itself, beside others and whatever its caller does.

    It runs in a thread, with the caller's context variables. The interpreter does not wait for it to exit.
    """

    def __init__(self, function: Callable[[], Any], *, is_coroutine: bool) -> None:
        if is_coroutine:
            raise TypeError("a coroutine function needs an event loop")
        self._function = function
        self._result: tuple[Any, BaseException | None] = None, None
        self._done = threading.Event()
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._run,), name="fairlead-job", daemon=True).start()

    def _run(self) -> None:
        with _process.jobs:
            try:
                self._result = self._function(), None
            except BaseException as error:  # noqa: BLE001 - it is raised where the result is looked at
                self._result = None, error
        self._done.set()

    @property
    def is_done(self) -> bool:
        """Whether it has ended."""
        return self._done.is_set()

    @property
    def task(self) -> threading.Event:
        """What there is to wait for."""
        return self._done

    def result(self) -> tuple[Any, BaseException | None]:
        """What it returned, or what it raised. It has to be done."""
        return self._result

    def stop(self) -> bool:
        """End it, and say whether that is possible: a thread cannot be stopped."""
        return False


def wait_for(jobs: Iterable[Job], seconds: float | None) -> None:
    """Wait until all jobs are done, up to `seconds`. They go on if that is too short."""
    deadline = Deadline(seconds)
    for job in jobs:
        job.task.wait(deadline.remaining)


class Worker:
    """Work that goes on beside its maker: a thread, which does not keep the program alive.

    Args:
        work: What to do. It handles its errors itself.
        name: For those who look at threads.
    """

    def __init__(self, work: Callable[[], None], name: str) -> None:
        self._thread = threading.Thread(target=work, name=name, daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Wait for its end, but not for long: a thread that is connecting cannot be interrupted."""
        self._thread.join(_PARTING)


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
    def iter_bytes(self) -> Iterator[bytes]: ...
    def iter_raw(self) -> Iterator[bytes]: ...
    def close(self) -> None: ...


class Grip:
    """A hold on the connection of one request, to give it up even before there is an answer."""

    def __init__(self) -> None:
        self._stream: Any = None
        self._released = False

    def trace(self, name: str, info: dict[str, Any]) -> None:
        """Hear from the HTTP library what it does, and remember the connection that it makes."""
        if name.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._stream = info["return_value"]
            if self._released:
                _shut_down(self._stream)

    def end(self) -> None:
        """Give the connection up at once, also while another thread waits for the answer."""
        self._released = True
        if self._stream is not None:
            _shut_down(self._stream)


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
        return httpx2.Client(limits=limits, **options)
    except httpx2.InvalidURL:
        # Not in its words, which may be a part of a password.
        raise ValueError(
            "a proxy in the environment (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY) is no URL; in a user"
            " or password, characters such as / and @ have to be escaped (%2F, %40)"
        ) from None


def abort(response: StreamedResponse) -> None:
    """End a response at once, also while another thread is waiting for its next bytes."""
    _shut_down(response.extensions.get("network_stream"))
    response.close()


def _shut_down(stream: Any) -> None:
    connection = stream.get_extra_info("socket") if stream is not None else None
    if isinstance(connection, socket.socket):
        # Closing the file descriptor alone would leave the other thread in recv().
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def connect_websocket(url: str, **options: Any) -> Any:
    """Connect a WebSocket, as a context manager that closes it."""
    from websockets.exceptions import InvalidStatus
    from websockets.sync import client

    class Connection(client.ClientConnection):
        def handshake(self, *args: Any, **kwargs: Any) -> None:
            try:
                super().handshake(*args, **kwargs)
            except InvalidStatus as refusal:
                # The library would follow a redirect, and show the credentials to whoever it leads to.
                if "Location" in refusal.response.headers:
                    del refusal.response.headers["Location"]
                raise

    # As Any: the library does not say the types of a few options.
    return cast("Any", client).connect(url, create_connection=Connection, **options)


def settle(value: T) -> T:
    """The value itself, which the other flavour may have to await.

    Raises:
        TypeError: It has to be awaited.
    """
    if inspect.iscoroutine(value):
        value.close()
        raise TypeError("a coroutine function needs an event loop: use the asynchronous client")
    return value


def receive(websocket: Any, timeout: float | None) -> str | bytes:
    """Wait up to `timeout` seconds for the next frame of a WebSocket."""
    return websocket.recv(timeout=timeout)
