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
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="WorkflowEventNotification")


@_attrs_define
class WorkflowEventNotification:
    """A workflow event was created or changed.

    Attributes:
        seq (int): Number within the user's inbox, without gaps. Begins again when the server restarts.
        event_type (Literal['chat.workflow.event']): What happened.
        notification_type (Literal['workflow_event']): What it is about.
        source (str): `external`.
        sender_id (str): Who did it.
        sender_name (str): Display name of who did it.
        summary (str): The event, for people.
        chat_id (str): The chat.
        event_id (str): Number of the event within the chat.
        kind (str): What kind of event.
        operation (str): `created` or `updated`.
        actor_user_id (str): Who did it.
        resource_refs (list[JsonObject]): What the event is about.
        state (str): Where the event stands.
        state_version (int): Version of the event.
        delivery_id (str): Identifier of the delivery.
        correlation_id (str): What belongs together has the same one.
        idempotency_key (str): The same for what is the same event.
    """

    seq: int
    event_type: Literal["chat.workflow.event"]
    notification_type: Literal["workflow_event"]
    source: str
    sender_id: str
    sender_name: str
    summary: str
    chat_id: str
    event_id: str
    kind: str
    operation: str
    actor_user_id: str
    resource_refs: list[JsonObject]
    state: str
    state_version: int
    delivery_id: str
    correlation_id: str
    idempotency_key: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        seq = self.seq

        event_type = self.event_type

        notification_type = self.notification_type

        source = self.source

        sender_id = self.sender_id

        sender_name = self.sender_name

        summary = self.summary

        chat_id = self.chat_id

        event_id = self.event_id

        kind = self.kind

        operation = self.operation

        actor_user_id = self.actor_user_id

        resource_refs = []
        for resource_refs_item_data in self.resource_refs:
            resource_refs_item = resource_refs_item_data.to_dict()
            resource_refs.append(resource_refs_item)

        state = self.state

        state_version = self.state_version

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
                "chat_id": chat_id,
                "event_id": event_id,
                "kind": kind,
                "operation": operation,
                "actor_user_id": actor_user_id,
                "resource_refs": resource_refs,
                "state": state,
                "state_version": state_version,
                "delivery_id": delivery_id,
                "correlation_id": correlation_id,
                "idempotency_key": idempotency_key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        seq = d.pop("seq")

        event_type = cast(Literal["chat.workflow.event"], d.pop("event_type"))
        if event_type != "chat.workflow.event":
            raise ValueError(
                f"event_type must match const 'chat.workflow.event', got '{event_type}'"
            )

        notification_type = cast(Literal["workflow_event"], d.pop("notification_type"))
        if notification_type != "workflow_event":
            raise ValueError(
                f"notification_type must match const 'workflow_event', got '{notification_type}'"
            )

        source = d.pop("source")

        sender_id = d.pop("sender_id")

        sender_name = d.pop("sender_name")

        summary = d.pop("summary")

        chat_id = d.pop("chat_id")

        event_id = d.pop("event_id")

        kind = d.pop("kind")

        operation = d.pop("operation")

        actor_user_id = d.pop("actor_user_id")

        resource_refs = []
        _resource_refs = d.pop("resource_refs")
        for resource_refs_item_data in _resource_refs:
            resource_refs_item = JsonObject.from_dict(resource_refs_item_data)

            resource_refs.append(resource_refs_item)

        state = d.pop("state")

        state_version = d.pop("state_version")

        delivery_id = d.pop("delivery_id")

        correlation_id = d.pop("correlation_id")

        idempotency_key = d.pop("idempotency_key")

        workflow_event_notification = cls(
            seq=seq,
            event_type=event_type,
            notification_type=notification_type,
            source=source,
            sender_id=sender_id,
            sender_name=sender_name,
            summary=summary,
            chat_id=chat_id,
            event_id=event_id,
            kind=kind,
            operation=operation,
            actor_user_id=actor_user_id,
            resource_refs=resource_refs,
            state=state,
            state_version=state_version,
            delivery_id=delivery_id,
            correlation_id=correlation_id,
            idempotency_key=idempotency_key,
        )

        workflow_event_notification.additional_properties = d
        return workflow_event_notification

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
