from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Self,
    TextIO,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AccessKeyConflict")


@_attrs_define
class AccessKeyConflict:
    """Somebody else changed the access key.

    Attributes:
        success (Literal[False]):
        error (Literal['version-mismatch']):
        current_version (int): The stored version.
        current_data (str): The stored key.
    """

    success: Literal[False]
    error: Literal["version-mismatch"]
    current_version: int
    current_data: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        success = self.success

        error = self.error

        current_version = self.current_version

        current_data = self.current_data

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "success": success,
                "error": error,
                "currentVersion": current_version,
                "currentData": current_data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        success = cast(Literal[False], d.pop("success"))
        if success != False:
            raise ValueError(f"success must match const False, got '{success}'")

        error = cast(Literal["version-mismatch"], d.pop("error"))
        if error != "version-mismatch":
            raise ValueError(
                f"error must match const 'version-mismatch', got '{error}'"
            )

        current_version = d.pop("currentVersion")

        current_data = d.pop("currentData")

        access_key_conflict = cls(
            success=success,
            error=error,
            current_version=current_version,
            current_data=current_data,
        )

        access_key_conflict.additional_properties = d
        return access_key_conflict

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
