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

T = TypeVar("T", bound="PairingAuthorized")


@_attrs_define
class PairingAuthorized:
    """Somebody approved.

    Attributes:
        state (Literal['authorized']):
        token (str): Bearer token of the account.
        response (str): What the approver says, base64 of a box for the pairing's public key, without a version byte.
            The first answer wins.
    """

    state: Literal["authorized"]
    token: str
    response: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        state = self.state

        token = self.token

        response = self.response

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "state": state,
                "token": token,
                "response": response,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        state = cast(Literal["authorized"], d.pop("state"))
        if state != "authorized":
            raise ValueError(f"state must match const 'authorized', got '{state}'")

        token = d.pop("token")

        response = d.pop("response")

        pairing_authorized = cls(
            state=state,
            token=token,
            response=response,
        )

        pairing_authorized.additional_properties = d
        return pairing_authorized

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
