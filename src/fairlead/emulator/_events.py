"""Splitting the bytes of an event stream into its events, without changing a byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A blank line ends an event. A line ends with CRLF, LF or CR.
_EVENT_END = re.compile(rb"(?:\r\n|\n|\r(?!\n)){2}")
_DATA_LINE = re.compile(rb"(?:^|[\r\n])data(?=[:\r\n])")


class EventSplitter:
    """Cuts a stream of server-sent events, arriving in any chunks, between its events."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes, *, last: bool = False) -> Iterator[tuple[bytes, bool]]:
        """Yield the complete blocks, and with the last chunk what remains.

        Returns:
            Pairs of the block's bytes and whether it is an event: comments, as used for heartbeats, are not.
        """
        data = self._rest + chunk
        start = 0
        for end in _EVENT_END.finditer(data):
            block = data[start : end.end()]
            start = end.end()
            yield block, _DATA_LINE.search(block) is not None
        self._rest = data[start:]
        if last and self._rest:
            yield self._rest, False
            self._rest = b""
