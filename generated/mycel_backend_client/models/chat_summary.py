from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.last_message import LastMessage
    from ..models.member import Member


T = TypeVar("T", bound="ChatSummary")


@_attrs_define
class ChatSummary:
    """A chat, as the list shows it.

    Attributes:
        id (str): Identifier.
        title (str): Title, or the names of the other members.
        status (str): `active`.
        created_at (float): When it was created.
        updated_at (float | None): When the newest message was sent.
        avatar_url (None | str): Path of the first other member's picture.
        members (list[Member]): Every member.
        last_message (LastMessage | None): The newest message, if there is any.
        unread_count (int): Number of messages that the caller did not read.
    """

    id: str
    title: str
    status: str
    created_at: float
    updated_at: float | None
    avatar_url: None | str
    members: list[Member]
    last_message: LastMessage | None
    unread_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.last_message import LastMessage
        from ..models.member import Member

        id = self.id

        title = self.title

        status = self.status

        created_at = self.created_at

        updated_at: float | None
        updated_at = self.updated_at

        avatar_url: None | str
        avatar_url = self.avatar_url

        members = []
        for members_item_data in self.members:
            members_item = members_item_data.to_dict()
            members.append(members_item)

        last_message: dict[str, Any] | None
        if isinstance(self.last_message, LastMessage):
            last_message = self.last_message.to_dict()
        else:
            last_message = self.last_message

        unread_count = self.unread_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "status": status,
                "created_at": created_at,
                "updated_at": updated_at,
                "avatar_url": avatar_url,
                "members": members,
                "last_message": last_message,
                "unread_count": unread_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.last_message import LastMessage
        from ..models.member import Member

        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        status = d.pop("status")

        created_at = d.pop("created_at")

        def _parse_updated_at(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        updated_at = _parse_updated_at(d.pop("updated_at"))

        def _parse_avatar_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar_url = _parse_avatar_url(d.pop("avatar_url"))

        members = []
        _members = d.pop("members")
        for members_item_data in _members:
            members_item = Member.from_dict(members_item_data)

            members.append(members_item)

        def _parse_last_message(data: object) -> LastMessage | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_message_type_0 = LastMessage.from_dict(data)

                return last_message_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LastMessage | None, data)

        last_message = _parse_last_message(d.pop("last_message"))

        unread_count = d.pop("unread_count")

        chat_summary = cls(
            id=id,
            title=title,
            status=status,
            created_at=created_at,
            updated_at=updated_at,
            avatar_url=avatar_url,
            members=members,
            last_message=last_message,
            unread_count=unread_count,
        )

        chat_summary.additional_properties = d
        return chat_summary

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
