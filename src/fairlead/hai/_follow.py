"""What to ask a session next, and when to stop: following it to the end of a turn, without IO.

`changes` is a long poll that tells of new events and, beside them, how the session stands. It answers with
nothing when no event came in time, also if the session has ended; only then the status has to be asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from typing import Final, Literal

from fairlead._core.deadline import LONGEST
from fairlead.hai import models
from fairlead.hai._calls import Calls
from fairlead.hai._limits import MAX_WAIT_SECONDS
from fairlead.hai._statuses import is_terminal_session_status
from fairlead.hai._turn import Turn
from fairlead.hai.exceptions import InvalidArgument

GRACE: Final = 2
"""Seconds that `idle` is mistrusted for, if a message may still be on its way to the agent."""

PACE: Final = 0.25
"""Seconds between polls that do not wait for anything."""

Until = Literal["settled", "terminal"]
"""When a session has been followed far enough: when it rests or has ended, or only when it has ended."""


class Ask(Enum):
    """What to do next."""

    CHANGES = "changes"
    """Ask for events from `cursor` on, waiting up to `wait` seconds; then tell `page` or `nothing`."""
    STATUS = "status"
    """Ask for the status; then tell `stands`."""
    SUMMARY = "summary"
    """Ask for changes without events; then tell `page` or `nothing`."""
    LOG = "log"
    """Ask for all events, because some were not seen, and the open calls are not known; then tell `calls`."""
    TOOLS = "tools"
    """Run and answer the open calls."""
    END = "end"
    """Nothing: it is over."""


class Follow:
    """Follows a session from an index of its log on.

    Args:
        turn: What is known of the session's turn.
        calls: What is known of the session's calls of tools.
        cursor: Index of the first event to read.
        wait: Seconds that a poll asks the service to wait.
        limit: Events to read at a time; None and 0 are no limit.
        until: When to stop.
        has_tools: Whether calls of tools are answered here.
        leaves_calls: Whether to stop at calls that are not answered here.
        with_events: Whether events are read at all.
        backoff: Seconds between polls, beyond what the service waits; without events, 0 means `wait`.

    Attributes:
        cursor: Index of the next event to read.
        limit: Events to read at a time; None is no limit.
        latest: What the service last said in answer to `CHANGES` or `SUMMARY`.
        status: How the session stands; None if that is not known.
        standing: The last answer to `STATUS`.
    """

    def __init__(
        self,
        turn: Turn,
        calls: Calls,
        *,
        cursor: int = 0,
        wait: int = 20,
        limit: int | None = None,
        until: Until = "settled",
        has_tools: bool = False,
        leaves_calls: bool = True,
        with_events: bool = True,
        backoff: float = 0.0,
    ) -> None:
        self.cursor = cursor
        self.limit = limit or None
        self.latest: models.SessionChanges | None = None
        self.status: str | None = None
        self.standing: models.SessionStatus | None = None
        self._turn = turn
        self._calls = calls
        self._wait = wait
        self._until = until
        self._has_tools = has_tools
        self._leaves_calls = leaves_calls and not has_tools
        self._with_events = with_events
        self._backoff = backoff
        self._pause = 0.0
        calls.read(cursor, ())  # which notices if something before was not seen
        # A log that was read before may be at its end: there may be nothing to wait for.
        self._hurries = cursor > 0 and not turn.is_new
        self._caught_up = False
        self._quiet = False  # nothing came, so that the status is not known
        self._patient = True  # `idle` was not mistrusted yet
        self._draining = False
        self._closing = False
        self._over = False

    @property
    def reads_log(self) -> bool:
        """Whether events are read at all."""
        return self._with_events

    @property
    def is_stopping(self) -> bool:
        """Whether the session has come as far as it is followed, and what is left is to be read."""
        return self._draining or self._closing or self._over

    def wait(self, remaining: float | None) -> int:
        """Seconds that the next poll asks the service to wait, if there are `remaining` seconds for it."""
        if self._hurries or self._draining or not self._with_events:
            return 0
        wait = GRACE if self._is_mistrusted else self._wait
        return wait if remaining is None else min(wait, math.ceil(remaining))

    @property
    def pause(self) -> float:
        """Seconds to let pass before the next question."""
        return 0.0 if self._hurries or self._quiet or self.is_stopping else self._pause

    def next(self) -> Ask:
        """What to do next."""
        if self._over:
            return Ask.END
        if self._quiet:
            return Ask.STATUS
        if self._closing or not self._with_events:
            return Ask.SUMMARY
        if (
            self._has_tools
            and self._caught_up
            and self.status == models.TrajectoryStatus.awaiting_tool_results
            and not self._draining
        ):
            if not self._calls.is_complete:
                return Ask.LOG
            if self._calls.has_due(self):
                return Ask.TOOLS
        return Ask.CHANGES

    def page(self, changes: models.SessionChanges) -> Sequence[models.SessionEvent]:
        """Note what the service says, and return the events that were not read before."""
        events = self._read(changes) if self._with_events and not self._closing else ()
        self._rest(more=bool(events))
        self.latest = changes
        self._stands(changes.status, changes.metrics.steps if changes.metrics else None, changes.answer)
        self._proceed(more=bool(events))
        return events

    def _read(self, changes: models.SessionChanges) -> Sequence[models.SessionEvent]:
        start = self.cursor if changes.first_index is None else changes.first_index
        events = changes.new_events[max(0, self.cursor - start) :]
        start = max(start, self.cursor)
        for index, event in enumerate(events, start):
            self._turn.read(index, event)
        self._calls.read(start, events)
        if events:
            self.cursor = start + len(events)
        self._caught_up = self.limit is None or len(changes.new_events) < self.limit
        self._hurries = not self._caught_up
        return events

    def nothing(self) -> None:
        """Note that no event came."""
        self._patient = self._patient and not self._is_mistrusted
        self._caught_up = True
        self._hurries = False
        self._rest(more=False)
        if self._draining or self._closing:
            self._proceed(more=False)
        else:
            self.status = None
            self._quiet = True

    def _rest(self, *, more: bool) -> None:
        if self._with_events:
            self._pause = self._backoff or (0.0 if more or self._wait else PACE)
        else:
            self._pause = self._backoff or self._wait or PACE

    def replay(self, changes: models.SessionChanges | None) -> None:
        """Note the whole log, as far as it is kept."""
        self._calls.restart()
        start = changes.first_index or 0 if changes else 0
        self._calls.read(start, changes.new_events if changes else (), from_first=True)

    def stands(self, standing: models.SessionStatus) -> None:
        """Note the status that was asked for."""
        self.standing = standing
        self._quiet = False
        self._stands(standing.status, standing.steps, None)
        self._proceed(more=True)

    def doubt(self) -> None:
        """Note that it is not known whether the results of tools arrived: the log will tell."""
        self._hurries = True
        self.status = None

    def _stands(self, status: str, steps: int | None, answer: str | dict[str, object] | None) -> None:
        was_mistrusted = self._is_mistrusted
        self.status = status
        self._turn.look(status, steps=steps, answer=answer)
        if self._caught_up:
            self._turn.caught_up(self.cursor)
        if was_mistrusted and self._is_mistrusted:
            self._patient = False

    def _proceed(self, *, more: bool) -> None:
        if not self._has_stopped:
            self._draining = self._closing = False
        elif self._closing or not self._with_events:
            self._over = True
        elif not self._draining:
            self._draining = True
        elif not more:
            self._draining = False
            self._over = self._is_told_all
            self._closing = not self._over

    @property
    def _has_stopped(self) -> bool:
        if self.status is None:
            return False
        if is_terminal_session_status(self.status):
            return True
        if self._until == "terminal":
            return False
        if self.status == models.TrajectoryStatus.awaiting_tool_results:
            return self._leaves_calls
        is_idle = self.status == models.TrajectoryStatus.idle
        return is_idle and self._turn.is_over and not self._is_mistrusted

    @property
    def _is_mistrusted(self) -> bool:
        return (
            self._patient
            and self.status == models.TrajectoryStatus.idle
            and self._turn.is_over
            and self._turn.unconfirmed
        )

    @property
    def _is_told_all(self) -> bool:
        """Whether the last page was written when the session had stopped already, with all that it has."""
        if self.latest is None or self.latest.status != self.status:
            return False
        has_answer = self.status in {models.TrajectoryStatus.completed, models.TrajectoryStatus.idle}
        return self.latest.answer is not None or not has_answer


def check_waiting(
    *,
    from_index: int | None = None,
    wait_for_seconds: int = 20,
    limit: int | None = None,
    include_events: bool = True,
    timeout_seconds: float | None = None,
    poll_backoff_seconds: float = 0.0,
    max_polls: int | None = None,
    until: str = "settled",
    has_tools: bool = False,
) -> None:
    """Check how a session is to be waited for.

    Raises:
        InvalidArgument: It cannot be right.
    """
    for name, number in (("from_index", from_index), ("limit", limit), ("max_polls", max_polls)):
        if number is not None and number < 0:
            raise _invalid(f"{name} must be 0 or more, got {number!r}")
    if wait_for_seconds not in range(MAX_WAIT_SECONDS + 1):
        raise _invalid(
            f"wait_for_seconds must be a whole number from 0 to {MAX_WAIT_SECONDS}, which is as long as"
            f" the service waits; got {wait_for_seconds!r}. timeout_seconds limits the whole"
        )
    if timeout_seconds is not None and not 0 <= timeout_seconds <= LONGEST:
        raise _invalid(
            f"timeout_seconds must be 0 to {LONGEST}, or None for no limit; got {timeout_seconds!r}"
        )
    if not 0 <= poll_backoff_seconds <= LONGEST:
        raise _invalid(f"poll_backoff_seconds must be 0 to {LONGEST}, got {poll_backoff_seconds!r}")
    if until not in ("settled", "terminal"):
        raise _invalid(f'until must be "settled" or "terminal", got {until!r}')
    if has_tools and not include_events:
        raise _invalid("tools need include_events=True, because events tell of their calls")


def _invalid(message: str) -> InvalidArgument:
    return InvalidArgument(message, backend="hai")
