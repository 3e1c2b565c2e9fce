"""Which frame of an inbox stream is next? Worked out from their numbers, without IO.

The server numbers the notifications of a user without gaps, keeps the newest ones, and replays those after a
number that the client names when it connects. Three things can go wrong. If something happens just when the
client connects, the server goes live before it reads that number, and frames in between are left out: they
have to be asked for again. What happens while nobody is connected gets no number until the inbox is drained.
And when the server restarts, it begins at 1 again.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from fairlead.mycel import models

KEPT = 256
"""Frames that the server keeps, and so the most that it could send twice."""

Identity = tuple[int, str, float]


class Verdict(Enum):
    """What to do with a frame."""

    DELIVER = "deliver"
    SKIP = "skip"
    """It was delivered before."""
    RESUME = "resume"
    """There are others before it: connect again, and name the last one that was delivered."""


class Sequence:
    """Remembers what was delivered.

    Args:
        since: Number of the last frame that was seen before; None to begin with whatever comes first.
        complete: Whether frames that were left out are to be asked for.
    """

    def __init__(self, since: int | None, *, complete: bool) -> None:
        self.last = since
        """Number of the last frame that was delivered; None if there is none to go on after."""
        self._complete = complete
        self._delivered: dict[int, Identity] = {}
        self._held_back: Identity | None = None

    def judge(self, frame: models.InboxFrame) -> Verdict:
        """Say what to do with the next frame; one to be delivered counts as delivered."""
        identity = (frame.seq, frame.fingerprint, frame.ts)
        if self._delivered.get(frame.seq) == identity:
            return Verdict.SKIP
        if self.last is not None and frame.seq <= self.last:
            self._begin_anew()  # an old number with new content
        gap = self.last is not None and frame.seq > self.last + 1
        # If a frame comes first even when the ones before it were asked for, there are none.
        if self._complete and gap and identity != self._held_back:
            self._held_back = identity
            return Verdict.RESUME
        self._note(identity)
        return Verdict.DELIVER

    def drained(self, numbers: Iterable[int]) -> None:
        """Note the numbers of what was just drained: the newest there are, and yet to be delivered."""
        first = min(numbers, default=None)
        if first is None:
            return
        if self.last is None:
            self.last = first - 1
        elif first <= self.last:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self.last = 0
        self._delivered.clear()

    def _note(self, identity: Identity) -> None:
        self.last = identity[0]
        self._held_back = None
        self._delivered[self.last] = identity
        while len(self._delivered) > KEPT:
            del self._delivered[next(iter(self._delivered))]
