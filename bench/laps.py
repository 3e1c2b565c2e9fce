"""Counting the events of a stream, and the time that they take."""

from __future__ import annotations

from bench.measure import Spent, Stopwatch
from bench.server import Server


class Events:
    """Counts the events that a follower gets, and takes the time from `begin` to the last one.

    Args:
        count: How many count.
        server: Who sends them; None if they come from memory.
        early: The server sends a further one as soon as somebody listens, for followers who cannot tell when
            they are ready. It does not count, and begins the rest.
    """

    def __init__(self, count: int, server: Server | None, *, early: bool) -> None:
        self._server = server
        self._left = count
        self._early = early
        self._watch = Stopwatch()
        self.spent: Spent | None = None

    @property
    def url(self) -> str:
        """Where they come from."""
        assert self._server is not None
        return self._server.url

    def begin(self) -> None:
        """Let them come: what the follower prepared until now does not count."""
        self._watch.start()
        if self._server is not None:
            self._server.go()

    def ready(self) -> None:
        """Let them come, unless the first one, which comes early, is to tell."""
        if not self._early:
            self.begin()

    def take(self) -> bool:
        """Count one, and say whether it was the last."""
        if self._early:
            self._early = False
            self.begin()
            return False
        self._left -= 1
        if self._left:
            return False
        self.spent = self._watch.stop()
        return True
