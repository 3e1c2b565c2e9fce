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

T = TypeVar("T", bound="ServerProblem")


@_attrs_define
class ServerProblem:
    """A failure that the server did not expect.

    Attributes:
        error (str): Always `Internal Server Error`.
        message (str): Always the same text.
        status_code (Literal[500]): The status.
    """

    error: str
    message: str
    status_code: Literal[500]
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

        status_code = cast(Literal[500], d.pop("statusCode"))
        if status_code != 500:
            raise ValueError(f"statusCode must match const 500, got '{status_code}'")

        server_problem = cls(
            error=error,
            message=message,
            status_code=status_code,
        )

        server_problem.additional_properties = d
        return server_problem

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
