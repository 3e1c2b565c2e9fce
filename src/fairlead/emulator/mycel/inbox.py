"""The memory side of the inboxes: numbers, frames to be sent again, and who is to be woken.

What waits in an inbox is in the database; its numbers are not. They begin again when the server starts, and
so does what can be replayed.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Frame", "Inbox", "Inboxes"]

Frame = dict[str, Any]
"""A message of the stream: a notification with its number, or word of an overflow."""


class Inbox:
    """One user's inbox.

    Args:
        buffer: Frames to keep.
        strict_compat: Whether the end of one listener silences the other, as in the real server.
    """

    def __init__(self, buffer: int, *, strict_compat: bool) -> None:
        self._seq = 0
        self._frames: deque[Frame] = deque(maxlen=buffer)
        self._handler: asyncio.Event | None = None
        self._strict_compat = strict_compat

    def number(self, metadata: dict[str, Any], now: float) -> Frame:
        """Make the next frame of a notification, and keep it for a while."""
        self._seq += 1
        frame = {
            "type": "notify",
            "seq": self._seq,
            "fingerprint": _fingerprint(metadata),
            "ts": now,
            "metadata": metadata,
        }
        self._frames.append(frame)
        return frame

    def after(self, since_seq: int) -> Iterator[Frame]:
        """The frames after a number, or word that some of them are gone."""
        if self._frames and since_seq < (oldest := self._frames[0]["seq"]) - 1:
            yield {"type": "replay_overflow", "since_seq": since_seq, "oldest_seq": oldest}
            return
        yield from (frame for frame in self._frames if frame["seq"] > since_seq)

    @contextmanager
    def listen(self) -> Generator[asyncio.Event]:
        """An event that is set whenever the user is woken, until somebody else listens."""
        handler = self._handler = asyncio.Event()
        try:
            yield handler
        finally:
            if self._handler is handler or self._strict_compat:
                self._handler = None

    def wake(self) -> None:
        """Wake whoever listens."""
        if self._handler is not None:
            self._handler.set()


class Inboxes:
    """The inboxes of all users.

    Args:
        buffer: Frames to keep for each.
        strict_compat: See `Inbox`.
    """

    def __init__(self, buffer: int, *, strict_compat: bool) -> None:
        self._buffer = buffer
        self._strict_compat = strict_compat
        self._inboxes: dict[str, Inbox] = {}

    def of(self, user_id: str) -> Inbox:
        """The inbox of a user."""
        if (inbox := self._inboxes.get(user_id)) is None:
            inbox = self._inboxes[user_id] = Inbox(self._buffer, strict_compat=self._strict_compat)
        return inbox

    def clear(self) -> None:
        """Forget all numbers and frames."""
        self._inboxes.clear()


def _fingerprint(metadata: dict[str, Any]) -> str:
    text = json.dumps(metadata, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
