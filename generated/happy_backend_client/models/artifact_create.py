from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ArtifactCreate")


@_attrs_define
class ArtifactCreate:
    """An artifact to create, or to load.

    Attributes:
        id (UUID): Identifier, chosen by the caller.
        header (str): Encrypted header, base64.
        body (str): Encrypted body, base64.
        data_encryption_key (str): Data key sealed to the account's content public key: base64 of a version byte 0 and
            the sealed box.
    """

    id: UUID
    header: str
    body: str
    data_encryption_key: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        header = self.header

        body = self.body

        data_encryption_key = self.data_encryption_key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "header": header,
                "body": body,
                "dataEncryptionKey": data_encryption_key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        header = d.pop("header")

        body = d.pop("body")

        data_encryption_key = d.pop("dataEncryptionKey")

        artifact_create = cls(
            id=id,
            header=header,
            body=body,
            data_encryption_key=data_encryption_key,
        )

        artifact_create.additional_properties = d
        return artifact_create

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
