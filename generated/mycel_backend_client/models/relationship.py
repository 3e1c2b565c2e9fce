from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.relationship_state import RelationshipState, check_relationship_state
from ..types import UNSET, Unset

T = TypeVar("T", bound="Relationship")


@_attrs_define
class Relationship:
    """What two users are to each other.

    Attributes:
        id (str): Identifier.
        other_user_id (str): The other user.
        state (RelationshipState): Where a relationship stands. `none` is said once, when it ends.
        is_requester (bool): Whether it is pending and the caller asked.
        message (None | str): What was said with the request.
        created_at (datetime.datetime): When it was asked for.
        updated_at (datetime.datetime): When it changed.
    """

    id: str
    other_user_id: str
    state: RelationshipState
    is_requester: bool
    message: None | str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        other_user_id = self.other_user_id

        state: str = self.state

        is_requester = self.is_requester

        message: None | str
        message = self.message

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "other_user_id": other_user_id,
                "state": state,
                "is_requester": is_requester,
                "message": message,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        other_user_id = d.pop("other_user_id")

        state = check_relationship_state(d.pop("state"))

        is_requester = d.pop("is_requester")

        def _parse_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        message = _parse_message(d.pop("message"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        relationship = cls(
            id=id,
            other_user_id=other_user_id,
            state=state,
            is_requester=is_requester,
            message=message,
            created_at=created_at,
            updated_at=updated_at,
        )

        relationship.additional_properties = d
        return relationship

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
