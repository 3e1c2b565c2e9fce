"""Agents, their revisions, their skills, and the tools that clients run for them."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr

from fairlead._core.models import UtcDatetime
from fairlead.hai.models._base import HaiModel
from fairlead.hai.models.enums import ReasoningEffort
from fairlead.hai.models.environments import AnyEnvironment


class ToolDefinition(HaiModel):
    """A tool that the client runs.

    Attributes:
        name: Up to 64 letters, digits and underscores; no digit first.
        description: What it does, for the agent.
        input_schema: JSON Schema of its arguments, an object.
    """

    name: str
    description: str
    input_schema: dict[str, Any] | None = None


class ToolRequest(HaiModel):
    """A call of a tool.

    Attributes:
        tool_name: The tool.
        args: Its arguments.
        id: The call. Not every call has one, and later steps may use the same one again.
    """

    tool_name: str
    args: dict[str, Any] = Field(default_factory=dict[str, Any])
    id: str | None = None


class Skill(HaiModel):
    """Instructions that agents can be given.

    Attributes:
        name: Its name; names under `h/` are the service's own.
        description: When to use it.
        body: The instructions.
        source: Where it is from.
        url_pattern: Regular expression of the pages that it is for.
        compatibility: What it needs.
        files: Path to content in base64.
        executable_files: Which of the files can be run.
    """

    name: str
    description: str
    body: str
    source: str | None = None
    url_pattern: str | None = None
    compatibility: str | None = None
    files: dict[str, str] | None = None
    executable_files: list[str] | None = None


class PageSkill(HaiModel):
    """A page of skills."""

    items: list[Skill]
    total: int
    page: int


class Agent(HaiModel):
    """An agent, registered or inline.

    Attributes:
        name: Its name; names under `h/` are the service's own.
        description: What it is for, read by agents that delegate to it.
        environments: Identifiers or environments; at most one of a kind.
        model: Language model; None for the default.
        reasoning_effort: How much it thinks; None for the default of the model.
        instructions: What is appended to the system prompt.
        subagents: Agents that it can delegate to, by name or inline.
        skills: Skills, by name or inline.
        answer_format: JSON Schema of the final answer; None for text.
        tools: Tools that the client runs.
    """

    name: str
    description: str
    environments: list[str | AnyEnvironment]
    model: str | None = None
    reasoning_effort: ReasoningEffort | None = None
    instructions: str | None = None
    subagents: list[str | Agent] | None = None
    skills: list[str | Skill] | None = None
    answer_format: dict[str, Any] | None = None
    tools: list[ToolDefinition] | None = None

    _etag: str | None = PrivateAttr(default=None)

    @property
    def etag(self) -> str | None:
        """The revision that this was read from, as `if_match` takes it; None if the server did not say."""
        return self._etag

    def with_etag(self, etag: str | None) -> Self:
        """The same agent, as read from a certain revision."""
        self._etag = etag
        return self


class AgentWithRevision(Agent):
    """An agent in a list that was asked for with `include="revision"`."""

    revision: int


class PageAgent(HaiModel):
    """A page of agents."""

    items: list[Annotated[AgentWithRevision | Agent, Field(union_mode="left_to_right")]]
    total: int
    page: int


class AgentRevisionRecord(HaiModel):
    """A revision of an agent.

    Attributes:
        number: 1 for the first one.
        created_at: When it was made.
        created_by: The user who made it.
        message: Why.
        restored_from: The older revision that it repeats.
    """

    number: int
    created_at: UtcDatetime
    created_by: str | None = None
    message: str | None = None
    restored_from: int | None = None


class PageAgentRevisionRecord(HaiModel):
    """A page of revisions."""

    items: list[AgentRevisionRecord]
    total: int
    page: int
