from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SessionCreate")


@_attrs_define
class SessionCreate:
    """A session to create, or to load by its tag.

    Attributes:
        tag (str): Name of the session for the account; never returned.
        metadata (str): Encrypted metadata, base64.
        agent_state (None | str | Unset): Accepted and ignored: a new session has no state.
        data_encryption_key (None | str | Unset): Data key sealed to the account's content public key: base64 of a
            version byte 0 and the sealed box. Null: the record is encrypted with the account secret itself.
    """

    tag: str
    metadata: str
    agent_state: None | str | Unset = UNSET
    data_encryption_key: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tag = self.tag

        metadata = self.metadata

        agent_state: None | str | Unset
        if isinstance(self.agent_state, Unset):
            agent_state = UNSET
        else:
            agent_state = self.agent_state

        data_encryption_key: None | str | Unset
        if isinstance(self.data_encryption_key, Unset):
            data_encryption_key = UNSET
        else:
            data_encryption_key = self.data_encryption_key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tag": tag,
                "metadata": metadata,
            }
        )
        if agent_state is not UNSET:
            field_dict["agentState"] = agent_state
        if data_encryption_key is not UNSET:
            field_dict["dataEncryptionKey"] = data_encryption_key

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tag = d.pop("tag")

        metadata = d.pop("metadata")

        def _parse_agent_state(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent_state = _parse_agent_state(d.pop("agentState", UNSET))

        def _parse_data_encryption_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        data_encryption_key = _parse_data_encryption_key(
            d.pop("dataEncryptionKey", UNSET)
        )

        session_create = cls(
            tag=tag,
            metadata=metadata,
            agent_state=agent_state,
            data_encryption_key=data_encryption_key,
        )

        session_create.additional_properties = d
        return session_create

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
