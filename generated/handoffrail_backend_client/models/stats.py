from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.count_map import CountMap


T = TypeVar("T", bound="Stats")


@_attrs_define
class Stats:
    """Figures of one tenant.

    Attributes:
        total_packets (int): Packets in all.
        packets_by_status (CountMap): Counts by name.
        packets_last_24h (int): Packets made within the past 24 hours.
        avg_claim_time_seconds (float | None): Mean time from creation to claim, in seconds; null if nothing was
            claimed.
        hitl_queue_depth (int): Packets waiting for a human.
        active_ws_connections (int): Open WebSocket connections.
    """

    total_packets: int
    packets_by_status: CountMap
    packets_last_24h: int
    avg_claim_time_seconds: float | None
    hitl_queue_depth: int
    active_ws_connections: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.count_map import CountMap

        total_packets = self.total_packets

        packets_by_status = self.packets_by_status.to_dict()

        packets_last_24h = self.packets_last_24h

        avg_claim_time_seconds: float | None
        avg_claim_time_seconds = self.avg_claim_time_seconds

        hitl_queue_depth = self.hitl_queue_depth

        active_ws_connections = self.active_ws_connections

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total_packets": total_packets,
                "packets_by_status": packets_by_status,
                "packets_last_24h": packets_last_24h,
                "avg_claim_time_seconds": avg_claim_time_seconds,
                "hitl_queue_depth": hitl_queue_depth,
                "active_ws_connections": active_ws_connections,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.count_map import CountMap

        d = dict(src_dict)
        total_packets = d.pop("total_packets")

        packets_by_status = CountMap.from_dict(d.pop("packets_by_status"))

        packets_last_24h = d.pop("packets_last_24h")

        def _parse_avg_claim_time_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        avg_claim_time_seconds = _parse_avg_claim_time_seconds(
            d.pop("avg_claim_time_seconds")
        )

        hitl_queue_depth = d.pop("hitl_queue_depth")

        active_ws_connections = d.pop("active_ws_connections")

        stats = cls(
            total_packets=total_packets,
            packets_by_status=packets_by_status,
            packets_last_24h=packets_last_24h,
            avg_claim_time_seconds=avg_claim_time_seconds,
            hitl_queue_depth=hitl_queue_depth,
            active_ws_connections=active_ws_connections,
        )

        stats.additional_properties = d
        return stats

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
