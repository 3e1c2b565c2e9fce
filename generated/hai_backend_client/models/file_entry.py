from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FileEntry")


@_attrs_define
class FileEntry:
    """A file or folder.

    Attributes:
        name (str): Name.
        path (str): Whole path.
        size_bytes (int): Size in bytes.
        modified_at (datetime.datetime): When it was last changed.
        is_dir (bool): Whether it is a folder.
    """

    name: str
    path: str
    size_bytes: int
    modified_at: datetime.datetime
    is_dir: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        path = self.path

        size_bytes = self.size_bytes

        modified_at = self.modified_at.isoformat()

        is_dir = self.is_dir

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "path": path,
                "size_bytes": size_bytes,
                "modified_at": modified_at,
                "is_dir": is_dir,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        path = d.pop("path")

        size_bytes = d.pop("size_bytes")

        modified_at = datetime.datetime.fromisoformat(d.pop("modified_at"))

        is_dir = d.pop("is_dir")

        file_entry = cls(
            name=name,
            path=path,
            size_bytes=size_bytes,
            modified_at=modified_at,
            is_dir=is_dir,
        )

        file_entry.additional_properties = d
        return file_entry

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
