from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.key_role import KeyRole, check_key_role
from ..types import UNSET, Unset

T = TypeVar("T", bound="ApiKeyResponse")


@_attrs_define
class ApiKeyResponse:
    """An API key.

    Attributes:
        id (str): Identifier.
        name (str): Display name.
        key_prefix (str): First eight characters of the key.
        tenant_id (str): Tenant the key belongs to.
        role (KeyRole): What an API key may do; each role includes the ones after it.
        revoked (bool): Whether the key was revoked.
        created_at (str): When it was made, UTC without offset, in whole seconds.
        key (None | str): The key itself, `hr_` and 43 more characters: only in the answers that make it, otherwise
            null.
    """

    id: str
    name: str
    key_prefix: str
    tenant_id: str
    role: KeyRole
    revoked: bool
    created_at: str
    key: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        key_prefix = self.key_prefix

        tenant_id = self.tenant_id

        role: str = self.role

        revoked = self.revoked

        created_at = self.created_at

        key: None | str
        key = self.key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "key_prefix": key_prefix,
                "tenant_id": tenant_id,
                "role": role,
                "revoked": revoked,
                "created_at": created_at,
                "key": key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        key_prefix = d.pop("key_prefix")

        tenant_id = d.pop("tenant_id")

        role = check_key_role(d.pop("role"))

        revoked = d.pop("revoked")

        created_at = d.pop("created_at")

        def _parse_key(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        key = _parse_key(d.pop("key"))

        api_key_response = cls(
            id=id,
            name=name,
            key_prefix=key_prefix,
            tenant_id=tenant_id,
            role=role,
            revoked=revoked,
            created_at=created_at,
            key=key,
        )

        api_key_response.additional_properties = d
        return api_key_response

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
