from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.browser_profile_read import BrowserProfileRead


T = TypeVar("T", bound="BrowserProfileList")


@_attrs_define
class BrowserProfileList:
    """A page of browser profiles.

    Attributes:
        total (int): Number of all matches.
        limit (int): Page size.
        offset (int): Entries skipped.
        profiles (list[BrowserProfileRead]): The profiles.
    """

    total: int
    limit: int
    offset: int
    profiles: list[BrowserProfileRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.browser_profile_read import BrowserProfileRead

        total = self.total

        limit = self.limit

        offset = self.offset

        profiles = []
        for profiles_item_data in self.profiles:
            profiles_item = profiles_item_data.to_dict()
            profiles.append(profiles_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "limit": limit,
                "offset": offset,
                "profiles": profiles,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.browser_profile_read import BrowserProfileRead

        d = dict(src_dict)
        total = d.pop("total")

        limit = d.pop("limit")

        offset = d.pop("offset")

        profiles = []
        _profiles = d.pop("profiles")
        for profiles_item_data in _profiles:
            profiles_item = BrowserProfileRead.from_dict(profiles_item_data)

            profiles.append(profiles_item)

        browser_profile_list = cls(
            total=total,
            limit=limit,
            offset=offset,
            profiles=profiles,
        )

        browser_profile_list.additional_properties = d
        return browser_profile_list

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
