from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.user_type import UserType, check_user_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="ExternalUser")


@_attrs_define
class ExternalUser:
    """An external agent identity.

    Attributes:
        id (str): Identifier.
        name (str): Display name.
        type_ (UserType): What kind of user.
        created_by_user_id (str): The owner.
    """

    id: str
    name: str
    type_: UserType
    created_by_user_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        type_: str = self.type_

        created_by_user_id = self.created_by_user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "type": type_,
                "created_by_user_id": created_by_user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        type_ = check_user_type(d.pop("type"))

        created_by_user_id = d.pop("created_by_user_id")

        external_user = cls(
            id=id,
            name=name,
            type_=type_,
            created_by_user_id=created_by_user_id,
        )

        external_user.additional_properties = d
        return external_user

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
