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

from ..models.voice_refused_reason import VoiceRefusedReason, check_voice_refused_reason
from ..types import UNSET, Unset

T = TypeVar("T", bound="VoiceRefused")


@_attrs_define
class VoiceRefused:
    """The conversation may not start.

    Attributes:
        allowed (Literal[False]):
        reason (VoiceRefusedReason): Why not.
        used_seconds (float): Seconds used.
        limit_seconds (float): Seconds allowed.
        agent_id (str): Voice agent.
    """

    allowed: Literal[False]
    reason: VoiceRefusedReason
    used_seconds: float
    limit_seconds: float
    agent_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        allowed = self.allowed

        reason: str = self.reason

        used_seconds = self.used_seconds

        limit_seconds = self.limit_seconds

        agent_id = self.agent_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "allowed": allowed,
                "reason": reason,
                "usedSeconds": used_seconds,
                "limitSeconds": limit_seconds,
                "agentId": agent_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        allowed = cast(Literal[False], d.pop("allowed"))
        if allowed != False:
            raise ValueError(f"allowed must match const False, got '{allowed}'")

        reason = check_voice_refused_reason(d.pop("reason"))

        used_seconds = d.pop("usedSeconds")

        limit_seconds = d.pop("limitSeconds")

        agent_id = d.pop("agentId")

        voice_refused = cls(
            allowed=allowed,
            reason=reason,
            used_seconds=used_seconds,
            limit_seconds=limit_seconds,
            agent_id=agent_id,
        )

        voice_refused.additional_properties = d
        return voice_refused

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
