from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.session_event_kind import SessionEventKind, check_session_event_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="SessionEvent")


@_attrs_define
class SessionEvent:
    """Something to tell the user's devices.

    Attributes:
        kind (SessionEventKind): What the user is told about.
        title (str): Title.
        body (str): Text.
        data (JsonObject | Unset): Free-form JSON object.
    """

    kind: SessionEventKind
    title: str
    body: str
    data: JsonObject | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        kind: str = self.kind

        title = self.title

        body = self.body

        data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "title": title,
                "body": body,
            }
        )
        if data is not UNSET:
            field_dict["data"] = data

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        kind = check_session_event_kind(d.pop("kind"))

        title = d.pop("title")

        body = d.pop("body")

        _data = d.pop("data", UNSET)
        data: JsonObject | Unset
        if isinstance(_data, Unset):
            data = UNSET
        else:
            data = JsonObject.from_dict(_data)

        session_event = cls(
            kind=kind,
            title=title,
            body=body,
            data=data,
        )

        session_event.additional_properties = d
        return session_event

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
