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

T = TypeVar("T", bound="JoinRejectedNotification")


@_attrs_define
class JoinRejectedNotification:
    """The user's join request was rejected.

    Attributes:
        seq (int): Number within the user's inbox, without gaps. Begins again when the server restarts.
        event_type (Literal['chat.join.rejected']): What happened.
        notification_type (Literal['chat_join']): What it is about.
        source (str): `external`.
        sender_id (str): Who rejected it.
        sender_name (str): Display name of who rejected it.
        summary (str): The event, for people.
        chat_join_request_id (str): The join request.
        chat_id (str): The group.
        state (str): `rejected`.
        delivery_id (str | Unset): Identifier of the delivery.
        correlation_id (str | Unset): What belongs together has the same one.
        idempotency_key (str | Unset): The same for what is the same event.
    """

    seq: int
    event_type: Literal["chat.join.rejected"]
    notification_type: Literal["chat_join"]
    source: str
    sender_id: str
    sender_name: str
    summary: str
    chat_join_request_id: str
    chat_id: str
    state: str
    delivery_id: str | Unset = UNSET
    correlation_id: str | Unset = UNSET
    idempotency_key: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seq = self.seq

        event_type = self.event_type

        notification_type = self.notification_type

        source = self.source

        sender_id = self.sender_id

        sender_name = self.sender_name

        summary = self.summary

        chat_join_request_id = self.chat_join_request_id

        chat_id = self.chat_id

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
                "chat_join_request_id": chat_join_request_id,
                "chat_id": chat_id,
                "state": state,
            }
        )
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

        event_type = cast(Literal["chat.join.rejected"], d.pop("event_type"))
        if event_type != "chat.join.rejected":
            raise ValueError(
                f"event_type must match const 'chat.join.rejected', got '{event_type}'"
            )

        notification_type = cast(Literal["chat_join"], d.pop("notification_type"))
        if notification_type != "chat_join":
            raise ValueError(
                f"notification_type must match const 'chat_join', got '{notification_type}'"
            )

        source = d.pop("source")

        sender_id = d.pop("sender_id")

        sender_name = d.pop("sender_name")

        summary = d.pop("summary")

        chat_join_request_id = d.pop("chat_join_request_id")

        chat_id = d.pop("chat_id")

        state = d.pop("state")

        delivery_id = d.pop("delivery_id", UNSET)

        correlation_id = d.pop("correlation_id", UNSET)

        idempotency_key = d.pop("idempotency_key", UNSET)

        join_rejected_notification = cls(
            seq=seq,
            event_type=event_type,
            notification_type=notification_type,
            source=source,
            sender_id=sender_id,
            sender_name=sender_name,
            summary=summary,
            chat_join_request_id=chat_join_request_id,
            chat_id=chat_id,
            state=state,
            delivery_id=delivery_id,
            correlation_id=correlation_id,
            idempotency_key=idempotency_key,
        )

        join_rejected_notification.additional_properties = d
        return join_rejected_notification

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
