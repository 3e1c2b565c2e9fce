"""Has the agent answered what it was last told? Worked out from the log and the status, without IO.

A status alone does not say. A session that was just created may read `idle` before its first step, and one
that was just sent a message reads `idle`, with the answer to the message before, until the message arrives.
So `idle` ends a turn only after something of that turn was seen.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from fairlead.hai import models
from fairlead.hai._statuses import TERMINAL_SESSION_STATUSES

Answer = str | dict[str, Any] | None


class Phase(Enum):
    """How far a turn is."""

    TOLD = "told"
    """The agent has a task, and nothing was seen of its work."""
    WORKING = "working"
    RESTING = "resting"
    """It has answered, or given up."""


class Turn:
    """What is known of the present turn of a session.

    Attributes:
        phase: How far it is.
        unconfirmed: A message was sent while the agent was at work, and the log does not have it yet. It may
            belong to the turn that was going on, or begin another one as soon as that is over.
    """

    def __init__(self) -> None:
        self.phase = Phase.TOLD
        self.unconfirmed = False
        self._woken = False  # by a message of ours: then any work is work on that
        self._message: str | None = None
        self._callers = {"user"}
        self._since: int | None = 0  # the log is about this turn from here on; None if that is not known
        self._stirred = False
        self._expecting = True  # that the log has the message that began the turn
        self._answered = False  # in the log
        self._answer: Answer = None  # the last one that is known, of whatever turn
        self._before: Answer = None
        self._owed = False
        self._steps = 0
        self._steps_before: int | None = 0

    @property
    def is_over(self) -> bool:
        """Whether `idle` means that the turn is over."""
        return self.phase is not Phase.TOLD

    @property
    def is_new(self) -> bool:
        """Whether a message of ours is all that there is of the turn."""
        return self._woken and self.phase is Phase.TOLD and self._expecting

    def tell(self, message: str, *, caller: str | None = None, cursor: int | None, status: str) -> None:
        """Note that a message was accepted.

        Args:
            message: Its text.
            caller: Who spoke, if not the user.
            cursor: Where the log ended when it was sent; None if that is not known. Then `look` has to have
                told how the session stood.
            status: How the session stood.
        """
        self._callers |= {caller} if caller else set()
        self._message = message
        self._before = self._answer
        if status == models.TrajectoryStatus.idle:
            # The answer may come before the event that tells of it, which then belongs to the past.
            self._owed = cursor is not None and self._answer is not None and not self._answered
            self.phase = Phase.TOLD
            self._woken = self._expecting = True
            self._stirred = self.unconfirmed = False
        else:
            self.phase = Phase.WORKING if self._steps else Phase.TOLD
            self.unconfirmed = True
        if self._before is not None:
            self._since = cursor
        self._answered = False
        self._steps_before = self._steps

    def read(self, index: int, event: models.SessionEvent) -> None:
        """Note an event of the log."""
        if self._since is None or index < self._since:
            return
        match event:
            case models.AgentEvent(data=models.MessageEvent() as message) if (
                message.caller_id in self._callers
            ):
                self._hear(message)
            case models.AgentEvent(data=data):
                self._record(data)
            case models.ActiveStateChangeEvent(data=data) if data.state == models.ActiveState.idle:
                if self._stirred or self.phase is Phase.WORKING:
                    self.phase = Phase.RESTING
            case models.ActiveStateChangeEvent(data=data):
                self._stirred = True
                if self._woken or data.state == models.ActiveState.awaiting_tool_results:
                    self.phase = Phase.WORKING
            case models.AgentCompletionEvent() | models.AgentErrorEvent():
                self.phase = Phase.RESTING
            case _:
                pass

    def _hear(self, message: models.MessageEvent) -> None:
        """The agent was told something: what was before that does not count any more."""
        if self._message is not None and any(
            self._message in text for text in message.content if isinstance(text, str)
        ):
            self.unconfirmed = False
        if self._answered:
            self._before = self._answer
        if not self._expecting:
            self._steps_before = None
        self._expecting = self._answered = self._owed = False
        self._stirred = True
        self.phase = Phase.TOLD

    def _record(self, record: object) -> None:
        match record:
            case models.AnswerEvent(answer=answer) if self._owed and answer == self._before:
                self._owed = False
            case models.AnswerEvent(answer=answer):
                self.phase = Phase.RESTING
                self._answered = True
                self._answer = answer
            case models.MessageEvent() | models.ObservationEvent() | models.FlowEvent():
                pass  # an agent may look around, or be steered, before it works on anything
            case _:
                self.phase = Phase.WORKING

    def look(self, status: str, *, steps: int | None, answer: Answer = None) -> None:
        """Note how the session stands now, after the events that came with that."""
        if steps is not None:
            self._steps = steps
        if self._steps_before is None:
            self._steps_before = self._steps
        at_work = status == models.TrajectoryStatus.awaiting_tool_results or (
            self._woken and status == models.TrajectoryStatus.running
        )
        new = answer is not None and answer != self._before
        if self.phase is Phase.TOLD and (at_work or new or self._steps > self._steps_before):
            self.phase = Phase.WORKING
        if answer is not None:
            self._answer = answer

    def caught_up(self, cursor: int) -> None:
        """Note that the log was read to its end: what follows belongs to this turn in any case."""
        if self._since is None:
            self._since = cursor

    def answer_of(self, status: str, latest: Answer, *, has_read: bool) -> Answer:
        """The answer of this turn; None if it has none.

        Args:
            status: How the session stands.
            latest: The session's latest answer, which may be one of an earlier turn.
            has_read: Whether the events of this turn were read.
        """
        if self._answered:
            return self._answer if latest is None else latest
        if latest != self._before:
            return latest
        # The words are those of an earlier turn. Without the log, only the status can tell whether they were
        # said again.
        ended_well = status not in TERMINAL_SESSION_STATUSES or status == models.TrajectoryStatus.completed
        return latest if self.is_over and ended_well and not has_read else None
