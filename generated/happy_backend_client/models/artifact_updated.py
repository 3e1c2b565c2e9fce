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

T = TypeVar("T", bound="ArtifactUpdated")


@_attrs_define
class ArtifactUpdated:
    """The changes are stored.

    Attributes:
        success (Literal[True]):
        header_version (int | Unset): New version of the header, if it changed.
        body_version (int | Unset): New version of the body, if it changed.
    """

    success: Literal[True]
    header_version: int | Unset = UNSET
    body_version: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        success = self.success

        header_version = self.header_version

        body_version = self.body_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "success": success,
            }
        )
        if header_version is not UNSET:
            field_dict["headerVersion"] = header_version
        if body_version is not UNSET:
            field_dict["bodyVersion"] = body_version

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        success = cast(Literal[True], d.pop("success"))
        if success != True:
            raise ValueError(f"success must match const True, got '{success}'")

        header_version = d.pop("headerVersion", UNSET)

        body_version = d.pop("bodyVersion", UNSET)

        artifact_updated = cls(
            success=success,
            header_version=header_version,
            body_version=body_version,
        )

        artifact_updated.additional_properties = d
        return artifact_updated

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
