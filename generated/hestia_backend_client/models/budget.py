from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Budget")


@_attrs_define
class Budget:
    """What a command may spend.

    Attributes:
        max_tool_calls (int): Calls of tools.
        max_reasoning_depth (int): Depth of reasoning.
        max_context_tokens (int): Tokens of context.
        max_runtime_ms (int): Time, in milliseconds.
    """

    max_tool_calls: int
    max_reasoning_depth: int
    max_context_tokens: int
    max_runtime_ms: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        max_tool_calls = self.max_tool_calls

        max_reasoning_depth = self.max_reasoning_depth

        max_context_tokens = self.max_context_tokens

        max_runtime_ms = self.max_runtime_ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "max_tool_calls": max_tool_calls,
                "max_reasoning_depth": max_reasoning_depth,
                "max_context_tokens": max_context_tokens,
                "max_runtime_ms": max_runtime_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        max_tool_calls = d.pop("max_tool_calls")

        max_reasoning_depth = d.pop("max_reasoning_depth")

        max_context_tokens = d.pop("max_context_tokens")

        max_runtime_ms = d.pop("max_runtime_ms")

        budget = cls(
            max_tool_calls=max_tool_calls,
            max_reasoning_depth=max_reasoning_depth,
            max_context_tokens=max_context_tokens,
            max_runtime_ms=max_runtime_ms,
        )

        budget.additional_properties = d
        return budget

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
