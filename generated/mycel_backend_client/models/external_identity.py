from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_user import ExternalUser


T = TypeVar("T", bound="ExternalIdentity")


@_attrs_define
class ExternalIdentity:
    """An external agent's token, and its identity.

    Attributes:
        token (str): Bearer token.
        user (ExternalUser): An external agent identity.
    """

    token: str
    user: ExternalUser
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.external_user import ExternalUser

        token = self.token

        user = self.user.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "token": token,
                "user": user,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.external_user import ExternalUser

        d = dict(src_dict)
        token = d.pop("token")

        user = ExternalUser.from_dict(d.pop("user"))

        external_identity = cls(
            token=token,
            user=user,
        )

        external_identity.additional_properties = d
        return external_identity

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
