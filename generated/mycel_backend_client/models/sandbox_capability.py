from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="SandboxCapability")


@_attrs_define
class SandboxCapability:
    """What a provider can do with mounts.

    Attributes:
        supports_mount (bool): Mounts folders.
        supports_copy (bool): Copies folders.
        supports_read_only (bool): Keeps mounts from being written to.
        mode_handlers (JsonObject): Free-form JSON object.
        supports_managed_volume (bool): Keeps volumes of its own.
    """

    supports_mount: bool
    supports_copy: bool
    supports_read_only: bool
    mode_handlers: JsonObject
    supports_managed_volume: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        supports_mount = self.supports_mount

        supports_copy = self.supports_copy

        supports_read_only = self.supports_read_only

        mode_handlers = self.mode_handlers.to_dict()

        supports_managed_volume = self.supports_managed_volume

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "supports_mount": supports_mount,
                "supports_copy": supports_copy,
                "supports_read_only": supports_read_only,
                "mode_handlers": mode_handlers,
                "supports_managed_volume": supports_managed_volume,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        supports_mount = d.pop("supports_mount")

        supports_copy = d.pop("supports_copy")

        supports_read_only = d.pop("supports_read_only")

        mode_handlers = JsonObject.from_dict(d.pop("mode_handlers"))

        supports_managed_volume = d.pop("supports_managed_volume")

        sandbox_capability = cls(
            supports_mount=supports_mount,
            supports_copy=supports_copy,
            supports_read_only=supports_read_only,
            mode_handlers=mode_handlers,
            supports_managed_volume=supports_managed_volume,
        )

        sandbox_capability.additional_properties = d
        return sandbox_capability

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
