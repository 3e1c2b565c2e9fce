from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.quota_scope import QuotaScope, check_quota_scope
from ..types import UNSET, Unset

T = TypeVar("T", bound="QuotaStatus")


@_attrs_define
class QuotaStatus:
    """Slots for sessions that run at the same time.

    Attributes:
        scope (QuotaScope | str):
        limit (int): Slots.
        active (int): Slots in use.
        available (int): Slots left.
    """

    scope: QuotaScope | str
    limit: int
    active: int
    available: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        scope: str
        if isinstance(self.scope, str):
            scope = self.scope
        else:
            scope = self.scope

        limit = self.limit

        active = self.active

        available = self.available

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "scope": scope,
                "limit": limit,
                "active": active,
                "available": available,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_scope(data: object) -> QuotaScope | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scope_type_0 = check_quota_scope(data)

                return scope_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(QuotaScope | str, data)

        scope = _parse_scope(d.pop("scope"))

        limit = d.pop("limit")

        active = d.pop("active")

        available = d.pop("available")

        quota_status = cls(
            scope=scope,
            limit=limit,
            active=active,
            available=available,
        )

        quota_status.additional_properties = d
        return quota_status

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
