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

T = TypeVar("T", bound="Health")


@_attrs_define
class Health:
    """That the server is up.

    Attributes:
        status (Literal['OK']):
        version (str): Version of the server.
        uptime_seconds (float): Time since the start, in seconds. It never goes down.
        api_version (str): Version of the API.
    """

    status: Literal["OK"]
    version: str
    uptime_seconds: float
    api_version: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        version = self.version

        uptime_seconds = self.uptime_seconds

        api_version = self.api_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "version": version,
                "uptime_seconds": uptime_seconds,
                "api_version": api_version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        status = cast(Literal["OK"], d.pop("status"))
        if status != "OK":
            raise ValueError(f"status must match const 'OK', got '{status}'")

        version = d.pop("version")

        uptime_seconds = d.pop("uptime_seconds")

        api_version = d.pop("api_version")

        health = cls(
            status=status,
            version=version,
            uptime_seconds=uptime_seconds,
            api_version=api_version,
        )

        health.additional_properties = d
        return health

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
