from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.system_state import SystemState, check_system_state
from ..types import UNSET, Unset

T = TypeVar("T", bound="SystemStatus")


@_attrs_define
class SystemStatus:
    """State of the server and of its parts.

    Attributes:
        status (SystemState): State of the server as a whole.
        ollama (bool): Whether Ollama is there.
        vllm (bool): Whether vLLM is there.
        dsgk (bool): Whether the governance kernel works.
        storage (bool): Whether the database answers.
        version (str): Version of the server.
        uptime_seconds (float): Time since the start, in seconds.
    """

    status: SystemState
    ollama: bool
    vllm: bool
    dsgk: bool
    storage: bool
    version: str
    uptime_seconds: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status: str = self.status

        ollama = self.ollama

        vllm = self.vllm

        dsgk = self.dsgk

        storage = self.storage

        version = self.version

        uptime_seconds = self.uptime_seconds

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "ollama": ollama,
                "vllm": vllm,
                "dsgk": dsgk,
                "storage": storage,
                "version": version,
                "uptime_seconds": uptime_seconds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        status = check_system_state(d.pop("status"))

        ollama = d.pop("ollama")

        vllm = d.pop("vllm")

        dsgk = d.pop("dsgk")

        storage = d.pop("storage")

        version = d.pop("version")

        uptime_seconds = d.pop("uptime_seconds")

        system_status = cls(
            status=status,
            ollama=ollama,
            vllm=vllm,
            dsgk=dsgk,
            storage=storage,
            version=version,
            uptime_seconds=uptime_seconds,
        )

        system_status.additional_properties = d
        return system_status

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
