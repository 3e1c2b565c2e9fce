from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Session")


@_attrs_define
class Session:
    """A conversation with an agent. The server cannot read its metadata and state.

    Attributes:
        id (str): Identifier. Later sessions have identifiers that sort higher.
        seq (int): Number of the last message that was numbered; 0 when there is none.
        created_at (int): When it was created, in milliseconds.
        updated_at (int): When anything of it last changed, be it a heartbeat, in milliseconds.
        active (bool): Whether the agent was heard of lately.
        active_at (int): When the agent was last heard of, in milliseconds.
        metadata (str): Encrypted metadata, base64. May be empty.
        metadata_version (int): Version of the metadata, from 0.
        agent_state (None | str): Encrypted state of the agent, base64.
        agent_state_version (int): Version of the state, from 0.
        data_encryption_key (None | str): Data key sealed to the account's content public key: base64 of a version byte
            0 and the sealed box. Null: the record is encrypted with the account secret itself.
        last_message (None | Unset): Always null. Only the first version of the interface sends it.
    """

    id: str
    seq: int
    created_at: int
    updated_at: int
    active: bool
    active_at: int
    metadata: str
    metadata_version: int
    agent_state: None | str
    agent_state_version: int
    data_encryption_key: None | str
    last_message: None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        seq = self.seq

        created_at = self.created_at

        updated_at = self.updated_at

        active = self.active

        active_at = self.active_at

        metadata = self.metadata

        metadata_version = self.metadata_version

        agent_state: None | str
        agent_state = self.agent_state

        agent_state_version = self.agent_state_version

        data_encryption_key: None | str
        data_encryption_key = self.data_encryption_key

        last_message = self.last_message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "seq": seq,
                "createdAt": created_at,
                "updatedAt": updated_at,
                "active": active,
                "activeAt": active_at,
                "metadata": metadata,
                "metadataVersion": metadata_version,
                "agentState": agent_state,
                "agentStateVersion": agent_state_version,
                "dataEncryptionKey": data_encryption_key,
            }
        )
        if last_message is not UNSET:
            field_dict["lastMessage"] = last_message

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        seq = d.pop("seq")

        created_at = d.pop("createdAt")

        updated_at = d.pop("updatedAt")

        active = d.pop("active")

        active_at = d.pop("activeAt")

        metadata = d.pop("metadata")

        metadata_version = d.pop("metadataVersion")

        def _parse_agent_state(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent_state = _parse_agent_state(d.pop("agentState"))

        agent_state_version = d.pop("agentStateVersion")

        def _parse_data_encryption_key(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        data_encryption_key = _parse_data_encryption_key(d.pop("dataEncryptionKey"))

        last_message = d.pop("lastMessage", UNSET)

        session = cls(
            id=id,
            seq=seq,
            created_at=created_at,
            updated_at=updated_at,
            active=active,
            active_at=active_at,
            metadata=metadata,
            metadata_version=metadata_version,
            agent_state=agent_state,
            agent_state_version=agent_state_version,
            data_encryption_key=data_encryption_key,
            last_message=last_message,
        )

        session.additional_properties = d
        return session

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
