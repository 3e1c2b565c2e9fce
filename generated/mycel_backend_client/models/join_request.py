from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.join_request_state import JoinRequestState, check_join_request_state
from ..models.user_type import UserType, check_user_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="JoinRequest")


@_attrs_define
class JoinRequest:
    """A user's wish to join a group.

    Attributes:
        id (str): Identifier.
        chat_id (str): The group.
        requester_user_id (str): Who asks.
        state (JoinRequestState): Where a join request stands.
        message (None | str): What was said with it.
        decided_by_user_id (None | str): Who decided.
        decided_at (float | None): When it was decided.
        created_at (float): When it was made, the last time.
        updated_at (float): When it changed.
        requester_name (str): Display name of who asks.
        requester_type (UserType): What kind of user.
    """

    id: str
    chat_id: str
    requester_user_id: str
    state: JoinRequestState
    message: None | str
    decided_by_user_id: None | str
    decided_at: float | None
    created_at: float
    updated_at: float
    requester_name: str
    requester_type: UserType
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        chat_id = self.chat_id

        requester_user_id = self.requester_user_id

        state: str = self.state

        message: None | str
        message = self.message

        decided_by_user_id: None | str
        decided_by_user_id = self.decided_by_user_id

        decided_at: float | None
        decided_at = self.decided_at

        created_at = self.created_at

        updated_at = self.updated_at

        requester_name = self.requester_name

        requester_type: str = self.requester_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "chat_id": chat_id,
                "requester_user_id": requester_user_id,
                "state": state,
                "message": message,
                "decided_by_user_id": decided_by_user_id,
                "decided_at": decided_at,
                "created_at": created_at,
                "updated_at": updated_at,
                "requester_name": requester_name,
                "requester_type": requester_type,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        chat_id = d.pop("chat_id")

        requester_user_id = d.pop("requester_user_id")

        state = check_join_request_state(d.pop("state"))

        def _parse_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        message = _parse_message(d.pop("message"))

        def _parse_decided_by_user_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decided_by_user_id = _parse_decided_by_user_id(d.pop("decided_by_user_id"))

        def _parse_decided_at(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        requester_name = d.pop("requester_name")

        requester_type = check_user_type(d.pop("requester_type"))

        join_request = cls(
            id=id,
            chat_id=chat_id,
            requester_user_id=requester_user_id,
            state=state,
            message=message,
            decided_by_user_id=decided_by_user_id,
            decided_at=decided_at,
            created_at=created_at,
            updated_at=updated_at,
            requester_name=requester_name,
            requester_type=requester_type,
        )

        join_request.additional_properties = d
        return join_request

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
