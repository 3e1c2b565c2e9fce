"""A streamed run."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from fairlead._async import _io
from fairlead._async._body import AsyncByteStream
from fairlead._async._http import AsyncHttp
from fairlead._core.deadline import LONGEST
from fairlead.hestia import models
from fairlead.hestia._errors import FAMILY
from fairlead.hestia._events import OPERATION, EventReader
from fairlead.hestia.errors import HestiaError


class AsyncRunStream:
    """The events of one run: an iterator, to be entered like a file. Made by `client.open_stream()`.

    - Start: entering sends the command. If it is refused, that raises; a blocked one is a `GovernanceBlock`.
    - Order: `start`, then any number of `token`, `delta` and `tool_call`, then `final` or `error`, then
      `done`. What comes out of order raises `StreamOrderError`, after everything before it was delivered.
      Events of a type that is not known are delivered wherever they come. An `error` is an event and raises
      nothing.
    - End: iteration ends after `done`, whatever the server sends after it. If the connection ends before
      that, iteration raises `StreamInterrupted`; if it is silent for longer than the client's `timeout`,
      `TimedOut`. Heartbeats are no events, but no silence either.
    - Closing: `close()`, or leaving the context, frees the connection at once, also while another task waits
      for an event or for the stream to open; that iteration then ends. To the server, it is the cancellation.
    """

    def __init__(self, http: AsyncHttp, request: dict[str, Any]) -> None:
        self._http = http
        self._request = request
        self._stack = contextlib.AsyncExitStack()
        self._grip = _io.Grip()
        self._closed = False
        self._reader = EventReader()
        self._stream: AsyncByteStream | None = None
        self._events: Iterator[models.StreamEvent] = iter(())

    @property
    def trace_id(self) -> str | None:
        """Identifier of the trace; None until an event told it."""
        return self._reader.trace_id

    @property
    def done(self) -> bool:
        """Whether the stream came to its proper end."""
        return self._reader.done

    async def __aenter__(self) -> Self:
        if self._stream is not None:
            raise FAMILY.invalid_argument("a stream can be entered once", operation=OPERATION)
        silence = LONGEST if self._http.timeout is None else self._http.timeout
        try:
            self._stream = await self._stack.enter_async_context(
                self._http.stream(**self._request, silence=silence, grip=self._grip)
            )
        except HestiaError:
            if not self._closed:  # a stream that this side closed ends; it does not fail
                raise
            return self
        if self._closed:
            await self._disconnect(self._stream)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    def __aiter__(self) -> AsyncIterator[models.StreamEvent]:
        return self

    async def __anext__(self) -> models.StreamEvent:
        try:
            while not self._closed:
                event = next(self._events, None)
                if event is not None:
                    return event
                if self._reader.done:
                    break
                if self._stream is None:
                    raise FAMILY.invalid_argument(
                        "a stream must be entered before it is iterated", operation=OPERATION
                    )
                piece = await self._stream.piece()
                if piece is not None:
                    self._events = self._reader.feed(piece)
                elif not self._closed:
                    self._events = self._reader.finish()
        except HestiaError as error:
            error.trace_id = error.trace_id or self._reader.trace_id
            await self.close()
            raise
        except BaseException:
            await self.close()
            raise
        await self.close()
        raise StopAsyncIteration

    async def close(self) -> None:
        """End the stream at once. Closing again does nothing."""
        if not self._closed:
            self._closed = True
            if self._stream is None:
                await self._grip.end()
            else:
                await self._disconnect(self._stream)

    async def _disconnect(self, stream: AsyncByteStream) -> None:
        await stream.close()
        await self._stack.aclose()
