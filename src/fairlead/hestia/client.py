"""The two clients. Each offers both flavours: blocking calls, and coroutines that end in `_async`."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Generator
from typing import TYPE_CHECKING, Self

from fairlead._core.lazy import lazy_exports
from fairlead.hestia import models
from fairlead.hestia._base import BaseClient
from fairlead.hestia._errors import FAMILY
from fairlead.hestia._events import OPERATION
from fairlead.hestia._watch import Watch
from fairlead.hestia.errors import TimedOut
from fairlead.hestia.namespaces import Agents, Chat, Governance, Secrets, System

if TYPE_CHECKING:
    from fairlead._async.hestia.stream import AsyncRunStream
    from fairlead._sync.hestia.stream import RunStream
    from fairlead.hestia.models import (
        AgentResult,
        ChatResponse,
        SystemMetrics,
        SystemStatus,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead.hestia.models": [
                "AgentResult",
                "ChatResponse",
                "SystemMetrics",
                "SystemStatus",
            ],
        },
    )

__all__ = [
    "AgentResult",
    "AsyncClient",
    "ChatResponse",
    "Client",
    "SystemMetrics",
    "SystemStatus",
]


class AsyncClient(BaseClient):
    """A client of a HestiaOS server, to be awaited.

    It keeps one pool of connections for its coroutines and, if they are used, one for its blocking methods;
    both are closed by `aclose()` or by leaving the context.

    Threads, or tasks of one event loop, may share it. In a forked child, or in another event loop, it makes
    new connections.

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

    Examples:
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
    ) -> models.RunResponse:
        """Run a command under governance and wait for its output; see `run()`."""
        return await self._client.asynchronous.run(input, session_id, agent_id, mode_hint, timeout_ms, stream)

    async def run_stream(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
    ) -> AsyncGenerator[models.StreamEvent]:
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

        Examples:
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
        """Close the connections, which views share, and end open streams. Closing again does nothing."""
        blocking, asynchronous = self._client.end()
        if blocking is not None:
            blocking.close()
        if asynchronous is not None:
            await asynchronous.close()

    async def close(self) -> None:
        """The same as `aclose()`."""
        await self.aclose()

    async def __aenter__(self) -> Self:
        self._client.check_open()
        return self

    async def __aexit__(self, *exc: object) -> None:
        if not self._is_view:
            await self.aclose()


class Client(BaseClient):
    """A client of a HestiaOS server that blocks.

    Threads, or tasks of one event loop, may share it. In a forked child, or in another event loop, it makes
    new connections.

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

    Examples:
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
    ) -> Generator[models.StreamEvent, None, None]:
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

        Examples:
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
        """Close the connections, which views share, and end open streams. Closing again does nothing."""
        blocking, _ = self._client.end()
        if blocking is not None:
            blocking.close()

    def __enter__(self) -> Self:
        self._client.check_open()
        return self

    def __exit__(self, *exc: object) -> None:
        if not self._is_view:
            self.close()
