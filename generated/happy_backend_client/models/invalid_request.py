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

T = TypeVar("T", bound="InvalidRequest")


@_attrs_define
class InvalidRequest:
    """A body, query or path that does not fit. Checked before the token is.

    Attributes:
        error (str): Kind of the failure: `Error`, or `SyntaxError` for JSON that cannot be parsed.
        message (str): What is wrong, and where: `body/...`, `querystring/...` or `params/...`.
        status_code (Literal[400]): The status.
    """

    error: str
    message: str
    status_code: Literal[400]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        message = self.message

        status_code = self.status_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "message": message,
                "statusCode": status_code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        error = d.pop("error")

        message = d.pop("message")

        status_code = cast(Literal[400], d.pop("statusCode"))
        if status_code != 400:
            raise ValueError(f"statusCode must match const 400, got '{status_code}'")

        invalid_request = cls(
            error=error,
            message=message,
            status_code=status_code,
        )

        invalid_request.additional_properties = d
        return invalid_request

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
