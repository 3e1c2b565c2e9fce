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

T = TypeVar("T", bound="ArtifactConflict")


@_attrs_define
class ArtifactConflict:
    """Somebody else changed the artifact. Only the parts that clash are listed.

    Attributes:
        success (Literal[False]):
        error (Literal['version-mismatch']):
        current_header_version (int | Unset): The stored version of the header.
        current_header (str | Unset): The stored header.
        current_body_version (int | Unset): The stored version of the body.
        current_body (str | Unset): The stored body.
    """

    success: Literal[False]
    error: Literal["version-mismatch"]
    current_header_version: int | Unset = UNSET
    current_header: str | Unset = UNSET
    current_body_version: int | Unset = UNSET
    current_body: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        success = self.success

        error = self.error

        current_header_version = self.current_header_version

        current_header = self.current_header

        current_body_version = self.current_body_version

        current_body = self.current_body

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "success": success,
                "error": error,
            }
        )
        if current_header_version is not UNSET:
            field_dict["currentHeaderVersion"] = current_header_version
        if current_header is not UNSET:
            field_dict["currentHeader"] = current_header
        if current_body_version is not UNSET:
            field_dict["currentBodyVersion"] = current_body_version
        if current_body is not UNSET:
            field_dict["currentBody"] = current_body

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

        current_header_version = d.pop("currentHeaderVersion", UNSET)

        current_header = d.pop("currentHeader", UNSET)

        current_body_version = d.pop("currentBodyVersion", UNSET)

        current_body = d.pop("currentBody", UNSET)

        artifact_conflict = cls(
            success=success,
            error=error,
            current_header_version=current_header_version,
            current_header=current_header,
            current_body_version=current_body_version,
            current_body=current_body,
        )

        artifact_conflict.additional_properties = d
        return artifact_conflict

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
