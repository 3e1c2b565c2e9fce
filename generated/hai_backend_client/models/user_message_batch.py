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
    from ..models.user_message_event import UserMessageEvent


T = TypeVar("T", bound="UserMessageBatch")


@_attrs_define
class UserMessageBatch:
    """Several messages, in order.

    Attributes:
        type_ (Literal['batch']):  Default: 'batch'.
        messages (list[UserMessageEvent]): The messages.
    """

    messages: list[UserMessageEvent]
    type_: Literal["batch"] = "batch"

    def to_dict(self) -> dict[str, Any]:
        from ..models.user_message_event import UserMessageEvent

        type_ = self.type_

        messages = []
        for messages_item_data in self.messages:
            messages_item = messages_item_data.to_dict()
            messages.append(messages_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "messages": messages,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.user_message_event import UserMessageEvent

        d = dict(src_dict)
        type_ = cast(Literal["batch"], d.pop("type"))
        if type_ != "batch":
            raise ValueError(f"type must match const 'batch', got '{type_}'")

        messages = []
        _messages = d.pop("messages")
        for messages_item_data in _messages:
            messages_item = UserMessageEvent.from_dict(messages_item_data)

            messages.append(messages_item)

        user_message_batch = cls(
            type_=type_,
            messages=messages,
        )

        return user_message_batch
