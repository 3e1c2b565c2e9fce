from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.quota_error_scope import QuotaErrorScope, check_quota_error_scope
from ..models.quota_error_type import QuotaErrorType, check_quota_error_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="QuotaError")


@_attrs_define
class QuotaError:
    """A limit that was met.

    Attributes:
        type_ (QuotaErrorType | str):
        message (str): In words.
        scope (QuotaErrorScope | str):
    """

    type_: QuotaErrorType | str
    message: str
    scope: QuotaErrorScope | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        message = self.message

        scope: str
        if isinstance(self.scope, str):
            scope = self.scope
        else:
            scope = self.scope

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "message": message,
                "scope": scope,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_type_(data: object) -> QuotaErrorType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_quota_error_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(QuotaErrorType | str, data)

        type_ = _parse_type_(d.pop("type"))

        message = d.pop("message")

        def _parse_scope(data: object) -> QuotaErrorScope | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scope_type_0 = check_quota_error_scope(data)

                return scope_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(QuotaErrorScope | str, data)

        scope = _parse_scope(d.pop("scope"))

        quota_error = cls(
            type_=type_,
            message=message,
            scope=scope,
        )

        quota_error.additional_properties = d
        return quota_error

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
