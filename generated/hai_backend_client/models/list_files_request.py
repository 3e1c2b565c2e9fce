from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ListFilesRequest")


@_attrs_define
class ListFilesRequest:
    """Which files to list.

    Attributes:
        path (str | Unset): Folder.
        max_entries (int | Unset): Entries at most.
        modified_before (datetime.datetime | None | Unset): Only files as old as the last entry of the page before.
        name_after (None | str | Unset): Name of that entry.
    """

    path: str | Unset = UNSET
    max_entries: int | Unset = UNSET
    modified_before: datetime.datetime | None | Unset = UNSET
    name_after: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        path = self.path

        max_entries = self.max_entries

        modified_before: None | str | Unset
        if isinstance(self.modified_before, Unset):
            modified_before = UNSET
        elif isinstance(self.modified_before, datetime.datetime):
            modified_before = self.modified_before.isoformat()
        else:
            modified_before = self.modified_before

        name_after: None | str | Unset
        if isinstance(self.name_after, Unset):
            name_after = UNSET
        else:
            name_after = self.name_after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if path is not UNSET:
            field_dict["path"] = path
        if max_entries is not UNSET:
            field_dict["max_entries"] = max_entries
        if modified_before is not UNSET:
            field_dict["modified_before"] = modified_before
        if name_after is not UNSET:
            field_dict["name_after"] = name_after

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        path = d.pop("path", UNSET)

        max_entries = d.pop("max_entries", UNSET)

        def _parse_modified_before(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                modified_before_type_0 = datetime.datetime.fromisoformat(data)

                return modified_before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        modified_before = _parse_modified_before(d.pop("modified_before", UNSET))

        def _parse_name_after(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name_after = _parse_name_after(d.pop("name_after", UNSET))

        list_files_request = cls(
            path=path,
            max_entries=max_entries,
            modified_before=modified_before,
            name_after=name_after,
        )

        list_files_request.additional_properties = d
        return list_files_request

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
