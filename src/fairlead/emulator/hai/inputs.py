"""Parameters of requests."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Header, Path, Query
from pydantic.config import JsonDict

__all__ = [
    "AgentName",
    "EnvironmentId",
    "IfMatch",
    "Offset",
    "Page",
    "ProfileId",
    "RevisionMessage",
    "ScheduleId",
    "SessionId",
    "Size",
    "SkillName",
    "SortByCreation",
    "VaultId",
    "WebhookId",
]

SessionId = Annotated[UUID, Path(description="Identifier of the session.")]
ScheduleId = Annotated[UUID, Path(description="Identifier of the schedule.")]
WebhookId = Annotated[UUID, Path(description="Identifier of the webhook.")]
ProfileId = Annotated[UUID, Path(description="Identifier of the browser profile.")]
VaultId = Annotated[UUID, Path(description="Identifier of the vault.")]
_SLASHES: JsonDict = {"x-slashes": True}
AgentName = Annotated[
    str, Path(description="Name of the agent; it may hold one slash.", json_schema_extra=_SLASHES)
]
EnvironmentId = Annotated[
    str, Path(description="Identifier of the environment; it may hold one slash.", json_schema_extra=_SLASHES)
]
SkillName = Annotated[
    str, Path(description="Name of the skill; it may hold one slash.", json_schema_extra=_SLASHES)
]

Page = Annotated[int, Query(ge=1, description="Number of the page, from 1.")]
Size = Annotated[int, Query(ge=1, le=1000, description="Page size.")]
Offset = Annotated[int, Query(ge=0, description="Number of entries to skip.")]
SortByCreation = Annotated[
    list[Literal["created_at", "-created_at"]], Query(description="Order; `-` is descending.")
]
RevisionMessage = Annotated[str | None, Query(max_length=500, description="Note kept with the revision.")]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description='`ETag` of the revision that the write is based on, such as `"3"`, or `*`.',
    ),
]
