"""Parameters of requests."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

__all__ = ["Before", "ChatId", "EventId", "Limit", "RelationshipId", "RequestId", "TaskId", "Timeout"]

ChatId = Annotated[str, Path(description="Identifier of the chat.")]
RequestId = Annotated[str, Path(description="Identifier of the join request, `chat_join:<chat>:<user>`.")]
EventId = Annotated[str, Path(description="Number of the event within the chat.")]
TaskId = Annotated[str, Path(description="Number of the task within the chat.")]
RelationshipId = Annotated[
    str, Path(description="Identifier of the relationship, `hire_visit:<user>:<user>`.")
]

Limit = Annotated[int, Query(ge=1, le=200, description="Number of messages at most.")]
Before = Annotated[
    str | None,
    Query(
        description="Only messages with a smaller `seq`. Some servers answer 500 to anything but digits.",
        json_schema_extra={"pattern": "^[0-9]+$"},
    ),
]
Timeout = Annotated[float, Query(ge=0, le=30, description="Seconds to wait at most.")]
