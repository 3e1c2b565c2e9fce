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


T = TypeVar("T", bound="ToolResultEvent")


@_attrs_define
class ToolResultEvent:
    """A tool's result, reported by an agent or sent by the client.

    Attributes:
        kind (Literal['tool_result']):  Default: 'tool_result'.
        tool_req (ToolRequest): A call of a tool.
        result (Any | Unset): Any JSON value.
        truncated (bool | Unset): Whether the result was cut.
        output_artifact_path (None | str | Unset): Where the whole result is.
    """

    tool_req: ToolRequest
    kind: Literal["tool_result"] = "tool_result"
    result: Any | Unset = UNSET
    truncated: bool | Unset = UNSET
    output_artifact_path: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.tool_request import ToolRequest

        kind = self.kind

        tool_req = self.tool_req.to_dict()

        result = self.result

        truncated = self.truncated

        output_artifact_path: None | str | Unset
        if isinstance(self.output_artifact_path, Unset):
            output_artifact_path = UNSET
        else:
            output_artifact_path = self.output_artifact_path

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "tool_req": tool_req,
            }
        )
        if result is not UNSET:
            field_dict["result"] = result
        if truncated is not UNSET:
            field_dict["truncated"] = truncated
        if output_artifact_path is not UNSET:
            field_dict["output_artifact_path"] = output_artifact_path

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.tool_request import ToolRequest

        d = dict(src_dict)
        kind = cast(Literal["tool_result"], d.pop("kind"))
        if kind != "tool_result":
            raise ValueError(f"kind must match const 'tool_result', got '{kind}'")

        tool_req = ToolRequest.from_dict(d.pop("tool_req"))

        result = d.pop("result", UNSET)

        truncated = d.pop("truncated", UNSET)

        def _parse_output_artifact_path(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        output_artifact_path = _parse_output_artifact_path(
            d.pop("output_artifact_path", UNSET)
        )

        tool_result_event = cls(
            kind=kind,
            tool_req=tool_req,
            result=result,
            truncated=truncated,
            output_artifact_path=output_artifact_path,
        )

        tool_result_event.additional_properties = d
        return tool_result_event

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
