from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.message_follow_up_error import (
    MessageFollowUpError,
    check_message_follow_up_error,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.message import Message


T = TypeVar("T", bound="MessageFollowUpDetail")


@_attrs_define
class MessageFollowUpDetail:
    """What was stored, and what failed after it.

    Attributes:
        error (MessageFollowUpError): Whether publishing the message failed, or waking a runtime.
        message (Message): A message of a chat.
        cause (str): Explanation.
    """

    error: MessageFollowUpError
    message: Message
    cause: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.message import Message

        error: str = self.error

        message = self.message.to_dict()

        cause = self.cause

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "message": message,
                "cause": cause,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.message import Message

        d = dict(src_dict)
        error = check_message_follow_up_error(d.pop("error"))

        message = Message.from_dict(d.pop("message"))

        cause = d.pop("cause")

        message_follow_up_detail = cls(
            error=error,
            message=message,
            cause=cause,
        )

        message_follow_up_detail.additional_properties = d
        return message_follow_up_detail

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
