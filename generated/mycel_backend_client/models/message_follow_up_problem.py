from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.message_follow_up_detail import MessageFollowUpDetail


T = TypeVar("T", bound="MessageFollowUpProblem")


@_attrs_define
class MessageFollowUpProblem:
    """The message is stored, and a step after that failed.

    Attributes:
        detail (MessageFollowUpDetail): What was stored, and what failed after it.
    """

    detail: MessageFollowUpDetail
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.message_follow_up_detail import MessageFollowUpDetail

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
        from ..models.message_follow_up_detail import MessageFollowUpDetail

        d = dict(src_dict)
        detail = MessageFollowUpDetail.from_dict(d.pop("detail"))

        message_follow_up_problem = cls(
            detail=detail,
        )

        message_follow_up_problem.additional_properties = d
        return message_follow_up_problem

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
