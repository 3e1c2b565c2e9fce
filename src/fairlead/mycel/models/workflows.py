"""The workflow of a chat, its events, and tasks."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from fairlead._core.models import MappingModel


class Workflow(MappingModel):
    """The workflow of a chat; there is at most one. Times are seconds since 1970.

    Attributes:
        chat_id: The chat.
        kind: What kind of workflow, in words of the application.
        state: Where it stands, in words of the application.
        config: Anything else.
        state_version: 0 at first, one more with each write.
        updated_by_user_id: Who wrote it last.
        created_at: When it was first written.
        updated_at: When it was last written.
    """

    chat_id: str
    kind: str
    state: str
    config: dict[str, Any]
    state_version: int
    updated_by_user_id: str | None = None
    created_at: float
    updated_at: float


class WorkflowEvent(MappingModel):
    """Something that members of a chat decide about. Times are seconds since 1970.

    Attributes:
        chat_id: The chat.
        event_id: Its number within the chat, as text.
        kind: What kind of event, in words of the application.
        state: `"open"` at first; `"settled"` at last, by convention.
        resource_refs: What it is about.
        requested_by_user_id: On whose behalf.
        decision_states: What each user decided about each resource: user id -> resource id -> decision.
        rationales: Why.
        final_state: What came of it.
        metadata: Anything else.
        state_version: 0 at first, one more with each change.
        created_at: When it was created.
        updated_at: When it last changed.
        settled_at: When it was settled.
    """

    chat_id: str
    event_id: str
    kind: str
    state: str
    resource_refs: list[dict[str, Any]]
    requested_by_user_id: str | None = None
    decision_states: dict[str, dict[str, str]]
    rationales: dict[str, Any]
    final_state: dict[str, Any]
    metadata: dict[str, Any]
    state_version: int
    created_at: float
    updated_at: float | None = None
    settled_at: float | None = None


class Task(MappingModel):
    """A task of a chat. Read like a dict, two keys have the server's spelling: `activeForm`, `blockedBy`.

    Attributes:
        id: Its number within the chat, as text. The highest one becomes free again when it is deleted.
        subject: What is to be done.
        description: The details.
        status: `"pending"`, `"in_progress"` or `"completed"` by convention.
        active_form: What to call it while it is being done.
        owner: Who does it.
        blocks: Tasks that wait for it.
        blocked_by: Tasks that it waits for.
        metadata: Anything else.
    """

    id: str
    subject: str
    description: str
    status: str
    active_form: str | None = Field(default=None, alias="activeForm")
    owner: str | None = None
    blocks: list[str] = Field(default_factory=list[str])
    blocked_by: list[str] = Field(default_factory=list[str], alias="blockedBy")
    metadata: dict[str, Any] = Field(default_factory=dict[str, Any])
