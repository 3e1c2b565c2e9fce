from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SecretWrite")


@_attrs_define
class SecretWrite:
    """A secret to store.

    Attributes:
        credential_ref (str): Name of the secret.
        secret (str): The secret.
        provider (str | Unset): What it is for.
        allowed_tools (list[str] | Unset): Tools that may use it; `*` is every tool.
    """

    credential_ref: str
    secret: str
    provider: str | Unset = UNSET
    allowed_tools: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        credential_ref = self.credential_ref

        secret = self.secret

        provider = self.provider

        allowed_tools: list[str] | Unset = UNSET
        if not isinstance(self.allowed_tools, Unset):
            allowed_tools = self.allowed_tools

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "credential_ref": credential_ref,
                "secret": secret,
            }
        )
        if provider is not UNSET:
            field_dict["provider"] = provider
        if allowed_tools is not UNSET:
            field_dict["allowed_tools"] = allowed_tools

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        credential_ref = d.pop("credential_ref")

        secret = d.pop("secret")

        provider = d.pop("provider", UNSET)

        allowed_tools = cast(list[str], d.pop("allowed_tools", UNSET))

        secret_write = cls(
            credential_ref=credential_ref,
            secret=secret,
            provider=provider,
            allowed_tools=allowed_tools,
        )

        secret_write.additional_properties = d
        return secret_write

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
