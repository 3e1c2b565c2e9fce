from __future__ import annotations

import datetime
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
    from ..models.live_view_url_data import LiveViewUrlData


T = TypeVar("T", bound="LiveViewUrlEvent")


@_attrs_define
class LiveViewUrlEvent:
    """The session can be watched.

    Attributes:
        timestamp (datetime.datetime): When it happened.
        type_ (Literal['LiveViewUrlEvent']):
        data (LiveViewUrlData): Where to watch.
    """

    timestamp: datetime.datetime
    type_: Literal["LiveViewUrlEvent"]
    data: LiveViewUrlData
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.live_view_url_data import LiveViewUrlData

        timestamp = self.timestamp.isoformat()

        type_ = self.type_

        data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "timestamp": timestamp,
                "type": type_,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.live_view_url_data import LiveViewUrlData

        d = dict(src_dict)
        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))

        type_ = cast(Literal["LiveViewUrlEvent"], d.pop("type"))
        if type_ != "LiveViewUrlEvent":
            raise ValueError(f"type must match const 'LiveViewUrlEvent', got '{type_}'")

        data = LiveViewUrlData.from_dict(d.pop("data"))

        live_view_url_event = cls(
            timestamp=timestamp,
            type_=type_,
            data=data,
        )

        live_view_url_event.additional_properties = d
        return live_view_url_event

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
