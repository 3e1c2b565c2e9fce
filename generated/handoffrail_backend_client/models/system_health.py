from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent_packet_count import AgentPacketCount
    from ..models.count_map import CountMap
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="SystemHealth")


@_attrs_define
class SystemHealth:
    """Figures of the whole server, over all tenants.

    Attributes:
        version (str): Version of the server.
        uptime_seconds (float): Seconds since the server started.
        environment (str): Name of the deployment environment.
        database_backend (str): Kind of database, such as `sqlite`.
        total_packets (int): Packets in all.
        packets_by_status (CountMap): Counts by name.
        packets_created_last_1h (int): Packets made within the past hour.
        packets_created_last_24h (int): Packets made within the past 24 hours.
        avg_time_to_claim_seconds (float | None): Mean time from creation to claim, in seconds.
        avg_time_to_complete_seconds (float | None): Mean time from claim to completion, in seconds.
        active_agents (int): Agents seen lately.
        total_agents_seen (int): Agents ever seen.
        top_agents (list[AgentPacketCount]): The busiest agents, at most five.
        packets_waiting (int): Packets nobody has claimed yet.
        oldest_waiting_packet_age_seconds (float | None): Age of the oldest of them, in seconds.
        claimed_not_completed (int): Packets claimed but not finished.
        total_webhooks (int): Registered webhooks.
        recent_deliveries_1h (int): Webhook deliveries made within the past hour.
        failed_deliveries_1h (int): Of these, failed.
        avg_delivery_latency_ms (float | None): Mean time to deliver, in milliseconds.
        db_size_bytes (int | None): Size of the database file, in bytes.
        connection_pool (JsonObject | None): State of the database connection pool, where there is one.
        active_api_keys (int): API keys that are not revoked.
        requests_last_1h_per_key (CountMap): Counts by name.
    """

    version: str
    uptime_seconds: float
    environment: str
    database_backend: str
    total_packets: int
    packets_by_status: CountMap
    packets_created_last_1h: int
    packets_created_last_24h: int
    avg_time_to_claim_seconds: float | None
    avg_time_to_complete_seconds: float | None
    active_agents: int
    total_agents_seen: int
    top_agents: list[AgentPacketCount]
    packets_waiting: int
    oldest_waiting_packet_age_seconds: float | None
    claimed_not_completed: int
    total_webhooks: int
    recent_deliveries_1h: int
    failed_deliveries_1h: int
    avg_delivery_latency_ms: float | None
    db_size_bytes: int | None
    connection_pool: JsonObject | None
    active_api_keys: int
    requests_last_1h_per_key: CountMap
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.agent_packet_count import AgentPacketCount
        from ..models.count_map import CountMap
        from ..models.json_object import JsonObject

        version = self.version

        uptime_seconds = self.uptime_seconds

        environment = self.environment

        database_backend = self.database_backend

        total_packets = self.total_packets

        packets_by_status = self.packets_by_status.to_dict()

        packets_created_last_1h = self.packets_created_last_1h

        packets_created_last_24h = self.packets_created_last_24h

        avg_time_to_claim_seconds: float | None
        avg_time_to_claim_seconds = self.avg_time_to_claim_seconds

        avg_time_to_complete_seconds: float | None
        avg_time_to_complete_seconds = self.avg_time_to_complete_seconds

        active_agents = self.active_agents

        total_agents_seen = self.total_agents_seen

        top_agents = []
        for top_agents_item_data in self.top_agents:
            top_agents_item = top_agents_item_data.to_dict()
            top_agents.append(top_agents_item)

        packets_waiting = self.packets_waiting

        oldest_waiting_packet_age_seconds: float | None
        oldest_waiting_packet_age_seconds = self.oldest_waiting_packet_age_seconds

        claimed_not_completed = self.claimed_not_completed

        total_webhooks = self.total_webhooks

        recent_deliveries_1h = self.recent_deliveries_1h

        failed_deliveries_1h = self.failed_deliveries_1h

        avg_delivery_latency_ms: float | None
        avg_delivery_latency_ms = self.avg_delivery_latency_ms

        db_size_bytes: int | None
        db_size_bytes = self.db_size_bytes

        connection_pool: dict[str, Any] | None
        if isinstance(self.connection_pool, JsonObject):
            connection_pool = self.connection_pool.to_dict()
        else:
            connection_pool = self.connection_pool

        active_api_keys = self.active_api_keys

        requests_last_1h_per_key = self.requests_last_1h_per_key.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "uptime_seconds": uptime_seconds,
                "environment": environment,
                "database_backend": database_backend,
                "total_packets": total_packets,
                "packets_by_status": packets_by_status,
                "packets_created_last_1h": packets_created_last_1h,
                "packets_created_last_24h": packets_created_last_24h,
                "avg_time_to_claim_seconds": avg_time_to_claim_seconds,
                "avg_time_to_complete_seconds": avg_time_to_complete_seconds,
                "active_agents": active_agents,
                "total_agents_seen": total_agents_seen,
                "top_agents": top_agents,
                "packets_waiting": packets_waiting,
                "oldest_waiting_packet_age_seconds": oldest_waiting_packet_age_seconds,
                "claimed_not_completed": claimed_not_completed,
                "total_webhooks": total_webhooks,
                "recent_deliveries_1h": recent_deliveries_1h,
                "failed_deliveries_1h": failed_deliveries_1h,
                "avg_delivery_latency_ms": avg_delivery_latency_ms,
                "db_size_bytes": db_size_bytes,
                "connection_pool": connection_pool,
                "active_api_keys": active_api_keys,
                "requests_last_1h_per_key": requests_last_1h_per_key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.agent_packet_count import AgentPacketCount
        from ..models.count_map import CountMap
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        version = d.pop("version")

        uptime_seconds = d.pop("uptime_seconds")

        environment = d.pop("environment")

        database_backend = d.pop("database_backend")

        total_packets = d.pop("total_packets")

        packets_by_status = CountMap.from_dict(d.pop("packets_by_status"))

        packets_created_last_1h = d.pop("packets_created_last_1h")

        packets_created_last_24h = d.pop("packets_created_last_24h")

        def _parse_avg_time_to_claim_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        avg_time_to_claim_seconds = _parse_avg_time_to_claim_seconds(
            d.pop("avg_time_to_claim_seconds")
        )

        def _parse_avg_time_to_complete_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        avg_time_to_complete_seconds = _parse_avg_time_to_complete_seconds(
            d.pop("avg_time_to_complete_seconds")
        )

        active_agents = d.pop("active_agents")

        total_agents_seen = d.pop("total_agents_seen")

        top_agents = []
        _top_agents = d.pop("top_agents")
        for top_agents_item_data in _top_agents:
            top_agents_item = AgentPacketCount.from_dict(top_agents_item_data)

            top_agents.append(top_agents_item)

        packets_waiting = d.pop("packets_waiting")

        def _parse_oldest_waiting_packet_age_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        oldest_waiting_packet_age_seconds = _parse_oldest_waiting_packet_age_seconds(
            d.pop("oldest_waiting_packet_age_seconds")
        )

        claimed_not_completed = d.pop("claimed_not_completed")

        total_webhooks = d.pop("total_webhooks")

        recent_deliveries_1h = d.pop("recent_deliveries_1h")

        failed_deliveries_1h = d.pop("failed_deliveries_1h")

        def _parse_avg_delivery_latency_ms(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        avg_delivery_latency_ms = _parse_avg_delivery_latency_ms(
            d.pop("avg_delivery_latency_ms")
        )

        def _parse_db_size_bytes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        db_size_bytes = _parse_db_size_bytes(d.pop("db_size_bytes"))

        def _parse_connection_pool(data: object) -> JsonObject | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                connection_pool_type_0 = JsonObject.from_dict(data)

                return connection_pool_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None, data)

        connection_pool = _parse_connection_pool(d.pop("connection_pool"))

        active_api_keys = d.pop("active_api_keys")

        requests_last_1h_per_key = CountMap.from_dict(d.pop("requests_last_1h_per_key"))

        system_health = cls(
            version=version,
            uptime_seconds=uptime_seconds,
            environment=environment,
            database_backend=database_backend,
            total_packets=total_packets,
            packets_by_status=packets_by_status,
            packets_created_last_1h=packets_created_last_1h,
            packets_created_last_24h=packets_created_last_24h,
            avg_time_to_claim_seconds=avg_time_to_claim_seconds,
            avg_time_to_complete_seconds=avg_time_to_complete_seconds,
            active_agents=active_agents,
            total_agents_seen=total_agents_seen,
            top_agents=top_agents,
            packets_waiting=packets_waiting,
            oldest_waiting_packet_age_seconds=oldest_waiting_packet_age_seconds,
            claimed_not_completed=claimed_not_completed,
            total_webhooks=total_webhooks,
            recent_deliveries_1h=recent_deliveries_1h,
            failed_deliveries_1h=failed_deliveries_1h,
            avg_delivery_latency_ms=avg_delivery_latency_ms,
            db_size_bytes=db_size_bytes,
            connection_pool=connection_pool,
            active_api_keys=active_api_keys,
            requests_last_1h_per_key=requests_last_1h_per_key,
        )

        system_health.additional_properties = d
        return system_health

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
