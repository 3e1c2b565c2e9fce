"""From the bytes of a streamed run to its events, in their order. Pure: no IO."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from fairlead._core import later
from fairlead._core.decode import each_problem, reader
from fairlead._core.jsontext import read_json
from fairlead._core.sse import SSEDecoder
from fairlead.hestia import models
from fairlead.hestia.errors import HestiaError, InvalidResponse, StreamInterrupted, StreamOrderError

OPERATION: Final = "run_stream"
SENTINEL: Final = "[DONE]"
"""Payload that ends the chat's dialect of streams. Here it says nothing."""


class EventOrder:
    """Holds a stream to `EVENT_ORDER`.

    Events of a type that this version does not know may come anywhere before `done`; they change nothing.
    """

    def __init__(self) -> None:
        self._last = ""

    @property
    def done(self) -> bool:
        """Whether the stream came to its end."""
        return self._last == "done"

    def take(self, event: models.StreamEvent) -> None:
        """Go on by one event.

        Raises:
            StreamOrderError: It may not come here.
        """
        allowed = models.EVENT_ORDER[self._last]
        if event.type in allowed:
            self._last = event.type
        elif self.done or event.type in models.EVENT_ORDER:
            raise StreamOrderError(
                f"the stream sent {event.type!r} where only {', '.join(allowed) or 'nothing'} may come",
                event.trace_id or None,
                event=event,
                operation=OPERATION,
            )


class EventReader:
    """Turns the body of a stream, in chunks split anywhere, into events.

    What comes after `done` is not looked at. Consume each iterator before the next call.
    """

    def __init__(self) -> None:
        self._decoder = SSEDecoder(whole=self._is_whole)
        self._order = EventOrder()
        self._event = reader(models.StreamEvent)
        self.trace_id: str | None = None
        """Identifier of the trace, once an event told it."""

    @property
    def done(self) -> bool:
        """Whether the stream came to its end."""
        return self._order.done

    def feed(self, chunk: bytes) -> Iterator[models.StreamEvent]:
        """Yield the events that `chunk` completes.

        Raises:
            InvalidResponse: What came is no event.
            StreamOrderError: An event came out of order.
        """
        if self.done:
            return
        frames = self._decoder.feed(chunk)
        while True:
            try:
                frame = next(frames, None)
            except ValueError as error:
                self._fail(InvalidResponse, str(error))
            if frame is None:
                return
            if (event := self._read(frame.data)) is not None:
                yield event
                if self._order.done:
                    return

    def finish(self) -> Iterator[models.StreamEvent]:
        """Yield what the body's end leaves, because its last line end may be missing, and look back.

        Raises:
            StreamInterrupted: The body ended before `done`.
            StreamOrderError: An event came out of order.
        """
        for frame in self._decoder.finish():
            if self._is_whole(frame.data) and not self.done and (event := self._read(frame.data)) is not None:
                yield event
        if not self.done:
            self._fail(StreamInterrupted, "the stream ended before its 'done'")

    def _read(self, payload: str) -> models.StreamEvent | None:
        try:
            event = self._event(payload)
        except later.ValidationError:
            text = payload.strip()
            if not text or text == SENTINEL:
                return None
            event = self._read_again(text)
        self.trace_id = event.trace_id or self.trace_id
        self._order.take(event)
        return event

    def _read_again(self, text: str) -> models.StreamEvent:
        """Read what the fast parser refuses, which is not all wrong, or say what is wrong with it."""
        try:
            return models.StreamEvent.from_raw(read_json(text))
        except RecursionError:
            self._fail(InvalidResponse, "the stream sent an event that is nested too deeply")
        except json.JSONDecodeError as invalid:
            self._fail(InvalidResponse, f"the stream sent no JSON: {invalid}", body=text)
        except later.ValidationError as invalid:
            problem = each_problem(invalid, "payload")[0]
            self._fail(InvalidResponse, f"the stream sent no valid event: {problem}", body=text)

    def _is_whole(self, line: str) -> bool:
        """Whether a data line is an event by itself, so that no blank line has to end it.

        No complete JSON value is the beginning of a longer object, so this cuts no event in two.
        """
        if line.strip() == SENTINEL:
            return True
        try:
            read_json(line)
        except (ValueError, RecursionError):
            return False
        return True

    def _fail(self, kind: type[HestiaError], message: str, **context: Any) -> NoReturn:
        raise kind(message, trace_id=self.trace_id, operation=OPERATION, **context)
