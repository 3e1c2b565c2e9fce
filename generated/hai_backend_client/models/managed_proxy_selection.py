from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.proxy_pool import ProxyPool, check_proxy_pool
from ..types import UNSET, Unset

T = TypeVar("T", bound="ManagedProxySelection")


@_attrs_define
class ManagedProxySelection:
    """A proxy of the platform.

    Attributes:
        country (None | str | Unset): ISO 3166-1 alpha-2 code.
        sticky (bool | Unset): Whether the address stays the same.
        pool (ProxyPool | Unset): What kind of address a managed proxy has.
    """

    country: None | str | Unset = UNSET
    sticky: bool | Unset = UNSET
    pool: ProxyPool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        country: None | str | Unset
        if isinstance(self.country, Unset):
            country = UNSET
        else:
            country = self.country

        sticky = self.sticky

        pool: str | Unset = UNSET
        if not isinstance(self.pool, Unset):
            pool = self.pool

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if country is not UNSET:
            field_dict["country"] = country
        if sticky is not UNSET:
            field_dict["sticky"] = sticky
        if pool is not UNSET:
            field_dict["pool"] = pool

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        sticky = d.pop("sticky", UNSET)

        _pool = d.pop("pool", UNSET)
        pool: ProxyPool | Unset
        if isinstance(_pool, Unset):
            pool = UNSET
        else:
            pool = check_proxy_pool(_pool)

        managed_proxy_selection = cls(
            country=country,
            sticky=sticky,
            pool=pool,
        )

        managed_proxy_selection.additional_properties = d
        return managed_proxy_selection

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
