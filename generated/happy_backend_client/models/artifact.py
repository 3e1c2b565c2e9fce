from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Artifact")


@_attrs_define
class Artifact:
    """An encrypted document.

    Attributes:
        id (str): Identifier.
        header (str): Encrypted header, base64.
        header_version (int): Version of the header, from 1.
        body (str): Encrypted body, base64.
        body_version (int): Version of the body, from 1.
        data_encryption_key (str): Data key sealed to the account's content public key: base64 of a version byte 0 and
            the sealed box.
        seq (int): Number of changes.
        created_at (int): When it was created, in milliseconds.
        updated_at (int): When it last changed, in milliseconds.
    """

    id: str
    header: str
    header_version: int
    body: str
    body_version: int
    data_encryption_key: str
    seq: int
    created_at: int
    updated_at: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        header = self.header

        header_version = self.header_version

        body = self.body

        body_version = self.body_version

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
                "body": body,
                "bodyVersion": body_version,
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

        body = d.pop("body")

        body_version = d.pop("bodyVersion")

        data_encryption_key = d.pop("dataEncryptionKey")

        seq = d.pop("seq")

        created_at = d.pop("createdAt")

        updated_at = d.pop("updatedAt")

        artifact = cls(
            id=id,
            header=header,
            header_version=header_version,
            body=body,
            body_version=body_version,
            data_encryption_key=data_encryption_key,
            seq=seq,
            created_at=created_at,
            updated_at=updated_at,
        )

        artifact.additional_properties = d
        return artifact

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
