from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.managed_proxy_selection import ManagedProxySelection


T = TypeVar("T", bound="BrowserNetwork")


@_attrs_define
class BrowserNetwork:
    """How a new browser reaches the network; one of the two.

    Attributes:
        proxy_url (None | str | Unset): Proxy of one's own; reads `***`.
        managed_proxy (ManagedProxySelection | None | Unset): Proxy of the platform.
    """

    proxy_url: None | str | Unset = UNSET
    managed_proxy: ManagedProxySelection | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.managed_proxy_selection import ManagedProxySelection

        proxy_url: None | str | Unset
        if isinstance(self.proxy_url, Unset):
            proxy_url = UNSET
        else:
            proxy_url = self.proxy_url

        managed_proxy: dict[str, Any] | None | Unset
        if isinstance(self.managed_proxy, Unset):
            managed_proxy = UNSET
        elif isinstance(self.managed_proxy, ManagedProxySelection):
            managed_proxy = self.managed_proxy.to_dict()
        else:
            managed_proxy = self.managed_proxy

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if proxy_url is not UNSET:
            field_dict["proxy_url"] = proxy_url
        if managed_proxy is not UNSET:
            field_dict["managed_proxy"] = managed_proxy

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.managed_proxy_selection import ManagedProxySelection

        d = dict(src_dict)

        def _parse_proxy_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        proxy_url = _parse_proxy_url(d.pop("proxy_url", UNSET))

        def _parse_managed_proxy(data: object) -> ManagedProxySelection | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                managed_proxy_type_0 = ManagedProxySelection.from_dict(data)

                return managed_proxy_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ManagedProxySelection | None | Unset, data)

        managed_proxy = _parse_managed_proxy(d.pop("managed_proxy", UNSET))

        browser_network = cls(
            proxy_url=proxy_url,
            managed_proxy=managed_proxy,
        )

        browser_network.additional_properties = d
        return browser_network

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
