from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.packet_event_type import PacketEventType, check_packet_event_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="AuditLogEntry")


@_attrs_define
class AuditLogEntry:
    """One recorded action on a packet of the tenant.

    Attributes:
        id (str): Identifier of the entry.
        packet_id (str): Packet that was acted on.
        actor (str): Who acted, as `agent:<id>`, `human:<name>` or `system:<part>`.
        action (PacketEventType): What happened to a packet, as recorded in its history.
        resource (str): Kind of thing that was acted on; always `packet`.
        details (JsonObject): Free-form JSON object, stored as sent.
        timestamp (str): When it happened, UTC without offset.
    """

    id: str
    packet_id: str
    actor: str
    action: PacketEventType
    resource: str
    details: JsonObject
    timestamp: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        id = self.id

        packet_id = self.packet_id

        actor = self.actor

        action: str = self.action

        resource = self.resource

        details = self.details.to_dict()

        timestamp = self.timestamp

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "packet_id": packet_id,
                "actor": actor,
                "action": action,
                "resource": resource,
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

        actor = d.pop("actor")

        action = check_packet_event_type(d.pop("action"))

        resource = d.pop("resource")

        details = JsonObject.from_dict(d.pop("details"))

        timestamp = d.pop("timestamp")

        audit_log_entry = cls(
            id=id,
            packet_id=packet_id,
            actor=actor,
            action=action,
            resource=resource,
            details=details,
            timestamp=timestamp,
        )

        audit_log_entry.additional_properties = d
        return audit_log_entry

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
