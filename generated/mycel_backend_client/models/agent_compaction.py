from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AgentCompaction")


@_attrs_define
class AgentCompaction:
    """When an agent shortens its history.

    Attributes:
        trigger_tokens (int | None): Length in tokens; null for the default.
    """

    trigger_tokens: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        trigger_tokens: int | None
        trigger_tokens = self.trigger_tokens

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "trigger_tokens": trigger_tokens,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_trigger_tokens(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        trigger_tokens = _parse_trigger_tokens(d.pop("trigger_tokens"))

        agent_compaction = cls(
            trigger_tokens=trigger_tokens,
        )

        agent_compaction.additional_properties = d
        return agent_compaction

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
