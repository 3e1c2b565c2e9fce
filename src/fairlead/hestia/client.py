"""The two clients. Each offers both flavours: blocking calls, and coroutines that end in `_async`."""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import AsyncGenerator, Generator
from typing import TYPE_CHECKING, ClassVar, Literal, Self, TypedDict, Unpack

from fairlead._core.redact import redact_url
from fairlead.hestia._errors import FAMILY
from fairlead.hestia._events import OPERATION
from fairlead.hestia._flavours import Flavours
from fairlead.hestia._watch import Watch
from fairlead.hestia.errors import TimedOut
from fairlead.hestia.models import AgentResult, ChatResponse, RunResponse, SystemMetrics, SystemStatus
from fairlead.hestia.namespaces import Agents, Chat, Governance, Secrets, System
from fairlead.hestia.stream_events import StreamEvent

if TYPE_CHECKING:
    from fairlead._async._client import ConnectionOptions
    from fairlead._async.hestia.client import AsyncCalls
    from fairlead._async.hestia.stream import AsyncRunStream
    from fairlead._sync.hestia.client import Calls
    from fairlead._sync.hestia.stream import RunStream

__all__ = [
    "AgentResult",
    "AsyncClient",
    "ChatResponse",
    "Client",
    "SystemMetrics",
    "SystemStatus",
]

BASE_URL = "http://localhost:8000"


class CallOptions(TypedDict, total=False):
    """What `with_options` can change.

    Attributes:
        timeout: Seconds one attempt of a request may take, and longest silence of a stream; None for no
            limit.
        retries: How often a read is sent again, at most.
    """

    timeout: float | None
    retries: int


class BaseClient:
    """What both clients have in common."""

    _native: ClassVar[Literal["blocking", "asynchronous"]]

    def __init__(
        self,
        base_url: str = BASE_URL,
        api_key: str | None = None,
        timeout: float | None = 30.0,
        retries: int = 3,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        def suited(flavour: str) -> ConnectionOptions:
            if flavour != self._native and options.get("http_client") is not None:
                other = "Client" if flavour == "blocking" else "AsyncClient"
                raise FAMILY.configuration(
                    f"the http_client that this {type(self).__name__} was given cannot make {flavour} calls;"
                    f" make a {other} for them"
                )
            return options

        def blocking() -> Calls:
            from fairlead._sync.hestia.client import Calls

            return Calls(base_url, api_key, timeout, retries, **suited("blocking"))

        def asynchronous() -> AsyncCalls:
            from fairlead._async.hestia.client import AsyncCalls

            # A blocking client may be asked from any event loop, and cannot await the end of a connection:
            # so it keeps none for its coroutines.
            keep = self._native == "asynchronous"
            return AsyncCalls(base_url, api_key, timeout, retries, keep_alive=keep, **suited("asynchronous"))

        self._base_url = base_url.rstrip("/")
        self._client = Flavours(blocking, asynchronous)
        self._settle(timeout, retries)

    def _settle(self, timeout: float | None, retries: int) -> None:
        getattr(self._client, self._native)  # made now, so that what cannot be right is raised now
        self._timeout = timeout
        self._retries = retries

    @classmethod
    def from_env(
        cls, timeout: float | None = 30.0, retries: int = 3, **options: Unpack[ConnectionOptions]
    ) -> Self:
        """Make a client from the environment: `HESTIA_BASE_URL` and `HESTIA_API_KEY`, both optional.

        Args:
            timeout: Seconds one attempt of a request may take, and longest silence of a stream; None for no
                limit.
            retries: How often a read is sent again, at most.
            options: `http_client`, `proxy` and `verify`.

        Raises:
            ConfigurationError: A value cannot be right.
        """
        base_url = os.environ.get("HESTIA_BASE_URL") or BASE_URL
        return cls(base_url, os.environ.get("HESTIA_API_KEY"), timeout, retries, **options)

    @property
    def base_url(self) -> str:
        """Where the server is, without a trailing slash."""
        return self._base_url

    @property
    def timeout(self) -> float | None:
        """Seconds one attempt of a request may take, and longest silence of a stream; None for no limit."""
        return self._timeout

    @property
    def retries(self) -> int:
        """How often a read is sent again, at most."""
        return self._retries

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """Return a client with other options over the same connections; this one is unchanged.

        Args:
            options: `timeout` and `retries`, as for the constructor.

        Raises:
            ConfigurationError: An option cannot be right.

        Example:
            >>> patient = client.with_options(timeout=120)
        """
        timeout = options.get("timeout", self._timeout)
        retries = options.get("retries", self._retries)
        other = copy.copy(self)
        other._client = self._client.with_options(timeout, retries)
        other._settle(timeout, retries)
        return other

    def run(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
        stream: bool = False,
    ) -> RunResponse:
        """Run a command under governance and wait for its output. It is sent once, whatever happens.

        This blocks the calling thread, and with it an event loop that may run there.

        Args:
            input: The command, in free text.
            session_id: Session the command belongs to.
            agent_id: Agent that is addressed.
            mode_hint: Wish for a mode, such as `fast`, `balanced` or `deep`.
            timeout_ms: Time the server may take, in milliseconds. It does not change the client's `timeout`.
            stream: Sent along; the answer is one object all the same.

        Raises:
            GovernanceBlock: The command is blocked; `trace_id` leads to the reason.
            InvalidInput: The server does not accept the request.
            ServerError: The server failed, or `timeout_ms` ran out.
            TimedOut: No answer came within the client's `timeout`.
            ConnectionFailed: The server cannot be reached, or the connection broke.

        Example:
            >>> client.run("create a report").output
        """
        return self._client.blocking.run(input, session_id, agent_id, mode_hint, timeout_ms, stream)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={redact_url(self._base_url)!r})"


class AsyncClient(BaseClient):
    """A client of a HestiaOS server, to be awaited.

    It keeps one pool of connections for its coroutines and, if they are used, one for its blocking methods;
    both are closed by `aclose()` or by leaving the context. In another event loop, it starts a new pool.

    Every method may raise a [`HestiaError`][fairlead.hestia.HestiaError]: `GovernanceBlock` (403),
    `InvalidInput` (422), `NotFound` (404), `Unauthorized`, `RateLimited`, `ServerError`, `ConnectionFailed`,
    `TimedOut` or `InvalidResponse`. The methods name only what they add to that.

    Args:
        base_url: Where the server is, such as `http://localhost:8000`; it may have a path.
        api_key: The bearer token; None or empty for none. It appears in no repr, log line or error.
        timeout: Seconds one attempt of a request may take, and longest silence of a stream; None for no
            limit.
        retries: How often a read is sent again, at most. Runs, chats, tasks and changes of secrets are sent
            once.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`. A client that was given an
            `http_client` makes no blocking calls.

    Raises:
        ConfigurationError: An argument cannot be right.

    Example:
        >>> async with AsyncClient("http://localhost:8000") as client:
        ...     result = await client.run_async("create a report")
        ...     async for event in client.run_stream("create a report"):
        ...         print(event.type, event.data)
    """

    _native = "asynchronous"

    async def run_async(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
        stream: bool = False,
    ) -> RunResponse:
        """Run a command under governance and wait for its output; see `run()`."""
        return await self._client.asynchronous.run(input, session_id, agent_id, mode_hint, timeout_ms, stream)

    async def run_stream(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
    ) -> AsyncGenerator[StreamEvent]:
        """Run a command and yield its events as they come. Nothing is sent before the first is asked for.

        To cancel the run, cancel the task, or leave the loop. Python closes a generator that was left only
        when nothing refers to it any more; to decide about that moment, use `open_stream()`.

        Args:
            input: The command, in free text.
            session_id: Session the command belongs to.
            agent_id: Agent that is addressed.
            mode_hint: Wish for a mode, such as `fast`, `balanced` or `deep`.
            timeout_ms: Time the server may take, in milliseconds.

        Raises:
            GovernanceBlock: The command is blocked.
            StreamInterrupted: The stream ended before `done`.
            StreamOrderError: An event came where it may not.
            TimedOut: The stream was silent for longer than the client's `timeout`.
        """
        async with self.open_stream(input, session_id, agent_id, mode_hint, timeout_ms) as events:
            async for event in events:
                yield event

    def open_stream(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
    ) -> AsyncRunStream:
        """Run a command as a stream to be entered, which any task may close; see `run_stream()`.

        Example:
            >>> async with client.open_stream("create a report") as events:
            ...     async for event in events:
            ...         print(event.type, event.data)
        """
        return self._client.asynchronous.stream(input, session_id, agent_id, mode_hint, timeout_ms)

    @property
    def chat(self) -> Chat:
        """Talk to the model."""
        return Chat(self._client)

    @property
    def agents(self) -> Agents:
        """Give a named agent a task."""
        return Agents(self._client)

    @property
    def system(self) -> System:
        """State, configuration and figures of the server."""
        return System(self._client)

    @property
    def secrets(self) -> Secrets:
        """Credentials that tools may use."""
        return Secrets(self._client)

    @property
    def governance(self) -> Governance:
        """What is decided about commands, and what became of them."""
        return Governance(self._client)

    async def aclose(self) -> None:
        """Close the connections; views made by `with_options` share them. Closing again does nothing."""
        blocking, asynchronous = self._client.end()
        if blocking is not None:
            blocking.close()
        if asynchronous is not None:
            await asynchronous.close()

    async def close(self) -> None:
        """The same as `aclose()`."""
        await self.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.aclose()


class Client(BaseClient):
    """A client of a HestiaOS server that blocks. Threads may share it.

    It keeps one pool of connections, closed by `close()` or by leaving the context. Its coroutines, the
    methods that end in `_async`, make a connection for each call; for many of them, use `AsyncClient`.

    Every method may raise a [`HestiaError`][fairlead.hestia.HestiaError]; see `AsyncClient`.

    Args:
        base_url: Where the server is, such as `http://localhost:8000`; it may have a path.
        api_key: The bearer token; None or empty for none. It appears in no repr, log line or error.
        timeout: Seconds one attempt of a request may take, and longest silence of a stream; None for no
            limit.
        retries: How often a read is sent again, at most. Runs, chats, tasks and changes of secrets are sent
            once.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`. A client that was given an
            `http_client` has no coroutines.

    Raises:
        ConfigurationError: An argument cannot be right.

    Example:
        >>> with Client("http://localhost:8000") as client:
        ...     result = client.run("create a report")
        ...     for event in client.run_stream("create a report"):
        ...         print(event.type, event.data)
    """

    _native = "blocking"

    def run_stream(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
        timeout: float | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> Generator[StreamEvent, None, None]:
        """Run a command and yield its events as they come. Nothing is sent before the first is asked for.

        To cancel the run, leave the loop, close the generator, or set `stop` from another thread.

        Args:
            input: The command, in free text.
            session_id: Session the command belongs to.
            agent_id: Agent that is addressed.
            mode_hint: Wish for a mode, such as `fast`, `balanced` or `deep`.
            timeout_ms: Time the server may take, in milliseconds.
            timeout: Seconds the whole stream may take; None for no limit.
            stop: An event that ends the stream when it is set. The stream does not set or clear it, so one
                event may end several streams.

        Raises:
            GovernanceBlock: The command is blocked.
            StreamInterrupted: The stream ended before `done`.
            StreamOrderError: An event came where it may not.
            TimedOut: The stream was silent for longer than the client's `timeout`, or took longer than
                `timeout`; the events so far were delivered.
        """
        if timeout is not None and not timeout > 0:
            raise FAMILY.invalid_argument(f"timeout must be above 0, got {timeout!r}", operation=OPERATION)
        if stop is not None and stop.is_set():
            return
        events = self.open_stream(input, session_id, agent_id, mode_hint, timeout_ms)
        with Watch(events.close, stop=stop, seconds=timeout) as watch, events:
            yield from events
        if watch.timed_out and not events.done:
            raise TimedOut(
                f"the stream took longer than {timeout} s", trace_id=events.trace_id, operation=OPERATION
            )

    def open_stream(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
    ) -> RunStream:
        """Run a command as a stream to be entered, which any thread may close; see `run_stream()`.

        Example:
            >>> with client.open_stream("create a report") as events:
            ...     for event in events:
            ...         print(event.type, event.data)
        """
        return self._client.blocking.stream(input, session_id, agent_id, mode_hint, timeout_ms)

    @property
    def chat(self) -> Chat:
        """Talk to the model."""
        return Chat(self._client)

    @property
    def agents(self) -> Agents:
        """Give a named agent a task."""
        return Agents(self._client)

    @property
    def system(self) -> System:
        """State, configuration and figures of the server."""
        return System(self._client)

    @property
    def secrets(self) -> Secrets:
        """Credentials that tools may use."""
        return Secrets(self._client)

    @property
    def governance(self) -> Governance:
        """What is decided about commands, and what became of them."""
        return Governance(self._client)

    def close(self) -> None:
        """Close the connections; views made by `with_options` share them. Closing again does nothing."""
        blocking, _ = self._client.end()
        if blocking is not None:
            blocking.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
