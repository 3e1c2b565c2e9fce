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


T = TypeVar("T", bound="ErrorEvent")


@_attrs_define
class ErrorEvent:
    """An error the agent can recover from, or a tool call that failed at the client.

    Attributes:
        kind (Literal['error_event']):  Default: 'error_event'.
        error (str): What went wrong.
        origin (str): Where it comes from.
        tool_req (None | ToolRequest | Unset): The call that failed.
    """

    error: str
    origin: str
    kind: Literal["error_event"] = "error_event"
    tool_req: None | ToolRequest | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.tool_request import ToolRequest

        kind = self.kind

        error = self.error

        origin = self.origin

        tool_req: dict[str, Any] | None | Unset
        if isinstance(self.tool_req, Unset):
            tool_req = UNSET
        elif isinstance(self.tool_req, ToolRequest):
            tool_req = self.tool_req.to_dict()
        else:
            tool_req = self.tool_req

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "error": error,
                "origin": origin,
            }
        )
        if tool_req is not UNSET:
            field_dict["tool_req"] = tool_req

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.tool_request import ToolRequest

        d = dict(src_dict)
        kind = cast(Literal["error_event"], d.pop("kind"))
        if kind != "error_event":
            raise ValueError(f"kind must match const 'error_event', got '{kind}'")

        error = d.pop("error")

        origin = d.pop("origin")

        def _parse_tool_req(data: object) -> None | ToolRequest | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tool_req_type_0 = ToolRequest.from_dict(data)

                return tool_req_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ToolRequest | Unset, data)

        tool_req = _parse_tool_req(d.pop("tool_req", UNSET))

        error_event = cls(
            kind=kind,
            error=error,
            origin=origin,
            tool_req=tool_req,
        )

        error_event.additional_properties = d
        return error_event

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
