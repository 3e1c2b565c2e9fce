from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.target_agent_info import TargetAgentInfo


T = TypeVar("T", bound="ClaimConflictDetail")


@_attrs_define
class ClaimConflictDetail:
    """Why a claim was refused, and who holds the packet.

    Attributes:
        message (str): What went wrong.
        claimed_by (TargetAgentInfo): The agent that receives work. Claiming a packet replaces it with the claimant.
    """

    message: str
    claimed_by: TargetAgentInfo
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.target_agent_info import TargetAgentInfo

        message = self.message

        claimed_by = self.claimed_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "message": message,
                "claimed_by": claimed_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.target_agent_info import TargetAgentInfo

        d = dict(src_dict)
        message = d.pop("message")

        claimed_by = TargetAgentInfo.from_dict(d.pop("claimed_by"))

        claim_conflict_detail = cls(
            message=message,
            claimed_by=claimed_by,
        )

        claim_conflict_detail.additional_properties = d
        return claim_conflict_detail

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
