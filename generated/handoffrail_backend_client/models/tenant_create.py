from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TenantCreate")


@_attrs_define
class TenantCreate:
    """A tenant to make.

    Attributes:
        name (str): Name, unique among live tenants.
        tier (str | Unset): Tier of the tenant; not checked. Limits follow the tier of the key in use.
        handoffs_per_day (int | Unset): Packets per day. Stored for reference.
        max_api_keys (int | Unset): Number of API keys. Stored for reference.
    """

    name: str
    tier: str | Unset = UNSET
    handoffs_per_day: int | Unset = UNSET
    max_api_keys: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        tier = self.tier

        handoffs_per_day = self.handoffs_per_day

        max_api_keys = self.max_api_keys

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
            }
        )
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
        name = d.pop("name")

        tier = d.pop("tier", UNSET)

        handoffs_per_day = d.pop("handoffs_per_day", UNSET)

        max_api_keys = d.pop("max_api_keys", UNSET)

        tenant_create = cls(
            name=name,
            tier=tier,
            handoffs_per_day=handoffs_per_day,
            max_api_keys=max_api_keys,
        )

        tenant_create.additional_properties = d
        return tenant_create

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
