# Made from src/fairlead/_async/_groups.py by `nox -s regenerate`: edit that one.
"""Connections in small groups, so that a call costs the same however many are in flight.

Whenever a request comes or goes, the HTTP library looks at every connection and every request of its pool.
With a thousand in one pool, that takes several times as long as the rest of a call.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, Final

from fairlead._sync import _io

WIDTH: Final = 10
"""Connections of a group."""
MOST: Final = 100
"""Groups; with requests over all of their connections, further ones wait."""
RESTING: Final = 5.0
"""Seconds that a group is kept without a request: as long as the library keeps a connection."""


class Group:
    """A few connections.

    Attributes:
        client: The HTTP client that has them.
        busy: How many requests are under way over them.
        since: When the last one was over, by the monotonic clock.
    """

    __slots__ = ("busy", "client", "since")

    def __init__(self, client: Any) -> None:
        self.client: Any = client
        self.busy: int = 0
        self.since: float = 0.0


class Turn:
    """A request that waits for a connection.

    Attributes:
        signal: Ends the wait.
        group: Where the connection is, from then on.
    """

    __slots__ = ("group", "signal")

    def __init__(self) -> None:
        self.signal: _io.Signal = _io.Signal()
        self.group: Group | None = None


class Groups:
    """All connections of a pool, at one place.

    The first groups are filled first, so that the others can be closed when a crowd has gone.

    Args:
        first: The HTTP client of the first group, which is always there.
        shared: Whether all requests go through that one, because it is the application's own.
    """

    def __init__(self, first: Any, *, shared: bool) -> None:
        self._groups = [Group(first)]
        self._width, self._most = (sys.maxsize, 1) if shared else (WIDTH, MOST)
        self._closed = False
        # Both in the order in which they came.
        self._resting: dict[Group, None] = {}
        self._waiting: dict[Turn, None] = {}

    @property
    def clients(self) -> list[Any]:
        """The HTTP clients of all groups."""
        return [group.client for group in self._groups]

    def enter(self, make: Callable[[], Any], seconds: float | None) -> Group | None:
        """Let a request in, which has to `leave` again. Those who have to wait are let in as they came.

        Args:
            make: Makes the HTTP client of another group.
            seconds: How long to wait for a connection; None for no limit.

        Returns:
            The group to send it through; None if that took too long, or if the client was closed.
        """
        if self._resting:
            self._forget()
        with _io.alone():
            group = self._place(make)
            if group is not None or self._closed:
                return group
            turn = Turn()
            self._waiting[turn] = None
        entered = False
        try:
            turn.signal.wait(seconds)
            entered = True
        finally:
            with _io.alone():
                self._waiting.pop(turn, None)
            if turn.group is not None and not entered:
                self.leave(turn.group)
        return turn.group

    def leave(self, group: Group) -> None:
        """Say that a request is over, and give its place to the one who has waited longest."""
        with _io.alone():
            turn = next(iter(self._waiting), None)
            if turn is not None:
                del self._waiting[turn]
                turn.group = group
                turn.signal.set()
                return
            group.busy -= 1
            if not group.busy and group is not self._groups[0]:
                group.since = time.monotonic()
                self._resting[group] = None

    def close(self) -> None:
        """Let nobody in any more, also of those who wait."""
        with _io.alone():
            self._closed = True
            for turn in self._waiting:
                turn.signal.set()
            self._waiting.clear()

    def _place(self, make: Callable[[], Any]) -> Group | None:
        if self._closed:
            return None
        for group in self._groups:
            if group.busy < self._width:
                break
        else:
            if len(self._groups) == self._most:
                return None
            group = Group(make())
            self._groups.append(group)
        group.busy += 1
        self._resting.pop(group, None)
        return group

    def _forget(self) -> None:
        """Close the group that has rested longest, if that was long enough."""
        with _io.alone():
            group = next(iter(self._resting), None)
            if group is None or time.monotonic() - group.since < RESTING:
                return
            del self._resting[group]
            self._groups.remove(group)
        group.client.close()
