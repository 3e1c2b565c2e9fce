"""A uvicorn server in a thread with its own event loop, that starts and stops promptly."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import os
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import uvicorn

from fairlead.emulator._clock import Clock
from fairlead.emulator._errors import PortInUse
from fairlead.emulator._protocol import HTTPProtocol, WebSocketProtocol
from fairlead.emulator._recorder import Recorder
from fairlead.errors import ConfigurationError, FairleadError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

P = ParamSpec("P")
T = TypeVar("T")

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_CALL_SECONDS = 30.0


def bind(host: str, port: int, *, allow_remote: bool) -> socket.socket:
    """Open the listening socket, so that what is wrong with it is known before anything starts.

    Args:
        host: Name or address of an interface.
        port: TCP port; 0 takes a free one.
        allow_remote: Whether the interface may be one that other machines reach.

    Raises:
        PortInUse: Somebody else listens on the port.
        ConfigurationError: The address cannot be used, or it is not loopback and `allow_remote` is false.
    """
    if not 0 <= port <= 65535:
        raise ConfigurationError(f"port must be from 0 to 65535, got {port}")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise ConfigurationError(f"{host!r} is not an address to listen on: {error.strerror}") from error
    if not allow_remote and not ipaddress.ip_address(address[0]).is_loopback:
        raise ConfigurationError(
            f"other machines can reach {host}, and an emulator protects nothing;"
            " pass allow_remote=True (--allow-remote) if that is meant"
        )
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere the option would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"port {port} on {host} is in use; choose another, or 0 for a free one"
            ) from error
        raise ConfigurationError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    return listener


class ServerThread:
    """Serves one app on one socket, in a daemon thread.

    Args:
        app: The recorded application.
        clock: Bound to the server's event loop.
        listener: Where to listen; the server closes it.
        name: Name of the thread.
    """

    def __init__(self, app: Recorder, clock: Clock, listener: socket.socket, name: str) -> None:
        self._app = app
        self._clock = clock
        self._listener = listener
        self._ready: Future[None] = Future()
        self._failure: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        config = uvicorn.Config(
            self._serve_app,
            http=HTTPProtocol,
            ws=WebSocketProtocol,
            lifespan="on",
            interface="asgi3",
            log_config=None,
            log_level=None,
            proxy_headers=False,
            timeout_keep_alive=75,
        )
        self._server = _Server(config, app, self._started)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._quiet = _Quiet(self._thread)

    def start(self) -> None:
        """Return when the server accepts connections.

        Raises:
            FairleadError: The app failed to start; the cause is the app's own exception.
        """
        logging.getLogger("uvicorn.error").addFilter(self._quiet)
        self._thread.start()
        try:
            self._ready.result(_START_SECONDS)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Break open connections off, end the app's lifespan, and return when the thread has ended."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with suppress(RuntimeError):  # it closed just now
                loop.call_soon_threadsafe(self._server.ask_to_stop)
        self._thread.join(_STOP_SECONDS)
        self._listener.close()
        logging.getLogger("uvicorn.error").removeFilter(self._quiet)
        if self._thread.is_alive():
            raise FairleadError(f"the {self._thread.name} thread did not end within {_STOP_SECONDS:g} s")

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` on the server's event loop, between the requests, and return its result."""
        loop = self._other_loop()

        async def call() -> T:
            return function(*args, **kwargs)

        return asyncio.run_coroutine_threadsafe(call(), loop).result(_CALL_SECONDS)

    def cut_all(self) -> None:
        """Break off all requests and WebSockets that are open now."""
        loop = self._other_loop()
        asyncio.run_coroutine_threadsafe(self._app.cut_all(), loop).result(_CALL_SECONDS)

    def _other_loop(self) -> asyncio.AbstractEventLoop:
        assert self._loop is not None
        if threading.current_thread() is self._thread:
            raise RuntimeError("this waits for the server's thread, and so cannot be called on it")
        return self._loop

    def _run(self) -> None:
        try:
            # The standard loop, whatever policy the process has set.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(self._serve())
        except BaseException as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._clock.attach(self._loop)
        await self._server.serve(sockets=[self._listener])

    def _started(self) -> None:
        if self._server.started:
            self._ready.set_result(None)
        else:
            error = FairleadError(f"the emulator's app failed to start: {self._failure}")
            error.__cause__ = self._failure
            self._ready.set_exception(error)

    async def _serve_app(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            if scope["type"] == "lifespan":
                self._failure = error
            raise


class _Server(uvicorn.Server):
    """Waits for events where uvicorn polls, and ends open connections where uvicorn waits for them."""

    def __init__(self, config: uvicorn.Config, app: Recorder, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._app = app
        self._on_started = started
        self._stopping = asyncio.Event()

    def ask_to_stop(self) -> None:
        self.should_exit = True
        self._stopping.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit:  # how uvicorn reports that the lifespan failed
            self.should_exit = True
        self._on_started()

    async def main_loop(self) -> None:
        while not self.should_exit:
            await self.on_tick(0)  # renews the Date header
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), 1.0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        loop = asyncio.get_running_loop()
        for server in self.servers:
            for listener in server.sockets:
                loop.remove_reader(listener)
        # A connection that was accepted just now becomes one of ours within two turns of the loop. asyncio
        # would lose it, and leave its socket open, if the server were closed before that.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()  # closes idle ones, and says goodbye (1012) to WebSockets
        await self._app.cut_all()
        await self._abort_all()
        await self.lifespan.shutdown()
        await self._abort_all()  # what was accepted last had no protocol yet

    async def _abort_all(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # closed transports tell their protocols in the next turn


class _Quiet(logging.Filter):
    """Drops uvicorn's chatter from one thread; errors, such as a traceback of the app, stay."""

    def __init__(self, thread: threading.Thread) -> None:
        super().__init__()
        self._thread = thread

    def filter(self, record: logging.LogRecord) -> bool:
        return record.thread != self._thread.ident or record.levelno >= logging.ERROR
