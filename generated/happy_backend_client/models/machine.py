from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Machine")


@_attrs_define
class Machine:
    """A host that runs the daemon. The server cannot read its metadata and state.

    Attributes:
        id (str): Identifier, chosen by the machine and unique over all accounts.
        created_at (int): When it was created, in milliseconds.
        updated_at (int): When anything of it last changed, in milliseconds.
        active (bool): Whether it was heard of lately. Stays true for up to ten minutes after the daemon is gone.
        active_at (int): When it was last heard of, in milliseconds.
        metadata (str): Encrypted metadata, base64.
        metadata_version (int): Version of the metadata, from 1.
        daemon_state (None | str): Encrypted state of the daemon, base64.
        daemon_state_version (int): Version of the state; 0 when there is none.
        data_encryption_key (None | str): Data key sealed to the account's content public key: base64 of a version byte
            0 and the sealed box. Null: the record is encrypted with the account secret itself.
        seq (int | Unset): Only in what is read; always 0.
    """

    id: str
    created_at: int
    updated_at: int
    active: bool
    active_at: int
    metadata: str
    metadata_version: int
    daemon_state: None | str
    daemon_state_version: int
    data_encryption_key: None | str
    seq: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at

        updated_at = self.updated_at

        active = self.active

        active_at = self.active_at

        metadata = self.metadata

        metadata_version = self.metadata_version

        daemon_state: None | str
        daemon_state = self.daemon_state

        daemon_state_version = self.daemon_state_version

        data_encryption_key: None | str
        data_encryption_key = self.data_encryption_key

        seq = self.seq

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "createdAt": created_at,
                "updatedAt": updated_at,
                "active": active,
                "activeAt": active_at,
                "metadata": metadata,
                "metadataVersion": metadata_version,
                "daemonState": daemon_state,
                "daemonStateVersion": daemon_state_version,
                "dataEncryptionKey": data_encryption_key,
            }
        )
        if seq is not UNSET:
            field_dict["seq"] = seq

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        created_at = d.pop("createdAt")

        updated_at = d.pop("updatedAt")

        active = d.pop("active")

        active_at = d.pop("activeAt")

        metadata = d.pop("metadata")

        metadata_version = d.pop("metadataVersion")

        def _parse_daemon_state(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        daemon_state = _parse_daemon_state(d.pop("daemonState"))

        daemon_state_version = d.pop("daemonStateVersion")

        def _parse_data_encryption_key(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        data_encryption_key = _parse_data_encryption_key(d.pop("dataEncryptionKey"))

        seq = d.pop("seq", UNSET)

        machine = cls(
            id=id,
            created_at=created_at,
            updated_at=updated_at,
            active=active,
            active_at=active_at,
            metadata=metadata,
            metadata_version=metadata_version,
            daemon_state=daemon_state,
            daemon_state_version=daemon_state_version,
            data_encryption_key=data_encryption_key,
            seq=seq,
        )

        machine.additional_properties = d
        return machine

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
