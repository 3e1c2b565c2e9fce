from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TerminalPairingRequest")


@_attrs_define
class TerminalPairingRequest:
    """A terminal that asks to be let in.

    Attributes:
        public_key (str): X25519 public key made for this pairing, 32 bytes in base64.
        supports_v2 (bool | None | Unset): Whether the terminal understands an answer without the account secret. Stored
            by the first request only.
    """

    public_key: str
    supports_v2: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        public_key = self.public_key

        supports_v2: bool | None | Unset
        if isinstance(self.supports_v2, Unset):
            supports_v2 = UNSET
        else:
            supports_v2 = self.supports_v2

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "publicKey": public_key,
            }
        )
        if supports_v2 is not UNSET:
            field_dict["supportsV2"] = supports_v2

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        public_key = d.pop("publicKey")

        def _parse_supports_v2(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        supports_v2 = _parse_supports_v2(d.pop("supportsV2", UNSET))

        terminal_pairing_request = cls(
            public_key=public_key,
            supports_v2=supports_v2,
        )

        terminal_pairing_request.additional_properties = d
        return terminal_pairing_request

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
