from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.relationship_status import RelationshipStatus, check_relationship_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="User")


@_attrs_define
class User:
    """Another account, as everybody sees it.

    Attributes:
        id (str): Identifier.
        first_name (str): First name; empty when unset.
        last_name (None | str): Last name.
        avatar (JsonObject | None): Picture.
        username (str): User name; empty when unset.
        bio (None | str): What the user says about themselves.
        status (RelationshipStatus): What a user is to the caller.
    """

    id: str
    first_name: str
    last_name: None | str
    avatar: JsonObject | None
    username: str
    bio: None | str
    status: RelationshipStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        id = self.id

        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        avatar: dict[str, Any] | None
        if isinstance(self.avatar, JsonObject):
            avatar = self.avatar.to_dict()
        else:
            avatar = self.avatar

        username = self.username

        bio: None | str
        bio = self.bio

        status: str = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "firstName": first_name,
                "lastName": last_name,
                "avatar": avatar,
                "username": username,
                "bio": bio,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        id = d.pop("id")

        first_name = d.pop("firstName")

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("lastName"))

        def _parse_avatar(data: object) -> JsonObject | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                avatar_type_0 = JsonObject.from_dict(data)

                return avatar_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None, data)

        avatar = _parse_avatar(d.pop("avatar"))

        username = d.pop("username")

        def _parse_bio(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        bio = _parse_bio(d.pop("bio"))

        status = check_relationship_status(d.pop("status"))

        user = cls(
            id=id,
            first_name=first_name,
            last_name=last_name,
            avatar=avatar,
            username=username,
            bio=bio,
            status=status,
        )

        user.additional_properties = d
        return user

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
