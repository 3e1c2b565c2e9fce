from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="MachineCreate")


@_attrs_define
class MachineCreate:
    """A machine to create, or to load.

    Attributes:
        id (str): Identifier. One that belongs to another account makes the server fail.
        metadata (str): Encrypted metadata, base64.
        daemon_state (str | Unset): Encrypted state of the daemon, base64. Null is refused.
        data_encryption_key (None | str | Unset): Data key sealed to the account's content public key: base64 of a
            version byte 0 and the sealed box. Null: the record is encrypted with the account secret itself.
    """

    id: str
    metadata: str
    daemon_state: str | Unset = UNSET
    data_encryption_key: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        metadata = self.metadata

        daemon_state = self.daemon_state

        data_encryption_key: None | str | Unset
        if isinstance(self.data_encryption_key, Unset):
            data_encryption_key = UNSET
        else:
            data_encryption_key = self.data_encryption_key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "metadata": metadata,
            }
        )
        if daemon_state is not UNSET:
            field_dict["daemonState"] = daemon_state
        if data_encryption_key is not UNSET:
            field_dict["dataEncryptionKey"] = data_encryption_key

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        metadata = d.pop("metadata")

        daemon_state = d.pop("daemonState", UNSET)

        def _parse_data_encryption_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        data_encryption_key = _parse_data_encryption_key(
            d.pop("dataEncryptionKey", UNSET)
        )

        machine_create = cls(
            id=id,
            metadata=metadata,
            daemon_state=daemon_state,
            data_encryption_key=data_encryption_key,
        )

        machine_create.additional_properties = d
        return machine_create

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
