"""Operations about the server itself: audit log, figures, health, metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import fmean
from typing import Annotated

from fastapi import APIRouter, Query
from handoffrail_backend_models import api
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session
from starlette.responses import PlainTextResponse, Response

from fairlead.emulator._prometheus import CONTENT_TYPE
from fairlead.emulator.handoffrail.auth import Caller
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.inputs import CreatedAfter, CreatedBefore, Limit, Offset
from fairlead.emulator.handoffrail.store import ApiKey, Delivery, Event, Packet, Row, Webhook
from fairlead.emulator.handoffrail.times import naive, read
from fairlead.emulator.handoffrail.world import WorldDep

__all__ = ["SERVER_VERSION", "router"]

SERVER_VERSION = "0.2.0"
"""Version of the server that is emulated."""

_ACTIVE = ("claimed", "in_progress", "awaiting_human")
_HOUR = timedelta(hours=1)
_DAY = timedelta(hours=24)
_TOP_AGENTS = 5

router: APIRouter = APIRouter()


@router.get("/api/v1/audit", tags=["audit"], responses=answers(200, 422))
async def list_audit_log(
    caller: Caller,
    world: WorldDep,
    actor: Annotated[str | None, Query(description="Exact actor, such as `agent:writer-1`.")] = None,
    action: Annotated[str | None, Query(description="Exact action, such as `claimed`.")] = None,
    packet_id: Annotated[str | None, Query(description="Exact identifier of a packet.")] = None,
    created_after: CreatedAfter = None,
    created_before: CreatedBefore = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> api.AuditLogResponse:
    """Read the packet histories of the tenant, newest entry first."""
    wanted = [Event.tenant_id == caller.tenant_id]
    if actor:
        wanted.append(Event.actor == actor)
    if action:
        wanted.append(Event.event_type == action)
    if packet_id:
        wanted.append(Event.packet_id == packet_id)
    if created_after is not None:
        wanted.append(Event.timestamp >= created_after)
    if created_before is not None:
        wanted.append(Event.timestamp <= created_before)
    with world.store.transaction() as db:
        query = select(Event).where(*wanted).order_by(Event.seq.desc()).limit(limit).offset(offset)
        entries = [_entry(event) for event in db.scalars(query)]
        total = _count(db, Event, *wanted)
    return api.AuditLogResponse(entries=entries, total=total, limit=limit, offset=offset)


@router.get("/api/v1/stats", tags=["system"], responses=answers(200))
async def get_stats(caller: Caller, world: WorldDep) -> api.Stats:
    """Get the figures of the tenant."""
    with world.store.transaction() as db:
        found = db.scalars(select(Packet).where(Packet.tenant_id == caller.tenant_id)).all()
    by_status = Counter(packet.status for packet in found)
    yesterday = world.clock.now() - _DAY
    return api.Stats(
        total_packets=len(found),
        packets_by_status=by_status,
        packets_last_24h=sum(packet.created_at >= yesterday for packet in found),
        avg_claim_time_seconds=_mean_seconds(found, "created_at", "claimed_at"),
        hitl_queue_depth=by_status["awaiting_human"],
        active_ws_connections=world.hub.sockets(caller.tenant_id),
    )


@router.get("/api/v1/system/health", tags=["system"], responses=answers(200))
async def get_system_health(_caller: Caller, world: WorldDep) -> api.SystemHealth:
    """Get the figures of the whole server, over all tenants."""
    now = world.clock.now()
    last_hour = Delivery.created_at >= now - _HOUR
    with world.store.transaction() as db:
        found = db.scalars(select(Packet).order_by(Packet.seq)).all()
        delivered = db.scalars(select(Delivery).where(Delivery.delivered_at.is_not(None))).all()
        total_webhooks = _count(db, Webhook)
        recent_deliveries = _count(db, Delivery, last_hour)
        failed_deliveries = _count(db, Delivery, last_hour, Delivery.status.in_(("failed", "dead_letter")))
        active_keys = _count(db, ApiKey, ApiKey.revoked.is_(False))
    waiting = [packet for packet in found if packet.status == "created"]
    active = [packet for packet in found if packet.status in _ACTIVE]
    agents = Counter(agent for packet in found for agent in (_source(packet), _target(packet)))
    return api.SystemHealth(
        version=SERVER_VERSION,
        uptime_seconds=(now - world.started_at).total_seconds(),
        environment="emulator",
        database_backend="sqlite",
        total_packets=len(found),
        packets_by_status=Counter(packet.status for packet in found),
        packets_created_last_1h=sum(packet.created_at >= now - _HOUR for packet in found),
        packets_created_last_24h=sum(packet.created_at >= now - _DAY for packet in found),
        avg_time_to_claim_seconds=_mean_seconds(found, "created_at", "claimed_at"),
        avg_time_to_complete_seconds=_mean_seconds(found, "claimed_at", "completed_at"),
        active_agents=len({_target(packet) for packet in active}),
        total_agents_seen=len(agents),
        top_agents=[
            api.AgentPacketCount(agent_id=agent, packet_count=count)
            for agent, count in agents.most_common(_TOP_AGENTS)
        ],
        packets_waiting=len(waiting),
        oldest_waiting_packet_age_seconds=(
            (now - waiting[0].created_at).total_seconds() if waiting else None
        ),
        claimed_not_completed=len(active),
        total_webhooks=total_webhooks,
        recent_deliveries_1h=recent_deliveries,
        failed_deliveries_1h=failed_deliveries,
        avg_delivery_latency_ms=_mean(
            (delivery.delivered_at - delivery.created_at) / timedelta(milliseconds=1)
            for delivery in delivered
            if delivery.delivered_at is not None
        ),
        db_size_bytes=world.store.size_bytes(),
        connection_pool=None,
        active_api_keys=active_keys,
        requests_last_1h_per_key=world.limits.requests_this_hour(),
    )


@router.get("/health", tags=["system"])
async def check_health() -> api.Health:
    """Check that the server is up."""
    return api.Health(status="ok", service="handoffrail")


@router.get("/ready", tags=["system"], responses={503: {"model": api.Readiness}})
async def check_readiness(world: WorldDep, response: Response) -> api.Readiness:
    """Check that the server can take requests."""
    alive = world.store.is_alive()
    if not alive:
        response.status_code = 503
    status = api.ReadinessStatus.ready if alive else api.ReadinessStatus.not_ready
    return api.Readiness(status=status, service="handoffrail", db=alive)


@router.get("/metrics", tags=["system"], response_class=PlainTextResponse)
async def get_metrics(world: WorldDep) -> PlainTextResponse:
    """Get the metrics in Prometheus text format."""
    return PlainTextResponse(world.metrics.text(), media_type=CONTENT_TYPE)


def _entry(event: Event) -> api.AuditLogEntry:
    return api.AuditLogEntry(
        id=event.id,
        packet_id=event.packet_id,
        actor=event.actor,
        action=api.PacketEventType(event.event_type),
        resource="packet",
        details=event.details,
        timestamp=naive(event.timestamp),
    )


def _count(db: Session, table: type[Row], *wanted: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count()).select_from(table).where(*wanted)) or 0


def _source(packet: Packet) -> str:
    return packet.meta["source_agent"]["id"]


def _target(packet: Packet) -> str:
    return packet.meta["target_agent"]["id"]


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return fmean(known) if known else None


def _mean_seconds(packets: Sequence[Packet], start: str, end: str) -> float | None:
    """Mean time between two entries of the metadata, where both are known."""
    return _mean(
        (read(packet.meta[end]) - read(packet.meta[start])).total_seconds()
        for packet in packets
        if packet.meta[start] and packet.meta[end]
    )
