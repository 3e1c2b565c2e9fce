from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_scope import DeliveryScope, check_delivery_scope
from ..models.message_signal import MessageSignal, check_message_signal
from ..models.message_type import MessageType, check_message_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="Message")


@_attrs_define
class Message:
    """A message of a chat.

    Attributes:
        id (str): Identifier.
        chat_id (str): The chat.
        sender_id (str): Who sent it.
        sender_name (str): Display name of the sender, as of now.
        content (str): Text.
        message_type (MessageType): What kind of message. Everything sent over this interface is `human`.
        mentioned_ids (list[str]): Users that are mentioned.
        delivery_scope (DeliveryScope): Whether a message is for everybody or for those it is addressed to. Every member
            can see both.
        addressed_to_user_ids (list[str]): Members that it is addressed to.
        seq (int): Number within the chat, without gaps.
        signal (MessageSignal | None): Null for messages sent over this interface.
        retracted_at (None | str): When it was taken back.
        created_at (float): When it was sent.
    """

    id: str
    chat_id: str
    sender_id: str
    sender_name: str
    content: str
    message_type: MessageType
    mentioned_ids: list[str]
    delivery_scope: DeliveryScope
    addressed_to_user_ids: list[str]
    seq: int
    signal: MessageSignal | None
    retracted_at: None | str
    created_at: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        chat_id = self.chat_id

        sender_id = self.sender_id

        sender_name = self.sender_name

        content = self.content

        message_type: str = self.message_type

        mentioned_ids = self.mentioned_ids

        delivery_scope: str = self.delivery_scope

        addressed_to_user_ids = self.addressed_to_user_ids

        seq = self.seq

        signal: None | str
        if isinstance(self.signal, str):
            signal = self.signal
        else:
            signal = self.signal

        retracted_at: None | str
        retracted_at = self.retracted_at

        created_at = self.created_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "chat_id": chat_id,
                "sender_id": sender_id,
                "sender_name": sender_name,
                "content": content,
                "message_type": message_type,
                "mentioned_ids": mentioned_ids,
                "delivery_scope": delivery_scope,
                "addressed_to_user_ids": addressed_to_user_ids,
                "seq": seq,
                "signal": signal,
                "retracted_at": retracted_at,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        chat_id = d.pop("chat_id")

        sender_id = d.pop("sender_id")

        sender_name = d.pop("sender_name")

        content = d.pop("content")

        message_type = check_message_type(d.pop("message_type"))

        mentioned_ids = cast(list[str], d.pop("mentioned_ids"))

        delivery_scope = check_delivery_scope(d.pop("delivery_scope"))

        addressed_to_user_ids = cast(list[str], d.pop("addressed_to_user_ids"))

        seq = d.pop("seq")

        def _parse_signal(data: object) -> MessageSignal | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                signal_type_0 = check_message_signal(data)

                return signal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MessageSignal | None, data)

        signal = _parse_signal(d.pop("signal"))

        def _parse_retracted_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        retracted_at = _parse_retracted_at(d.pop("retracted_at"))

        created_at = d.pop("created_at")

        message = cls(
            id=id,
            chat_id=chat_id,
            sender_id=sender_id,
            sender_name=sender_name,
            content=content,
            message_type=message_type,
            mentioned_ids=mentioned_ids,
            delivery_scope=delivery_scope,
            addressed_to_user_ids=addressed_to_user_ids,
            seq=seq,
            signal=signal,
            retracted_at=retracted_at,
            created_at=created_at,
        )

        message.additional_properties = d
        return message

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
