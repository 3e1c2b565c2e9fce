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

T = TypeVar("T", bound="Edition")


@_attrs_define
class Edition:
    """That the server is up, and which edition it is.

    Attributes:
        status (Literal['ok']):
        edition (str): `ce` for the community edition.
        policy_provider (str): Where the policies come from.
        enterprise (bool): Whether the enterprise parts are there.
        science (bool): Whether the science parts are there.
    """

    status: Literal["ok"]
    edition: str
    policy_provider: str
    enterprise: bool
    science: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        edition = self.edition

        policy_provider = self.policy_provider

        enterprise = self.enterprise

        science = self.science

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "edition": edition,
                "policy_provider": policy_provider,
                "enterprise": enterprise,
                "science": science,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        status = cast(Literal["ok"], d.pop("status"))
        if status != "ok":
            raise ValueError(f"status must match const 'ok', got '{status}'")

        edition = d.pop("edition")

        policy_provider = d.pop("policy_provider")

        enterprise = d.pop("enterprise")

        science = d.pop("science")

        edition = cls(
            status=status,
            edition=edition,
            policy_provider=policy_provider,
            enterprise=enterprise,
            science=science,
        )

        edition.additional_properties = d
        return edition

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
