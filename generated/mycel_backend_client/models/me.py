from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.user_type import UserType, check_user_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="Me")


@_attrs_define
class Me:
    """Who is calling.

    Attributes:
        id (str): Identifier.
        name (str): Display name.
        type_ (UserType): What kind of user.
        email (None | str): E-mail address of an owner.
        mycel_id (int | None): Number to log in with, of an owner.
        is_guest (bool): Whether it is a guest owner.
        avatar (None | str): Path of the picture.
    """

    id: str
    name: str
    type_: UserType
    email: None | str
    mycel_id: int | None
    is_guest: bool
    avatar: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        type_: str = self.type_

        email: None | str
        email = self.email

        mycel_id: int | None
        mycel_id = self.mycel_id

        is_guest = self.is_guest

        avatar: None | str
        avatar = self.avatar

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "type": type_,
                "email": email,
                "mycel_id": mycel_id,
                "is_guest": is_guest,
                "avatar": avatar,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        type_ = check_user_type(d.pop("type"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_mycel_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        mycel_id = _parse_mycel_id(d.pop("mycel_id"))

        is_guest = d.pop("is_guest")

        def _parse_avatar(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar = _parse_avatar(d.pop("avatar"))

        me = cls(
            id=id,
            name=name,
            type_=type_,
            email=email,
            mycel_id=mycel_id,
            is_guest=is_guest,
            avatar=avatar,
        )

        me.additional_properties = d
        return me

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
