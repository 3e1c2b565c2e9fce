from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.android import Android
    from ..models.browser import Browser
    from ..models.desktop import Desktop
    from ..models.other_environment import OtherEnvironment
    from ..models.workstation import Workstation


T = TypeVar("T", bound="EnvironmentPage")


@_attrs_define
class EnvironmentPage:
    """A page of environments.

    Attributes:
        items (list[Android | Browser | Desktop | OtherEnvironment | Workstation]):
        total (int): Number of all matches.
        page (int): Number of this page.
    """

    items: list[Android | Browser | Desktop | OtherEnvironment | Workstation]
    total: int
    page: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.android import Android
        from ..models.browser import Browser
        from ..models.desktop import Desktop
        from ..models.other_environment import OtherEnvironment
        from ..models.workstation import Workstation

        items = []
        for items_item_data in self.items:
            items_item: dict[str, Any]
            if (
                isinstance(items_item_data, Browser)
                or isinstance(items_item_data, Desktop)
                or isinstance(items_item_data, Android)
                or isinstance(items_item_data, Workstation)
            ):
                items_item = items_item_data.to_dict()
            else:
                items_item = items_item_data.to_dict()

            items.append(items_item)

        total = self.total

        page = self.page

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "total": total,
                "page": page,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.android import Android
        from ..models.browser import Browser
        from ..models.desktop import Desktop
        from ..models.other_environment import OtherEnvironment
        from ..models.workstation import Workstation

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:

            def _parse_items_item(
                data: object,
            ) -> Android | Browser | Desktop | OtherEnvironment | Workstation:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_known_environment_type_0 = Browser.from_dict(data)

                    return componentsschemas_known_environment_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_known_environment_type_1 = Desktop.from_dict(data)

                    return componentsschemas_known_environment_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_known_environment_type_2 = Android.from_dict(data)

                    return componentsschemas_known_environment_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_known_environment_type_3 = Workstation.from_dict(
                        data
                    )

                    return componentsschemas_known_environment_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_environment_type_1 = OtherEnvironment.from_dict(data)

                return componentsschemas_environment_type_1

            items_item = _parse_items_item(items_item_data)

            items.append(items_item)

        total = d.pop("total")

        page = d.pop("page")

        environment_page = cls(
            items=items,
            total=total,
            page=page,
        )

        environment_page.additional_properties = d
        return environment_page

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
