"""What a link hears: frames of the server, and what happens to the connection. Without IO."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, cast


@dataclass(slots=True)  # and not frozen: of each thing that is told one is made, and that takes twice as long
class Frame:
    """Something that the server told.

    Attributes:
        kind: Its `t` (of updates, such as `new-message`) or `type` (of passing facts, such as `activity`).
        body: What it says.
        session_id: The session that it is about; None if it is about something else.
        raw: All of it.
    """

    kind: str
    body: Mapping[str, Any] = field(repr=False)
    session_id: str | None
    raw: Mapping[str, Any] = field(repr=False)


class Change(Enum):
    """What happened to the connection."""

    LOST = "lost"
    """From now on, frames are missed."""
    RESTORED = "restored"
    """Every frame from now on arrives."""


@dataclass(slots=True)
class Overflow:
    """Frames were dropped at this place."""

    dropped: int


Heard = Frame | Change | Overflow

_SESSION = {
    "new-message": "sid",
    "new-session": "id",
    "update-session": "id",
    "delete-session": "sid",
    "activity": "id",
    "usage": "id",
    "session-event": "sessionId",
}
"""Where each kind says which session it is about."""


def read_frame(event: str, content: object) -> Frame | None:
    """The frame of a Socket.IO event; None if it is of another kind, or makes no sense."""
    if not isinstance(content, dict):
        return None
    raw = cast("dict[str, Any]", content)
    body: object = raw.get("body") if event == "update" else raw
    if event not in ("update", "ephemeral") or not isinstance(body, dict):
        return None
    fields = cast("dict[str, Any]", body)
    kind = fields.get("t" if event == "update" else "type")
    if not isinstance(kind, str):
        return None
    session_id = fields.get(_SESSION.get(kind, ""))
    return Frame(kind, fields, session_id if isinstance(session_id, str) else None, raw)


class Buffer:
    """What was heard and not read yet, in its order.

    Args:
        size: Frames that are kept; when it is full, new ones are dropped and counted. None for no limit.
        wanted: Which frames are kept at all.
    """

    def __init__(self, size: int | None, wanted: Callable[[Frame], bool]) -> None:
        self._size = size
        self._wanted = wanted
        self._items: deque[Heard] = deque()
        self._frames = 0

    def put(self, item: Frame | Change) -> bool:
        """Add what was heard, and say whether there is something new to read."""
        if isinstance(item, Change):
            return self._put_change(item)
        return self._wanted(item) and self._put_frame(item)

    def get(self) -> Heard | None:
        """Take what was heard first; None if there is nothing."""
        if not self._items:
            return None
        item = self._items.popleft()
        self._frames -= isinstance(item, Frame)
        return item

    def _put_frame(self, frame: Frame) -> bool:
        if self._size is not None and self._frames >= self._size:
            if self._items and isinstance(last := self._items[-1], Overflow):
                last.dropped += 1
            else:
                self._items.append(Overflow(1))
            return True
        self._frames += 1
        self._items.append(frame)
        return True

    def _put_change(self, change: Change) -> bool:
        if change is Change.LOST and self._items and self._items[-1] is Change.RESTORED:
            # Lost again with nothing in between: to a reader, it was never restored.
            self._items.pop()
            return False
        self._items.append(change)
        return True
