"""Managed agents and the threads that they run in."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from fairlead._core.models import MappingModel


class AgentSummary(MappingModel):
    """A managed agent. `created_at` and `updated_at` are always 0."""

    id: str
    name: str
    description: str = ""
    model: str | None = None
    status: str
    version: str | None = None
    avatar_url: str | None = None
    created_at: float = 0
    updated_at: float = 0
    source: dict[str, Any] | None = None


class AgentConfig(MappingModel):
    """How an agent is set up. Its keys are spelled as on the wire, such as `mcpServers`."""

    prompt: str = ""
    rules: list[Any] = Field(default_factory=list[Any])
    tools: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])
    mcp_servers: list[Any] = Field(default_factory=list[Any], alias="mcpServers")
    skills: list[Any] = Field(default_factory=list[Any])
    sub_agents: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]], alias="subAgents")
    compact: dict[str, Any] = Field(default_factory=dict[str, Any])


class AgentDetail(AgentSummary):
    """A managed agent, and how it is set up."""

    config: AgentConfig


class AgentList(MappingModel):
    """Managed agents: `listing.agents`, or `listing["items"]` as on the wire."""

    agents: list[AgentSummary] = Field(alias="items")


class Thread(MappingModel):
    """A runtime thread of a managed agent.

    Attributes:
        thread_id: Its id.
        sandbox: The sandbox provider.
        agent_user_id: The agent.
        agent_name: The agent's name.
        branch_index: 0 for the main thread, counting up for the others.
        sidebar_label: Unused.
        avatar_url: Path of the agent's picture.
        is_main: Whether chat messages wake it.
    """

    thread_id: str
    sandbox: str
    agent_user_id: str
    agent_name: str
    branch_index: int
    sidebar_label: str | None = None
    avatar_url: str | None = None
    is_main: bool
