from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SystemMetrics")


@_attrs_define
class SystemMetrics:
    """Figures of the machine and of the requests.

    Attributes:
        cpu_percent (float): Load of the processors.
        memory_percent (float): Memory in use.
        active_sessions (int): Sessions that are open.
        requests_total (int): Requests answered since the start.
        avg_latency_ms (float): Mean duration of a request, in milliseconds.
        gpu_percent (float | None | Unset): Load of the graphics processor.
        vram_percent (float | None | Unset): Graphics memory in use.
        vram_used_bytes (int | None | Unset): Graphics memory in use, in bytes.
        vram_total_bytes (int | None | Unset): Graphics memory there is, in bytes.
    """

    cpu_percent: float
    memory_percent: float
    active_sessions: int
    requests_total: int
    avg_latency_ms: float
    gpu_percent: float | None | Unset = UNSET
    vram_percent: float | None | Unset = UNSET
    vram_used_bytes: int | None | Unset = UNSET
    vram_total_bytes: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cpu_percent = self.cpu_percent

        memory_percent = self.memory_percent

        active_sessions = self.active_sessions

        requests_total = self.requests_total

        avg_latency_ms = self.avg_latency_ms

        gpu_percent: float | None | Unset
        if isinstance(self.gpu_percent, Unset):
            gpu_percent = UNSET
        else:
            gpu_percent = self.gpu_percent

        vram_percent: float | None | Unset
        if isinstance(self.vram_percent, Unset):
            vram_percent = UNSET
        else:
            vram_percent = self.vram_percent

        vram_used_bytes: int | None | Unset
        if isinstance(self.vram_used_bytes, Unset):
            vram_used_bytes = UNSET
        else:
            vram_used_bytes = self.vram_used_bytes

        vram_total_bytes: int | None | Unset
        if isinstance(self.vram_total_bytes, Unset):
            vram_total_bytes = UNSET
        else:
            vram_total_bytes = self.vram_total_bytes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cpu_percent": cpu_percent,
                "memory_percent": memory_percent,
                "active_sessions": active_sessions,
                "requests_total": requests_total,
                "avg_latency_ms": avg_latency_ms,
            }
        )
        if gpu_percent is not UNSET:
            field_dict["gpu_percent"] = gpu_percent
        if vram_percent is not UNSET:
            field_dict["vram_percent"] = vram_percent
        if vram_used_bytes is not UNSET:
            field_dict["vram_used_bytes"] = vram_used_bytes
        if vram_total_bytes is not UNSET:
            field_dict["vram_total_bytes"] = vram_total_bytes

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cpu_percent = d.pop("cpu_percent")

        memory_percent = d.pop("memory_percent")

        active_sessions = d.pop("active_sessions")

        requests_total = d.pop("requests_total")

        avg_latency_ms = d.pop("avg_latency_ms")

        def _parse_gpu_percent(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        gpu_percent = _parse_gpu_percent(d.pop("gpu_percent", UNSET))

        def _parse_vram_percent(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        vram_percent = _parse_vram_percent(d.pop("vram_percent", UNSET))

        def _parse_vram_used_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        vram_used_bytes = _parse_vram_used_bytes(d.pop("vram_used_bytes", UNSET))

        def _parse_vram_total_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        vram_total_bytes = _parse_vram_total_bytes(d.pop("vram_total_bytes", UNSET))

        system_metrics = cls(
            cpu_percent=cpu_percent,
            memory_percent=memory_percent,
            active_sessions=active_sessions,
            requests_total=requests_total,
            avg_latency_ms=avg_latency_ms,
            gpu_percent=gpu_percent,
            vram_percent=vram_percent,
            vram_used_bytes=vram_used_bytes,
            vram_total_bytes=vram_total_bytes,
        )

        system_metrics.additional_properties = d
        return system_metrics

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
