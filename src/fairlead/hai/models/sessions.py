"""Sessions: what is asked for, how they stand, and what changed."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fairlead._core.models import UtcDatetime
from fairlead.hai.models._base import HaiModel, Variant
from fairlead.hai.models.agents import Agent, Skill, ToolRequest
from fairlead.hai.models.enums import (
    AnswerOutcome,
    ContentSource,
    QuotaScope,
    SessionErrorCode,
    TrajectoryStatus,
)


class FileContent(HaiModel):
    """An attached file. See `file_from_path`.

    Attributes:
        type: `base64` when it is sent, `url` when it is read back.
        source: Base64 text, or a URL.
        name: File name without folders.
        media_type: Its type; guessed from the name if it is not given.
        size_bytes: Its size, as the service says.
    """

    type: ContentSource | None = None
    source: str = Field(repr=False)
    name: str
    media_type: str | None = None
    size_bytes: int | None = None


class UserMessageEvent(Variant):
    """A message from the user.

    Attributes:
        type: Always `user_message`.
        message: The text.
        images: Pictures as data URIs (`data:image/png;base64,...`).
        files: Up to 10 files, together up to 7 MB.
        skills: Skills for this message only, without files.
        caller_id: Who speaks, if it is not the user.
    """

    type: Literal["user_message"] = "user_message"
    message: str
    images: list[str] | None = None
    files: list[FileContent] | None = None
    skills: list[Skill] | None = None
    caller_id: str | None = None


class UserMessageBatch(Variant):
    """Several messages, in order."""

    type: Literal["batch"] = "batch"
    messages: list[UserMessageEvent]


class SessionRequest(HaiModel):
    """What to run, and within which limits; see `create_session` for what the fields mean."""

    agent: str | Agent
    messages: str | UserMessageEvent | list[UserMessageEvent] | None = None
    max_steps: int | None = None
    max_time_s: float | None = None
    idle_timeout_s: int | None = None
    timezone: str | None = None
    delete_after_min: int | None = None
    delete_screenshot_after_min: int | None = None
    queue: bool | None = None
    group_id: str | None = None
    parent_session_id: str | None = None
    overrides: dict[str, Any] | None = None


class ModelUsage(HaiModel):
    """Tokens used by one model."""

    name: str
    input_tokens: int
    cached_tokens: int = 0
    output_tokens: int
    reasoning_tokens: int


class SessionStatus(HaiModel):
    """How a session stands now.

    Attributes:
        status: Where it stands.
        error: What went wrong.
        error_code: Why, if it failed or timed out.
        outcome: How well the answer does the task; comes with the answer.
        steps: Steps taken.
        usage_per_model: Tokens used.
        subagent_session_ids: Sessions of its subagents.
        pending_tool_calls: Calls that the agent waits for.
    """

    status: TrajectoryStatus
    error: str | None = None
    error_code: SessionErrorCode | None = None
    outcome: AnswerOutcome | None = None
    steps: int = 0
    usage_per_model: list[ModelUsage] = Field(default_factory=list[ModelUsage])
    subagent_session_ids: list[str] = Field(default_factory=list[str])
    pending_tool_calls: list[ToolRequest] = Field(default_factory=list[ToolRequest])


class Session(HaiModel):
    """A session.

    Attributes:
        id: Its identifier.
        request: What was asked for, resolved: the agent in full, overrides applied, secrets as `***`.
        status: How it stands.
        agent_revision: Revision of the registered agent; None for an inline one.
        agent_view_url: Page for watching and replaying.
        latest_answer: The last final answer, text or decoded JSON; None before the first.
        created_at: When it was created.
        started_at: When it was launched.
        finished_at: When it ended.
    """

    id: str
    request: SessionRequest
    status: SessionStatus
    agent_revision: int | None = None
    agent_view_url: str | None = None
    latest_answer: Any = None
    created_at: UtcDatetime
    started_at: UtcDatetime | None = None
    finished_at: UtcDatetime | None = None


class SessionSummary(HaiModel):
    """A session in a list.

    Attributes:
        id: Its identifier.
        agent: Name of the agent; None for an inline one.
        agent_revision: Revision of the registered agent.
        status: Where it stands.
        agent_view_url: Page for watching and replaying.
        first_message: The task.
        created_at: When it was created.
        started_at: When it was launched.
        finished_at: When it ended.
        last_activity_at: When its last event came in.
        anonymized_at: When its content was removed.
    """

    id: str
    agent: str | None = None
    agent_revision: int | None = None
    status: TrajectoryStatus
    agent_view_url: str | None = None
    first_message: UserMessageEvent | None = None
    created_at: UtcDatetime
    started_at: UtcDatetime | None = None
    finished_at: UtcDatetime | None = None
    last_activity_at: UtcDatetime | None = None
    anonymized_at: UtcDatetime | None = None


class PageSessionSummary(HaiModel):
    """A page of sessions."""

    items: list[SessionSummary]
    total: int
    page: int


class ShareLink(HaiModel):
    """Where a shared session can be read by anyone.

    Attributes:
        share_url: A path on the service, such as `/share/api/v1/trajectories/...`.
    """

    share_url: str


class Feedback(HaiModel):
    """What the user thinks of a session or of one of its events."""

    success: bool
    message: str | None = None


class QuotaStatus(HaiModel):
    """Slots for sessions. Every session that has not ended takes one; `queued` ones do not."""

    scope: QuotaScope
    limit: int
    active: int
    available: int
