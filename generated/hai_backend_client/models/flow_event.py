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

T = TypeVar("T", bound="FlowEvent")


@_attrs_define
class FlowEvent:
    """The loop was controlled from outside.

    Attributes:
        kind (Literal['flow_event']):  Default: 'flow_event'.
        flow (str): What was asked for, such as `pause` or `force_answer`.
        origin (str): Who asked.
    """

    flow: str
    origin: str
    kind: Literal["flow_event"] = "flow_event"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        flow = self.flow

        origin = self.origin

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "flow": flow,
                "origin": origin,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["flow_event"], d.pop("kind"))
        if kind != "flow_event":
            raise ValueError(f"kind must match const 'flow_event', got '{kind}'")

        flow = d.pop("flow")

        origin = d.pop("origin")

        flow_event = cls(
            kind=kind,
            flow=flow,
            origin=origin,
        )

        flow_event.additional_properties = d
        return flow_event

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
