from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.packet_event_type import PacketEventType, check_packet_event_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="PacketEvent")


@_attrs_define
class PacketEvent:
    """One entry of a packet's history.

    Attributes:
        id (str): Identifier of the entry.
        packet_id (str): Packet the entry is about.
        event_type (PacketEventType): What happened to a packet, as recorded in its history.
        actor (str): Who acted, as `agent:<id>`, `human:<name>` or `system:<part>`.
        details (JsonObject | None):
        timestamp (str): When it happened, UTC without offset.
    """

    id: str
    packet_id: str
    event_type: PacketEventType
    actor: str
    details: JsonObject | None
    timestamp: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        id = self.id

        packet_id = self.packet_id

        event_type: str = self.event_type

        actor = self.actor

        details: dict[str, Any] | None
        if isinstance(self.details, JsonObject):
            details = self.details.to_dict()
        else:
            details = self.details

        timestamp = self.timestamp

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "packet_id": packet_id,
                "event_type": event_type,
                "actor": actor,
                "details": details,
                "timestamp": timestamp,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        id = d.pop("id")

        packet_id = d.pop("packet_id")

        event_type = check_packet_event_type(d.pop("event_type"))

        actor = d.pop("actor")

        def _parse_details(data: object) -> JsonObject | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                details_type_0 = JsonObject.from_dict(data)

                return details_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None, data)

        details = _parse_details(d.pop("details"))

        timestamp = d.pop("timestamp")

        packet_event = cls(
            id=id,
            packet_id=packet_id,
            event_type=event_type,
            actor=actor,
            details=details,
            timestamp=timestamp,
        )

        packet_event.additional_properties = d
        return packet_event

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
