"""What runs of agents are started with, waited for with, and come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Required, TypedDict, TypeVar, cast

from fairlead.hai import models

__all__ = ["NewSession", "RunOptions", "SessionRunResult", "Waiting"]

T = TypeVar("T")


class NewSession(TypedDict, total=False):
    """What a session is started with. What is not given is not sent; `create_session` says more about each.

    Attributes:
        agent: Name of a registered agent, `name:N` for a certain revision, or the agent itself.
        idempotency_key: Names this start; None for a new one.
        messages: The task: a text, a message, or several.
        overrides: Path to value, put in place for this session only.
        max_steps: Steps at most.
        max_time_s: Seconds for each answer.
        idle_timeout_s: Seconds that the session stays open for another message after each answer. None means
            one answer: it ends the session in the US region, and leaves it `idle` in the EU.
        timezone: IANA time zone of the user.
        delete_after_min: Minutes until the session is deleted; None keeps it.
        delete_screenshot_after_min: Minutes until its screenshots are.
        queue: Whether to wait for a free slot, or be refused.
        group_id: A label to find it by.
        parent_session_id: The session that this one is a subagent of.
    """

    agent: Required[str | models.Agent | Mapping[str, Any]]
    idempotency_key: str | None
    messages: (
        str
        | models.UserMessageEvent
        | Mapping[str, Any]
        | Sequence[models.UserMessageEvent | Mapping[str, Any]]
        | None
    )
    overrides: Mapping[str, Any]
    max_steps: int | None
    max_time_s: float | None
    idle_timeout_s: int | None
    timezone: str | None
    delete_after_min: int | None
    delete_screenshot_after_min: int | None
    queue: bool
    group_id: str | None
    parent_session_id: str | None


class Waiting(TypedDict, total=False):
    """How a session is waited for; all optional.

    Attributes:
        timeout_seconds: Seconds for the whole, kept to within a tenth of a second; None (the default) for no
            limit.
        wait_for_seconds: Seconds that each poll asks the service to wait for something new, 0 to 25; 20 by
            default.
        poll_backoff_seconds: Seconds between polls, beyond that; 0 by default. Without events, 0 means
            `wait_for_seconds`.
        max_polls: Polls at most; None (the default) for no limit.
        include_events: Whether the events are read; yes by default. Tools need them.
    """

    timeout_seconds: float | None
    wait_for_seconds: int
    poll_backoff_seconds: float
    max_polls: int | None
    include_events: bool


class RunOptions(NewSession, Waiting):
    """How a session is started, and how it is waited for."""


RUN_OPTIONS: Final = frozenset({*NewSession.__annotations__, *Waiting.__annotations__})
NEW_SESSION: Final = frozenset(NewSession.__annotations__)


def split(options: RunOptions) -> tuple[NewSession, Waiting]:
    """What a session is started with, and how it is waited for."""
    waiting = {name: value for name, value in options.items() if name in Waiting.__annotations__}
    new = {name: value for name, value in options.items() if name not in waiting}
    return cast("NewSession", new), cast("Waiting", waiting)


@dataclass(frozen=True, kw_only=True)
class SessionRunResult(Generic[T]):
    """What a run came to.

    Attributes:
        id: The session.
        status: How it stands: `completed`, `idle` (it waits for the next message; in the EU also after a
            single task), `failed`, `timed_out` or `interrupted`; `awaiting_tool_results` if the agent called
            a tool that was not given here.
        answer: The answer of this turn: text, decoded JSON, or an instance of `answer_schema`. None if there
            is none. Of a session that failed, timed out or was interrupted, whatever it answered, as it is.
        events: Events that were read by this wait.
        next_from_index: Index of the next event; another wait of the same handle goes on there by itself.
        final_changes: What the service last said, word for word; None if it said nothing.
        outcome: How well the answer does the task, in the agent's own opinion.
        error: What went wrong.
        error_code: Why, if it failed or timed out.

    Examples:
        >>> result = client.run_session(agent="h/web-surfer-pro", messages="What is the top story?")
        >>> result.status, result.answer
        ('idle', 'Show HN: ...')
    """

    id: str
    status: str
    events: list[models.SessionEvent]
    next_from_index: int
    final_changes: models.SessionChanges | None = None
    answer: T = None  # pyright: ignore[reportAssignmentType] (T has no default)
    outcome: str | None = None
    error: str | None = None
    error_code: str | None = None
