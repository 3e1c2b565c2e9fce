from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="VoiceUsage")


@_attrs_define
class VoiceUsage:
    """How much was spoken.

    Attributes:
        used_seconds (float): Seconds used.
        limit_seconds (float): Seconds allowed.
        conversation_count (int): Conversations held.
        conversation_limit (int): Conversations allowed.
        eleven_user_id (str): Caller's name for the voice service.
    """

    used_seconds: float
    limit_seconds: float
    conversation_count: int
    conversation_limit: int
    eleven_user_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        used_seconds = self.used_seconds

        limit_seconds = self.limit_seconds

        conversation_count = self.conversation_count

        conversation_limit = self.conversation_limit

        eleven_user_id = self.eleven_user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "usedSeconds": used_seconds,
                "limitSeconds": limit_seconds,
                "conversationCount": conversation_count,
                "conversationLimit": conversation_limit,
                "elevenUserId": eleven_user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        used_seconds = d.pop("usedSeconds")

        limit_seconds = d.pop("limitSeconds")

        conversation_count = d.pop("conversationCount")

        conversation_limit = d.pop("conversationLimit")

        eleven_user_id = d.pop("elevenUserId")

        voice_usage = cls(
            used_seconds=used_seconds,
            limit_seconds=limit_seconds,
            conversation_count=conversation_count,
            conversation_limit=conversation_limit,
            eleven_user_id=eleven_user_id,
        )

        voice_usage.additional_properties = d
        return voice_usage

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
