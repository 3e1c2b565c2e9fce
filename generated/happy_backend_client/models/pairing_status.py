from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.pairing_status_status import (
    PairingStatusStatus,
    check_pairing_status_status,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PairingStatus")


@_attrs_define
class PairingStatus:
    """How far a terminal's pairing is.

    Attributes:
        status (PairingStatusStatus): How far it is. A key of the wrong length is `not_found`.
        supports_v2 (bool): What the terminal said, while it is pending; false otherwise.
    """

    status: PairingStatusStatus
    supports_v2: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status: str = self.status

        supports_v2 = self.supports_v2

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "supportsV2": supports_v2,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        status = check_pairing_status_status(d.pop("status"))

        supports_v2 = d.pop("supportsV2")

        pairing_status = cls(
            status=status,
            supports_v2=supports_v2,
        )

        pairing_status.additional_properties = d
        return pairing_status

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
