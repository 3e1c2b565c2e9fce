from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="Profile")


@_attrs_define
class Profile:
    """The account.

    Attributes:
        id (str): Identifier.
        timestamp (int): Time of the server, in milliseconds.
        first_name (None | str): First name.
        last_name (None | str): Last name.
        username (None | str): User name.
        avatar (JsonObject | None): Picture.
        github (JsonObject | None): Profile of the linked GitHub account.
        connected_services (list[str]): Vendors with a registered token.
    """

    id: str
    timestamp: int
    first_name: None | str
    last_name: None | str
    username: None | str
    avatar: JsonObject | None
    github: JsonObject | None
    connected_services: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        id = self.id

        timestamp = self.timestamp

        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        username: None | str
        username = self.username

        avatar: dict[str, Any] | None
        if isinstance(self.avatar, JsonObject):
            avatar = self.avatar.to_dict()
        else:
            avatar = self.avatar

        github: dict[str, Any] | None
        if isinstance(self.github, JsonObject):
            github = self.github.to_dict()
        else:
            github = self.github

        connected_services = self.connected_services

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "timestamp": timestamp,
                "firstName": first_name,
                "lastName": last_name,
                "username": username,
                "avatar": avatar,
                "github": github,
                "connectedServices": connected_services,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        id = d.pop("id")

        timestamp = d.pop("timestamp")

        def _parse_first_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first_name = _parse_first_name(d.pop("firstName"))

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("lastName"))

        def _parse_username(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        username = _parse_username(d.pop("username"))

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

        def _parse_github(data: object) -> JsonObject | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                github_type_0 = JsonObject.from_dict(data)

                return github_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None, data)

        github = _parse_github(d.pop("github"))

        connected_services = cast(list[str], d.pop("connectedServices"))

        profile = cls(
            id=id,
            timestamp=timestamp,
            first_name=first_name,
            last_name=last_name,
            username=username,
            avatar=avatar,
            github=github,
            connected_services=connected_services,
        )

        profile.additional_properties = d
        return profile

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
