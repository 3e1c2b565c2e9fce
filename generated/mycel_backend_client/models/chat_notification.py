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

T = TypeVar("T", bound="ChatNotification")


@_attrs_define
class ChatNotification:
    """A chat has unread messages.

    Attributes:
        seq (int): Number within the user's inbox, without gaps. Begins again when the server restarts.
        event_type (Literal['chat.message']): What happened.
        notification_type (Literal['chat']): What it is about.
        chat_id (str): The chat.
        message_id (None | str): The newest unread message.
        message_seq (int | None): Its number within the chat.
        sender_name (str): Who sent it.
        unread_count (int): Number of unread messages.
    """

    seq: int
    event_type: Literal["chat.message"]
    notification_type: Literal["chat"]
    chat_id: str
    message_id: None | str
    message_seq: int | None
    sender_name: str
    unread_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seq = self.seq

        event_type = self.event_type

        notification_type = self.notification_type

        chat_id = self.chat_id

        message_id: None | str
        message_id = self.message_id

        message_seq: int | None
        message_seq = self.message_seq

        sender_name = self.sender_name

        unread_count = self.unread_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "seq": seq,
                "event_type": event_type,
                "notification_type": notification_type,
                "chat_id": chat_id,
                "message_id": message_id,
                "message_seq": message_seq,
                "sender_name": sender_name,
                "unread_count": unread_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        seq = d.pop("seq")

        event_type = cast(Literal["chat.message"], d.pop("event_type"))
        if event_type != "chat.message":
            raise ValueError(
                f"event_type must match const 'chat.message', got '{event_type}'"
            )

        notification_type = cast(Literal["chat"], d.pop("notification_type"))
        if notification_type != "chat":
            raise ValueError(
                f"notification_type must match const 'chat', got '{notification_type}'"
            )

        chat_id = d.pop("chat_id")

        def _parse_message_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        message_id = _parse_message_id(d.pop("message_id"))

        def _parse_message_seq(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        message_seq = _parse_message_seq(d.pop("message_seq"))

        sender_name = d.pop("sender_name")

        unread_count = d.pop("unread_count")

        chat_notification = cls(
            seq=seq,
            event_type=event_type,
            notification_type=notification_type,
            chat_id=chat_id,
            message_id=message_id,
            message_seq=message_seq,
            sender_name=sender_name,
            unread_count=unread_count,
        )

        chat_notification.additional_properties = d
        return chat_notification

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
