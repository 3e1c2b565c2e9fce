from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.mount_mode import MountMode, check_mount_mode
from ..types import UNSET, Unset

T = TypeVar("T", bound="MountSpec")


@_attrs_define
class MountSpec:
    """A folder of the host inside a sandbox.

    Attributes:
        source (str): Path on the host.
        target (str): Path in the sandbox.
        mode (MountMode | Unset): Whether a folder is mounted or copied.
        read_only (bool | Unset): Whether the sandbox may not write to it.
    """

    source: str
    target: str
    mode: MountMode | Unset = UNSET
    read_only: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source = self.source

        target = self.target

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        read_only = self.read_only

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source": source,
                "target": target,
            }
        )
        if mode is not UNSET:
            field_dict["mode"] = mode
        if read_only is not UNSET:
            field_dict["read_only"] = read_only

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        source = d.pop("source")

        target = d.pop("target")

        _mode = d.pop("mode", UNSET)
        mode: MountMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = check_mount_mode(_mode)

        read_only = d.pop("read_only", UNSET)

        mount_spec = cls(
            source=source,
            target=target,
            mode=mode,
            read_only=read_only,
        )

        mount_spec.additional_properties = d
        return mount_spec

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
