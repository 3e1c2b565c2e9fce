from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.chat_type import ChatType, check_chat_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.join_request import JoinRequest


T = TypeVar("T", bound="JoinTarget")


@_attrs_define
class JoinTarget:
    """A group, seen from outside.

    Attributes:
        id (str): Identifier.
        type_ (ChatType): What kind of chat.
        title (None | str): Title.
        status (str): `active`.
        created_by_user_id (str): Its creator, who decides.
        is_member (bool): Whether the caller is a member.
        current_request (JoinRequest | None): The caller's own request, whatever its state.
    """

    id: str
    type_: ChatType
    title: None | str
    status: str
    created_by_user_id: str
    is_member: bool
    current_request: JoinRequest | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.join_request import JoinRequest

        id = self.id

        type_: str = self.type_

        title: None | str
        title = self.title

        status = self.status

        created_by_user_id = self.created_by_user_id

        is_member = self.is_member

        current_request: dict[str, Any] | None
        if isinstance(self.current_request, JoinRequest):
            current_request = self.current_request.to_dict()
        else:
            current_request = self.current_request

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "title": title,
                "status": status,
                "created_by_user_id": created_by_user_id,
                "is_member": is_member,
                "current_request": current_request,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.join_request import JoinRequest

        d = dict(src_dict)
        id = d.pop("id")

        type_ = check_chat_type(d.pop("type"))

        def _parse_title(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        title = _parse_title(d.pop("title"))

        status = d.pop("status")

        created_by_user_id = d.pop("created_by_user_id")

        is_member = d.pop("is_member")

        def _parse_current_request(data: object) -> JoinRequest | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                current_request_type_0 = JoinRequest.from_dict(data)

                return current_request_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JoinRequest | None, data)

        current_request = _parse_current_request(d.pop("current_request"))

        join_target = cls(
            id=id,
            type_=type_,
            title=title,
            status=status,
            created_by_user_id=created_by_user_id,
            is_member=is_member,
            current_request=current_request,
        )

        join_target.additional_properties = d
        return join_target

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
