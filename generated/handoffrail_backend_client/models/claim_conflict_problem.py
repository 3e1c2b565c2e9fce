from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.claim_conflict_detail import ClaimConflictDetail


T = TypeVar("T", bound="ClaimConflictProblem")


@_attrs_define
class ClaimConflictProblem:
    """The packet is already claimed.

    Attributes:
        detail (ClaimConflictDetail): Why a claim was refused, and who holds the packet.
    """

    detail: ClaimConflictDetail
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.claim_conflict_detail import ClaimConflictDetail

        detail = self.detail.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.claim_conflict_detail import ClaimConflictDetail

        d = dict(src_dict)
        detail = ClaimConflictDetail.from_dict(d.pop("detail"))

        claim_conflict_problem = cls(
            detail=detail,
        )

        claim_conflict_problem.additional_properties = d
        return claim_conflict_problem

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
