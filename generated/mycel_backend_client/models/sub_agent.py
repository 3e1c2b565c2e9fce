from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SubAgent")


@_attrs_define
class SubAgent:
    """An agent that an agent may call.

    Attributes:
        name (str): Name.
        desc (str): What it does.
        tools (list[str]): Names of its tools.
        system_prompt (str): Its instructions.
        builtin (bool): Whether every agent has it.
    """

    name: str
    desc: str
    tools: list[str]
    system_prompt: str
    builtin: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        desc = self.desc

        tools = self.tools

        system_prompt = self.system_prompt

        builtin = self.builtin

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "desc": desc,
                "tools": tools,
                "system_prompt": system_prompt,
                "builtin": builtin,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        desc = d.pop("desc")

        tools = cast(list[str], d.pop("tools"))

        system_prompt = d.pop("system_prompt")

        builtin = d.pop("builtin")

        sub_agent = cls(
            name=name,
            desc=desc,
            tools=tools,
            system_prompt=system_prompt,
            builtin=builtin,
        )

        sub_agent.additional_properties = d
        return sub_agent

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
