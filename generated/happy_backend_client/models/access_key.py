from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AccessKey")


@_attrs_define
class AccessKey:
    """What a machine needs to take part in a session.

    Attributes:
        data (str): Encrypted key.
        data_version (int): Its version, from 1.
        created_at (int): When it was created, in milliseconds.
        updated_at (int): When it last changed, in milliseconds.
    """

    data: str
    data_version: int
    created_at: int
    updated_at: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        data = self.data

        data_version = self.data_version

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "data": data,
                "dataVersion": data_version,
                "createdAt": created_at,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        data = d.pop("data")

        data_version = d.pop("dataVersion")

        created_at = d.pop("createdAt")

        updated_at = d.pop("updatedAt")

        access_key = cls(
            data=data,
            data_version=data_version,
            created_at=created_at,
            updated_at=updated_at,
        )

        access_key.additional_properties = d
        return access_key

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
