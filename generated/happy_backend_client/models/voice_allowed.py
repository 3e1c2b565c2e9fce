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

T = TypeVar("T", bound="VoiceAllowed")


@_attrs_define
class VoiceAllowed:
    """The conversation may start.

    Attributes:
        allowed (Literal[True]):
        conversation_token (str): Token of the conversation.
        conversation_id (str): Identifier of the conversation.
        agent_id (str): Voice agent.
        eleven_user_id (str): Caller's name for the voice service.
        used_seconds (float): Seconds used.
        limit_seconds (float): Seconds allowed.
    """

    allowed: Literal[True]
    conversation_token: str
    conversation_id: str
    agent_id: str
    eleven_user_id: str
    used_seconds: float
    limit_seconds: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        allowed = self.allowed

        conversation_token = self.conversation_token

        conversation_id = self.conversation_id

        agent_id = self.agent_id

        eleven_user_id = self.eleven_user_id

        used_seconds = self.used_seconds

        limit_seconds = self.limit_seconds

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "allowed": allowed,
                "conversationToken": conversation_token,
                "conversationId": conversation_id,
                "agentId": agent_id,
                "elevenUserId": eleven_user_id,
                "usedSeconds": used_seconds,
                "limitSeconds": limit_seconds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        allowed = cast(Literal[True], d.pop("allowed"))
        if allowed != True:
            raise ValueError(f"allowed must match const True, got '{allowed}'")

        conversation_token = d.pop("conversationToken")

        conversation_id = d.pop("conversationId")

        agent_id = d.pop("agentId")

        eleven_user_id = d.pop("elevenUserId")

        used_seconds = d.pop("usedSeconds")

        limit_seconds = d.pop("limitSeconds")

        voice_allowed = cls(
            allowed=allowed,
            conversation_token=conversation_token,
            conversation_id=conversation_id,
            agent_id=agent_id,
            eleven_user_id=eleven_user_id,
            used_seconds=used_seconds,
            limit_seconds=limit_seconds,
        )

        voice_allowed.additional_properties = d
        return voice_allowed

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
