from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ArtifactUpdate")


@_attrs_define
class ArtifactUpdate:
    """Changes to an artifact. A part without the version it replaces is ignored.

    Attributes:
        header (str | Unset): Encrypted header, base64.
        expected_header_version (int | Unset): Version of the header it replaces.
        body (str | Unset): Encrypted body, base64.
        expected_body_version (int | Unset): Version of the body it replaces.
    """

    header: str | Unset = UNSET
    expected_header_version: int | Unset = UNSET
    body: str | Unset = UNSET
    expected_body_version: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        header = self.header

        expected_header_version = self.expected_header_version

        body = self.body

        expected_body_version = self.expected_body_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if header is not UNSET:
            field_dict["header"] = header
        if expected_header_version is not UNSET:
            field_dict["expectedHeaderVersion"] = expected_header_version
        if body is not UNSET:
            field_dict["body"] = body
        if expected_body_version is not UNSET:
            field_dict["expectedBodyVersion"] = expected_body_version

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        header = d.pop("header", UNSET)

        expected_header_version = d.pop("expectedHeaderVersion", UNSET)

        body = d.pop("body", UNSET)

        expected_body_version = d.pop("expectedBodyVersion", UNSET)

        artifact_update = cls(
            header=header,
            expected_header_version=expected_header_version,
            body=body,
            expected_body_version=expected_body_version,
        )

        artifact_update.additional_properties = d
        return artifact_update

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
