from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.one_password_config import OnePasswordConfig


T = TypeVar("T", bound="VaultCreateRequest")


@_attrs_define
class VaultCreateRequest:
    """A vault to register.

    Attributes:
        name (str): Display name.
        provider_config (OnePasswordConfig): A vault at 1Password.
        token (str): Service account token.
    """

    name: str
    provider_config: OnePasswordConfig
    token: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.one_password_config import OnePasswordConfig

        name = self.name

        provider_config = self.provider_config.to_dict()

        token = self.token

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "provider_config": provider_config,
                "token": token,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.one_password_config import OnePasswordConfig

        d = dict(src_dict)
        name = d.pop("name")

        provider_config = OnePasswordConfig.from_dict(d.pop("provider_config"))

        token = d.pop("token")

        vault_create_request = cls(
            name=name,
            provider_config=provider_config,
            token=token,
        )

        vault_create_request.additional_properties = d
        return vault_create_request

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
