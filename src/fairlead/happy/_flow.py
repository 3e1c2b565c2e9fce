"""Which update comes next? Worked out from what is heard and what is stored, without IO.

Messages are numbered, and numbers may be left out for good. So a number that does not follow the last one
says only that something may have been missed, and the server is asked what it has. The same after every time
in which frames could not be heard. Each message is stored before it is told, so the answer has everything
that was heard before the question.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from fairlead._core import later
from fairlead._core.decode import maker
from fairlead.happy import _records, models
from fairlead.happy._crypto import RecordKey, read_object
from fairlead.happy._frames import Change, Frame, Heard, Overflow
from fairlead.happy.models.enums import UpdateKind

KINDS = frozenset({"new-message", "update-session", "delete-session"})
"""The frames that matter here."""

_REMEMBERED_HOLES = 1000

_LOOK_BACK = 100
"""How far the server is asked again about numbers that were passed over, after frames could not be heard."""


@dataclass(slots=True)
class Step:
    """What to deliver next.

    Attributes:
        kind: What it is.
        record: The message.
        raw: What the server told; None for a message that was asked for.
        dropped: How many frames were dropped.
    """

    kind: UpdateKind
    record: _records.MessageRecord | None = None
    raw: Mapping[str, Any] | None = field(default=None, repr=False)
    dropped: int = 0

    def open(self, session_id: str, key: RecordKey | None) -> models.SessionUpdate:
        """Decrypt it."""
        content: dict[str, Any] = {}
        raw = self.raw
        if self.record is not None:
            message = self.record
            body = read_object(key, message.content.c)
            raw = raw or _as_told(session_id, message)
            content = {
                "seq": message.seq,
                "body": body,
                "role": _text((body or {}).get("role")),
                "message_id": message.id,
                "local_id": message.local_id,
                "created_at": message.created_at,
            }
        elif self.kind is UpdateKind.UPDATE_SESSION:
            changed = _fields((raw or {}).get("body"))
            state, metadata = (
                _text(_fields(changed.get(part)).get("value")) for part in ("agentState", "metadata")
            )
            content = {
                "body": {} if state is None else read_object(key, state),
                "metadata": read_object(key, metadata),
            }
        return maker(models.SessionUpdate)(
            {"kind": self.kind, "session_id": session_id, "dropped": self.dropped, "raw": raw, **content}
        )


def _as_told(session_id: str, record: _records.MessageRecord) -> dict[str, Any]:
    """A message that was asked for, as it would have been told."""
    message = record.model_dump(mode="json", by_alias=True)
    return {"body": {"t": UpdateKind.NEW_MESSAGE.value, "sid": session_id, "message": message}}


def _fields(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


class Flow:
    """Puts the updates of a session in order, each message once.

    Args:
        cursor: Number of the last message that is not to be delivered.

    Attributes:
        cursor: Highest number that was delivered.
        asking: Whether the server has to be asked for the messages `after` a number, before anything else.
        ended: Whether nothing follows any more.
    """

    def __init__(self, cursor: int) -> None:
        self.cursor = cursor
        self.asking = True
        self.ended = False
        self._ready: deque[Step] = deque()
        self._read = maker(_records.MessageRecord)
        self._restored = False
        self._missed = False
        # Numbers that were passed over: of two messages that come at once, the later one may be stored first.
        self._holes: dict[int, None] = {}

    @property
    def after(self) -> int:
        """The number after which messages are to be asked for."""
        if not self._missed:
            return self.cursor
        recent = [hole for hole in self._holes if hole > self.cursor - _LOOK_BACK]
        return min(recent, default=self.cursor + 1) - 1

    def next(self) -> Step | None:
        """Take what is to be delivered next; None if there is nothing yet."""
        return self._ready.popleft() if self._ready else None

    def hear(self, item: Heard) -> None:
        """Take in what was heard."""
        if self.ended:
            return
        match item:
            case Frame(kind="new-message"):
                self._hear_message(item)
            case Change.LOST:
                self._restored = False
                self._ready.append(Step(UpdateKind.RECONNECTING))
            case Change.RESTORED:
                self._restored = self._missed = self.asking = True
            case Overflow(dropped):
                self._missed = self.asking = True
                self._ready.append(Step(UpdateKind.OVERFLOW, dropped=dropped))
            case Frame(kind="delete-session"):
                self.end(item.raw)
            case Frame(kind="update-session"):
                self._ready.append(Step(UpdateKind.UPDATE_SESSION, raw=item.raw))
            case _:
                pass

    def doubt(self) -> None:
        """Take in that something may have been missed, for whatever reason."""
        self._missed = self.asking = not self.ended

    def answer(self, page: _records.MessagePage) -> None:
        """Take in a page of what the server has."""
        before, missed, self._missed = self.cursor, self._missed, False
        for record in sorted(page.messages, key=lambda record: record.seq):
            if record.seq > self.cursor or record.seq in self._holes:
                self._deliver(record, None)
        if page.has_more and (missed or self.cursor > before):
            return
        self.asking = False
        if self._restored:
            self._restored = False
            self._ready.append(Step(UpdateKind.RECONNECTED))

    def end(self, raw: Mapping[str, Any] | None = None) -> None:
        """Take in that the session was deleted."""
        if not self.ended:
            self.ended = True
            self.asking = False
            self._ready.append(Step(UpdateKind.TERMINATED, raw=raw))

    def _hear_message(self, frame: Frame) -> None:
        try:
            record = self._read(frame.body.get("message"))
        except later.ValidationError:
            self.asking = True  # whatever it is, it is stored
            return
        if record.seq in self._holes or record.seq == self.cursor + 1:
            self._deliver(record, frame.raw)
        elif record.seq > self.cursor:
            self.asking = True

    def _deliver(self, record: _records.MessageRecord, raw: Mapping[str, Any] | None) -> None:
        seq = record.seq
        if seq > self.cursor:
            for hole in range(max(self.cursor + 1, seq - _REMEMBERED_HOLES), seq):
                self._holes[hole] = None
            self.cursor = seq
            while len(self._holes) > _REMEMBERED_HOLES:
                del self._holes[next(iter(self._holes))]
        else:
            del self._holes[seq]
        self._ready.append(Step(UpdateKind.NEW_MESSAGE, record, raw))
