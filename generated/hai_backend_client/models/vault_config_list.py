from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.vault_config_read import VaultConfigRead


T = TypeVar("T", bound="VaultConfigList")


@_attrs_define
class VaultConfigList:
    """A page of vaults.

    Attributes:
        total (int): Number of all matches.
        limit (int): Page size.
        offset (int): Entries skipped.
        vaults (list[VaultConfigRead]): The vaults.
    """

    total: int
    limit: int
    offset: int
    vaults: list[VaultConfigRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.vault_config_read import VaultConfigRead

        total = self.total

        limit = self.limit

        offset = self.offset

        vaults = []
        for vaults_item_data in self.vaults:
            vaults_item = vaults_item_data.to_dict()
            vaults.append(vaults_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "limit": limit,
                "offset": offset,
                "vaults": vaults,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.vault_config_read import VaultConfigRead

        d = dict(src_dict)
        total = d.pop("total")

        limit = d.pop("limit")

        offset = d.pop("offset")

        vaults = []
        _vaults = d.pop("vaults")
        for vaults_item_data in _vaults:
            vaults_item = VaultConfigRead.from_dict(vaults_item_data)

            vaults.append(vaults_item)

        vault_config_list = cls(
            total=total,
            limit=limit,
            offset=offset,
            vaults=vaults,
        )

        vault_config_list.additional_properties = d
        return vault_config_list

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
