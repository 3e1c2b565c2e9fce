from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.packet_event import PacketEvent


T = TypeVar("T", bound="PacketHistoryResponse")


@_attrs_define
class PacketHistoryResponse:
    """The whole history of a packet, oldest entry first.

    Attributes:
        packet_id (str): Packet the history is about.
        events (list[PacketEvent]):
    """

    packet_id: str
    events: list[PacketEvent]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.packet_event import PacketEvent

        packet_id = self.packet_id

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "packet_id": packet_id,
                "events": events,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.packet_event import PacketEvent

        d = dict(src_dict)
        packet_id = d.pop("packet_id")

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = PacketEvent.from_dict(events_item_data)

            events.append(events_item)

        packet_history_response = cls(
            packet_id=packet_id,
            events=events,
        )

        packet_history_response.additional_properties = d
        return packet_history_response

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
