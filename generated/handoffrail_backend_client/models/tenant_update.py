from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TenantUpdate")


@_attrs_define
class TenantUpdate:
    """Changes to a tenant. A field that is left out or null stays as it is.

    Attributes:
        name (None | str | Unset): Name, unique among live tenants.
        tier (None | str | Unset): Tier of the tenant; not checked.
        handoffs_per_day (int | None | Unset): Packets per day.
        max_api_keys (int | None | Unset): Number of API keys.
    """

    name: None | str | Unset = UNSET
    tier: None | str | Unset = UNSET
    handoffs_per_day: int | None | Unset = UNSET
    max_api_keys: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        tier: None | str | Unset
        if isinstance(self.tier, Unset):
            tier = UNSET
        else:
            tier = self.tier

        handoffs_per_day: int | None | Unset
        if isinstance(self.handoffs_per_day, Unset):
            handoffs_per_day = UNSET
        else:
            handoffs_per_day = self.handoffs_per_day

        max_api_keys: int | None | Unset
        if isinstance(self.max_api_keys, Unset):
            max_api_keys = UNSET
        else:
            max_api_keys = self.max_api_keys

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if tier is not UNSET:
            field_dict["tier"] = tier
        if handoffs_per_day is not UNSET:
            field_dict["handoffs_per_day"] = handoffs_per_day
        if max_api_keys is not UNSET:
            field_dict["max_api_keys"] = max_api_keys

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_tier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tier = _parse_tier(d.pop("tier", UNSET))

        def _parse_handoffs_per_day(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        handoffs_per_day = _parse_handoffs_per_day(d.pop("handoffs_per_day", UNSET))

        def _parse_max_api_keys(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_api_keys = _parse_max_api_keys(d.pop("max_api_keys", UNSET))

        tenant_update = cls(
            name=name,
            tier=tier,
            handoffs_per_day=handoffs_per_day,
            max_api_keys=max_api_keys,
        )

        tenant_update.additional_properties = d
        return tenant_update

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
