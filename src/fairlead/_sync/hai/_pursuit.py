# Made from src/fairlead/_async/hai/_pursuit.py by `nox -s regenerate`: edit that one.
"""One wait or stream of a session: asking the service until it is over."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final

from fairlead._core.deadline import Deadline
from fairlead._sync.hai._base import Lane
from fairlead._sync.hai._work import answer_calls
from fairlead._sync.hai.sessions import Sessions
from fairlead.hai import models
from fairlead.hai._calls import Calls
from fairlead.hai._follow import Ask, Follow
from fairlead.hai.exceptions import SessionTimeout, TimedOut
from fairlead.hai.tools import Tool

_INSTANT: Final = 0.02
"""Seconds that do not count: a request that was given the rest of the time may end that much too early."""


class Pursuit:
    """Does what a `Follow` asks for, by a deadline.

    Args:
        lane: The way to the service.
        id: The session.
        follow: Says what to ask next.
        calls: The session's calls of tools.
        tools: What can be run for them.
        deadline: When it has to be over.
        max_polls: Polls at most, before the session has come as far as it is followed; None for no limit.
    """

    def __init__(
        self,
        lane: Lane,
        id: str,
        follow: Follow,
        calls: Calls,
        *,
        tools: Sequence[Tool],
        deadline: Deadline,
        max_polls: int | None = None,
    ) -> None:
        self._id = id
        self._http = lane.http
        self._follow = follow
        self._calls = calls
        self._tools = tools
        self._deadline = deadline
        self._max_polls = max_polls
        self._sessions = by(lane, deadline)

    def pages(self) -> Iterator[Sequence[models.SessionEvent]]:
        """Yield new events as they come, some at a time, until it is over.

        Raises:
            SessionTimeout: The time or the polls are used up.
        """
        follow, deadline, polls = self._follow, self._deadline, 0
        try:
            while (ask := follow.next()) is not Ask.END:
                if follow.pause:
                    self._http.wait(deadline.cap(follow.pause) or 0.0)
                if deadline.expired:
                    raise self._late("in time")
                if ask in (Ask.CHANGES, Ask.SUMMARY) and not follow.is_stopping:
                    if polls == self._max_polls:
                        raise self._late(f"in {polls} polls")
                    polls += 1
                events = self._do(ask)
                if events:
                    yield events
        except TimedOut as error:
            if isinstance(error, SessionTimeout) or not ends_with(deadline):
                raise
            raise self._late("in time") from error

    def _do(self, ask: Ask) -> Sequence[models.SessionEvent]:
        follow, sessions, session = self._follow, self._sessions, self._id
        match ask:
            case Ask.CHANGES:
                changes = sessions.get_session_changes(
                    session,
                    from_index=follow.cursor,
                    limit=follow.limit,
                    include_events=True,
                    wait_for_seconds=follow.wait(self._deadline.remaining),
                )
            case Ask.SUMMARY:
                changes = sessions.get_session_changes(
                    session, from_index=0, include_events=False, wait_for_seconds=0
                )
            case Ask.STATUS:
                follow.stands(sessions.get_session_status(session))
                return ()
            case Ask.LOG:
                follow.replay(sessions.get_session_changes(session, from_index=0, include_events=True))
                return ()
            case _:
                answer_calls(session, self._calls, follow, sessions, self._deadline, self._tools, self._http)
                return ()
        if changes is not None:
            return follow.page(changes)
        follow.nothing()
        return ()

    def _late(self, limit: str) -> SessionTimeout:
        follow = self._follow
        status = follow.status or (follow.latest.status if follow.latest else None)
        told = f": it is {status}" if status else ""
        if status == models.TrajectoryStatus.queued:
            told += ", as no slot is free; idle sessions keep theirs until they end or are cancelled"
        late = SessionTimeout(f"session {self._id} did not finish {limit}{told}", backend="hai")
        late.session_id, late.session_status, late.cursor = self._id, status, follow.cursor
        return late


def by(lane: Lane, deadline: Deadline) -> Sessions:
    """The calls of sessions, all of which have to be over by the deadline."""
    return Sessions(dataclasses.replace(lane, http=lane.http.until(deadline)))


def ends_with(deadline: Deadline) -> bool:
    """Whether what just ended in a timeout did so because of the deadline."""
    remaining = deadline.remaining
    return remaining is not None and remaining < _INSTANT
