from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="BudgetUsage")


@_attrs_define
class BudgetUsage:
    """What a command spent.

    Attributes:
        tool_calls (int): Calls of tools.
        depth (int): Depth of reasoning.
        runtime_ms (float): Time, in milliseconds.
    """

    tool_calls: int
    depth: int
    runtime_ms: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tool_calls = self.tool_calls

        depth = self.depth

        runtime_ms = self.runtime_ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tool_calls": tool_calls,
                "depth": depth,
                "runtime_ms": runtime_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tool_calls = d.pop("tool_calls")

        depth = d.pop("depth")

        runtime_ms = d.pop("runtime_ms")

        budget_usage = cls(
            tool_calls=tool_calls,
            depth=depth,
            runtime_ms=runtime_ms,
        )

        budget_usage.additional_properties = d
        return budget_usage

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
