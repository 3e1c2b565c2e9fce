"""Keys, tenants, schemas, the audit log and the server's own state."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from fairlead._core.models import Model, UtcDatetime
from fairlead.handoffrail.models.enums import KeyRole


class ApiKeyCreate(Model):
    """An API key to create; `tenant_id` defaults to the caller's tenant."""

    name: str
    tenant_id: str | None = None
    role: KeyRole = KeyRole.admin

    @field_validator("role")
    @classmethod
    def _is_listed(cls, role: KeyRole) -> KeyRole:
        return KeyRole.parse(role)


class ApiKeyResponse(Model):
    """An API key.

    Attributes:
        key: The key itself, only when it was just created or rotated. It is not shown in `repr()`.
    """

    id: str
    name: str
    key_prefix: str
    tenant_id: str
    role: KeyRole = KeyRole.admin
    revoked: bool
    created_at: UtcDatetime
    key: str | None = Field(default=None, repr=False)


class TenantCreate(Model):
    """A tenant to create; limits that are None take the server's defaults."""

    name: str
    tier: str = "free"
    handoffs_per_day: int | None = None
    max_api_keys: int | None = None


class TenantUpdate(Model):
    """Changes to a tenant; what is None stays as it is."""

    name: str | None = None
    tier: str | None = None
    handoffs_per_day: int | None = None
    max_api_keys: int | None = None


class TenantResponse(Model):
    """A tenant."""

    id: str
    name: str
    tier: str
    handoffs_per_day: int | None = None
    max_api_keys: int | None = None
    created_at: UtcDatetime
    updated_at: UtcDatetime
    deleted_at: UtcDatetime | None = None


class SchemaCreate(Model):
    """A JSON Schema for packet contexts, to register. `json_schema` must have a `type`."""

    name: str
    json_schema: dict[str, Any]
    version: int = 1


class SchemaResponse(Model):
    """A registered schema."""

    id: str
    name: str
    version: int
    json_schema: dict[str, Any]
    tenant_id: str
    created_at: UtcDatetime


class SchemaListResponse(Model):
    """A page of schemas, newest first."""

    schemas: list[SchemaResponse] = Field(default_factory=list[SchemaResponse])
    total: int
    limit: int
    offset: int


class AuditLogEntry(Model):
    """One entry of the audit log."""

    id: str
    packet_id: str
    actor: str
    action: str
    resource: str = "packet"
    details: dict[str, Any] = Field(default_factory=dict[str, Any])
    timestamp: UtcDatetime


class AuditLogResponse(Model):
    """A page of the audit log, newest first."""

    entries: list[AuditLogEntry]
    total: int
    limit: int
    offset: int


class Stats(Model):
    """Figures of one tenant."""

    total_packets: int
    packets_by_status: dict[str, int]
    packets_last_24h: int
    avg_claim_time_seconds: float | None = None
    hitl_queue_depth: int
    active_ws_connections: int


class AgentPacketCount(Model):
    """How many packets an agent has handled."""

    agent_id: str
    packet_count: int


class SystemHealth(Model):
    """Figures of the whole server, over all tenants.

    Attributes:
        requests_last_1h_per_key: Requests in the current hour, by tenant id.
    """

    version: str
    uptime_seconds: float
    environment: str
    database_backend: str
    total_packets: int
    packets_by_status: dict[str, int]
    packets_created_last_1h: int
    packets_created_last_24h: int
    avg_time_to_claim_seconds: float | None = None
    avg_time_to_complete_seconds: float | None = None
    active_agents: int
    total_agents_seen: int
    top_agents: list[AgentPacketCount] = Field(default_factory=list[AgentPacketCount])
    packets_waiting: int
    oldest_waiting_packet_age_seconds: float | None = None
    claimed_not_completed: int
    total_webhooks: int
    recent_deliveries_1h: int
    failed_deliveries_1h: int
    avg_delivery_latency_ms: float | None = None
    db_size_bytes: int | None = None
    connection_pool: dict[str, Any] | None = None
    active_api_keys: int
    requests_last_1h_per_key: dict[str, int] = Field(default_factory=dict[str, int])


class Health(Model):
    """The server is up."""

    status: str
    service: str


class Readiness(Model):
    """Whether the server can serve requests; `db` tells whether it reaches its database."""

    status: str
    service: str
    db: bool
