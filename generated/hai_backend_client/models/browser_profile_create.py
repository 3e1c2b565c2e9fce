from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.browser_profile_create_labels import BrowserProfileCreateLabels


T = TypeVar("T", bound="BrowserProfileCreate")


@_attrs_define
class BrowserProfileCreate:
    """What an uploaded profile is.

    Attributes:
        name (str): Display name.
        browser_name (str): Browser, such as `chrome`.
        browser_version (str): Version of the browser.
        description (None | str | Unset): In words.
        labels (BrowserProfileCreateLabels | Unset): Labels by name.
    """

    name: str
    browser_name: str
    browser_version: str
    description: None | str | Unset = UNSET
    labels: BrowserProfileCreateLabels | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.browser_profile_create_labels import BrowserProfileCreateLabels

        name = self.name

        browser_name = self.browser_name

        browser_version = self.browser_version

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        labels: dict[str, Any] | Unset = UNSET
        if not isinstance(self.labels, Unset):
            labels = self.labels.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "browser_name": browser_name,
                "browser_version": browser_version,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if labels is not UNSET:
            field_dict["labels"] = labels

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.browser_profile_create_labels import BrowserProfileCreateLabels

        d = dict(src_dict)
        name = d.pop("name")

        browser_name = d.pop("browser_name")

        browser_version = d.pop("browser_version")

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _labels = d.pop("labels", UNSET)
        labels: BrowserProfileCreateLabels | Unset
        if isinstance(_labels, Unset):
            labels = UNSET
        else:
            labels = BrowserProfileCreateLabels.from_dict(_labels)

        browser_profile_create = cls(
            name=name,
            browser_name=browser_name,
            browser_version=browser_version,
            description=description,
            labels=labels,
        )

        browser_profile_create.additional_properties = d
        return browser_profile_create

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
