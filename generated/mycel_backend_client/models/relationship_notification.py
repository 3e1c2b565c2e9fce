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

from ..models.relationship_event_type import (
    RelationshipEventType,
    check_relationship_event_type,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="RelationshipNotification")


@_attrs_define
class RelationshipNotification:
    """A relationship was asked for or decided about.

    Attributes:
        seq (int): Number within the user's inbox, without gaps. Begins again when the server restarts.
        event_type (RelationshipEventType): What happened to a relationship.
        notification_type (Literal['relationship']): What it is about.
        source (str): `external`.
        sender_id (str): Who did it.
        sender_name (str): Display name of who did it.
        summary (str): The event, for people.
        relationship_id (str): The relationship.
        event (str | Unset): `approve` or `reject`.
        state (str | Unset): Where the relationship stands after a decision.
        delivery_id (str | Unset): Identifier of the delivery.
        correlation_id (str | Unset): What belongs together has the same one.
        idempotency_key (str | Unset): The same for what is the same event.
    """

    seq: int
    event_type: RelationshipEventType
    notification_type: Literal["relationship"]
    source: str
    sender_id: str
    sender_name: str
    summary: str
    relationship_id: str
    event: str | Unset = UNSET
    state: str | Unset = UNSET
    delivery_id: str | Unset = UNSET
    correlation_id: str | Unset = UNSET
    idempotency_key: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seq = self.seq

        event_type: str = self.event_type

        notification_type = self.notification_type

        source = self.source

        sender_id = self.sender_id

        sender_name = self.sender_name

        summary = self.summary

        relationship_id = self.relationship_id

        event = self.event

        state = self.state

        delivery_id = self.delivery_id

        correlation_id = self.correlation_id

        idempotency_key = self.idempotency_key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "seq": seq,
                "event_type": event_type,
                "notification_type": notification_type,
                "source": source,
                "sender_id": sender_id,
                "sender_name": sender_name,
                "summary": summary,
                "relationship_id": relationship_id,
            }
        )
        if event is not UNSET:
            field_dict["event"] = event
        if state is not UNSET:
            field_dict["state"] = state
        if delivery_id is not UNSET:
            field_dict["delivery_id"] = delivery_id
        if correlation_id is not UNSET:
            field_dict["correlation_id"] = correlation_id
        if idempotency_key is not UNSET:
            field_dict["idempotency_key"] = idempotency_key

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        seq = d.pop("seq")

        event_type = check_relationship_event_type(d.pop("event_type"))

        notification_type = cast(Literal["relationship"], d.pop("notification_type"))
        if notification_type != "relationship":
            raise ValueError(
                f"notification_type must match const 'relationship', got '{notification_type}'"
            )

        source = d.pop("source")

        sender_id = d.pop("sender_id")

        sender_name = d.pop("sender_name")

        summary = d.pop("summary")

        relationship_id = d.pop("relationship_id")

        event = d.pop("event", UNSET)

        state = d.pop("state", UNSET)

        delivery_id = d.pop("delivery_id", UNSET)

        correlation_id = d.pop("correlation_id", UNSET)

        idempotency_key = d.pop("idempotency_key", UNSET)

        relationship_notification = cls(
            seq=seq,
            event_type=event_type,
            notification_type=notification_type,
            source=source,
            sender_id=sender_id,
            sender_name=sender_name,
            summary=summary,
            relationship_id=relationship_id,
            event=event,
            state=state,
            delivery_id=delivery_id,
            correlation_id=correlation_id,
            idempotency_key=idempotency_key,
        )

        relationship_notification.additional_properties = d
        return relationship_notification

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
