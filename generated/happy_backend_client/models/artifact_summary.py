from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ArtifactSummary")


@_attrs_define
class ArtifactSummary:
    """An artifact without its body.

    Attributes:
        id (str): Identifier.
        header (str): Encrypted header, base64.
        header_version (int): Version of the header, from 1.
        data_encryption_key (str): Data key sealed to the account's content public key: base64 of a version byte 0 and
            the sealed box.
        seq (int): Number of changes.
        created_at (int): When it was created, in milliseconds.
        updated_at (int): When it last changed, in milliseconds.
    """

    id: str
    header: str
    header_version: int
    data_encryption_key: str
    seq: int
    created_at: int
    updated_at: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        header = self.header

        header_version = self.header_version

        data_encryption_key = self.data_encryption_key

        seq = self.seq

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "header": header,
                "headerVersion": header_version,
                "dataEncryptionKey": data_encryption_key,
                "seq": seq,
                "createdAt": created_at,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        header = d.pop("header")

        header_version = d.pop("headerVersion")

        data_encryption_key = d.pop("dataEncryptionKey")

        seq = d.pop("seq")

        created_at = d.pop("createdAt")

        updated_at = d.pop("updatedAt")

        artifact_summary = cls(
            id=id,
            header=header,
            header_version=header_version,
            data_encryption_key=data_encryption_key,
            seq=seq,
            created_at=created_at,
            updated_at=updated_at,
        )

        artifact_summary.additional_properties = d
        return artifact_summary

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
