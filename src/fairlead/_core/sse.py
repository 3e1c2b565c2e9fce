"""Server-sent events: one incremental decoder from bytes to events.

It follows the event-stream format of the HTML standard: UTF-8 with an optional byte order mark, lines ended
by CR, LF or CRLF (possibly split over two chunks), comments, multi-line data, `id`, `event` and `retry`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n|\n|\r")
_USUAL = re.compile(r"(?:event: ?+(.*+)\n)?+data: ?+(.*+)\n\n|((?s:.++))")
"""An event as nearly all are: a name, if any, and one line of data. Or else everything that is left."""
_CR = ord("\r")
_BOM = b"\xef\xbb\xbf"
_MAX_DIGITS = 15
"""Of `retry`: more than this is no time to wait, and thousands of digits are no int to Python."""


class ServerSentEvent(NamedTuple):
    """One event of the stream.

    Attributes:
        event: The event's name; `"message"` if the stream gave none.
        data: The payload; several data lines are joined by a newline.
        id: The last event id seen so far; `""` if none.
        retry: Milliseconds to wait before reconnecting, as last set by the server; None if never set.
    """

    event: str
    data: str
    id: str = ""
    retry: int | None = None


class SSEDecoder:
    """Turns chunks of bytes, split anywhere, into events.

    Args:
        max_event_size: Bytes that one event may have before `ValueError` is raised, so that a stream which
            never ends an event cannot fill the memory.
        whole: Says of a data line whether it is an event by itself, for backends that may leave out the blank
            line between events. Such a line, if it is the first of its event, ends it at once.
    """

    def __init__(
        self, *, max_event_size: int = 16 * 1024 * 1024, whole: Callable[[str], bool] | None = None
    ) -> None:
        self._max = max_event_size
        self._whole = whole
        self._buffer = b""
        self._started = False
        self._after_cr = False
        self._between = True
        """Whether no line of the next event was taken in yet."""
        self._event = ""
        self._data: list[str] = []
        self._begun = False
        self._size = 0
        self._id = ""
        self.last_event_id = ""
        """Id of the last event that was complete: where to resume."""
        self.retry: int | None = None

    @property
    def incomplete(self) -> bool:
        """Whether bytes of an unfinished event are held: true at the end means that the stream was cut."""
        return bool(self._buffer or self._data or self._event)

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """Yield the events that `chunk` completes.

        Consume the iterator before feeding the next chunk.

        Raises:
            ValueError: An event is larger than `max_event_size`.
        """
        if self._after_cr and chunk:
            # A CR at the end of the last chunk already ended its line; this LF belongs to it.
            self._after_cr = False
            if chunk.startswith(b"\n"):
                chunk = chunk[1:]
        data = self._buffer + chunk if self._buffer else chunk
        if not self._started:
            if len(data) < len(_BOM) and _BOM.startswith(data):
                self._buffer = data
                return
            self._started = True
            data = data.removeprefix(_BOM)
        if _CR in data:
            self._after_cr = data.endswith(b"\r")
            lines = _LINE_END.split(data)
        else:
            if not self._between and b"\n\n" in data:
                begun, _, data = data.partition(b"\n\n")
                yield from self._take([*begun.split(b"\n"), b""])
            if self._between:
                usual, data = self._usual(data)
                for name, text, _ in usual:
                    yield ServerSentEvent(name or "message", text, self._id, self.retry)
                if not data:
                    self._buffer = b""
                    return
            lines = data.split(b"\n")
        self._buffer = lines.pop()
        if self._size + len(self._buffer) > self._max:
            raise ValueError(f"an event of the stream is larger than {self._max} bytes")
        yield from self._take(lines)

    def finish(self) -> Iterator[ServerSentEvent]:
        """Yield the event that the end of the stream leaves unfinished, if any.

        The standard drops it, for it may be cut. It is for callers who can tell that it is not.
        """
        line, self._buffer = self._buffer, b""
        if line:
            self._field(line)
        if (event := self._dispatch()) is not None:
            yield event

    def _usual(self, data: bytes) -> tuple[list[tuple[str, str, str]], bytes]:
        """What needs no look at each line, as matches of `_USUAL`; and the rest, from what does on."""
        end = data.rfind(b"\n\n") + 2
        if not 2 <= end <= self._max:
            return [], data
        try:
            found = _USUAL.findall(data[:end].decode())
        except UnicodeDecodeError:
            return [], data
        rest = data[end:]
        return (found[:-1], found[-1][2].encode() + rest) if found[-1][2] else (found, rest)

    def _take(self, lines: list[bytes]) -> Iterator[ServerSentEvent]:
        for line in lines:
            if (not line or self._field(line)) and (event := self._dispatch()) is not None:
                yield event

    def _field(self, line: bytes) -> bool:
        """Take one line in, and say whether it ends its event."""
        self._between = False
        name, _, raw = line.partition(b":")
        if not name:
            return False  # a comment, as used for heartbeats
        value = (raw[1:] if raw.startswith(b" ") else raw).decode("utf-8", "replace")
        if name == b"data":
            self._size += len(raw)
            if self._size > self._max:
                raise ValueError(f"an event of the stream is larger than {self._max} bytes")
            self._data.append(value)
            first, self._begun = not self._begun, self._begun or bool(value)
            return first and self._whole is not None and self._whole(value)
        if name == b"event":
            self._event = value
        elif name == b"id":
            if "\0" not in value:
                self._id = value
        elif name == b"retry" and value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS:
            self.retry = int(value)
        return False

    def _dispatch(self) -> ServerSentEvent | None:
        self._between = True
        event, data = self._event, self._data
        self._event, self._data, self._begun, self._size = "", [], False, 0
        self.last_event_id = self._id
        if not data:
            return None  # the standard drops events without data
        text = data[0] if len(data) == 1 else "\n".join(data)
        return ServerSentEvent(event or "message", text, self.last_event_id, self.retry)
