from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TenantResponse")


@_attrs_define
class TenantResponse:
    """A tenant.

    Attributes:
        id (str): Identifier.
        name (str): Name.
        tier (str): Tier of the tenant.
        handoffs_per_day (int): Packets per day.
        max_api_keys (int): Number of API keys.
        created_at (str): When it was made, UTC without offset.
        updated_at (str): When it last changed, UTC without offset.
        deleted_at (None | str): When it was deleted, UTC without offset.
    """

    id: str
    name: str
    tier: str
    handoffs_per_day: int
    max_api_keys: int
    created_at: str
    updated_at: str
    deleted_at: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        tier = self.tier

        handoffs_per_day = self.handoffs_per_day

        max_api_keys = self.max_api_keys

        created_at = self.created_at

        updated_at = self.updated_at

        deleted_at: None | str
        deleted_at = self.deleted_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "tier": tier,
                "handoffs_per_day": handoffs_per_day,
                "max_api_keys": max_api_keys,
                "created_at": created_at,
                "updated_at": updated_at,
                "deleted_at": deleted_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        tier = d.pop("tier")

        handoffs_per_day = d.pop("handoffs_per_day")

        max_api_keys = d.pop("max_api_keys")

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        def _parse_deleted_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        deleted_at = _parse_deleted_at(d.pop("deleted_at"))

        tenant_response = cls(
            id=id,
            name=name,
            tier=tier,
            handoffs_per_day=handoffs_per_day,
            max_api_keys=max_api_keys,
            created_at=created_at,
            updated_at=updated_at,
            deleted_at=deleted_at,
        )

        tenant_response.additional_properties = d
        return tenant_response

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
