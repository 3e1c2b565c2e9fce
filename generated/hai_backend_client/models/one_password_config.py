from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Self,
    TextIO,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="OnePasswordConfig")


@_attrs_define
class OnePasswordConfig:
    """A vault at 1Password.

    Attributes:
        provider (Literal['onepassword']):  Default: 'onepassword'.
        op_vault_id (str): Identifier of the vault there.
    """

    op_vault_id: str
    provider: Literal["onepassword"] = "onepassword"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        provider = self.provider

        op_vault_id = self.op_vault_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "provider": provider,
                "op_vault_id": op_vault_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        provider = cast(Literal["onepassword"], d.pop("provider"))
        if provider != "onepassword":
            raise ValueError(
                f"provider must match const 'onepassword', got '{provider}'"
            )

        op_vault_id = d.pop("op_vault_id")

        one_password_config = cls(
            provider=provider,
            op_vault_id=op_vault_id,
        )

        one_password_config.additional_properties = d
        return one_password_config

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
