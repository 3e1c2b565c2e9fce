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

from ..models.join_follow_up import JoinFollowUp, check_join_follow_up
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.join_request import JoinRequest


T = TypeVar("T", bound="JoinFollowUpDetail")


@_attrs_define
class JoinFollowUpDetail:
    """What was stored, and what failed after it.

    Attributes:
        error (Literal['chat_join_action_failed']): Kind of failure.
        action (JoinFollowUp): The step after storing a join request that failed.
        row (JoinRequest): A user's wish to join a group.
        cause (str): Explanation.
    """

    error: Literal["chat_join_action_failed"]
    action: JoinFollowUp
    row: JoinRequest
    cause: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.join_request import JoinRequest

        error = self.error

        action: str = self.action

        row = self.row.to_dict()

        cause = self.cause

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "action": action,
                "row": row,
                "cause": cause,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.join_request import JoinRequest

        d = dict(src_dict)
        error = cast(Literal["chat_join_action_failed"], d.pop("error"))
        if error != "chat_join_action_failed":
            raise ValueError(
                f"error must match const 'chat_join_action_failed', got '{error}'"
            )

        action = check_join_follow_up(d.pop("action"))

        row = JoinRequest.from_dict(d.pop("row"))

        cause = d.pop("cause")

        join_follow_up_detail = cls(
            error=error,
            action=action,
            row=row,
            cause=cause,
        )

        join_follow_up_detail.additional_properties = d
        return join_follow_up_detail

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
