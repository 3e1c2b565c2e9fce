"""What all views of one client share: the HTTP client with its connections, what is open, and its end."""

from __future__ import annotations

import contextlib
import os
import ssl
import sys
import warnings
from collections.abc import Callable, Generator, Mapping
from typing import Any, Protocol

from fairlead._async import _io
from fairlead._async._groups import MOST, WIDTH, AsyncGroups
from fairlead._core.answers import ErrorFamily

_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
"""Methods for which a server may want to know that there is no body."""

ELSEWHERE = "it belongs to the process, and the event loop, that opened it; open another one here"


class AsyncOpen(Protocol):
    """What is open for longer than a call: a stream, a WebSocket, or a pause between two of them."""

    async def end(self) -> None:
        """End it at once, because the client is being closed; whoever waits for it gets `ClientClosed`."""
        ...


class AsyncPool:
    """Connections of one client and its views, of either HTTP library.

    Sockets belong to the event loop and the process that made them. In another one, such as a child after a
    fork, the pool begins anew, and leaves what it had alone.

    Args:
        family: The backend's error classes.
        client: The caller's own HTTP client, which stays open; None to make one.
        keep_alive: Whether connections are kept for further requests. Without, nothing needs to be closed.
        proxy: Proxy URL. None means what the environment says.
        verify: False to skip certificate checks, a path to a CA bundle, or an `ssl.SSLContext`.
        headers: Headers of every request.

    Attributes:
        client: The HTTP client that requests are built with, and one of those that they are sent through.
        groups: All that they are sent through.
        library: The module whose exceptions it raises: `httpx2` or `httpx`.
        owner: What the application calls it, for those who forget to close it.
        open: What ends with it.
    """

    def __init__(
        self,
        family: ErrorFamily,
        client: Any,
        *,
        keep_alive: bool,
        proxy: str | None,
        verify: bool | str | ssl.SSLContext,
        headers: Mapping[str, str],
    ) -> None:
        self.owner: str = "a client"
        self.closed: bool = True  # until there is something to close
        self.open: set[AsyncOpen] = set()
        self._family = family
        self._keep_alive = keep_alive
        self._proxy = proxy
        self._verify = verify
        self._headers = headers
        self._tls: ssl.SSLContext | None = None
        self._home: object = None
        self._process = 0
        self._owned = client is None
        self._single: Any = None
        self.client: Any = self._new_client(keep_alive=keep_alive) if client is None else client
        self.groups: AsyncGroups = AsyncGroups(self.client, shared=not self._owned)
        self.library: Any = _library_of(self.client, family)
        self._lines: dict[str, tuple[str | bytes, str | bytes]] = {
            name.decode().lower(): (name, value) for name, value in self.client.headers.raw
        }
        """Headers of every request, by their names in lower case."""
        self.closed = False

    def build(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        extensions: Mapping[str, Any],
        content: Mapping[str, Any],
    ) -> Any:
        """Make a request: the same as the HTTP client makes, in half the time where that is our own.

        It merges headers by parsing all of them several times.
        """
        if not self._owned:
            introduced = {**self._headers, **headers}
            return self.client.build_request(
                method, url, headers=introduced, extensions=extensions, **content
            )
        target = self.library.URL(url)
        lines: dict[str, tuple[str | bytes, str | bytes]] = {
            **self._lines,
            **{name.lower(): (name, value) for name, value in headers.items()},
        }
        if not content:
            lines = {"host": (b"Host", target.netloc), **lines}
            if method in _WITH_BODY:
                lines["content-length"] = (b"Content-Length", b"0")
            content = {"stream": self.library.ByteStream(b"")}
        return self.library.Request(
            method,
            target,
            headers=list(lines.values()),
            cookies=self.client.cookies,
            extensions=extensions,
            **content,
        )

    def another(self) -> Any:
        """A client for further connections, with the same cookies."""
        return self._new_client(keep_alive=self._keep_alive, cookies=self.client.cookies.jar)

    def _new_client(self, *, keep_alive: bool, connections: int = WIDTH, cookies: object = None) -> Any:
        try:
            # Made once, because loading the certificates takes longer than anything else here.
            self._tls = self._tls or _io.tls_context(tls_settings(self._verify))
            return _io.new_client(
                proxy=self._proxy,
                verify=self._tls,
                headers=self._headers,
                connections=connections,
                keep_alive=keep_alive,
                cookies=cookies,
            )
        except (OSError, ValueError, ImportError) as error:
            raise self._family.configuration(
                f"the HTTP client cannot be made: {error}", backend=self._family.backend
            ) from error

    def settle(self) -> None:
        """Leave connections behind that belong to another event loop or process, and cannot be used here.

        Raises:
            ConfigurationError: There is no event loop, or the HTTP client is the caller's own, and was used
                in another process.
        """
        here = home(self._family)
        if self._home is here:
            return
        with _io.alone():
            if self._home is here:
                return  # another thread was faster
            if self._home is not None:
                if self._owned:
                    self.client = self._new_client(keep_alive=self._keep_alive)
                    self.groups = AsyncGroups(self.client, shared=False)
                elif self._process != os.getpid():
                    raise self._family.configuration(
                        "the http_client that was passed in belongs to another process;"
                        " make it, and this client, in each process",
                        backend=self._family.backend,
                    )
                self._single = None
            self._home, self._process = here, os.getpid()

    def single(self) -> Any:
        """A client with a connection for each request; the usual one where there is no choice."""
        if not self._owned or not self._keep_alive:
            return self.client
        if self._single is None:
            self._single = self._new_client(keep_alive=False, connections=WIDTH * MOST)
        return self._single

    @contextlib.contextmanager
    def holding(self, part: AsyncOpen | None) -> Generator[None]:
        """End `part` with the pool, until the context is left.

        Raises:
            ClientClosed: The pool is closed.
        """
        if part is not None:
            self.open.add(part)
        try:
            # Looked at only now, as whoever closes the pool looks at what is open after that.
            if self.closed:
                raise self._family.client_closed()
            yield
        finally:
            if part is not None:
                self.open.discard(part)

    async def aclose(self) -> None:
        """End what is open, and close the connections, unless they were passed in. Again, it does nothing."""
        if self.closed:
            return
        self.closed = True
        ending: list[AsyncOpen] = []
        while self.open:
            with contextlib.suppress(KeyError):  # it was just left by its user
                ending.append(self.open.pop())
        for each in ending:
            await each.end()
        if self._home is not None and not is_home(self._home):
            return  # the connections ended with their event loop, or are another process's
        self.groups.close()
        for client in (*(self.groups.clients if self._owned else ()), self._single):
            if client is not None:
                _io.interrupt(client)
                await client.aclose()

    def __del__(self, _warn: Callable[..., object] = warnings.warn) -> None:
        if self.closed or not self._owned or not self._keep_alive or self._home is None:
            return
        if self._process == os.getpid() and not sys.is_finalizing():
            _warn(f"unclosed {self.owner}", ResourceWarning, source=self)
            for client in self.groups.clients:
                _io.discard(client)


class AsyncPause:
    """A wait that ends when it is told to, or with the client.

    Args:
        signal: Ends the wait.
    """

    def __init__(self, signal: _io.Signal) -> None:
        self._home = _io.home()
        self._signal = signal
        self.orphaned: bool = False
        """Whether the end of the client was first."""

    async def end(self) -> None:
        """End it, because the client is being closed."""
        if is_home(self._home):
            self.orphaned = not self._signal.is_set()
            self._signal.set()


def home(family: ErrorFamily) -> object:
    """What sockets belong to that are made here: the process or, in asynchronous code, the event loop.

    Raises:
        ConfigurationError: There is no event loop.
    """
    try:
        return _io.home()
    except RuntimeError as error:
        raise family.configuration(
            "asynchronous clients need a running event loop of asyncio; elsewhere, such as in trio, use the"
            " blocking client in a thread",
            backend=family.backend,
        ) from error


def is_home(place: object) -> bool:
    """Whether sockets that were made at `place` can be used here."""
    try:
        return place is _io.home()
    except RuntimeError:
        return False


def tls_settings(verify: bool | str | ssl.SSLContext) -> bool | ssl.SSLContext:
    """The `verify` option as the HTTP library takes it: the path of a CA bundle becomes a context."""
    if not isinstance(verify, str):
        return verify
    try:
        return ssl.create_default_context(cafile=verify)
    except OSError as error:  # which names no file
        raise OSError(f"the CA bundle {verify!r} of verify= cannot be read: {error}") from error


def _library_of(client: Any, family: ErrorFamily) -> Any:
    """The module, httpx2 or httpx, that a client comes from: its exceptions are the ones to catch."""
    for base in type(client).__mro__:
        root = base.__module__.partition(".")[0]
        if root in {"httpx2", "httpx"} and base.__name__ == "AsyncClient":
            return sys.modules[root]
    raise family.configuration(
        f"http_client must be an httpx2.AsyncClient or httpx.AsyncClient, got {type(client).__name__}",
        backend=family.backend,
    )
