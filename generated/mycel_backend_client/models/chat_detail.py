from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.chat_type import ChatType, check_chat_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.member import Member


T = TypeVar("T", bound="ChatDetail")


@_attrs_define
class ChatDetail:
    """A chat and its members.

    Attributes:
        id (str): Identifier.
        type_ (ChatType): What kind of chat.
        title (None | str): Title.
        status (str): `active`.
        created_by_user_id (str): Its creator.
        created_at (float): When it was created.
        members (list[Member]): Every member.
    """

    id: str
    type_: ChatType
    title: None | str
    status: str
    created_by_user_id: str
    created_at: float
    members: list[Member]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.member import Member

        id = self.id

        type_: str = self.type_

        title: None | str
        title = self.title

        status = self.status

        created_by_user_id = self.created_by_user_id

        created_at = self.created_at

        members = []
        for members_item_data in self.members:
            members_item = members_item_data.to_dict()
            members.append(members_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "title": title,
                "status": status,
                "created_by_user_id": created_by_user_id,
                "created_at": created_at,
                "members": members,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.member import Member

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

        created_at = d.pop("created_at")

        members = []
        _members = d.pop("members")
        for members_item_data in _members:
            members_item = Member.from_dict(members_item_data)

            members.append(members_item)

        chat_detail = cls(
            id=id,
            type_=type_,
            title=title,
            status=status,
            created_by_user_id=created_by_user_id,
            created_at=created_at,
            members=members,
        )

        chat_detail.additional_properties = d
        return chat_detail

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
