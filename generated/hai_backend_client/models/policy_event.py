from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Self,
    TextIO,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tool_request import ToolRequest


T = TypeVar("T", bound="PolicyEvent")


@_attrs_define
class PolicyEvent:
    """The model decided on its next actions.

    Attributes:
        kind (Literal['policy_event']):  Default: 'policy_event'.
        reasoning_content (None | str | Unset): What it thought.
        content (None | str | Unset): What it said.
        tool_reqs (list[ToolRequest] | Unset): What it wants done.
        validation_errors (list[str] | Unset): What was wrong with its output.
    """

    kind: Literal["policy_event"] = "policy_event"
    reasoning_content: None | str | Unset = UNSET
    content: None | str | Unset = UNSET
    tool_reqs: list[ToolRequest] | Unset = UNSET
    validation_errors: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.tool_request import ToolRequest

        kind = self.kind

        reasoning_content: None | str | Unset
        if isinstance(self.reasoning_content, Unset):
            reasoning_content = UNSET
        else:
            reasoning_content = self.reasoning_content

        content: None | str | Unset
        if isinstance(self.content, Unset):
            content = UNSET
        else:
            content = self.content

        tool_reqs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tool_reqs, Unset):
            tool_reqs = []
            for tool_reqs_item_data in self.tool_reqs:
                tool_reqs_item = tool_reqs_item_data.to_dict()
                tool_reqs.append(tool_reqs_item)

        validation_errors: list[str] | Unset = UNSET
        if not isinstance(self.validation_errors, Unset):
            validation_errors = self.validation_errors

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
            }
        )
        if reasoning_content is not UNSET:
            field_dict["reasoning_content"] = reasoning_content
        if content is not UNSET:
            field_dict["content"] = content
        if tool_reqs is not UNSET:
            field_dict["tool_reqs"] = tool_reqs
        if validation_errors is not UNSET:
            field_dict["validation_errors"] = validation_errors

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.tool_request import ToolRequest

        d = dict(src_dict)
        kind = cast(Literal["policy_event"], d.pop("kind"))
        if kind != "policy_event":
            raise ValueError(f"kind must match const 'policy_event', got '{kind}'")

        def _parse_reasoning_content(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reasoning_content = _parse_reasoning_content(d.pop("reasoning_content", UNSET))

        def _parse_content(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        content = _parse_content(d.pop("content", UNSET))

        _tool_reqs = d.pop("tool_reqs", UNSET)
        tool_reqs: list[ToolRequest] | Unset = UNSET
        if _tool_reqs is not UNSET:
            tool_reqs = []
            for tool_reqs_item_data in _tool_reqs:
                tool_reqs_item = ToolRequest.from_dict(tool_reqs_item_data)

                tool_reqs.append(tool_reqs_item)

        validation_errors = cast(list[str], d.pop("validation_errors", UNSET))

        policy_event = cls(
            kind=kind,
            reasoning_content=reasoning_content,
            content=content,
            tool_reqs=tool_reqs,
            validation_errors=validation_errors,
        )

        policy_event.additional_properties = d
        return policy_event

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
