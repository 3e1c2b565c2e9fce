from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LastMessage")


@_attrs_define
class LastMessage:
    """The newest message of a chat, in short.

    Attributes:
        id (str): Identifier.
        content (str): Text.
        sender_name (str): Display name of the sender.
        seq (int): Number within the chat.
        created_at (float): When it was sent.
    """

    id: str
    content: str
    sender_name: str
    seq: int
    created_at: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        content = self.content

        sender_name = self.sender_name

        seq = self.seq

        created_at = self.created_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "content": content,
                "sender_name": sender_name,
                "seq": seq,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        content = d.pop("content")

        sender_name = d.pop("sender_name")

        seq = d.pop("seq")

        created_at = d.pop("created_at")

        last_message = cls(
            id=id,
            content=content,
            sender_name=sender_name,
            seq=seq,
            created_at=created_at,
        )

        last_message.additional_properties = d
        return last_message

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
