from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Owner")


@_attrs_define
class Owner:
    """An owner, as login and registration show it.

    Attributes:
        id (str): Identifier.
        name (str): Display name.
        mycel_id (int | None): Number to log in with.
        email (None | str): E-mail address.
        avatar (None | str): Path of the picture.
    """

    id: str
    name: str
    mycel_id: int | None
    email: None | str
    avatar: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        mycel_id: int | None
        mycel_id = self.mycel_id

        email: None | str
        email = self.email

        avatar: None | str
        avatar = self.avatar

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "mycel_id": mycel_id,
                "email": email,
                "avatar": avatar,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        def _parse_mycel_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        mycel_id = _parse_mycel_id(d.pop("mycel_id"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_avatar(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar = _parse_avatar(d.pop("avatar"))

        owner = cls(
            id=id,
            name=name,
            mycel_id=mycel_id,
            email=email,
            avatar=avatar,
        )

        owner.additional_properties = d
        return owner

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
