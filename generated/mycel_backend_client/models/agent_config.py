from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent_compaction import AgentCompaction
    from ..models.agent_tool import AgentTool
    from ..models.sub_agent import SubAgent


T = TypeVar("T", bound="AgentConfig")


@_attrs_define
class AgentConfig:
    """How an agent is set up.

    Attributes:
        prompt (str): Its instructions.
        rules (list[Any]): Its rules.
        tools (list[AgentTool]): Its tools.
        mcp_servers (list[Any]): Its MCP servers.
        skills (list[Any]): Its skills.
        sub_agents (list[SubAgent]): The agents that it may call.
        compact (AgentCompaction): When an agent shortens its history.
    """

    prompt: str
    rules: list[Any]
    tools: list[AgentTool]
    mcp_servers: list[Any]
    skills: list[Any]
    sub_agents: list[SubAgent]
    compact: AgentCompaction
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.agent_compaction import AgentCompaction
        from ..models.agent_tool import AgentTool
        from ..models.sub_agent import SubAgent

        prompt = self.prompt

        rules = self.rules

        tools = []
        for tools_item_data in self.tools:
            tools_item = tools_item_data.to_dict()
            tools.append(tools_item)

        mcp_servers = self.mcp_servers

        skills = self.skills

        sub_agents = []
        for sub_agents_item_data in self.sub_agents:
            sub_agents_item = sub_agents_item_data.to_dict()
            sub_agents.append(sub_agents_item)

        compact = self.compact.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "prompt": prompt,
                "rules": rules,
                "tools": tools,
                "mcpServers": mcp_servers,
                "skills": skills,
                "subAgents": sub_agents,
                "compact": compact,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.agent_compaction import AgentCompaction
        from ..models.agent_tool import AgentTool
        from ..models.sub_agent import SubAgent

        d = dict(src_dict)
        prompt = d.pop("prompt")

        rules = cast(list[Any], d.pop("rules"))

        tools = []
        _tools = d.pop("tools")
        for tools_item_data in _tools:
            tools_item = AgentTool.from_dict(tools_item_data)

            tools.append(tools_item)

        mcp_servers = cast(list[Any], d.pop("mcpServers"))

        skills = cast(list[Any], d.pop("skills"))

        sub_agents = []
        _sub_agents = d.pop("subAgents")
        for sub_agents_item_data in _sub_agents:
            sub_agents_item = SubAgent.from_dict(sub_agents_item_data)

            sub_agents.append(sub_agents_item)

        compact = AgentCompaction.from_dict(d.pop("compact"))

        agent_config = cls(
            prompt=prompt,
            rules=rules,
            tools=tools,
            mcp_servers=mcp_servers,
            skills=skills,
            sub_agents=sub_agents,
            compact=compact,
        )

        agent_config.additional_properties = d
        return agent_config

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
