from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.one_password_config import OnePasswordConfig


T = TypeVar("T", bound="VaultConfigRead")


@_attrs_define
class VaultConfigRead:
    """A registered vault.

    Attributes:
        id (UUID): Identifier.
        org_id (UUID): Organization it belongs to.
        name (str): Display name.
        provider_config (OnePasswordConfig): A vault at 1Password.
        created_at (datetime.datetime): When it was created.
        updated_at (datetime.datetime): When it was last changed.
    """

    id: UUID
    org_id: UUID
    name: str
    provider_config: OnePasswordConfig
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.one_password_config import OnePasswordConfig

        id = str(self.id)

        org_id = str(self.org_id)

        name = self.name

        provider_config = self.provider_config.to_dict()

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "org_id": org_id,
                "name": name,
                "provider_config": provider_config,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.one_password_config import OnePasswordConfig

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        org_id = UUID(d.pop("org_id"))

        name = d.pop("name")

        provider_config = OnePasswordConfig.from_dict(d.pop("provider_config"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        vault_config_read = cls(
            id=id,
            org_id=org_id,
            name=name,
            provider_config=provider_config,
            created_at=created_at,
            updated_at=updated_at,
        )

        vault_config_read.additional_properties = d
        return vault_config_read

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
