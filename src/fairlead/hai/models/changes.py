"""What happens in a session. Apart from sessions, as there are many kinds of events."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from fairlead._core.models import UtcDatetime
from fairlead.hai.models._base import HaiModel
from fairlead.hai.models.agents import ToolRequest
from fairlead.hai.models.enums import AnswerOutcome, SessionErrorCode, TrajectoryStatus
from fairlead.hai.models.events import Metrics, SessionEvent


class SessionChanges(HaiModel):
    """What happened since an index, and how the session stands.

    Attributes:
        status: Where the session stands.
        started_at: When it was launched.
        finished_at: When it ended.
        error: What went wrong.
        error_code: Why, if it failed or timed out.
        new_events: Events in the order of the log.
        first_index: Index of the first event here, if older ones are no longer kept.
        answer: The latest answer of the session, whatever the index.
        outcome: How well it does the task.
        metrics: Usage so far.
        pending_tool_calls: Calls that the agent waits for.
    """

    status: TrajectoryStatus
    started_at: UtcDatetime | None = None
    finished_at: UtcDatetime | None = None
    error: str | None = None
    error_code: SessionErrorCode | None = None
    new_events: list[SessionEvent] = Field(default_factory=list[SessionEvent])
    first_index: int | None = None
    answer: Any = None
    outcome: AnswerOutcome | None = None
    metrics: Metrics | None = None
    pending_tool_calls: list[ToolRequest] = Field(default_factory=list[ToolRequest])


class PageSessionEvent(HaiModel):
    """A page of events."""

    items: list[SessionEvent]
    total: int
    page: int
